"""pinads undo JOURNAL_ID: what a write changed gets its old values back, and what it made is archived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.models import SENT
from pinads.render.text import counted, with_article
from pinads.sdk.bulk.lookup import can_be_read, fetch_by_ids, is_in_listings_only
from pinads.sdk.bulk.outcomes import APPLIED, REJECTED, UNKNOWN, Outcome
from pinads.sdk.bulk.reconcile import PERHAPS_BEFORE
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import matches
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.changes import TRUSTED, ChangeSet, TreeRow, phases_from
from pinads.services.context import Context
from pinads.services.errors import option
from pinads.services.events import FieldDiff, LeftAlone, Question, Restoring
from pinads.services.inputs.records import Records
from pinads.services.inputs.targeting_changes import set_parts, with_effect
from pinads.services.policy.effects import effect_of
from pinads.services.policy.spend_summary import SpendSummary
from pinads.services.results import Plan, Written
from pinads.services.writes.confirm import show_sums
from pinads.services.writes.options import WriteOptions
from pinads.services.writes.pipeline import write
from pinads.services.writes.plan import is_watched

if TYPE_CHECKING:
    from pinads.journal.journal import Journal
    from pinads.journal.models import RowRecord, Run
    from pinads.services.writes.options import WriteOptions


LOOKED_UP = 240
FINAL = {"status": ("ARCHIVED", "DELETED_DRAFT"), "archived": (True,), "operation_type": ("REMOVE",)}
"""What cannot be taken back once it is so."""
_AWAY: Mapping[str, Mapping[str, Any]] = {
    "campaigns": {"status": "ARCHIVED"},
    "ad_groups": {"status": "ARCHIVED"},
    "ads": {"status": "ARCHIVED"},
    "keywords": {"archived": True},
    "audiences": {"operation_type": "REMOVE"},
}


def _nothing_left(steps: list[Step], verb: str, options: WriteOptions) -> Written:
    return Written(with_left_alone(iter(()), 0, steps), steps[0].model, verb, len(steps), options)


def _written(context: Context, run: Run, rows: list[Step], verb: str, in_levels: bool, options: WriteOptions) -> Written | Plan:
    handling = TRUSTED._replace(confirmed=True)
    if in_levels:
        phases = phases_from((TreeRow(step.model, step.write or {}) for step in rows), Mode.UPDATE)
        return write(context, ChangeSet(phases, verb, handling, tree=True, undoes=run.id), options)
    records = Records.of([step.write or {} for step in rows])
    return write(context, ChangeSet.of(rows[0].model, Mode.UPDATE, records, verb, handling=handling, undoes=run.id), options)


def _steps(context: Context, journal: Journal, run: Run, model: type[Any], numbers: range) -> Iterator[Step]:
    """What is to be done for each row that was applied, and then those of which it is not known whether they were."""
    rows = _latest(row for row in journal.rows(run.id) if row.status == "applied" and row.entity and row.number in numbers)
    for at in range(0, len(rows), LOOKED_UP):
        some = rows[at : at + LOOKED_UP]
        known = [row for row in some if can_be_read(model) and (row.before is not None or run.start.mode is Mode.CREATE)]
        parents = {str(row.entity): str(parent) for row in known if (parent := _parent_of(model, row)) is not None}
        found = fetch_by_ids(model, run.start.account, [str(row.entity) for row in known], context.client, parents, most=None)
        now = {identity: record.wire for identity, record in found.items()}
        yield from (_step(model, run, row, now.get(str(row.entity))) for row in some)
    unknown = (row for row in journal.rows(run.id) if row.status in (SENT, UNKNOWN) and row.number in numbers)
    yield from (Step(model, row, None, "what became of it is not known") for row in unknown)


def _parent_of(model: type[Any], row: RowRecord) -> Any:
    parent = model.RESOURCE.parent or ""
    return (row.before or {}).get(parent) or (row.after or {}).get(parent)


def _latest(rows: Iterator[RowRecord]) -> list[RowRecord]:
    """One row an entity: the oldest values before, the newest values after."""
    found: dict[str | None, RowRecord] = {}
    for row in rows:
        first = found.get(row.entity)
        if first is None:
            found[row.entity] = row
        else:
            before = {**(row.before or {}), **(first.before or {})} if first.before is not None and row.before is not None else None
            found[row.entity] = first._replace(before=before, after={**(first.after or {}), **(row.after or {})})
    return list(found.values())


def _step(model: type[Any], run: Run, row: RowRecord, now: Mapping[str, Any] | None) -> Step:
    after = row.after or {}
    if run.start.mode is Mode.CREATE:
        return _archiving(model, run, row, after, now)
    if any(after.get(name) in values for name, values in FINAL.items()):
        return Step(model, row, None, f"to {'remove' if 'operation_type' in after else 'archive'} is final")
    if row.before is None:
        return Step(model, row, None, _not_known(model))
    if now is None:
        return Step(model, row, None, "it cannot be found")
    parts = _parts(model, row.before, after)
    restoring = _restoring(model, row, row.before, now, parts)
    if restoring.is_so:
        return restoring
    whole = {name: value for name, value in after.items() if name not in parts}
    changed = [*_changed(model, whole, now), *_changed_parts(parts, after, now)]
    return Step(model, row, None, f"{', '.join(changed)} changed since") if changed else restoring


def _parts(model: type[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Of objects whose parts can be changed by operations, the parts that a write changed, as they were before; null for none."""
    found = {}
    for name, field in fields_of(model).items():
        if field.changed_by and name in before and name in after:
            old, new = before[name] or {}, after[name] or {}
            found[name] = {part: old.get(part) or None for part in (*old, *new) if (old.get(part) or None) != (new.get(part) or None)}
    return found


