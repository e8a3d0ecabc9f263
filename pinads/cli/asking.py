"""What people at a terminal are shown before a write to production, and when they are asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pinads.cli.spending import Spending, is_final
from pinads.render.text import counted, safe
from pinads.sdk.client import PRODUCTION
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.cli.updating import Planned

YES = ("y", "yes")


def is_watched(session: Session, confirming: Confirming) -> bool:
    """Whether somebody at a terminal writes to production."""
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    return on_terminal and not confirming.dry_run and session.profile.environment == "production"


class Sums:
    """What rows do to spending, how many change anything, and whether all put an end to entities; added up as they go by."""

    def __init__(self) -> None:
        self.spending = Spending()
        self.rows = 0
        self.all_final = True

    def add(self, model: type[Any], item: Planned, is_new: bool) -> None:
        """Count a row in."""
        self.all_final = self.all_final and is_final(model, item.values)
        if not item.unchanged:
            self.rows += 1
            self.spending.add(model, item.values, item.before, is_new)


def approve(
    session: Session, batches: Sequence[tuple[type[Any], Iterable[Planned]]], mode: Mode, verb: str, noun: str, confirming: Confirming
) -> None:
    """Show where a write of several kinds goes and ask, as ``approve_sums`` does.

    Raises:
        InvalidInput: the answer is no.
    """
    if is_watched(session, confirming):
        sums = Sums()
        for model, items in batches:
            for item in items:
                sums.add(model, item, is_new=mode is Mode.CREATE)
        approve_sums(session, sums, batches[0][0], verb, noun, confirming)


def approve_sums(session: Session, sums: Sums, model: type[Any], verb: str, noun: str, confirming: Confirming) -> None:
    """Show where a write goes and what it does to the daily spend; ask where it raises that or has several rows.

    Raises:
        InvalidInput: the answer is no.
    """
    from pinads.sdk.ad_accounts import AdAccount

    currency = None
    where = f"{session.profile.environment}{'' if session.client.base_url == PRODUCTION else ' at ' + session.client.base_url}"
    if model.RESOURCE.in_account:
        account = AdAccount(session.account, client=session.client)
        currency = account.currency
        where = f"{account.name} ({account.id}), {account.currency}, {where}"
    session.note(safe(f"{where}: {counted(sums.rows, noun)} to be {verb}; {sums.spending.told(currency)}"))
    # Of what puts an end to entities the command has asked by itself.
    if (sums.spending.raises or sums.rows > 1) and session.may_ask and not confirming.yes and not sums.all_final:
        print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in YES:
            raise InvalidInput(f"not confirmed: nothing was {verb}", None)
