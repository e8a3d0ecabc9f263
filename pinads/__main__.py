"""``python -m pinads`` and the ``pinads`` script: started quickly, and ended quickly."""

import atexit
import gc
import os
import sys

SELDOM = 100_000
"""A start makes tens of thousands of objects that all stay; looking through them for garbage 50 times finds none."""


def main() -> None:
    """Run the command line."""
    _open_closed_streams()
    gc.set_threshold(SELDOM)
    _end(_version() if sys.argv[1:] == ["--version"] else _run())


def _version() -> int:
    # Who asks for it is mostly a script, and needs no command line for it.
    from pinads import __version__

    return _written(f"pinads {__version__}\n")


def _run() -> int:
    try:
        from pinads.cli.main import app

        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except KeyboardInterrupt:  # while modules are loaded; a command that runs says more
        return 130
    return 0


def _end(code: int) -> None:
    """End the process without taking the interpreter apart, which takes as long as starting it did."""
    if sys.gettrace() or sys.getprofile() or _is_monitored():  # a debugger or profiler has something to say at the end
        sys.exit(code)
    atexit._run_exitfuncs()
    flushed = _written("", told=code != 0)
    os._exit(code or flushed)


def _is_monitored() -> bool:
    """Whether a debugger or profiler looks on in the way that there is since Python 3.12."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(tool) for tool in range(6))


def _written(text: str, told: bool = False) -> int:
    """Write to stdout and let all of it out; a reader that left is no failure, a full disk is, and told unless it was."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except (OSError, ValueError) as error:
        if not told:
            sys.stderr.write(f"error: {getattr(error, 'strerror', None) or error}\n")
        return 1
    return 0


def _open_closed_streams() -> None:
    """Python has None for a standard stream that the caller closed (``>&-``); it becomes the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