def _changed_parts(parts: Mapping[str, Mapping[str, Any]], after: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Those of the parts that a write changed which are not as it left them; what others changed of the rest stays."""
    return [
        f"{name}.{part}"
        for name, old in parts.items()
        for part in old
        if ((now.get(name) or {}).get(part) or None) != ((after[name] or {}).get(part) or None)
    ]


def _not_known(model: type[Any]) -> str:
    """Why there are no values before."""
    if any(field.access & PERSONAL for field in fields_of(model).values()):
        return "people's records are never kept"
    lost = ", or did not find them in its parent's listing" if is_in_listings_only(model) else ""
    return f"its values before are unknown: the write did not read them{lost}"


def _archiving(model: type[Any], run: Run, row: RowRecord, after: Mapping[str, Any], now: Mapping[str, Any] | None) -> Step:
    away = _AWAY.get(model.RESOURCE.collection)
    if away is None:
        return Step(model, row, None, f"the API cannot take {with_article(model.RESOURCE.noun)} away")
    # The parents of what a clone makes are new, so nothing was in them before.
    if row.message == PERHAPS_BEFORE and not run.start.options.get("levels"):
        return Step(model, row, None, "it may have been there before: the answer to its create was lost")
    if now is None and not is_in_listings_only(model):
        return Step(model, row, None, "it cannot be found")
    if now is None:
        return Step(model, row, None, "it is in no listing, so it is archived", is_so=True)
    if any(now.get(name) in values for name, values in FINAL.items()):
        return Step(model, row, None, "it is archived already", is_so=True)
    changed = _changed(model, after, now)
    if changed:
        return Step(model, row, None, f"{', '.join(changed)} changed since")
    return Step(model, row, {"id": row.entity, **away}, None, now)


def _changed(model: type[Any], left: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The fields that are not as the write left them."""
    fields = record_fields(model)
    return [name for name, value in left.items() if name in fields and not matches(fields[name], value, now)]


def _restoring(
    model: type[Any], row: RowRecord, before: Mapping[str, Any], now: Mapping[str, Any], parts: Mapping[str, Mapping[str, Any]]
) -> Step:
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
                return Step(model, row, None, f"{name} had no value before, and the API cannot clear it")
            value = field.cleared_by
        old[name] = value
    if not old:
        return Step(model, row, None, "it has its old values already", is_so=True)
    return Step(model, row, {"id": row.entity, **old}, None, now)


def _tell_unknown(context: Context, journal: Journal, run: Run) -> None:
    """Say that there may be more than can be seen here."""
    counts = journal.counts(run.id)
    unknown = counts.get(SENT, 0) + counts.get(UNKNOWN, 0)
    if unknown:
        context.note(f"what became of {counted(unknown, 'row')} is not known: left alone; pinads journal show {run.id} names them")


MOST_SHOWN = 20


class Step(NamedTuple):
    """One row of an undo.

    Attributes:
        model: what it is.
        row: what the journal has of it.
        write: what is written, or None.
        refusal: why nothing is.
        now: the values as they are now.
        is_so: whether nothing is written because all is as undo would make it.
    """

    model: type[Any]
    row: RowRecord
    write: dict[str, Any] | None
    refusal: str | None = None
    now: Mapping[str, Any] = {}
    is_so: bool = False


def tell(context: Context, steps: Sequence[Step]) -> None:
    """Tell what would be done, old and new; of many rows only how many more are left alone, and why."""
    first, more = steps[:MOST_SHOWN], steps[MOST_SHOWN:]
    for step in first:
        if step.write is None:
            context.interaction.notify(LeftAlone([(_whose(step), str(step.refusal))], {}))
        else:
            context.interaction.notify(Restoring(list(_restored(context, step))))
    if more:
        context.say(f"and {len(more)} more rows")
    refused = Counter(str(step.refusal) for step in more if step.write is None)
    if refused:
        context.interaction.notify(LeftAlone([], refused))


def _whose(step: Step) -> str:
    return f"{step.model.RESOURCE.noun} {step.row.entity or step.row.name or f'of row {step.row.number + 1}'}"


def _restored(context: Context, step: Step) -> Iterator[FieldDiff]:
    fields = fields_of(step.model)
    for name, value in with_effect(fields, step.write or {}, step.now).items():
        if name not in ("id", "extra"):
            currency = context.currency() if fields[name].spec.unit == "micros" else None
            yield FieldDiff(step.model.RESOURCE.noun, str(step.row.entity), fields[name], step.now.get(name), value, currency)


def ask(context: Context, options: WriteOptions, rows: Sequence[Step], verb: str) -> None:
    """Show what an undo does to production, and ask.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    counts = Counter(step.model.RESOURCE.noun for step in rows)
    if is_watched(context, options) and context.interaction.is_shown:
        _show_sums(context, rows, verb, next(iter(counts)) if len(counts) == 1 else "entity")
    if options.yes:
        return
    if not context.interaction.can_confirm:
        raise InvalidInput(f"undo writes, and nobody can be asked here. Add {option('yes')} to confirm; nothing was sent.", "yes")
    question = f"Undo {', '.join(counted(count, noun) for noun, count in counts.items())}?"
    if not context.interaction.confirm(Question(question)):
        raise InvalidInput("not confirmed: nothing was undone", None)


def _show_sums(context: Context, rows: Sequence[Step], verb: str, noun: str) -> None:
    sums = SpendSummary()
    for step in rows:
        sums.add(effect_of(step.model, step.write or {}, step.now))
    show_sums(context, sums, rows[0].model, verb, noun)


def with_left_alone(outcomes: Iterator[Outcome[Any]], first: int, left: Sequence[Step]) -> Iterator[Outcome[Any]]:
    """The outcomes of what is written, and after them those of the rows that are left alone, numbered from ``first``."""
    yield from outcomes
    for number, step in enumerate(left, first):
        given = {"id": step.row.entity, "name": step.row.name}
        outcome: Outcome[Any] = Outcome(number, given, APPLIED if step.is_so else REJECTED, sent=False)
        if step.is_so:
            outcome.note = step.refusal
        else:
            outcome.error = PinadsError(f"left alone: {step.refusal}")
        yield outcome
