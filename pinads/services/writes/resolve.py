"""Resolution of updates against current state: relative amounts, merged objects, fields of drafts, unchanged rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted, with_article
from pinads.sdk.bulk.batching import MOST_WAITING
from pinads.sdk.bulk.lookup import MOST_PAGES, can_be_read, fetch_by_ids, ids_at_once, is_in_listings_only
from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.schema.compare import matches
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.marks import FROM_PATH, WHILE_DRAFT, Mode
from pinads.services.changes import DRAFT, Handling, Phase, PlannedChange
from pinads.services.errors import RowErrors, about_option, option, reason_for_row
from pinads.services.inputs.id_set import IdSet
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.inputs.records import InputRow
from pinads.services.inputs.targeting_changes import set_parts, with_effect
from pinads.services.inputs.wrong_encoding import refuse_wrong_encoding
from pinads.services.policy.money_fields import decides_spending
from pinads.services.writes.budget_owner import BudgetOwners
from pinads.services.writes.newer import Change, Newer, dated

if TYPE_CHECKING:
    from pinads.services.context import Context


def resolve(
    context: Context,
    phase: Phase,
    handling: Handling,
    rows: Iterable[PlannedChange],
    reads: Callable[[InputRow], bool],
    total: int,
    is_open: Callable[[int], bool],
    concurrency: int | None = None,
    must_exist: bool = False,
) -> Iterator[PlannedChange]:
    """Resolve the rows of a phase against current state, which is read in batches.

    Args:
        phase: the resource and mode of the rows.
        rows: the checked rows.
        reads: tells if a row of an update is read for a reason of the caller's.
        total: the number of rows, for the error about invalid ones.
        is_open: tells by its number if a row is still to be written.
        concurrency: requests in flight at most; the setting if None.
        must_exist: refuse rows whose entity does not exist, where that can be told; otherwise the server does.

    Raises:
        InvalidInput: the server would refuse a change, or a budget belongs to another entity.
        NotFound: the entity of a relative amount does not exist, or one that must.
    """
    if not phase.step.resolves:
        for number, item in enumerate(rows, phase.first):
            yield item if is_open(number) else item._replace(done=True)
        return
    update, most = _Update(context, phase, handling), context.reads_at_once(concurrency)
    complaints = RowErrors(total)

    def resolved(batch: Sequence[PlannedChange], reading: Sequence[InputRow]) -> Iterator[PlannedChange]:
        # The entities are local, so they have left memory before those of the next batch are fetched.
        found = phase.present if phase.present is not None else update.present(reading, most)
        for item in batch:
            if item.done or item.refusal:
                yield item
                continue
            try:
                record = found.get(str(item.row.values["id"]))
                if record is None and must_exist and not is_in_listings_only(update.model):
                    raise no_such(update.model, item.row)
                yield update.resolved(item, record)
            except (InvalidInput, NotFound) as error:
                if handling.skip:
                    yield PlannedChange(dated(item.row), refusal=reason_for_row(error))
                elif isinstance(error, NotFound):
                    raise
                else:
                    complaints.add(item.row.place, error)

    size = ids_at_once(update.model, most)
    for batch, reading in _batches(rows, phase.first, is_open, lambda row: update.must_read(row) or reads(row), size):
        yield from resolved(batch, reading)
    complaints.raise_if_any()


def _batches(
    rows: Iterable[PlannedChange], first: int, is_open: Callable[[int], bool], reads: Callable[[InputRow], bool], size: int
) -> Iterator[tuple[list[PlannedChange], list[InputRow]]]:
    """Cut rows into batches, each with those of it that are read, ``size`` at most; others wait with them."""
    batch: list[PlannedChange] = []
    reading: list[InputRow] = []
    for number, item in enumerate(rows, first):
        if not is_open(number):
            item = item._replace(done=True)
        elif not item.refusal and reads(item.row):
            reading.append(item.row)
        batch.append(item)
        if len(reading) == size or len(batch) == max(size, MOST_WAITING):
            yield batch, reading
            batch, reading = [], []
    yield batch, reading


class _Update:
    """The rows of an update, which are resolved one after the other: what earlier rows change matters to later ones."""

    def __init__(self, context: Context, phase: Phase, handling: Handling) -> None:
        self.model = phase.step.model
        self._context = context
        self._handling = handling
        self._owners = BudgetOwners(context)
        self._newer = Newer(context, phase.records.file)
        self._changed = IdSet()
        self._money = IdSet()

    def must_read(self, row: InputRow) -> bool:
        """Tell if a row cannot be resolved, or its effect not be shown, without the current entity."""
        model, handling = self.model, self._handling
        fields, names = fields_of(model), handling.dependent(model, row.values)
        if not handling.read:
            return any(isinstance(row.values[name], Relative) for name in names)
        if names or not can_be_read(model):
            return bool(names)
        # Fields that no response shows cannot be compared.
        return any((name in fields and fields[name].in_record) or name in fields.operations for name in named_in(row.values))

    def present(self, rows: Sequence[InputRow], concurrency: int) -> dict[str, Any]:
        """Fetch current entities; note keywords that a few requests do not find, unless an amount depends on them."""
        model, handling, context = self.model, self._handling, self._context
        if not rows:
            return {}
        ids = dict.fromkeys(str(row.values["id"]) for row in rows)
        parents = {str(row.values["id"]): parent for row in rows if (parent := _parent_in(model, row)) is not None}
        most = None if any(handling.dependent(model, row.values) for row in rows) else MOST_PAGES
        found = fetch_by_ids(model, context.account, ids, context.client, parents, most, concurrency)
        if is_in_listings_only(model) and len(found) < len(ids):
            lost = counted(len(ids) - len(found), model.RESOURCE.noun)
            context.note(f"{lost} not found in at most {MOST_PAGES} requests; undo cannot restore their values")
        return found

    def resolved(self, item: PlannedChange, record: Any) -> PlannedChange:
        """Resolve a row and check it against the current entity.

        Args:
            record: the entity; None if it was not read or does not exist.

        Raises:
            InvalidInput: the server would refuse it, or a budget belongs to another entity.
            NotFound: the entity of a relative amount does not exist.
        """
        row, body, model, handling = item.row, item.body, self.model, self._handling
        again = str(row.values["id"]) in self._changed
        changes: list[Change] | None = None
        relative = {name for name, value in row.values.items() if isinstance(value, Relative)}
        try:
            self._refuse_more_money(row)
            if record is not None and not handling.trusted:
                refuse_wrong_encoding(model, row, record.wire)
            if handling.read:
                self._owners.check(model, row, record)
            row = self._with_values(row, record, again)
            if record is not None and handling.read:
                changes = list(changes_of(model, row.values, record))
                if changes and not (handling.trusted or handling.overwrite_newer):
                    self._newer.refuse(model, row, record.wire, changes, relative)
                _check_draft(model, row, record, changes)
                try:
                    model.check_together(row.values, record.wire)
                except InvalidInput as error:
                    raise error if row.place else about_option(error) from None
            elif record is not None and handling.resumes is not None and any(True for _ in changes_of(model, row.values, record)):
                self._newer.refuse_since(model, row, record.wire, handling.resumes)
        except InvalidInput:
            if not handling.skip:
                self._add(row)
            raise
        unchanged = changes == [] and not again
        if not unchanged:
            self._add(row)
        resolved = row is not item.row
        if row.place and changes and not again and not handling.trusted:
            row = _only(row, changes, model)
            body = body if row is item.row else None
        return PlannedChange(row, record, None if resolved else body, unchanged=unchanged, resolved=resolved, relative=bool(relative))

    def _with_values(self, row: InputRow, record: Any, again: bool) -> InputRow:
        """Compute relative amounts and merge objects; refuse that after an earlier row changed the same entity."""
        model, handling = self.model, self._handling
        names = handling.dependent(model, row.values)
        if not names:
            return row
        fields, values = fields_of(model), dict(row.values)
        for name in names:
            value = row.values[name]
            if again and (handling.read or isinstance(value, Relative)):
                raise InvalidInput(f"Invalid {name}: an earlier row changes {values['id']}, too. Merge the two rows.", name)
            if record is None and not handling.read and not isinstance(value, Relative):
                values.update(set_parts(fields[name], values.pop(name), None))
                continue
            if record is None:
                raise no_such(model, row, name)
            before = getattr(record, name)
            if isinstance(value, Relative):
                values[name] = Reader(self._context.currency).amount(value.text, name if row.place else option(name), before)
                continue
            del values[name]
            change = set_parts(fields[name], value, before or {})
            if "extra" in change:
                change["extra"] = {**(values.get("extra") or {}), **change["extra"]}
            values.update(change)
            if values.keys() <= {"id"}:  # An update without fields is invalid.
                values[fields[name].changed_by] = []
        return row._replace(values=values)

    def _add(self, row: InputRow) -> None:
        """Remember that a row changes its entity, and if so the spending of it."""
        self._changed.add(str(row.values["id"]))
        if decides_spending(self.model, row.values):
            self._money.add(str(row.values["id"]))

    def _refuse_more_money(self, row: InputRow) -> None:
        """Refuse a second change of an entity's spending: policy and sums compare each row with current values."""
        identity = str(row.values["id"])
        if identity in self._money and decides_spending(self.model, row.values):
            raise InvalidInput(
                f"an earlier row changes the spending of {self.model.RESOURCE.noun} {identity}, too. Merge the two rows.", "id"
            )


