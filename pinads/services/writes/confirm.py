"""What people at a terminal are shown before a write to production, and when they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.services.events import Question, Review
from pinads.services.policy.money_fields import flat
from pinads.services.policy.spend_summary import SpendSummary

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.plan import FinalChanges, Plan


def ask_about(context: Context, final: FinalChanges, options: WriteOptions) -> None:
    """Ask before rows that put an end to entities, if there are any.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    if final.first is None or options.yes or options.dry_run:
        return
    verb = "remove" if "operation_type" in flat(final.first.values) else "archive"
    there = final.first.before or {}
    named = str(final.first.values["id"]), there.get("name") or there.get("value")
    ask_final(context, final.model.RESOURCE.noun, verb, final.count, named)


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


def confirm(context: Context, plan: Plan, options: WriteOptions) -> None:
    """Show what a plan changes and where it goes, and ask where it raises spending, has several rows or is final.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    changes = plan.changes
    plan.diff.notify()
    if plan.sums is not None:
        asks = not changes.handling.confirmed_final and not (plan.final and plan.final.count)
        approve_sums(context, plan.sums, changes.model, changes.verb, changes.noun, options, asks)
    if plan.final is not None:
        ask_about(context, plan.final, options)


def approve_sums(
    context: Context, sums: SpendSummary, model: type[Any], verb: str, noun: str, options: WriteOptions, asks: bool = True
) -> None:
    """Show where a write goes and what it does to the daily spend; ask where it raises that or has several rows.

    Raises:
        InvalidInput: the answer is no, or a question is forbidden.
    """
    if context.interaction.is_shown:
        show_sums(context, sums, model, verb, noun)
    if not (asks and (sums.raises or sums.rows > 1)) or options.yes:
        return
    if not context.interaction.can_confirm:
        does = "can spend more than before" if sums.raises else f"writes {counted(sums.rows, noun)}"
        raise InvalidInput(f"This {does} in production, and nobody can be asked here. Add `yes` to confirm; nothing was sent.", "yes")
    if not context.interaction.confirm(Question("")):
        raise InvalidInput(f"not confirmed: nothing was {verb}", None)


def show_sums(context: Context, sums: SpendSummary, model: type[Any], verb: str, noun: str) -> None:
    """Show where a write goes and what it does to the daily spend."""
    currency = None
    where = f"{context.profile.environment}{'' if context.client.base_url == PRODUCTION else ' at ' + context.client.base_url}"
    if model.RESOURCE.in_account:
        account = AdAccount(context.account, client=context.client)
        currency = account.currency
        where = f"{account.name} ({account.id}), {account.currency}, {where}"
    context.interaction.notify(Review(where, sums.rows, noun, verb, sums.text(currency)))
