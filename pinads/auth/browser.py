"""The person's web browser."""

from __future__ import annotations

import os
import sys
import webbrowser


def open_page(url: str) -> bool:
    """Open a page in the browser; return False if there is none."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        return False  # Without a display only text browsers are left, which would take over this terminal.
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