def no_such(model: type[Any], row: InputRow, name: str = "id") -> InvalidInput | NotFound:
    """Make the error of a row whose entity does not exist, which the value of a field needs."""
    told = f"there is no {model.RESOURCE.noun} {row.values['id']}"
    if row.place:
        return InvalidInput(f"Invalid {name}: {told}", name)
    return NotFound(f"T{told[1:]}", operation=f"{model.RESOURCE.collection}/get")


def _parent_in(model: type[Any], row: InputRow) -> str | None:
    """Return the parent that a row of a file names, which an update does not send."""
    parent = str((row.raw or {}).get(model.RESOURCE.parent or "", "")).strip().lstrip("AGC")
    return parent if parent.isascii() and parent.isdigit() else None


def _only(row: InputRow, changes: Sequence[Change], model: type[Any]) -> InputRow:
    """Leave out the fields of a file's row that are as they were: an exported table has every field."""
    if len(changes) >= len(row.values) - 1:  # All but the id.
        return row
    fields, changed = fields_of(model), {field.name for field, _, _ in changes if field is not None}

    def is_kept(name: str) -> bool:
        field = fields.get(model.ALIASES.get(name, name))
        if name in ("id", "extra") or field is None or name in fields.operations:
            return True
        return field.name in changed or field.required(Mode.UPDATE)

    kept = {name: value for name, value in row.values.items() if is_kept(name)}
    return row if len(kept) == len(row.values) else row._replace(values=kept)


def _check_draft(model: type[Any], row: InputRow, record: Any, changes: Iterable[Change]) -> None:
    status = record.wire.get("status", DRAFT)
    for field, _, _ in changes:
        if field is not None and field.has(WHILE_DRAFT) and status != DRAFT:
            name = field.name if row.place else option(field.name)
            noun = with_article(model.RESOURCE.noun)
            raise InvalidInput(f"Invalid {name}: it can only be changed in {noun} with the status DRAFT, and {record.id} is {status}", name)


def named_in(values: Mapping[str, Any]) -> Iterator[str]:
    """Return the declared fields that a row names."""
    return (name for name in values if name not in ("id", "extra"))


def changes_of(model: type[Any], values: Mapping[str, Any], record: Any) -> Iterator[Change]:
    """Yield the changes of a row: the field (None if undeclared), its current value and the new one."""
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
    # A new object that is a part of the current one would replace it.
    now = wire.get(field.name)
    return not isinstance(now, (Mapping, list)) or (value is not None and matches(field, now, {field.name: value}))
