"""Confirmation of a plan: a person sees the changes and their effect, and is asked where they cost money or are final."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.services.errors import Interrupted
from pinads.services.policy.money_fields import flat
from pinads.services.policy.spend_summary import SpendSummary
from pinads.services.questions import Question
from pinads.services.reasons import MOST_ROWS_SHOWN
from pinads.services.write_events import LeftAlone, Review, Skipping

if TYPE_CHECKING:
    from pinads.services.changes import ChangeSet, SkippedRow
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.plan import WritePlan


def confirm(context: Context, plan: WritePlan, options: WriteOptions) -> None:
    """Show a plan, and ask where it raises spending, has several rows, is final, or brings its own question.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    changes, final = plan.changes, plan.first_final
    if plan.refused.count:
        context.interaction.notify(Skipping(plan.refused.count, plan.total, plan.refused.reasons.lines()))
    plan.diff.notify()
    notify_left_alone(context, changes.left_alone)
    if plan.sums is not None:
        asks = not changes.handling.confirmed_final and final is None
        _approve_sums(context, plan.sums, changes, options, asks)
    if options.yes or options.dry_run:
        return
    if final is not None:
        verb = "remove" if "operation_type" in flat(final.values) else "archive"
        there = final.before or {}
        ask_final(context, plan.finals, verb, (str(final.values["id"]), there.get("name") or there.get("value")))
    if changes.question:
        _ask(context, Question(changes.question), "This needs confirmation", changes.verb)


def _ask(context: Context, question: Question, why: str, verb: str) -> None:
    if not context.interaction.can_confirm:
        raise InvalidInput(f"{why}, but there is no terminal to ask at. Add `yes` to confirm; nothing was sent.", "yes")
    try:
        agrees = context.interaction.confirm(question)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted: nothing was {verb}", safe_to_retry=True) from None
    if not agrees:
        raise InvalidInput(f"not confirmed: nothing was {verb}", None)


def ask_final(context: Context, counts: Mapping[str, int], verb: str, only: tuple[str, Any]) -> None:
    """Ask before a final change; the answer is the number of entities, or one's id or name.

    Args:
        counts: the number of entities of each noun.
        verb: what is done to them.
        only: the id and name of the first one.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    count = sum(counts.values())
    if count == 1:
        (noun,) = counts
        identity, name = only
        answers = frozenset({identity, str(name).strip()} if name else {identity})
        question = Question(f"This permanently {verb}s {noun} {identity}{f' ({name})' if name else ''}", answers, "its id or name")
    else:
        things = ", ".join(counted(number, noun) for noun, number in counts.items())
        question = Question(f"This permanently {verb}s {things}", frozenset({str(count)}), str(count))
    _ask(context, question, f"{verb.removesuffix('e').capitalize()}ing is final and needs confirmation", f"{verb}d")


def notify_left_alone(context: Context, rows: Sequence[SkippedRow]) -> None:
    """Tell which rows are left alone and why; of many the first, and how many more for each reason."""
    if rows:
        first, more = rows[:MOST_ROWS_SHOWN], rows[MOST_ROWS_SHOWN:]
        context.interaction.notify(LeftAlone([(row.entity, row.reason) for row in first], Counter(row.reason for row in more)))


def _approve_sums(context: Context, sums: SpendSummary, changes: ChangeSet, options: WriteOptions, asks: bool) -> None:
    """Show the account and the change of the daily spend; ask where that rises or there are several rows.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    in_account = changes.step.model.RESOURCE.in_account
    rows, verb, text = changes.counted(sums.rows), changes.verb + changes.step.target(context), ""
    if context.interaction.is_shown:
        currency = None
        where = f"{context.profile.environment}{'' if context.client.base_url == PRODUCTION else ' at ' + context.client.base_url}"
        if in_account:
            account = AdAccount(context.account, client=context.client)
            currency = account.currency
            where = f"{account.name} ({account.id}), {account.currency}, {where}"
        context.interaction.notify(Review(where, rows, verb, sums.text(currency), sums, currency))
    if asks and (sums.raises or sums.rows > 1) and not options.yes:
        if context.interaction.can_confirm and not context.interaction.is_shown:
            text = f"{rows} to be {verb}; {sums.text(context.currency() if in_account else None)}"
        does = "can spend more than before" if sums.raises else f"writes {rows}"
        _ask(context, Question(text), f"This {does} in production", changes.verb)
