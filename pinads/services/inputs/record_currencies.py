"""The currencies of records in a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import PinadsError

if TYPE_CHECKING:
    from pinads.services.context import Context


class Currencies:
    """A lookup of the currency of each record's ad account, once an account.

    If it cannot be read, a note says so and the table shows micro currency (``265000000micro``), which ``--file`` reads too.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, str | None] = {}

    def __call__(self, record: Mapping[str, Any]) -> str | None:
        """Return the currency of a record's money; None if it is not known."""
        account = record.get("ad_account_id")
        key = str(account or "")
        if key not in self._known:
            self._known[key] = self._looked_up(str(account) if account else None)
        return self._known[key]

    def _looked_up(self, account: str | None) -> str | None:
        context, why = self._context, "the API does not say it"
        try:
            own = account is None or account == context.account
            if (currency := context.currency(None if own else account)) is not None:
                return currency
        except PinadsError as error:
            why = str(error)
        of = f" of ad account {account}" if account else ""
        context.note(f"the currency{of} is unknown ({why}); amounts are written as micro currency")
        return None
