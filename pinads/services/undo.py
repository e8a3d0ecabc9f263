"""Undo of a run: changed fields get their previous values, and created entities are archived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.models import SENT, levels_of, why_not
from pinads.render.text import counted, with_article
from pinads.sdk.bulk.lookup import can_be_read, fetch_by_ids, is_in_listings_only
from pinads.sdk.bulk.reconcile import PERHAPS_BEFORE
from pinads.sdk.errors import PinadsError
from pinads.sdk.outcomes import APPLIED, UNKNOWN
from pinads.sdk.record import record_fields
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.compare import matches
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.changes import TRUSTED, ChangeSet, SkippedRow
from pinads.services.inputs.targeting_changes import set_parts
from pinads.services.results import Plan, WriteResult
from pinads.services.resume import find_out
from pinads.services.uploads.job import refuse_to_undo
from pinads.services.writes.apply import outcomes_of_skipped
from pinads.services.writes.confirm import notify_left_alone
from pinads.services.writes.entity_step import TreeRow, phases_from
from pinads.services.writes.pipeline import write
from pinads.services.writes.stored_rows import as_before
from pinads.services.writes.unlisted_values import send_as_they_are

if TYPE_CHECKING:
    from pinads.journal.models import RowRecord, Run
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


FINAL = {"status": ("ARCHIVED", "DELETED_DRAFT"), "archived": (True,), "operation_type": ("REMOVE",)}
"""Values that no write can change back."""
ARCHIVING: Mapping[str, Mapping[str, Any]] = {
    "campaigns": {"status": "ARCHIVED"},
    "ad_groups": {"status": "ARCHIVED"},
    "ads": {"status": "ARCHIVED"},
    "keywords": {"archived": True},
    "audiences": {"operation_type": "REMOVE"},
}
"""The values that archive an entity, by collection."""


def undo(context: Context, number: int, options: WriteOptions) -> WriteResult | Plan:
    """Undo a run; rows that changed since are left alone.

    Args:
        number: the run's number.

    Raises:
        PinadsError: nothing was applied that could be undone.
        InvalidInput: the answer to the question is no, or nobody can be asked; nothing was sent.
    """
    return send_as_they_are(lambda: _undo(context, number, options))  # Old values were the server's own.


def _undo(context: Context, number: int, options: WriteOptions) -> WriteResult | Plan:
    run = context.journal.run(number)
    if (reason := why_not(run)) is not None:
        raise PinadsError(f"run {run.id}: {reason}")
    refuse_to_undo(context.journal, run)
    as_before(context, run)
    context.journal.take(run)
    if not options.dry_run:
        find_out(context, run, options)
    most, present = context.reads_at_once(options.concurrency), {}
    writes: list[TreeRow] = []
    left: list[SkippedRow] = []
    # Children are archived before their parents.
    for resource, numbers in reversed(levels_of(run)):
        model = model_of(resource)
        steps, present[model] = _level(context, run, model, numbers, most)
        writes += (step for step in steps if isinstance(step, TreeRow))
        left += (step for step in steps if isinstance(step, SkippedRow))
    if unknown := context.journal.counts(run.id).unclear:
        context.note(f"the outcome of {counted(unknown, 'row')} is unknown: left alone", f"pinads journal show {run.id}")
    verb = "archived" if run.start.mode is Mode.CREATE else "restored"
    if not writes:
        notify_left_alone(context, left)
        if not left or (options.dry_run and not any(row.done for row in left)):
            raise PinadsError(f"nothing of run {run.id} can be undone")
        # An undo that was interrupted and repeated has nothing left to write.
        return Plan([]) if options.dry_run else WriteResult(outcomes_of_skipped(left, 0), left[0].model, verb, len(left), options)
    phases = tuple(phase._replace(present=present[phase.step.model]) for phase in phases_from(writes, Mode.UPDATE))
    counts = Counter(row.model.RESOURCE.noun for row in writes)
    # What was created is archived for good, which is asked as the archive of anything is.
    archives = run.start.mode is Mode.CREATE
    question = "" if archives else f"Undo {', '.join(counted(count, noun) for noun, count in counts.items())}?"
    handling = TRUSTED._replace(confirmed_final=not archives)
    changes = ChangeSet(phases, verb, handling, tree=len(present) > 1, undoes=run.id, question=question, left_alone=left)
    return write(context, changes, options)


def _skipped(model: type[Any], row: RowRecord, reason: str, done: bool = False) -> SkippedRow:
    return SkippedRow(model, row.entity, row.name, reason, done, row.number)


def _level(
    context: Context, run: Run, model: type[Any], numbers: range, concurrency: int
) -> tuple[list[TreeRow | SkippedRow], dict[str, Any]]:
    """Return the undo of each row of one resource, those of unknown outcome last, and the current entities by id."""
    rows = [row for row in context.journal.rows(run.id) if row.number in numbers]
    applied = _latest(row for row in rows if row.status == APPLIED and row.entity)
    known = [row for row in applied if can_be_read(model) and (row.before is not None or run.start.mode is Mode.CREATE)]
    parent = model.RESOURCE.parent or ""
    parents = {str(row.entity): str({**(row.after or {}), **(row.before or {})}.get(parent) or "") for row in known}
    named = {identity: parent for identity, parent in parents.items() if parent}
    present = fetch_by_ids(model, run.start.account, parents, context.client, named, None, concurrency)
    steps = [_step(model, run, row, present[str(row.entity)].wire if str(row.entity) in present else None) for row in applied]
    steps += [_skipped(model, row, "its outcome is unknown") for row in rows if row.status in (SENT, UNKNOWN)]
    return steps, present


def _latest(rows: Iterable[RowRecord]) -> list[RowRecord]:
    """Merge the rows of an entity into one: the oldest values before, the newest values after."""
    found: dict[str | None, RowRecord] = {}
    for row in rows:
        first = found.get(row.entity)
        if first is None:
            found[row.entity] = row
        else:
            before = {**(row.before or {}), **(first.before or {})} if first.before is not None and row.before is not None else None
            found[row.entity] = first._replace(before=before, after={**(first.after or {}), **(row.after or {})})
    return list(found.values())


def _step(model: type[Any], run: Run, row: RowRecord, now: Mapping[str, Any] | None) -> TreeRow | SkippedRow:
    after = row.after or {}
    if run.start.mode is Mode.CREATE:
        return _archiving(model, run, row, after, now)
    if any(after.get(name) in values for name, values in FINAL.items()):
        return _skipped(model, row, f"{'removing' if 'operation_type' in after else 'archiving'} is final")
    if row.before is None:
        return _skipped(model, row, _not_known(model))
    if now is None:
        return _skipped(model, row, "it cannot be found")
    parts = _parts(model, row.before, after)
    restoring = _restoring(model, row, row.before, now, parts)
    if isinstance(restoring, SkippedRow) and restoring.done:
        return restoring
    whole = {name: value for name, value in after.items() if name not in parts}
    changed = [*_changed(model, whole, now), *_changed_parts(parts, after, now)]
    return _skipped(model, row, f"{', '.join(changed)} changed since") if changed else restoring


def _parts(model: type[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the previous values of parts that a write changed, of objects that are changed by operations; None for none."""
    found = {}
    for name, field in fields_of(model).items():
        if field.changed_by and name in before and name in after:
            old, new = before[name] or {}, after[name] or {}
            found[name] = {part: old.get(part) or None for part in (*old, *new) if (old.get(part) or None) != (new.get(part) or None)}
    return found


