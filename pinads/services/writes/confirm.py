"""What people at a terminal are shown before a write to production, and when they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.client import PRODUCTION
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.wire import is_loopback
from pinads.sdk.schema.marks import Mode
from pinads.services.events import Question, Review
from pinads.services.policy.effects import Sums, flat, is_final

if TYPE_CHECKING:
    from pinads.services.changes import Planned
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


def is_watched(context: Context, options: WriteOptions) -> bool:
    """Tell whether a write to production is summed up: to show it at a terminal, or to find out whether it needs a yes."""
    if options.dry_run or not _is_production(context):
        return False
    return not options.yes or context.interaction.is_shown


def _is_production(context: Context) -> bool:
    """Tell whether writes reach a real account; a server on this machine counts only where a profile calls it production."""
    setting = context.profile.resolved("environment")
    return setting.value == "production" and not (setting.origin == "default" and is_loopback(context.client.base_url))


class Endings:
    """Rows of an update that put an end to entities; counted as they go by."""

    def __init__(self, model: type[Any]) -> None:
        self._model = model
        self._first: Planned | None = None
        self.count = 0

    def add(self, item: Planned) -> None:
        """Count a row in, if it is one."""
        if not item.unchanged and is_final(self._model, item.values):
            self.count += 1
            self._first = self._first or item

    def ask(self, context: Context, options: WriteOptions) -> None:
        """Ask where there are any.

        Raises:
            InvalidInput: the answer is no, or nobody can be asked.
        """
        if self._first is None or options.yes or options.dry_run:
            return
        verb = "remove" if "operation_type" in flat(self._first.values) else "archive"
        there = self._first.before or {}
        named = str(self._first.values["id"]), there.get("name") or there.get("value")
        ask_final(context, self._model.RESOURCE.noun, verb, self.count, named)


def ask_final(context: Context, noun: str, verb: str, count: int, only: tuple[str, Any]) -> None:
    """Ask before what cannot be undone: the person types the number of entities, or of a single one the id or the name.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    if not context.interaction.can_confirm:
        raise may_not_ask(verb)
    if count == 1:
        identity, name = only
        right = {identity, str(name).strip()} if name else {identity}
        question = Question(f"This permanently {verb}s {noun} {identity}{f' ({name})' if name else ''}", frozenset(right), "its id or name")
    else:
        question = Question(f"This permanently {verb}s {counted(count, noun)}", frozenset({str(count)}), str(count))
    if not context.interaction.confirm(question):
        raise InvalidInput(f"not confirmed: nothing was {verb}d", None)


def may_not_ask(verb: str) -> InvalidInput:
    """The error where nobody can be asked before what is final."""
    return InvalidInput(f"to {verb} is final, and nobody can be asked here. Add `yes` to confirm; nothing was sent.", "yes")


def approve(
    context: Context, batches: Sequence[tuple[type[Any], Iterable[Planned]]], mode: Mode, verb: str, noun: str, options: WriteOptions
) -> None:
    """Show where a write of several kinds goes and ask, as ``approve_sums`` does.

    Raises:
        InvalidInput: the answer is no, or a question is forbidden.
    """
    if is_watched(context, options):
        sums = Sums()
        for model, items in batches:
            for item in items:
                sums.add(model, item, is_new=mode is Mode.CREATE)
        approve_sums(context, sums, batches[0][0], verb, noun, options)


def approve_sums(context: Context, sums: Sums, model: type[Any], verb: str, noun: str, options: WriteOptions, asks: bool = True) -> None:
    """Show where a write goes and what it does to the daily spend; ask where it raises that or has several rows.

    Raises:
        InvalidInput: the answer is no, or a question is forbidden.
    """
    if context.interaction.is_shown:
        show_sums(context, sums, model, verb, noun)
    if not (asks and (sums.spending.raises or sums.rows > 1)) or options.yes:
        return
    if not context.interaction.can_confirm:
        does = "can spend more than before" if sums.spending.raises else f"writes {counted(sums.rows, noun)}"
        raise InvalidInput(f"This {does} in production, and nobody can be asked here. Add `yes` to confirm; nothing was sent.", "yes")
    if not context.interaction.confirm(Question("")):
        raise InvalidInput(f"not confirmed: nothing was {verb}", None)


def show_sums(context: Context, sums: Sums, model: type[Any], verb: str, noun: str) -> None:
    """Show where a write goes and what it does to the daily spend."""
    from pinads.sdk.resources.ad_accounts import AdAccount

    currency = None
    where = f"{context.profile.environment}{'' if context.client.base_url == PRODUCTION else ' at ' + context.client.base_url}"
    if model.RESOURCE.in_account:
        account = AdAccount(context.account, client=context.client)
        currency = account.currency
        where = f"{account.name} ({account.id}), {account.currency}, {where}"
    context.interaction.notify(Review(where, sums.rows, noun, verb, sums.spending.told(currency)))
