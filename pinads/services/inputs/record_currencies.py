"""The currencies of records in a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import PinadsError

if TYPE_CHECKING:
    from pinads.services.context import Context


def currencies_of(context: Context) -> Callable[[Mapping[str, Any]], str | None]:
    """Make the lookup of the currency of a record's money, once an ad account; None if it is not known.

    If it cannot be read, a note says so and the table shows micro currency (``265000000micro``), which ``--file`` reads too.
    """

    @cache
    def looked_up(account: str) -> str | None:
        why = "the API does not say it"
        try:
            is_own = not account or account == context.account
            if (currency := context.currency(None if is_own else account)) is not None:
                return currency
        except PinadsError as error:
            why = str(error)
        of = f" of ad account {account}" if account else ""
        context.note(f"the currency{of} is unknown ({why}); amounts are written as micro currency")
        return None

    return lambda record: looked_up(str(record.get("ad_account_id") or ""))
