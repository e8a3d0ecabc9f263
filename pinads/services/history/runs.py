"""The runs of the journal, and their rows, as a person reads them."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal
from pinads.journal.models import DONE, PARTIAL, PLANNED, REQUEST, RUNNING, levels_of, resource_of, saved_plan, why_not
from pinads.journal.uploads import CHUNK, chunks_of, counts_of, is_upload, list_of, plan_of
from pinads.render.text import counted, plural, safe
from pinads.sdk.errors import InvalidInput, NotFound, PinadsError
from pinads.sdk.outcomes import APPLIED, EXISTS, REJECTED
from pinads.sdk.resources.registry import is_collection, model_of
from pinads.sdk.schema.fields import plain_name
from pinads.sdk.schema.marks import Mode
from pinads.services.errors import option
from pinads.services.history.changes import row_changes

if TYPE_CHECKING:
    from pinads.journal.models import RowCounts, RowRecord, Run
    from pinads.services.context import Context

_NAMED = 3
"""Entities and fields that a line about a run names."""
_OF_FIELDS = ("updated", "restored")
"""Verbs that do not say which fields a run changed."""


def runs(context: Context, since: float | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Describe runs, newest first; those of the profile that was named, if one was.

    Args:
        since: only those that began then or later, in Unix seconds.
        limit: the most runs.
    """
    if not Journal.exists(data_dir()):
        return
    journal = context.journal
    for run in journal.runs(since, context.profile_name, limit):
        yield described(journal, run)


def number(context: Context, text: str, to_undo: bool = False) -> int:
    """Read the number of a run; ``last`` is the newest one, of the profile that was named if one was.

    Args:
        text: the number, or ``last``.
        to_undo: refuse ``last`` for an undo: the same command once more would write again what it has just taken back.

    Raises:
        InvalidInput: it is neither, or an undo.
        NotFound: there is no run yet.
    """
    text = text.strip()
    if text.lower() == "last":
        newest = next(context.journal.runs(None, context.profile_name, 1), None)
        if newest is None:
            raise NotFound("the journal has no run yet").hinting("pinads journal list")
        if to_undo and newest.start.undoes is not None:
            told = f"the last run, {newest.id}, is itself an undo, of run {newest.start.undoes}: name the run that you mean"
            ways = f"to take the undo back, run: pinads undo {newest.id}"
            if newest.state != DONE:
                ways = f"to finish it, run: pinads undo {newest.start.undoes}; {ways}"
            raise InvalidInput(told, "RUN").hinting(ways)
        context.note(safe(f"the last run is {newest.id}: pinads {shlex.join(newest.start.words)}"))
        return newest.id
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise InvalidInput(f"Invalid run {text!r}: expected a run's number, or last", "RUN").hinting("pinads journal list")
    return int(text)


def described(journal: Journal, run: Run) -> dict[str, Any]:
    """Return the facts of a run, and what it did in one line."""
    total, counts = counts_of(journal, run)
    saved = saved_plan(run) if run.state == PLANNED else None
    state = "interrupted" if run.state == RUNNING and not journal.in_hand(run) else run.state
    if state == PARTIAL and counts[REJECTED] == counts.total():
        state = "failed"
    return {
        "id": run.id,
        "started": int(run.started),
        "command": shlex.join(run.start.words),
        "profile": run.start.profile,
        "account": run.start.account or None,
        "state": "expired" if saved is not None and saved.has_expired else state,
        "expires": None if saved is None else int(saved.expires),
        "rows": total,
        "applied": counts.done,
        "unchanged": counts[EXISTS],
        "rejected": counts[REJECTED],
        "unknown": counts.unclear,
        "not_sent": total - counts.total(),
        "source": run.start.source,
        "undoes": run.start.undoes,
        "list": list_of(journal, run),
        "did": _did(journal, run, total, counts),
    }


def rows(context: Context, run: Run) -> Iterator[dict[str, Any]]:
    """Return the rows of a run that were sent or recorded, with what they changed."""
    currency = _currency(context, run)
    for row in context.journal.rows(run.id):
        resource = resource_of(run, row.number)
        yield {
            "row": row.number + 1,
            # As the outcome was shown: what an update found as it should be is applied.
            "status": APPLIED if row.status == EXISTS and run.start.mode is Mode.UPDATE else row.status,
            "resource": resource,
            "id": row.entity,
            "name": row.name,
            "code": row.code,
            "message": row.message,
            "before": row.before,
            "after": row.after,
            "changes": ", ".join(row_changes(resource, row, run.start.mode, currency)) or None,
        }


def prune(context: Context, older_than: str) -> int:
    """Delete the runs that started longer ago than a number of days, such as ``90d``; return how many there were.

    Raises:
        InvalidInput: it is not a number of days.
    """
    days = older_than.strip().lower().removesuffix("d")
    if not (days.isascii() and days.isdigit() and len(days) < 6):
        raise InvalidInput(f"Invalid {option('older_than')} {older_than!r}: expected days, such as 90d", option("older_than"))
    return context.journal.prune(time.time() - int(days) * 86_400)


