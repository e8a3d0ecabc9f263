"""The same command typed again: it goes on with what an earlier one left, unless what is there has been written otherwise since."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal, latest
from pinads.journal.matching import MadeBefore, may_pass, written_since
from pinads.journal.models import PARTIAL, Run, Start, digest_of
from pinads.render.text import counted
from pinads.sdk.bulk.outcomes import APPLIED
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import AGAIN, LEVELS, Order
from pinads.services.events import Question
from pinads.services.writes.record import keeps, start_of, states_of

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.validate import Checked

RECENT = 86_400.0
"""Seconds for which it is said that what was typed has been done already."""


def gone_on(context: Context, order: Order, checked: Checked, options: WriteOptions) -> Order:
    """The order, or what is left of an unfinished run of the same rows, which this process takes in hand.

    Raises:
        JournalError: another process is at the same.
        InvalidInput: what is left cannot be told from what was written since, or it was all written and is not to be written again;
            nothing was sent.
    """
    if order.resumes is not None:
        context.journal.take(order.resumes)
        return order
    order = order._replace(from_file=order.records.source is not None)
    states = () if order.personal else states_of(order, options)
    if not states or not Journal.exists(data_dir()):
        return order
    journal, start = context.journal, start_of(context, order, checked)
    run = latest(journal, start)
    if run is None:
        _ask_of_rows(context, order, start, options)
        return order
    order = order._replace(after=run.id)
    if _is_left(journal, run, states):
        journal.take(run)
        # The process that had it in hand may have ended it in the meantime.
        run = journal.run(run.id)
    if not _is_left(journal, run, states):
        ask_again(context, order, run, options)
        return order
    why_not = _why_not(journal, run, start)
    if why_not is None:
        return _going_on(context, order, run)
    if _worked_out(run):
        ways = f"pinads journal resume {run.id} goes on with the values of then, --fresh works out new ones"
        raise InvalidInput(f"run {run.id} of the same rows was left unfinished, and {why_not}: {ways}; nothing was sent", None)
    context.note(f"run {run.id} was left unfinished, and {why_not}: everything is written again")
    return order


def asks_again(order: Order, run: Run | None, options: WriteOptions) -> bool:
    """Whether it is asked before a file is written again that a finished run has written: where that makes entities or raises twice."""
    if options.again or options.fresh or not order.from_file or order.undoes is not None:
        return False
    if order.mode is Mode.CREATE:
        return not order.if_not_exists
    # Values that are absolute are the same the second time.
    return order.relative or (run is not None and bool(run.start.options.get("relative")))


def ask_again(context: Context, order: Order, run: Run, options: WriteOptions) -> None:
    """Ask before the rows of a finished run are written again, or say that they are.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    applied = context.journal.counts(run.id).get(APPLIED, 0)
    harmless = order.mode is Mode.UPDATE and not run.start.options.get("relative")
    if not applied or harmless or order.if_not_exists:
        return
    asks = asks_again(order, run, options)
    if not asks and abs(time.time() - run.started) > RECENT:
        return
    noun = order.model.RESOURCE.noun if order.records.kind != LEVELS else "entity"
    said = f"run {run.id} of {_when(run)} has already {order.verb} these rows ({applied} of {counted(run.start.total, noun)})"
    _ask(context, order, said, run, options, asks)


def _ask_of_rows(context: Context, order: Order, start: Start, options: WriteOptions) -> None:
    """Ask before rows of a file are created again that runs of other files created, or may have: it may be the same file, corrected.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    if order.mode is not Mode.CREATE or not asks_again(order, None, options):
        return
    journal = context.journal
    made = MadeBefore(journal, start)
    found = [] if made.is_empty else [known for row in order.records.values() if (known := made.take(digest_of(row)[:8])) is not None]
    if not found:
        return
    run = journal.run(max(number for _, number in found))
    applied = sum(status == APPLIED for status, _ in found)
    others = " and earlier ones" if any(number != run.id for _, number in found) else ""
    rows = "this row was" if start.total == 1 else f"{len(found)} of these {start.total} rows were"
    if applied == len(found):
        said = f"{rows} {order.verb} before, in run {run.id} of {_when(run)}{others}"
    else:
        open_run = max(number for status, number in found if status != APPLIED)
        said = f"{rows} {order.verb} before or may have been, in run {run.id} of {_when(run)}{others}"
        said += f" (pinads journal resume {open_run} looks for {len(found) - applied} whose answer never came)"
    _ask(context, order, said, run, options, asks=True)


def _when(run: Run) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))


def _ask(context: Context, order: Order, said: str, run: Run, options: WriteOptions, asks: bool) -> None:
    """Ask whether what was written before is to be written again, or say that it is.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    twice = "makes each of them twice" if order.mode is Mode.CREATE else "adds its relative amounts once more"
    typed = not order.from_file and order.records.kind != LEVELS
    if context.interaction.can_confirm and not options.yes and not options.dry_run and (asks or (typed and order.mode is Mode.CREATE)):
        if not context.interaction.confirm(Question(f"{said}. Writing them again {twice}")):
            raise InvalidInput(f"not confirmed: nothing was {order.verb}", None)
    elif asks and not options.yes and not options.dry_run:
        once = ", `if_not_exists` to create only what is missing" if order.mode is Mode.CREATE and order.model.RESOURCE.in_account else ""
        raise InvalidInput(f"{said}. Writing them again {twice}: use `again` to do that{once}. Nothing was sent", "again")
    else:
        context.note(f"{said}. Writing them again {twice}; pinads journal show {run.id} lists them")


def _is_left(journal: Journal, run: Run, states: tuple[str, ...]) -> bool:
    # What was worked out for refused rows would be worked out anew for those that were applied, too.
    return run.state in states or (run.state == PARTIAL and _worked_out(run) and may_pass(journal, run))


def _worked_out(run: Run) -> bool:
    """Whether the values of an update depend on what was there before it."""
    return run.start.mode is Mode.UPDATE and bool(run.start.options.get("resolved"))


def _why_not(journal: Journal, run: Run, start: Start) -> str | None:
    """Why the rows that an update has written may not be so any more, or were not meant so."""
    if run.start.mode is Mode.CREATE:
        return None
    if bool(run.start.options.get("replace")) != bool(start.options["replace"]):
        return f"was typed with{'out' if start.options['replace'] else ''} `replace_targeting`"
    since = written_since(journal, run)
    return f"{run.start.resource.replace('_', ' ')} were written since (run {since})" if since is not None else None


def _going_on(context: Context, order: Order, run: Run) -> Order:
    if run.start.options.get("resolved"):
        from pinads.services.writes.stored_rows import kept_records

        order = order._replace(records=kept_records(context, run))
    return order._replace(resumes=run, care=AGAIN._replace(keep=order.care.keep and keeps(run), agreed=order.care.agreed))
