"""``python -m pinads`` and the ``pinads`` script."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line."""
    _open_closed_streams()
    from pinads.cli.main import app

    app()


def _open_closed_streams() -> None:
    """Python has None for a standard stream that the caller closed (``>&-``); it becomes the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
