"""How the commands write: the same few steps for every entity - read, check all, show or ask, send, report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.dry_run import DryRun
from pinads.cli.failed_rows import check_writable, kept
from pinads.cli.field_options import Given, cleared_fields, flag_of, unchecked_fields
from pinads.cli.results import OUTCOME_FIELDS, Plan, Written
from pinads.cli.rows import Records, Row, ids_of, read_records
from pinads.cli.selecting import check, queried, row_paths
from pinads.cli.sources import Source
from pinads.cli.values import Reader, Relative
from pinads.render.text import counted, safe
from pinads.sdk.batches import How
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.cli.options import Confirming, Updating, Writing
    from pinads.cli.session import Session
    from pinads.journal.runs import Run
    from pinads.sdk.entity import Entity
    from pinads.sdk.writes import Writes


class Merged(NamedTuple):
    """Parts of an object that go into the present one."""

    parts: Mapping[str, Any]


def create(session: Session, model: type[Writes], given: Given, writing: Writing, defaults: Mapping[str, Any]) -> Written | Plan:
    """Create one entity from options, or many from a file; ``defaults`` fill what a row leaves out."""
    extra = unchecked_fields(writing.unchecked)
    if writing.file is None:
        _contradicting(given, extra)
        values = {**defaults, **given.values(Reader(session.currency)), **({"extra": extra} if extra else {})}
        records = Records.of([values])
    else:
        _only_file(given, extra)
        records = _from_file(session, model, writing.file, Mode.CREATE, defaults)
    return write(session, model, records, Mode.CREATE, "created", writing, defaults, single=writing.file is None)


def update(
    session: Session,
    model: type[Entity],
    ids: list[str] | None,
    given: Given,
    updating: Updating,
    targeting: Mapping[str, Any] | None = None,
) -> Written | Plan:
    """Update entities that are named by id, or the rows of a file, each of which has an ``id``.

    ``targeting`` are parts of a targeting spec to change; the API replaces the whole, so the rest is read first.
    """
    extra = unchecked_fields(updating.unchecked)
    if updating.file is not None:
        _only_file(given, extra or updating.clear or targeting)
        if ids:
            raise InvalidInput("--file and ids contradict each other: each record of the file has its id", "--file")
        records = _from_file(session, model, updating.file, Mode.UPDATE, {})
        return write(session, model, records, Mode.UPDATE, "updated", updating)
    _contradicting(given, extra)
    values: dict[str, Any] = dict(given.values(Reader(session.currency, relative=True)))
    values.update(cleared_fields(model, updating.clear, values))
    if extra:
        values["extra"] = extra
    if targeting:
        values["targeting_spec"] = Merged(targeting)
    if not values:
        raise InvalidInput("nothing to update: give at least one field, such as --name", None)
    records = Records.of(_per_id(session, model, _wanted(ids), values, updating))
    return write(session, model, records, Mode.UPDATE, "updated", updating)


def set_fields(
    session: Session, model: type[Entity], ids: list[str], values: Mapping[str, Any], verb: str, confirming: Confirming
) -> Written | Plan:
    """Set the same values on entities that are named by id (pause, activate, archive)."""
    wanted = _wanted(ids)
    records = Records(lambda: (Row("", {"id": identity, **values}) for identity in wanted))
    return write(session, model, records, Mode.UPDATE, verb, confirming)


def set_money(session: Session, model: type[Entity], ids: list[str], name: str, money: str, confirming: Confirming) -> Written | Plan:
    """Set a field of money on entities that are named by id, relative to their present value where it says so."""
    reader = Reader(session.currency, relative=True)
    value = reader.money(money, "MONEY")
    rows = []
    for identity in _wanted(ids):
        present = getattr(model(session.account, identity, client=session.client), name) if isinstance(value, Relative) else None
        rows.append({"id": identity, name: reader.amount(money, "MONEY", present) if isinstance(value, Relative) else value})
    return write(session, model, Records.of(rows), Mode.UPDATE, "updated", confirming)


def confirm_final(session: Session, model: type[Entity], ids: list[str], verb: str, confirming: Confirming) -> list[str]:
    """Ask before what cannot be undone: the person types the id or name, or the number of entities. Answers the ids."""
    wanted = _wanted(ids)
    if confirming.yes or confirming.dry_run:
        return wanted
    noun = model.RESOURCE.noun
    if not session.may_ask or "-" in ids:
        raise InvalidInput(f"to {verb} is final: say --yes to do it without being asked", "--yes")
    if len(wanted) == 1:
        present = model(session.account, wanted[0], client=session.client)
        name = present.wire.get("name") or present.wire.get("value")
        right = {wanted[0], str(name).strip()} if name else {wanted[0]}
        session.note(safe(f"To {verb} {noun} {wanted[0]}{f', {name},' if name else ''} is final. Type its id or name to go on: "))
    else:
        right = {str(len(wanted))}
        session.note(f"To {verb} {counted(len(wanted), noun)} is final. Type their number ({len(wanted)}) to go on: ")
    if sys.stdin.readline().strip() not in right:
        raise InvalidInput(f"not confirmed: nothing was {verb}d", None)
    return wanted


def _wanted(ids: list[str] | None) -> list[str]:
    if not ids:
        raise InvalidInput("which ones? Give one or more ids, or - to read them from standard input", "ID")
    wanted = ids_of(ids)
    if not wanted:
        raise InvalidInput("standard input had no ids", "-")
    return wanted


def _only_file(given: Given, others: Any) -> None:
    if given.typed or others:
        raise InvalidInput("--file and options for fields contradict each other: put the fields into the file", "--file")


def _contradicting(given: Given, extra: Mapping[str, Any]) -> None:
    for name in extra:
        if name in given.typed:
            raise InvalidInput(f"-F {name} and {flag_of(name)} contradict each other", "-F")


def _from_file(session: Session, model: type[Writes], file: str, mode: Mode, defaults: Mapping[str, Any]) -> Records:
    source = Source(file)
    session.closing.append(source.close)
    return read_records(source, model, mode, Reader(session.currency, whole_is_micros=True)).completed(defaults)


def _per_id(
    session: Session, model: type[Entity], ids: list[str], values: Mapping[str, Any], updating: Updating
) -> Iterator[dict[str, Any]]:
    """One row an id: relative amounts worked out from the present values, the change shown on a terminal."""
    relative = [name for name, value in values.items() if isinstance(value, (Relative, Merged))]
    show = sys.stderr.isatty() and session.format == "table" and not updating.dry_run
    for identity in ids:
        row = {"id": identity, **values}
        if relative or show:
            present = model(session.account, identity, client=session.client)
            for name in relative:
                row[name] = _worked_out(session, name, values[name], getattr(present, name))
            if show:
                _show_change(session, model, present, row)
        yield row


def _worked_out(session: Session, name: str, value: Relative | Merged, present: Any) -> Any:
    if isinstance(value, Relative):
        return Reader(session.currency).amount(value.text, flag_of(name), present)
    merged = {**(present or {}), **value.parts}
    # The two ways to give ages exclude each other.
    ages = ("AGE_BUCKET",) if "MINIMUM_AGE" in value.parts else ("MINIMUM_AGE", "MAXIMUM_AGE") if "AGE_BUCKET" in value.parts else ()
    return {key: part for key, part in merged.items() if part is not None and key not in ages}


def _show_change(session: Session, model: type[Entity], present: Any, row: Mapping[str, Any]) -> None:
    from pinads.render.cells import cell

    fields = fields_of(model)
    for name, value in row.items():
        if name in fields and name != "id" and fields[name].in_record:
            money = fields[name].spec.unit == "micros"
            look = session.look._replace(currency=session.currency()) if money else session.look
            old, new = (cell(fields[name], item, look) for item in (getattr(present, name), value))
            session.note(f"{model.RESOURCE.noun} {row['id']}: {name} {old} -> {new}")


def write(
    session: Session,
    model: type[Writes],
    records: Records,
    mode: Mode,
    verb: str,
    confirming: Confirming,
    defaults: Mapping[str, Any] | None = None,
    single: bool = False,
    undoes: int | None = None,
    resumes: Run | None = None,
) -> Written | Plan:
    """Check all rows, then write them as the outcomes are asked for; the journal knows of each request before it leaves."""
    from pinads.cli.checking import check_all
    from pinads.cli.journalling import Order, ended, recorded, remembered

    _check_showing(model, confirming, single)
    how = How(if_not_exists=bool(getattr(confirming, "if_not_exists", False)))
    checked = check_all(model, records, mode, session.account if model.RESOURCE.in_account else "", how)
    if checked.left_out:
        session.note(f"note: an update cannot change {', '.join(checked.left_out)}; left out")
    order = Order(model, mode, verb, records, defaults or {}, undoes, resumes)
    if confirming.dry_run:
        noted = DryRun()
        for _ in order.writer(session, How())(client=noted, watcher=remembered(session, order)):
            pass
        if how.if_not_exists:
            session.note("note: what exists already is looked for when it is sent, and then left out")
        return Plan(noted.requests)
    many = order.writer(session, how)
    if confirming.failed_out is not None:
        check_writable(confirming.failed_out, checked.cleared, records.kind)
    watcher = recorded(session, order, checked, confirming)
    reconcile = not confirming.no_reconcile
    outcomes = many(client=session.client, concurrency=confirming.concurrency, reconcile=reconcile, watcher=watcher)
    if confirming.failed_out is not None:
        outcomes = kept(outcomes, records, confirming.failed_out)
    return Written(outcomes, model, verb, checked.total, confirming, single, ended=partial(ended, session, watcher))


def _check_showing(model: type[Writes], confirming: Confirming, single: bool) -> None:
    if single:
        return check(model, confirming.fields, confirming.query)
    row_paths(confirming.fields, OUTCOME_FIELDS)
    if confirming.query:
        queried(None, confirming.query, typed=False)
    return None
