"""Updates seen against what is there: relative amounts, merged objects, what changes only in drafts, what is so already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.bulk.batching import MOST_WAITING
from pinads.sdk.bulk.lookup import MOST_PAGES, can_be_read, fetch_by_ids, is_in_listings_only
from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.listing.pages import LARGEST_PAGE
from pinads.sdk.schema.compare import matches
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.marks import FROM_PATH, MERGED, WHILE_DRAFT, Mode
from pinads.services.changes import DRAFT, CheckedRow, Handling, Phase, PlannedChange
from pinads.services.errors import RowErrors, about_option, option
from pinads.services.inputs.id_set import IdSet
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.inputs.records import InputRow
from pinads.services.inputs.targeting_changes import changed_by_operations, checkable_parts, set_parts, with_effect
from pinads.services.policy.budget_owner import BudgetOwners
from pinads.services.policy.money_fields import decides_spending
from pinads.services.writes.wrong_encoding import refuse_wrong_encoding

if TYPE_CHECKING:
    from pinads.services.context import Context


def checkable(model: type[Any], values: Mapping[str, Any], handling: Handling) -> Mapping[str, Any]:
    """The row as it can be checked before anything is read: an amount for each relative one, of merged objects what is to stay."""
    partial = _partial(model, values, handling)
    return {name: _stand_in(value) if name in partial else value for name, value in values.items()} if partial else values


def _stand_in(value: Any) -> Any:
    return 1 if isinstance(value, Relative) else checkable_parts(value)


def resolve(
    context: Context,
    phase: Phase,
    handling: Handling,
    rows: Iterable[CheckedRow],
    reads: Callable[[InputRow], bool],
    total: int,
    is_open: Callable[[int], bool],
) -> Iterator[PlannedChange]:
    """Resolve the rows of a phase against current state; it is read in batches, so any number of rows may come.

    Args:
        context: where.
        phase: what the rows are.
        handling: how to treat what exists.
        rows: the checked rows.
        reads: whether a row of an update is read for a reason of the caller's.
        total: how many rows there are, for the error about wrong ones.
        is_open: whether a row, by its number, is still to be written.

    Raises:
        InvalidInput: a change that the server would refuse, or a budget that belongs elsewhere.
        NotFound: there is nothing that an amount could be relative to.
    """
    if phase.mode is Mode.CREATE:
        for number, (row, body) in enumerate(rows, phase.first):
            yield PlannedChange(row, body=body, done=not is_open(number))
        return
    model = phase.model
    complaints, owners, changed = RowErrors(total), BudgetOwners(context), Changed(model)
    for batch in _batches(rows, phase.first, is_open, lambda row: _must_read(model, row, handling) or reads(row)):
        reading = [row for row, _, is_read in batch if is_read]
        found = _present(context, model, reading, handling) if reading else {}
        for row, is_left, _ in batch:
            if not is_left:
                yield PlannedChange(row, done=True)
                continue
            try:
                yield _resolved_change(context, model, row, found, handling, owners, changed)
            except InvalidInput as error:
                complaints.add(row.place, error)
    complaints.raise_if_any()


def _present(context: Context, model: type[Any], rows: Sequence[InputRow], handling: Handling) -> dict[str, Any]:
    """What is there now; keywords that are not found in a few requests are said, unless an amount depends on them."""
    ids = {str(row.values["id"]) for row in rows}
    parents = {str(row.values["id"]): parent for row in rows if (parent := _parent_in(model, row)) is not None}
    most = None if any(_partial(model, row.values, handling) for row in rows) else MOST_PAGES
    found = fetch_by_ids(model, context.account, ids, context.client, parents, most)
    if is_in_listings_only(model) and len(found) < len(ids):
        lost = counted(len(ids) - len(found), model.RESOURCE.noun)
        context.note(f"{lost} not found in at most {MOST_PAGES} requests; undo cannot bring back what it does not know")
    return found


def _parent_in(model: type[Any], row: InputRow) -> str | None:
    """The parent that a row of a file names, which an update does not send."""
    parent = str((row.raw or {}).get(model.RESOURCE.parent or "", "")).strip().lstrip("AGC")
    return parent if parent.isascii() and parent.isdigit() else None


Batch = list[tuple[InputRow, bool, bool]]
"""Rows, each with whether it is still to be written, and whether it is read for that."""


def _batches(rows: Iterable[CheckedRow], first: int, is_open: Callable[[int], bool], reads: Callable[[InputRow], bool]) -> Iterator[Batch]:
    """Rows of which as many are read as one listing has; of those that are not, so many wait with them at most."""
    batch: Batch = []
    reading = 0
    for number, (row, _) in enumerate(rows, first):
        is_left = is_open(number)
        is_read = is_left and reads(row)
        batch.append((row, is_left, is_read))
        reading += is_read
        if reading == LARGEST_PAGE or len(batch) == MOST_WAITING:
            yield batch
            batch, reading = [], 0
    yield batch


def _resolved_change(
    context: Context, model: type[Any], row: InputRow, found: Mapping[str, Any], handling: Handling, owners: BudgetOwners, changed: Changed
) -> PlannedChange:
    """A row worked out and held against what is there."""
    identity = str(row.values["id"])
    record, again, given = found.get(identity), identity in changed.ids, row
    try:
        changed.refuse_more_money(row)
        if record is not None and not handling.trusted:
            refuse_wrong_encoding(model, row, record.wire)
        if handling.read:
            owners.check(model, row, record)
        row = _resolved(context, model, row, record, handling, again)
        if record is not None and handling.read:
            _check_draft(model, row, record)
            _check_together(model, row, record)
    except InvalidInput:
        changed.add(row)
        raise
    unchanged = handling.read and record is not None and not again and not any(changes_of(model, row.values, record))
    if not unchanged:
        changed.add(row)
    relative = any(isinstance(value, Relative) for value in given.values.values())
    return PlannedChange(row, record, unchanged=unchanged, resolved=row is not given, relative=relative)


def _must_read(model: type[Any], row: InputRow, handling: Handling) -> bool:
    fields, names = fields_of(model), _partial(model, row.values, handling)
    if not handling.read:
        return any(isinstance(row.values[name], Relative) for name in names)
    return bool(names) or (can_be_read(model) and any(_is_seen(fields, name) for name in named_in(row.values)))


def _is_seen(fields: Mapping[str, Field], name: str) -> bool:
    """Whether answers show what a row sets with a field of this name."""
    return (name in fields and fields[name].in_record) or changed_by_operations(fields, name) is not None


def _partial(model: type[Any], values: Mapping[str, Any], handling: Handling) -> list[str]:
    """The fields of a row whose values depend on what is there now: relative amounts, and objects of which parts are given."""
    fields = fields_of(model)
    return [
        name
        for name, value in values.items()
        if isinstance(value, Relative)
        or (isinstance(value, Mapping) and not handling.replace and name in fields and fields[name].has(MERGED))
    ]


def _resolved(context: Context, model: type[Any], row: InputRow, record: Any, handling: Handling, again: bool) -> InputRow:
    """The row with relative amounts worked out and objects merged; not where a row before it changes the same entity."""
    partial = _partial(model, row.values, handling)
    if not partial:
        return row
    fields, values = fields_of(model), dict(row.values)
    for name in partial:
        value = row.values[name]
        if again and (handling.read or isinstance(value, Relative)):
            raise InvalidInput(f"Invalid {name}: a row before this one changes {values['id']} too; put both into one row", name)
        if record is None and not handling.read and not isinstance(value, Relative):
            values.update(set_parts(fields[name], values.pop(name), None))
            continue
        if record is None and row.place:
            raise InvalidInput(f"Invalid {name}: there is no {model.RESOURCE.noun} {values['id']} that it could be about", name)
        if record is None:
            raise NotFound(f"There is no {model.RESOURCE.noun} {values['id']}", operation=f"{model.RESOURCE.collection}/get")
        before = getattr(record, name)
        if isinstance(value, Relative):
            values[name] = Reader(context.currency).amount(value.text, name if row.place else option(name), before)
            continue
        del values[name]
        change = set_parts(fields[name], value, before or {})
        if "extra" in change:
            change["extra"] = {**(values.get("extra") or {}), **change["extra"]}
        values.update(change)
        if values.keys() <= {"id"}:  # A row of which nothing is left would be no update.
            values[fields[name].changed_by] = []
    return row._replace(values=values)


def _check_together(model: type[Any], row: InputRow, record: Any) -> None:
    try:
        model.check_together(row.values, record.wire)
    except InvalidInput as error:
        raise error if row.place else about_option(error) from None


def _check_draft(model: type[Any], row: InputRow, record: Any) -> None:
    status = record.wire.get("status", DRAFT)
    for field, _, _ in changes_of(model, row.values, record):
        if field is not None and field.has(WHILE_DRAFT) and status != DRAFT:
            name = field.name if row.place else option(field.name)
            noun = model.RESOURCE.noun
            article = "an" if noun[0] in "aeiou" else "a"
            raise InvalidInput(
                f"Invalid {name}: it changes only in {article} {noun} with the status DRAFT, and {record.id} is {status}", name
            )


def named_in(values: Mapping[str, Any]) -> Iterator[str]:
    """The fields that a row names."""
    return (name for name in values if name not in ("id", "extra"))


def changes_of(model: type[Any], values: Mapping[str, Any], record: Any) -> Iterator[tuple[Field | None, Any, Any]]:
    """What a row changes: the field, its present value and the new one; the field is None where it is not a declared one."""
    fields = fields_of(model)
    values = with_effect(fields, values, record.wire)
    for name in named_in(values):
        field = fields.get(model.ALIASES.get(name, name))
        if field is None or not field.in_record:
            yield field, None, values[name]
        elif not field.has(FROM_PATH) and not _is_so(field, values[name], record.wire):
            yield field, record.wire.get(field.name), values[name]
    for name, value in (values.get("extra") or {}).items():
        if name not in record.wire or record.wire[name] != value:
            yield fields.get(name), record.wire.get(name), value


def _is_so(field: Field, value: Any, wire: Mapping[str, Any]) -> bool:
    if not matches(field, value, wire):
        return False
    # Of an object the new value may be a part of the present one, and would replace it.
    now = wire.get(field.name)
    return not isinstance(now, (Mapping, list)) or (value is not None and matches(field, now, {field.name: value}))


class Changed:
    """The entities that rows change, and those whose spending they change."""

    def __init__(self, model: type[Any]) -> None:
        self._model = model
        self.ids = IdSet()
        self._money = IdSet()

    def add(self, row: InputRow) -> None:
        """Note what a row changes."""
        self.ids.add(str(row.values["id"]))
        if decides_spending(self._model, row.values):
            self._money.add(str(row.values["id"]))

    def refuse_more_money(self, row: InputRow) -> None:
        """Refuse to change the spending of an entity twice: policy and sums compare each row with what is there now.

        Raises:
            InvalidInput: a row before this one does it.
        """
        if decides_spending(self._model, row.values) and str(row.values["id"]) in self._money:
            identity, noun = row.values["id"], self._model.RESOURCE.noun
            raise InvalidInput(f"a row before this one changes what {noun} {identity} may spend, too; put both into one row", "id")
