"""The rows of a run as the journal stores them, and as an earlier run had them: from there or from their file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.journal.models import TREE, PlannedRow
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.services.changes import VALUES, ChangeSet, Phase, from_json, to_json
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.records import InputRow, Records, read_records
from pinads.services.inputs.tables.table import WORKBOOK
from pinads.services.inputs.zones import Times
from pinads.services.writes.entity_step import EntityStep, TreeRow, phases_from

if TYPE_CHECKING:
    from pinads.journal.models import Run
    from pinads.services.context import Context


ROWS_A_PART = 500
REFUSED = "refused"
"""The key of a stored row that says why it is skipped; it is not a field."""
REFUSED_AT = "refused_at"
"""The key of such a row that says where it was in its file."""


def rows_to_store(changes: ChangeSet) -> Iterator[bytes] | None:
    """Return the rows for the journal; None if it or a file has them, or they may not be kept."""
    if changes.step.keeps != VALUES or changes.records.file or changes.saved is not None:
        return None
    source = changes.records.source
    return source.parts() if source is not None else rows_as_json(changes)


def rows_as_json(changes: ChangeSet) -> Iterator[bytes]:
    """Return the rows as JSON lines, in parts."""
    if changes.tree:
        return _jsonl(
            {"resource": phase.step.resource, "values": to_json(row.values), "source": source}
            for phase in changes.phases
            for row, source in zip(phase.records, phase.sources, strict=True)
        )
    return _jsonl(_stored(values) for values in changes.records.values())


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(values, PlannedRow) or not values.refusal:
        return dict(values)
    return {**values, REFUSED: values.refusal, **({REFUSED_AT: values.place} if values.place else {})}


def _jsonl(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    lines: list[str] = []
    for row in rows:
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        if len(lines) == ROWS_A_PART:
            yield "".join(lines).encode("utf-8", "surrogatepass")
            lines = []
    yield "".join(lines).encode("utf-8", "surrogatepass")


def stored_phases(context: Context, run: Run) -> tuple[Phase, ...]:
    """Return the phases of a run as they were at its start."""
    start = run.start
    if start.kind != TREE:
        step = EntityStep(model_of(start.resource), start.mode, bool(start.options.get("if_not_exists")))
        return (Phase(step, stored_records(context, run)),)
    text = b"".join(context.journal.input(run.id)).decode("utf-8", "surrogatepass")
    rows = (json.loads(line) for line in text.split("\n") if line)
    return phases_from((TreeRow(model_of(row["resource"]), from_json(row["values"]), row["source"]) for row in rows), start.mode)


def as_before(context: Context, run: Run) -> None:
    """Use the profile and the ad account of a run, unless others are given.

    Raises:
        InvalidInput: the others differ from those of the run.
    """
    if context.profile_name is None and run.start.profile != "default":
        context.profile_name = run.start.profile
    if context.account_id is None and run.start.account:
        context.account_id = run.start.account
    here = context.client.base_url, context.account if run.start.account else ""
    if here != (run.start.base_url, run.start.account):
        there = f"{run.start.base_url}, ad account {run.start.account or '-'}"
        raise InvalidInput(f"run {run.id} was written at {there}. Give its `profile` and `account`.", "ID")


def stored_records(context: Context, run: Run) -> Records:
    """Return the rows of a run, from their file or the journal."""
    source = _source(context, run)
    context.on_close(source.close)
    # Rows in the journal are resolved: none of their amounts is relative.
    reader = Reader(context.currency, times=Times(context, notes=False))
    start = run.start
    sheet = start.options.get("sheet") if start.kind == WORKBOOK else None
    records = read_records(source, model_of(start.resource), start.mode, reader, start.kind, sheet)
    records = records.completed(run.start.defaults, run.start.options.get("beside"))
    return records.replaced(lambda: map(_skipped, records), records.source)


def _skipped(row: InputRow) -> InputRow:
    """Return a stored row with the reason for which it was skipped, and its place in its file."""
    raw = row.raw or {}
    refusal, place = raw.get(REFUSED), raw.get(REFUSED_AT)
    if not isinstance(refusal, str):
        return row
    values = {name: value for name, value in row.values.items() if name not in (REFUSED, REFUSED_AT)}
    return row._replace(place=place if isinstance(place, str) else row.place, values=values, error=refusal)


def _source(context: Context, run: Run) -> InputFile:
    named = run.start.options.get("encoding")
    if run.start.source is None:
        return InputFile(f"run {run.id}", named=named, kept=context.journal.input(run.id))
    if not Path(run.start.source).exists():
        raise InvalidInput(f"{run.start.source}, the file of run {run.id}, does not exist. Restore it to resume.", "ID")
    return InputFile(run.start.source, named=named)
