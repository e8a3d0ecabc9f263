"""How values should look where people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple


class Look(NamedTuple):
    """What a table or sheet is drawn for.

    Attributes:
        color: whether escape codes for colour may be used.
        width: the terminal's width in cells; None where there is no terminal, and then nothing is cut.
        currency: the ad account's currency, if known.
        timezone: the zone that times are shown in; None means the system's.
        unicode: whether the output can encode more than ASCII.
        currency_of: currencies by ad account id, for records of several accounts.
    """

    color: bool
    width: int | None
    currency: str | None
    timezone: tzinfo | None
    unicode: bool = True
    currency_of: Mapping[str, str] | None = None

    @property
    def ellipsis(self) -> str:
        """What stands for the rest of a text that was cut."""
        return "…" if self.unicode else "..."

    def for_record(self, record: Mapping[str, Any]) -> Look:
        """The same look, in the currency of the account that the record belongs to."""
        if not self.currency_of:
            return self
        currency = self.currency_of.get(str(record.get("ad_account_id")), self.currency)
        return self if currency == self.currency else self._replace(currency=currency)


BOLD, DIM, RED, GREEN, YELLOW, CYAN = "1", "2", "31", "32", "33", "36"

STATUS_STYLES = {
    **dict.fromkeys(("ACTIVE", "RUNNING", "APPROVED", "READY", "APPLIED"), GREEN),
    **dict.fromkeys(("PAUSED", "UNKNOWN"), YELLOW),
    **dict.fromkeys(("NOT_STARTED", "PENDING", "PROCESSING", "UPLOADING"), CYAN),
    **dict.fromkeys(("REJECTED", "TOO_SMALL", "ADVERTISER_DISABLED"), RED),
    **dict.fromkeys(("ARCHIVED", "COMPLETED", "DRAFT", "DELETED_DRAFT"), DIM),
}


def status_style(name: str, value: object) -> str | None:
    """The style of a status; None for what is no status."""
    if isinstance(value, str) and (name == "status" or name.endswith("_status")):
        return STATUS_STYLES.get(value.upper())
    return None


def paint(text: str, style: str | None, look: Look) -> str:
    """The text in a style, where the look has colour."""
    return f"\x1b[{style}m{text}\x1b[0m" if style and look.color and text else text
