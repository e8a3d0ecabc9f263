"""pinads undo JOURNAL_ID: what a write changed gets its old values back, and what it made is archived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.cli.groups import built
from pinads.cli.journal import Entry, model_of, number
from pinads.cli.options import Confirming
from pinads.cli.results import Plan, Written
from pinads.cli.session import Session
from pinads.cli.targeting_changes import set_parts
from pinads.cli.undo_steps import Step, ask, tell, with_left_alone
from pinads.render.text import counted, with_article
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import PinadsError
from pinads.sdk.fields import PERSONAL, Mode
from pinads.sdk.model import record_fields
from pinads.sdk.outcomes import UNKNOWN, took
from pinads.sdk.present import can_be_read, is_in_listings_only
from pinads.sdk.reconcile import PERHAPS_BEFORE
from pinads.sdk.unknown_values import allow_from_here

if TYPE_CHECKING:
    from pinads.journal.runs import Journal, RowRecord, Run

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


def undo(session: Session, entry: Entry, confirming: Confirming) -> Written | Plan | None:
    """Bring back the values that a write changed, and archive what it made. Rows that changed since are left alone.

    Examples:
        pinads undo 1 --dry-run
        pinads undo 1 --yes
    """
    from pinads.cli.journalling import open_journal
    from pinads.cli.resuming import as_before, find_out
    from pinads.cli.upload_entries import refuse_to_undo
    from pinads.journal.levels import levels_of
    from pinads.journal.requests import why_not

    allow_from_here()
    journal = open_journal(session)
    run = journal.run(number(entry))
    if (reason := why_not(run)) is not None:
        raise PinadsError(f"journal {run.id}: {reason}")
    refuse_to_undo(journal, run)
    as_before(session, run)
    journal.take(run)
    if not confirming.dry_run:
        find_out(session, run, confirming)
    # What is in something goes before that.
    levels = [(model_of(resource), numbers) for resource, numbers in reversed(levels_of(run))]
    steps = [step for model, numbers in levels for step in _steps(session, journal, run, model, numbers)]
    rows = [step for step in steps if step.write is not None]
    tell(session, steps)
    _tell_unknown(session, journal, run)
    if not any(step.write is not None or step.is_so for step in steps):
        raise PinadsError(f"nothing of journal {run.id} can be undone")
    verb = "archived" if run.start.mode is Mode.CREATE else "restored"
    if not rows:
        # An undo that was interrupted and repeated has nothing left to write.
        return Plan([]) if confirming.dry_run else _nothing_left(steps, verb, confirming)
    if not confirming.dry_run:
        ask(session, confirming, rows, verb)
    written = _written(session, run, rows, verb, len(levels) > 1, confirming)
    if isinstance(written, Written):
        left = [step for step in steps if step.write is None]
        written.outcomes = with_left_alone(written.outcomes, written.total, left)
        written.total += len(left)
    return written


def _nothing_left(steps: list[Step], verb: str, confirming: Confirming) -> Written:
    return Written(with_left_alone(iter(()), 0, steps), steps[0].model, verb, len(steps), confirming)


def _written(session: Session, run: Run, rows: list[Step], verb: str, in_levels: bool, confirming: Confirming) -> Written | Plan:
    from pinads.cli.executing import write
    from pinads.cli.levels import Part, check_levels, levels_from, unread, write_levels
    from pinads.cli.order import AGAIN, Order
    from pinads.cli.rows import Records

    care, model = AGAIN._replace(asked=True), rows[0].model
    if in_levels:
        order = unread(model, Mode.UPDATE, verb, care=care, undoes=run.id)
        check_levels(order, confirming)
        return write_levels(session, order, levels_from((step.model, Part(step.write or {})) for step in rows), confirming)
    records = Records.of([step.write or {} for step in rows])
    return write(session, Order(model, records, Mode.UPDATE, verb, care, undoes=run.id), confirming)


def _steps(session: Session, journal: Journal, run: Run, model: type[Any], numbers: range) -> Iterator[Step]:
    """What is to be done for each row that was applied, and then those of which it is not known whether they were."""
    from pinads.journal.runs import SENT
    from pinads.sdk.present import present

    rows = _latest(row for row in journal.rows(run.id) if row.status == "applied" and row.entity and row.number in numbers)
    for at in range(0, len(rows), LOOKED_UP):
        some = rows[at : at + LOOKED_UP]
        known = [row for row in some if can_be_read(model) and (row.before is not None or run.start.mode is Mode.CREATE)]
        parents = {str(row.entity): str(parent) for row in known if (parent := _parent_of(model, row)) is not None}
        found = present(model, run.start.account, [str(row.entity) for row in known], session.client, parents, most=None)
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
    lost = " or not found in its parent's listing" if is_in_listings_only(model) else ""
    return f"its values before are not known: --no-read{lost}"


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
    return [name for name, value in left.items() if name in fields and not took(fields[name], value, now)]


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


def _tell_unknown(session: Session, journal: Journal, run: Run) -> None:
    """Say that there may be more than can be seen here."""
    from pinads.journal.runs import SENT

    counts = journal.counts(run.id)
    unknown = counts.get(SENT, 0) + counts.get(UNKNOWN, 0)
    if unknown:
        session.note(f"note: what became of {counted(unknown, 'row')} is not known: left alone; pinads journal show {run.id} names them")


def load() -> Any:
    """The command."""
    return built(undo)