class ShownRun(NamedTuple):
    """A run with its rows, or the chunks of an upload.

    Attributes:
        facts: what is known of it, as in a list of runs.
        applied: what it did in one line; of rows of several resources how many of each.
        refusal: the reason why it cannot be resumed, or None.
        rows: the rows that were sent or recorded; of an upload its chunks.
        columns: the keys of chunks; empty for rows of entities, whose keys a face chooses.
        resources: the kinds of its rows.
    """

    facts: dict[str, Any]
    applied: str
    refusal: str | None
    rows: list[dict[str, Any]]
    columns: Sequence[str]
    resources: int


def show_run(context: Context, number: int) -> ShownRun:
    """Return a run of the journal with its rows.

    Raises:
        NotFound: the journal has no such run.
    """
    journal = context.journal
    run = journal.run(number)
    facts = described(journal, run)
    applied = f"applied: {', '.join(_levels(journal, run))}" if run.start.options.get("levels") else str(facts["did"])
    found, columns = (chunks_of(journal, run), CHUNK) if is_upload(run) else (list(rows(context, run)), ())
    return ShownRun(facts, applied, why_not(run), found, columns, len(levels_of(run)))


def _levels(journal: Journal, run: Run) -> Iterator[str]:
    """Count the applied rows of each resource."""
    applied = {row.number for row in journal.rows(run.id) if row.status in ("applied", "exists")}
    for resource, numbers in levels_of(run):
        yield f"{sum(number in applied for number in numbers)} of {len(numbers)} {plural(model_of(resource).RESOURCE.noun)}"


def _did(journal: Journal, run: Run, total: int, counts: RowCounts) -> str:
    """Describe in one line what a run did."""
    start, done, there = run.start, counts[APPLIED], counts[EXISTS]
    if start.kind == REQUEST:
        return f"{start.options.get('method')} {start.options.get('path')}"
    undid = "" if start.undoes is None else f"undid run {start.undoes}: "
    if is_upload(run):
        return undid + _uploaded(run, total, counts.done)
    noun = model_of(start.resource).RESOURCE.noun if is_collection(start.resource) else "row"
    if start.options.get("levels"):
        noun = "entity"
    if run.state == PLANNED:
        return f"{undid}{counted(total, noun)} to be {start.verb}"
    first = list(journal.first_rows(run.id, APPLIED, _NAMED))
    if total == 1 and first:
        return f"{undid}{start.verb} {noun} {_changes_of(run, first[0])}"
    found = "unchanged" if start.mode is Mode.UPDATE else "existed already"
    if total == 1 and there:
        (row,) = journal.first_rows(run.id, EXISTS, 1)
        return f"{undid}{noun} {row.name or row.entity or '?'} {found}"
    number = counted(total, noun) if done == total else f"{done} of {counted(total, noun)}"
    return f"{undid}{start.verb} {number}" + _names(run, first, done) + (f", {there} {found}" if there else "")


def _changes_of(run: Run, row: RowRecord) -> str:
    """Write an entity with what a run changed in it: ``Spring (daily_spend_cap 265.00 USD -> 291.50 USD)``."""
    start, changed = run.start, list[str]()
    if row.before is not None:
        changed = row_changes(start.resource, row, start.mode, start.options.get("currency"))[:_NAMED]
    named = row.name or row.entity or "?"
    if not changed and row.before is not None and row.after is not None and row.before.keys() >= row.after.keys():
        return f"{named} (unchanged)"
    return named + (f" ({', '.join(changed)})" if changed else "")


def _names(run: Run, first: list[RowRecord], applied: int) -> str:
    """Name the fields that an update changed and the first entities: ``: name, daily_spend_cap (Spring, Summer, ...)``."""
    if not first:
        return ""
    pairs = [(row.before, row.after or {}) for row in first if row.before is not None and run.start.verb in _OF_FIELDS]
    fields = list(dict.fromkeys(plain_name(name) for before, after in pairs for name in after if before.get(name) != after[name]))[:_NAMED]
    names = [row.name or row.entity or "?" for row in first]
    return f"{': ' + ', '.join(fields) if fields else ''} ({', '.join([*names, *(['...'] if applied > len(first) else [])])})"


def _uploaded(run: Run, total: int, applied: int) -> str:
    plan = plan_of(run)
    done = f"{applied} of {counted(total, 'customer')}" if applied != total else counted(total, "customer")
    if plan.list_id is None:
        return f"created customer list {plan.name} with {done}"
    did = f"added {done} to" if plan.operation == "ADD" else f"removed {done} from"
    return f"{did} customer list {run.start.options.get('list_name') or plan.list_id}"


def _currency(context: Context, run: Run) -> str | None:
    """Return the currency that a run recorded, else that of its account; None if it cannot be found out."""
    known: str | None = run.start.options.get("currency")
    if known is not None or not run.start.account or context.client.base_url != run.start.base_url:
        return known
    with suppress(PinadsError):
        return context.currency(run.start.account)
    return None
