"""How the commands write: the same few steps for every entity - read, check all, show or ask, send, report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.dry_run import DryRun
from pinads.cli.failed_rows import check_writable, kept
from pinads.cli.failures import Complaints
from pinads.cli.field_options import Given, cleared_fields, flag_of, named_as_option, unchecked_fields
from pinads.cli.results import OUTCOME_FIELDS, Plan, Written
from pinads.cli.rows import Records, Row, ids_of, read_records
from pinads.cli.selecting import check, queried, row_paths
from pinads.cli.values import Reader
from pinads.render.text import counted, safe
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode
from pinads.sdk.outcomes import Outcome

if TYPE_CHECKING:
    from pinads.cli.options import Confirming, Updating, Writing
    from pinads.cli.session import Session
    from pinads.sdk.entity import Entity
    from pinads.sdk.writes import Writes


class Care(NamedTuple):
    """How an update goes about what is there.

    Attributes:
        read: read first, to say what changes and to leave out what does not.
        replace: an object that is given is the whole of it, and not the parts to change.
        allow_large: amounts that look like a mistake are meant.
    """

    read: bool = False
    replace: bool = False
    allow_large: bool = False


def create(session: Session, model: type[Writes], given: Given, writing: Writing, defaults: Mapping[str, Any]) -> Written | Plan:
    """Create one entity from options, or many from a file; ``defaults`` fill what a row leaves out."""
    extra = unchecked_fields(writing.unchecked)
    if writing.file is None:
        _contradicting(given, extra)
        values = {**defaults, **given.values(Reader(session.currency)), **({"extra": extra} if extra else {})}
        records = Records([Row("", values)], "jsonl")
    else:
        _only_file(given, extra)
        records = _from_file(session, model, writing.file, Mode.CREATE, defaults)
    return _write(session, model, records, Mode.CREATE, "created", writing, Care(allow_large=writing.allow_large), writing.file is None)


def update(
    session: Session,
    model: type[Entity],
    ids: list[str] | None,
    given: Given,
    updating: Updating,
    targeting: Mapping[str, Any] | None = None,
    replace: bool = False,
) -> Written | Plan:
    """Update entities that are named by id, or the rows of a file, each of which has an ``id``.

    ``targeting`` are parts of a targeting spec to change; the API replaces the whole, so the rest is read first, unless the
    rows are to ``replace`` it.
    """
    care = Care(read=not updating.no_read, replace=replace, allow_large=updating.allow_large)
    extra = unchecked_fields(updating.unchecked)
    if updating.file is not None:
        _only_file(given, extra or updating.clear or targeting)
        if ids:
            raise InvalidInput("--file and ids contradict each other: each record of the file has its id", "--file")
        records = _from_file(session, model, updating.file, Mode.UPDATE, {})
        return _write(session, model, records, Mode.UPDATE, "updated", updating, care)
    _contradicting(given, extra)
    values: dict[str, Any] = dict(given.values(Reader(session.currency, relative=True)))
    values.update(cleared_fields(model, updating.clear, values))
    if extra:
        values["extra"] = extra
    if targeting:
        values["targeting_spec"] = targeting
    if not values:
        raise InvalidInput("nothing to update: give at least one field, such as --name", None)
    rows = [Row("", {"id": identity, **values}) for identity in _wanted(ids)]
    return _write(session, model, Records(rows, "jsonl"), Mode.UPDATE, "updated", updating, care)


def set_fields(
    session: Session, model: type[Entity], ids: list[str], values: Mapping[str, Any], verb: str, confirming: Confirming
) -> Written | Plan:
    """Set the same values on entities that are named by id (pause, activate, archive)."""
    rows = [Row("", {"id": identity, **values}) for identity in _wanted(ids)]
    return _write(session, model, Records(rows, "jsonl"), Mode.UPDATE, verb, confirming, Care())


def set_money(
    session: Session, model: type[Entity], ids: list[str], name: str, money: str, allow_large: bool, confirming: Confirming
) -> Written | Plan:
    """Set a field of money on entities that are named by id, relative to their present value where it says so."""
    value = Reader(session.currency, relative=True).money(money, "MONEY")
    rows = [Row("", {"id": identity, name: value}) for identity in _wanted(ids)]
    care = Care(read=True, allow_large=allow_large)
    return _write(session, model, Records(rows, "jsonl"), Mode.UPDATE, "updated", confirming, care)


def confirm_final(session: Session, model: type[Entity], ids: list[str], verb: str, confirming: Confirming) -> list[str]:
    """Ask before what cannot be undone: the person types the id or name, or the number of entities. Answers the ids."""
    wanted = _wanted(ids)
    from pinads.cli.policy import guard

    guard(session, model, len(wanted), is_final=True)
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
    records = read_records(file, model, mode, Reader(session.currency, whole_is_micros=True, relative=mode is Mode.UPDATE))
    # A row keeps the order of its columns, so that what is written back looks like what came.
    return records._replace(rows=[row._replace(values={**row.values, **defaults, **row.values}) for row in records.rows])


def _write(
    session: Session, model: type[Writes], records: Records, mode: Mode, verb: str, confirming: Confirming, care: Care, single: bool = False
) -> Written | Plan:
    account = session.account if model.RESOURCE.in_account else ""
    if single:
        check(model, confirming.fields, confirming.query)
    else:
        row_paths(confirming.fields, OUTCOME_FIELDS)
        if confirming.query:
            queried(None, confirming.query, typed=False)
    from pinads.cli.approval import approved
    from pinads.cli.policy import guard
    from pinads.cli.updating import with_unchanged

    guard(session, model, len(records.rows))
    _check_all(model, records, mode, account, care)
    if records.left_out:
        session.note(f"note: an update cannot change {', '.join(records.left_out)}; left out")
    if confirming.failed_out is not None:
        check_writable(confirming.failed_out, records.rows, records.kind)
    items = approved(session, model, records, mode, verb, confirming, care)
    rows = [item.values for item in items]
    sent = [item.values for item in items if not item.unchanged]
    many = _many(model, mode, account)
    if confirming.dry_run:
        recorder = DryRun()
        for _ in many(sent, client=recorder):
            pass
        return Plan(recorder.requests)
    outcomes = with_unchanged(items, many(sent, client=session.client))
    if confirming.failed_out is not None:
        outcomes = kept(outcomes, rows, confirming.failed_out, records.kind)
    return Written(outcomes, model, verb, len(rows), confirming, single)


def _many(model: type[Any], mode: Mode, account: str) -> Callable[..., Iterator[Outcome[Any]]]:
    """What writes rows of a model."""
    if not model.RESOURCE.in_account:
        create_many: Callable[..., Iterator[Outcome[Any]]] = model.create_many
        return create_many
    return partial(model.create_many if mode is Mode.CREATE else model.update_many, account)


def _check_all(model: type[Writes], records: Records, mode: Mode, account: str, care: Care) -> None:
    """Hold every row against the declarations before the first is sent."""
    from pinads.cli.updating import checkable

    complaints = Complaints(len(records.rows))
    for row in records.rows:
        try:
            if row.error is not None:
                raise InvalidInput(row.error)
            if mode is Mode.UPDATE and "id" not in row.values:
                raise InvalidInput("id is missing")
            model.prepare(checkable(model, row.values, care) if mode is Mode.UPDATE else row.values, mode, account)
        except InvalidInput as error:
            complaints.add(row.place, error if row.place else named_as_option(error))
    complaints.tell()
