"""Updates seen against what is there: relative amounts, merged objects, what changes only in drafts, what is so already."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.budgets import Owners
from pinads.cli.failures import MOST_ROWS_SHOWN, Complaints
from pinads.cli.field_options import flag_of
from pinads.cli.rows import Row
from pinads.cli.targeting import merged
from pinads.cli.values import Reader, Relative
from pinads.render.text import counted
from pinads.sdk.declarations import Field, fields_of
from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.fields import FROM_PATH, MERGED, WHILE_DRAFT
from pinads.sdk.outcomes import took
from pinads.sdk.paging import LARGEST_PAGE
from pinads.sdk.present import MOST_PAGES, can_be_read, is_in_listings_only, present

if TYPE_CHECKING:
    from pinads.cli.order import Care
    from pinads.cli.session import Session

DRAFT = "DRAFT"


class Planned(NamedTuple):
    """A row as it is sent, and what is there now; ``present`` is None where it was not read or is not there."""

    row: Row
    present: Any = None
    unchanged: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """What is sent."""
        return self.row.values

    @property
    def before(self) -> Mapping[str, Any] | None:
        """What the server said of it, or None."""
        return self.present.wire if self.present is not None else None


def checkable(model: type[Any], values: Mapping[str, Any], care: Care) -> Mapping[str, Any]:
    """The row as it can be checked before anything is read: an amount for each relative one, of merged objects what is to stay."""
    fields = fields_of(model)
    partial = {name for name, value in values.items() if name in fields and _is_partial(fields[name], value, care)}
    return {name: _stand_in(value) if name in partial else value for name, value in values.items()}


def has_parts(model: type[Any], values: Mapping[str, Any], care: Care) -> bool:
    """Whether what a row asks for depends on what is there now."""
    fields = fields_of(model)
    return any(name in fields and _is_partial(fields[name], value, care) for name, value in values.items())


def _stand_in(value: Any) -> Any:
    return 1 if isinstance(value, Relative) else {name: part for name, part in value.items() if part is not None}


def planned(
    session: Session, model: type[Any], rows: Iterable[Row], care: Care, also: Callable[[Mapping[str, Any]], bool], total: int
) -> Iterator[Planned]:
    """The rows of an update, each beside what is there now; read in batches, so any number of rows may come.

    Args:
        session: where.
        model: what is updated.
        rows: checked, but for their relative amounts.
        care: how.
        also: whether a row must be read for a reason of the caller's.
        total: how many rows there are, for the error that tells of wrong ones.

    Raises:
        InvalidInput: a change that the server would refuse, or a budget that belongs elsewhere.
        NotFound: there is nothing that an amount could be relative to.
    """
    complaints, stream = Complaints(total), iter(rows)
    owners, changed = Owners(session), set[str]()
    while batch := list(islice(stream, LARGEST_PAGE)):
        reading = [row for row in batch if _must_read(model, row, care) or also(row.values)]
        found = _present(session, model, reading, care) if reading else {}
        for row in batch:
            identity = str(row.values["id"])
            record = found.get(identity)
            try:
                row = _resolved(session, model, row, record, care, again=identity in changed)
                if record is not None and care.read:
                    _check_draft(model, row, record)
                    owners.check(model, row, record)
            except InvalidInput as error:
                complaints.add(row.place, error)
            unchanged = care.read and record is not None and identity not in changed and not any(_changes(model, row.values, record))
            if not unchanged:
                changed.add(identity)
            yield Planned(row, record, unchanged)
    complaints.tell()


def _present(session: Session, model: type[Any], rows: Sequence[Row], care: Care) -> dict[str, Any]:
    """What is there now; keywords that are not found in a few requests are said, unless an amount depends on them."""
    ids = {str(row.values["id"]) for row in rows}
    parents = {str(row.values["id"]): parent for row in rows if (parent := _parent_in(model, row)) is not None}
    most = None if any(has_parts(model, row.values, care) for row in rows) else MOST_PAGES
    found = present(model, session.account, ids, session.client, parents, most)
    if is_in_listings_only(model) and len(found) < len(ids):
        lost = counted(len(ids) - len(found), model.RESOURCE.noun)
        session.note(f"note: {lost} not found in at most {MOST_PAGES} requests; undo cannot bring back what it does not know")
    return found


def _parent_in(model: type[Any], row: Row) -> str | None:
    """The parent that a row of a file names, which an update does not send."""
    parent = str((row.raw or {}).get(model.RESOURCE.parent or "", "")).strip().lstrip("AGC")
    return parent if parent.isascii() and parent.isdigit() else None


def _must_read(model: type[Any], row: Row, care: Care) -> bool:
    fields = fields_of(model)
    names = [name for name, value in row.values.items() if name in fields and _is_partial(fields[name], value, care)]
    if names and not care.read and not isinstance(row.values[names[0]], Relative):
        raise InvalidInput(f"--no-read cannot merge {flag_of(names[0])} with what is there: say --replace-targeting too", "--no-read")
    return bool(names) or (
        care.read and can_be_read(model) and any(name in fields and fields[name].in_record for name in _named(row.values))
    )


def _is_partial(field: Field, value: Any, care: Care) -> bool:
    return isinstance(value, Relative) or bool(field.access & MERGED and isinstance(value, Mapping) and not care.replace)


def _named(values: Mapping[str, Any]) -> Iterator[str]:
    return (name for name in values if name not in ("id", "extra"))


def _resolved(session: Session, model: type[Any], row: Row, record: Any, care: Care, again: bool) -> Row:
    """The row with relative amounts worked out and objects merged; not where a row before it changes the same entity."""
    fields, values = fields_of(model), dict(row.values)
    for name, value in row.values.items():
        if name not in fields or not _is_partial(fields[name], value, care):
            continue
        if again:
            raise InvalidInput(f"Invalid {name}: a row before this one changes {values['id']} too; put both into one row", name)
        if record is None:
            raise NotFound(f"There is no {model.RESOURCE.noun} {values['id']}", operation=f"{model.RESOURCE.collection}/get")
        before = getattr(record, name)
        if isinstance(value, Relative):
            values[name] = Reader(session.currency).amount(value.text, name if row.place else flag_of(name), before)
            continue
        whole = merged(before or {}, value)
        if whole.keys() <= (fields[name].spec.fields or {}).keys():
            values[name] = whole
        else:  # The server has parts that are newer than the declarations.
            del values[name]
            values["extra"] = {**(values.get("extra") or {}), name: whole}
    return row._replace(values=values)


def _check_draft(model: type[Any], row: Row, record: Any) -> None:
    status = record.wire.get("status", DRAFT)
    for field, _, _ in _changes(model, row.values, record):
        if field is not None and field.access & WHILE_DRAFT and status != DRAFT:
            name = field.name if row.place else flag_of(field.name)
            noun = model.RESOURCE.noun
            article = "an" if noun[0] in "aeiou" else "a"
            raise InvalidInput(
                f"Invalid {name}: it changes only in {article} {noun} with the status DRAFT, and {record.id} is {status}", name
            )


def _changes(model: type[Any], values: Mapping[str, Any], record: Any) -> Iterator[tuple[Field | None, Any, Any]]:
    """What a row changes: the field, its present value and the new one; the field is None where it is not a declared one."""
    fields = fields_of(model)
    for name in _named(values):
        field = fields.get(model.ALIASES.get(name, name))
        if field is None or not field.in_record:
            yield field, None, values[name]
        elif not field.access & FROM_PATH and not _is_so(field, values[name], record.wire):
            yield field, record.wire.get(field.name), values[name]
    for name, value in (values.get("extra") or {}).items():
        if name not in record.wire or record.wire[name] != value:
            yield fields.get(name), record.wire.get(name), value


def _is_so(field: Field, value: Any, wire: Mapping[str, Any]) -> bool:
    if not took(field, value, wire):
        return False
    # Of an object the new value may be a part of the present one, and would replace it.
    now = wire.get(field.name)
    return not isinstance(now, (Mapping, list)) or (value is not None and took(field, now, {field.name: value}))


def show_changes(session: Session, model: type[Any], rows: Sequence[Planned]) -> None:
    """On a terminal: what changes, old -> new, of so many rows as a person reads."""
    if not sys.stderr.isatty() or session.format != "table":
        return
    from pinads.render.cells import cell

    changing = [item for item in rows if item.present is not None and not item.unchanged]
    for item in changing[:MOST_ROWS_SHOWN]:
        for field, old, new in _changes(model, item.values, item.present):
            if field is not None and field.in_record:
                look = session.look._replace(currency=session.currency()) if field.spec.unit == "micros" else session.look
                session.note(f"{model.RESOURCE.noun} {item.present.id}: {field.name} {cell(field, old, look)} -> {cell(field, new, look)}")
    if len(changing) > MOST_ROWS_SHOWN:
        session.note(f"and changes of {len(changing) - MOST_ROWS_SHOWN} more")
