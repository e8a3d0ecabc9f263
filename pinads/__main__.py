"""``python -m pinads`` and the ``pinads`` script. They start and end quickly; ``docs/performance.md`` has the measurements."""

import atexit
import gc
import os
import sys

from pinads import __version__

GARBAGE_THRESHOLD = 100_000
"""A start creates tens of thousands of objects that all stay; by default the collector would look through them 80 times in vain."""


def main() -> None:
    """Run the command line, and exit with its code."""
    codes: list[int] = []
    # Handlers run in reverse order: registered before anything else is imported, this one is the last.
    atexit.register(_leave, codes)
    _open_closed_streams()
    gc.set_threshold(GARBAGE_THRESHOLD)
    # The version is mostly asked for by scripts, and told without loading the command line.
    codes.append(_written(f"pinads {__version__}\n") if sys.argv[1:] == ["--version"] else _run())
    sys.exit(codes[0])


def _run() -> int:
    try:
        from pinads.cli.main import app  # start-up: typer, 44 ms, which --version does without

        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except KeyboardInterrupt:  # Ctrl-C while modules are imported; commands handle it themselves.
        return 130
    return 0


def _leave(codes: list[int]) -> None:
    """End the process without the teardown of the interpreter, which takes a quarter of a listing's time."""
    # Debuggers and profilers have handlers of their own, and a traceback is printed before an exit without a code.
    if not codes or sys.gettrace() or sys.getprofile() or _is_monitored():
        return
    flushed = _written("", told=codes[0] != 0)
    os._exit(codes[0] or flushed)


def _is_monitored() -> bool:
    """Check if a debugger or profiler uses ``sys.monitoring``, which Python has since 3.12."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(tool) for tool in range(6))


def _written(text: str, told: bool = False) -> int:
    """Write to stdout and flush it; return 1 if that fails, but 0 if the reader has left.

    ``told`` says that an error was printed already.
    """
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
    """Open the null device for standard streams that the caller has closed (``>&-``), which are None in Python."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