def _changed_parts(parts: Mapping[str, Mapping[str, Any]], after: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the parts that a write changed and somebody else changed since; other parts do not matter."""
    return [
        f"{name}.{part}"
        for name, old in parts.items()
        for part in old
        if ((now.get(name) or {}).get(part) or None) != ((after[name] or {}).get(part) or None)
    ]


def _not_known(model: type[Any]) -> str:
    """Tell why a row has no previous values."""
    if any(field.access & PERSONAL for field in fields_of(model).values()):
        return "people's records are never kept"
    lost = ", or did not find them in its parent's listing" if is_in_listings_only(model) else ""
    return f"its previous values are unknown: the write did not read them{lost}"


def _archiving(model: type[Any], run: Run, row: RowRecord, after: Mapping[str, Any], now: Mapping[str, Any] | None) -> TreeRow | SkippedRow:
    away = ARCHIVING.get(model.RESOURCE.collection)
    if away is None:
        return _skipped(model, row, f"the API cannot delete {with_article(model.RESOURCE.noun)}")
    # The parents of what a clone makes are new, so nothing was in them before.
    if row.message == PERHAPS_BEFORE and not run.start.options.get("levels"):
        return _skipped(model, row, "it may have existed before: the answer to its create was lost")
    if now is None and not is_in_listings_only(model):
        return _skipped(model, row, "it cannot be found")
    if now is None:
        return _skipped(model, row, "it is in no listing, so it is archived", done=True)
    if any(now.get(name) in values for name, values in FINAL.items()):
        return _skipped(model, row, "it is archived already", done=True)
    changed = _changed(model, after, now)
    if changed:
        return _skipped(model, row, f"{', '.join(changed)} changed since")
    return TreeRow(model, {"id": row.entity, **away})


def _changed(model: type[Any], left: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the fields that changed since the write."""
    fields = record_fields(model)
    return [name for name, value in left.items() if name in fields and not matches(fields[name], value, now)]


def _restoring(
    model: type[Any], row: RowRecord, before: Mapping[str, Any], now: Mapping[str, Any], parts: Mapping[str, Mapping[str, Any]]
) -> TreeRow | SkippedRow:
    fields = fields_of(model)
    old: dict[str, Any] = {}
    for name, value in before.items():
        field = fields[name]
        if name in parts:
            old.update(set_parts(field, parts[name], now.get(name) or {}))
            continue
        if not field.in_record or (value == now.get(name)) or (not value and not now.get(name) and value in (None, [], {})):
            continue
        if value is None and not field.nullable(Mode.UPDATE):
            if field.cleared_by is None:
                return _skipped(model, row, f"{name} had no value before, and the API cannot clear it")
            value = field.cleared_by
        old[name] = value
    if not old:
        return _skipped(model, row, "it has its old values already", done=True)
    return TreeRow(model, {"id": row.entity, **old})
