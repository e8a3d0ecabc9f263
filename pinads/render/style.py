"""The appearance of tables and sheets: colour, width, currency and time zone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple


class Style(NamedTuple):
    """The terminal, or file, that a table or sheet is drawn for.

    Attributes:
        color: True if it takes colours.
        width: its width in cells; None where there is no terminal, and then nothing is cut.
        currency: the ad account's currency, if known.
        timezone: the zone that times are shown in; None means the system's.
        unicode: True if it can encode more than ASCII.
        currency_of: currencies by ad account id, for records of several accounts.
        links: True if it takes hyperlinks (OSC 8).
    """

    color: bool
    width: int | None
    currency: str | None
    timezone: tzinfo | None
    unicode: bool = True
    currency_of: Mapping[str, str] | None = None
    links: bool = False

    def for_record(self, record: Mapping[str, Any]) -> Style:
        """Return the same style in the currency of the account that the record belongs to."""
        if not self.currency_of:
            return self
        currency = self.currency_of.get(str(record.get("ad_account_id")), self.currency)
        return self if currency == self.currency else self._replace(currency=currency)


HEADING, QUIET, GOOD, BAD, IDLE, BUSY = "heading", "quiet", "good", "bad", "idle", "busy"
THEME = {HEADING: "bold", QUIET: "dim", GOOD: "green", BAD: "red", IDLE: "yellow", BUSY: "cyan"}
SERIES = ("line 1", "line 2", "line 3", "line 4", "line 5", "line 6")
"""The styles of the lines and bars of a chart, in turn."""
THEME.update(zip(SERIES, ("cyan", "magenta", "yellow", "blue", "green", "red"), strict=True))
"""The styles of the one theme, as Rich names them."""
_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36}
"""The same as terminals take them; Rich takes 20 ms to load, which a word in a colour does not need."""

STATUS_STYLES = {
    **dict.fromkeys(("ACTIVE", "RUNNING", "APPROVED", "READY", "APPLIED"), GOOD),
    **dict.fromkeys(("PAUSED", "UNKNOWN"), IDLE),
    **dict.fromkeys(("NOT_STARTED", "PENDING", "PROCESSING", "UPLOADING"), BUSY),
    **dict.fromkeys(("REJECTED", "TOO_SMALL", "ADVERTISER_DISABLED"), BAD),
    **dict.fromkeys(("ARCHIVED", "COMPLETED", "DRAFT", "DELETED_DRAFT"), QUIET),
}


def status_style(name: str, value: object) -> str | None:
    """Return the style of a status; None for other values."""
    if isinstance(value, str) and (name == "status" or name.endswith("_status")):
        return STATUS_STYLES.get(value.upper())
    return None


def paint(text: str, name: str, style: Style) -> str:
    """Put a text into one of the theme's styles, where colours are shown."""
    if not style.color or not text:
        return text
    return f"\x1b[{_CODES[THEME[name]]}m{text}\x1b[0m"


def stdout_style(no_color: bool) -> Style:
    """Find out about stdout: whether it takes colours, links and Unicode, and its width.

    ``COLUMNS`` beats the terminal's own width, and is the only width that a pipe has.
    """
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if terminal and os.name == "nt":
        from rich.console import detect_legacy_windows  # start-up: 45 ms of Rich, on Windows alone

        terminal = not detect_legacy_windows()  # It shows escapes instead of obeying them.
    return Style(
        color=terminal and not no_color and "NO_COLOR" not in os.environ,
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() or "COLUMNS" in os.environ else None,
        currency=None,
        timezone=None,
        unicode=_can_encode("─…"),
        links=terminal,
    )


def _can_encode(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
