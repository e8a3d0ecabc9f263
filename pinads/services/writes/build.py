"""The writes that commands ask for: rows from options, ids and files become change sets for the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.changes import Handling
from pinads.services.errors import option
from pinads.services.inputs.field_values import FieldValues, cleared_fields, unchecked_fields, values_of_new
from pinads.services.inputs.id_set import Ids
from pinads.services.inputs.ids import wanted_ids
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.records import InputRow, Records, read_records
from pinads.services.inputs.tables.targeting_columns import part_columns
from pinads.services.inputs.zones import Times
from pinads.services.policy.enforce import guard_write
from pinads.services.policy.rules import WriteFacts
from pinads.services.policy.sanity_limits import SanityLimits
from pinads.services.writes.confirm import ask_final
from pinads.services.writes.entity_step import entity_changes
from pinads.services.writes.pipeline import write

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord
    from pinads.sdk.resources.entity import Entity
    from pinads.services.context import Context
    from pinads.services.results import Plan, WriteResult
    from pinads.services.writes.options import WriteOptions


def create(context: Context, model: type[BaseRecord], given: FieldValues, options: WriteOptions, asked: bool = False) -> WriteResult | Plan:
    """Create one entity from options, or many from a file, whose rows options and then ``values_of_new`` complete.

    Args:
        given: the fields that were given.
        asked: a person was asked for the fields already, and still has to agree.
    """
    extra = unchecked_fields(options.unchecked)
    handling, question, defaults = Handling(skip=options.skip_failed), "", values_of_new(model)
    if options.file is None:
        _check_options_alone(given, extra, options)
        completed = given if asked else completed_by_person(context, model, given, {**defaults, **extra}, options)
        if asked or completed is not given:
            given, handling, question = completed, handling._replace(confirmed_final=True), f"Create this {model.RESOURCE.noun}"
    else:
        _check_beside_file(given)
    values = given.values(Reader(context.currency, times=Times(context), names=context))
    defaults = {**defaults, **values, **({"extra": extra} if extra else {})}
    records = Records.of([defaults]) if options.file is None else _from_file(context, model, options, Mode.CREATE, given, defaults)
    defaults = {} if options.file is None else defaults
    how: dict[str, Any] = {"if_not_exists": options.if_not_exists, "defaults": defaults, "single": options.file is None}
    return write(context, entity_changes(model, Mode.CREATE, records, "created", handling=handling, question=question, **how), options)


def update(
    context: Context,
    model: type[Entity],
    ids: list[str] | None,
    given: FieldValues,
    options: WriteOptions,
    targeting: Mapping[str, Any] | None = None,
    replace: bool = False,
) -> WriteResult | Plan:
    """Update entities named by id, or the rows of a file, each of which has an ``id``.

    Args:
        ids: the entities, unless a file names them.
        given: the fields to set.
        targeting: parts of a targeting spec to change; they are sent as operations on these parts.
        replace: objects of the rows are whole, and replace the current ones.
    """
    handling = _handling_of_update(options)._replace(replace=replace)
    extra = unchecked_fields(options.unchecked)
    if options.file is not None:
        _check_beside_file(given)
        if targeting:
            raise InvalidInput(
                "`file` and options for targeting cannot be combined. Put columns such as targeting_gender into the file.", "file"
            )
        if ids:
            raise InvalidInput("`file` and ids cannot be combined. Put the ids into the file.", "file")
    else:
        _check_options_alone(given, extra, options)
    values: dict[str, Any] = dict(given.values(Reader(context.currency, relative=True, times=Times(context), names=context)))
    values.update(cleared_fields(model, options.clear, values))
    if extra:
        values["extra"] = extra
    if options.file is not None:
        records = _from_file(context, model, options, Mode.UPDATE, given, values)
        changes = entity_changes(model, Mode.UPDATE, records, "updated", handling=handling, defaults=values)
        return write(context, changes, options)
    if targeting:
        values["targeting_spec"] = targeting
    if not values:
        raise InvalidInput("nothing to update: give at least one field, such as `name`", None)
    rows = _for_each(wanted_ids(context, model, ids), values)
    return write(context, entity_changes(model, Mode.UPDATE, rows, "updated", handling=handling), options)


def write_rows(
    context: Context, model: type[BaseRecord], mode: Mode, rows: Iterable[Mapping[str, Any]], options: WriteOptions
) -> WriteResult | Plan:
    """Create or update entities, one for each row that another program gives, read as those of a JSON file are.

    Amounts may be texts such as ``25.50`` or ``+10%`` (a number is micro currency), times as well, and names stand for the ids of parents.

    Args:
        context: where.
        model: the record type.
        mode: create or update; a row of an update has its ``id``.
        rows: the rows.
        options: how; those about fields and files are refused.

    Raises:
        InvalidInput: a row cannot be written, or an option is for a file; nothing was sent.
    """
    for name in ("file", "encoding", "sheet", "unchecked", "clear"):
        if getattr(options, name) is not None:
            raise InvalidInput(f"{option(name)} is not for rows of a program: put what it says into the rows", name)
    source = InputFile("rows", kept=(json.dumps(row).encode() + b"\n" for row in rows))
    context.on_close(source.close)
    records = read_records(source, model, mode, _reader_of_rows(context, mode), "jsonl")
    if mode is Mode.CREATE:
        defaults, handling = values_of_new(model), Handling(skip=options.skip_failed)
        how: dict[str, Any] = {"if_not_exists": options.if_not_exists, "defaults": defaults, "handling": handling}
        return write(context, entity_changes(model, mode, records.completed(defaults, {}), "created", **how), options)
    return write(context, entity_changes(model, mode, records, "updated", handling=_handling_of_update(options)), options)


class Confirmed(Ids):
    """Ids that a person was asked about, with the entity that was read for the question, if one was."""

    present: Mapping[str, Any] | None = None


def set_fields(
    context: Context, model: type[Entity], ids: list[str] | Confirmed, values: Mapping[str, Any], verb: str, options: WriteOptions
) -> WriteResult | Plan:
    """Set the same values on entities named by id (pause, activate, archive)."""
    is_final = isinstance(ids, Confirmed)
    handling = Handling(keep=not options.no_read, confirmed_final=is_final, keeps_names=not is_final)
    rows = _for_each(wanted_ids(context, model, ids), values)
    changes = entity_changes(model, Mode.UPDATE, rows, verb, handling=handling)
    if isinstance(ids, Confirmed) and ids.present:
        changes = changes._replace(phases=(changes.phases[0]._replace(present=ids.present),))
    return write(context, changes, options)


def set_money(context: Context, model: type[Entity], ids: list[str], name: str, money: str, options: WriteOptions) -> WriteResult | Plan:
    """Set an amount on entities named by id; it may be relative to the current one, such as ``+10%``."""
    value = Reader(context.currency, relative=True).money(money, "MONEY")
    handling = Handling(read=True, keeps_names=True, skip=options.skip_failed)
    rows = _for_each(wanted_ids(context, model, ids), {name: value})
    return write(context, entity_changes(model, Mode.UPDATE, rows, "updated", handling=handling), options)


def confirm_final(context: Context, model: type[Entity], ids: list[str], verb: str, options: WriteOptions) -> Confirmed:
    """Ask before a final change and return the ids; the answer is an id, a name or their number.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
        PolicyViolation: a rule forbids it.
    """
    wanted = Confirmed(wanted_ids(context, model, ids))
    if context.policy.rules:
        guard_write(context.policy, WriteFacts(context.account if model.RESOURCE.in_account else "", len(wanted), final=True))
    if options.yes or options.dry_run:
        return wanted
    first, is_asked = next(iter(wanted)), context.interaction.can_confirm
    there: Mapping[str, Any] = {}
    if len(wanted) == 1 and is_asked:
        record = model(context.account, first, client=context.client)
        wanted.present, there = {first: record}, record.wire
    ask_final(context, {model.RESOURCE.noun: len(wanted)}, verb, (first, there.get("name") or there.get("value")))
    return wanted


def completed_by_person(
    context: Context, model: type[BaseRecord], given: FieldValues, others: Mapping[str, Any], options: WriteOptions
) -> FieldValues:
    """Ask the person for what the fields lack; without a person they stay as they are."""
    if not context.interaction.can_prompt:
        return given
    from pinads.services.prompting.dialogue import completed  # start-up: 5 ms, and most writes ask nothing

    limits = SanityLimits(context.currency, options.allow_large, options.allow_small)
    return completed(context, model, given, others, limits)


def _handling_of_update(options: WriteOptions) -> Handling:
    reads = not options.no_read
    return Handling(reads, reads, skip=options.skip_failed, overwrite_newer=options.overwrite_newer)


def _reader_of_rows(context: Context, mode: Mode) -> Reader:
    return Reader(context.currency, relative=mode is Mode.UPDATE, times=Times(context, is_file=True), names=context)


def _for_each(ids: Ids, values: Mapping[str, Any]) -> Records:
    return Records(lambda: (InputRow("", {"id": identity, **values}) for identity in ids))


def _check_beside_file(given: FieldValues) -> None:
    """Refuse people's records beside a file: what completes its rows is kept in the journal."""
    if any(given.fields[name].has(PERSONAL) for name in given.typed):
        raise InvalidInput("`file` and `records` cannot be combined. Give one of them.", "file")


def _check_options_alone(given: FieldValues, extra: Mapping[str, Any], options: WriteOptions) -> None:
    for name in ("encoding", "sheet"):
        if getattr(options, name) is not None:
            raise InvalidInput(f"{option(name)} applies only to a file. Add `file` FILE.", name)
    for name in extra:
        if name in given.typed:
            raise InvalidInput(f"{option('extra')} {name} and {option(name)} cannot be combined. Give one of them.", "extra")


def _from_file(
    context: Context, model: type[BaseRecord], options: WriteOptions, mode: Mode, given: FieldValues, values: Mapping[str, Any]
) -> Records:
    """Return the rows of a file; fields that they leave out have the values that options gave."""
    assert options.file is not None
    source = InputFile(options.file, named=options.encoding)
    context.on_close(source.close)
    others = {"clear": options.clear, "extra": options.unchecked}
    beside = {**given.typed, **{name: value for name, value in others.items() if value}}
    return read_records(source, model, mode, _reader_of_rows(context, mode), sheet=options.sheet).completed(
        values, beside, [name for name in values if name in {column.owner for column in part_columns(model).values()}]
    )
