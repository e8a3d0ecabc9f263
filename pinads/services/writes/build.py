"""What the commands want written: rows from options, ids and files. ``pinads.services.writes.pipeline`` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.errors import option
from pinads.services.inputs.field_values import FieldValues, cleared_fields, unchecked_fields
from pinads.services.inputs.ids import each_id
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times

# What writes is imported where it is used, since a command that reads is in the same module as one that writes.
if TYPE_CHECKING:
    from pinads.sdk.record import Model
    from pinads.sdk.resources.entity import Entity
    from pinads.services.changes import ChangeSet
    from pinads.services.context import Context
    from pinads.services.inputs.id_set import Ids
    from pinads.services.inputs.records import Records
    from pinads.services.results import Plan, Written
    from pinads.services.writes.options import WriteOptions


def create(context: Context, model: type[Model], given: FieldValues, options: WriteOptions, defaults: Mapping[str, Any]) -> Written | Plan:
    """Create one entity from options, or many from a file; ``defaults`` fill what a row leaves out."""
    from pinads.services.changes import ChangeSet, Handling
    from pinads.services.inputs.records import Records

    extra = unchecked_fields(options.unchecked)
    if options.file is None:
        _only_with_file(options)
        _contradicting(given, extra)
        values = {**defaults, **given.values(Reader(context.currency, times=Times(context))), **({"extra": extra} if extra else {})}
        records = Records.of([values])
    else:
        _only_file(given, extra)
        records = _from_file(context, model, options, Mode.CREATE, defaults)
    handling, single = Handling(allow_large=options.allow_large, allow_small=options.allow_small), options.file is None
    changes = ChangeSet.of(
        model, Mode.CREATE, records, "created", if_not_exists=options.if_not_exists, handling=handling, defaults=defaults, single=single
    )
    return _written(context, changes, options)


def _written(context: Context, changes: ChangeSet, options: WriteOptions) -> Written | Plan:
    from pinads.services.writes.pipeline import write

    return write(context, changes, options)


def update(
    context: Context,
    model: type[Entity],
    ids: list[str] | None,
    given: FieldValues,
    options: WriteOptions,
    targeting: Mapping[str, Any] | None = None,
    replace: bool = False,
) -> Written | Plan:
    """Update entities that are named by id, or the rows of a file, each of which has an ``id``.

    ``targeting`` are parts of a targeting spec to change, sent as operations on them, unless the rows are to ``replace`` the whole.
    """
    from pinads.services.changes import ChangeSet, Handling

    reads = not options.no_read
    handling = Handling(read=reads, keep=reads, replace=replace, allow_large=options.allow_large, allow_small=options.allow_small)
    extra = unchecked_fields(options.unchecked)
    if options.file is not None:
        _only_file(given, extra or options.clear or targeting)
        if ids:
            raise InvalidInput("`file` and ids contradict each other: each record of the file has its id", "file")
        records = _from_file(context, model, options, Mode.UPDATE, {})
        return _written(context, ChangeSet.of(model, Mode.UPDATE, records, "updated", handling=handling), options)
    _only_with_file(options)
    _contradicting(given, extra)
    values: dict[str, Any] = dict(given.values(Reader(context.currency, relative=True, times=Times(context))))
    values.update(cleared_fields(model, options.clear, values))
    if extra:
        values["extra"] = extra
    if targeting:
        values["targeting_spec"] = targeting
    if not values:
        raise InvalidInput("nothing to update: give at least one field, such as `name`", None)
    return _written(context, ChangeSet.of(model, Mode.UPDATE, _for_each(_wanted(ids), values), "updated", handling=handling), options)


def set_fields(
    context: Context, model: type[Entity], ids: list[str] | Ids, values: Mapping[str, Any], verb: str, options: WriteOptions
) -> Written | Plan:
    """Set the same values on entities that are named by id (pause, activate, archive)."""
    from pinads.services.changes import ChangeSet, Handling
    from pinads.services.inputs.id_set import Ids

    # Ids that are asked about are asked about by confirm_final.
    handling = Handling(keep=not options.no_read, confirmed_final=isinstance(ids, Ids))
    return _written(context, ChangeSet.of(model, Mode.UPDATE, _for_each(_wanted(ids), values), verb, handling=handling), options)


def set_money(
    context: Context,
    model: type[Entity],
    ids: list[str],
    name: str,
    money: str,
    allow_large: bool,
    allow_small: bool,
    options: WriteOptions,
) -> Written | Plan:
    """Set a field of money on entities that are named by id, relative to their present value where it says so."""
    from pinads.services.changes import ChangeSet, Handling

    value = Reader(context.currency, relative=True).money(money, "MONEY")
    handling = Handling(read=True, allow_large=allow_large, allow_small=allow_small)
    return _written(
        context, ChangeSet.of(model, Mode.UPDATE, _for_each(_wanted(ids), {name: value}), "updated", handling=handling), options
    )


def confirm_final(context: Context, model: type[Entity], ids: list[str], verb: str, options: WriteOptions) -> Ids:
    """Ask before what cannot be undone: the person types the id or name, or the number of entities. Answers the ids."""
    wanted = _wanted(ids)
    from pinads.services.policy.enforce import guard

    guard(context, model, len(wanted), is_final=True)
    if options.yes or options.dry_run:
        return wanted
    from pinads.services.writes.confirm import ask_final, may_not_ask

    if not context.interaction.can_confirm:
        raise may_not_ask(verb)
    first = next(iter(wanted))
    there = model(context.account, first, client=context.client).wire if len(wanted) == 1 else {}
    ask_final(context, model.RESOURCE.noun, verb, len(wanted), (first, there.get("name") or there.get("value")))
    return wanted


def _for_each(ids: Ids, values: Mapping[str, Any]) -> Records:
    from pinads.services.inputs.records import InputRow, Records

    return Records(lambda: (InputRow("", {"id": identity, **values}) for identity in ids))


def _wanted(ids: list[str] | Ids | None) -> Ids:
    from pinads.services.inputs.id_set import Ids

    if isinstance(ids, Ids):
        return ids
    if not ids:
        raise InvalidInput("which ones? Give one or more ids, or - to read them from standard input", "ID")
    wanted = Ids(each_id(ids))
    if not len(wanted):
        raise InvalidInput("standard input had no ids", "-")
    return wanted


def _only_file(given: FieldValues, others: Any) -> None:
    if given.typed or others:
        raise InvalidInput("`file` and options for fields contradict each other: put the fields into the file", "file")


def _only_with_file(options: WriteOptions) -> None:
    if options.encoding is not None:
        raise InvalidInput("`encoding` is that of a file, and there is none: add `file` FILE", "encoding")


def _contradicting(given: FieldValues, extra: Mapping[str, Any]) -> None:
    for name in extra:
        if name in given.typed:
            raise InvalidInput(f"-F {name} and {option(name)} contradict each other", "-F")


def _from_file(context: Context, model: type[Model], options: WriteOptions, mode: Mode, defaults: Mapping[str, Any]) -> Records:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.records import read_records

    assert options.file is not None
    source = InputFile(options.file, named=options.encoding)
    context.on_close(source.close)
    return read_records(source, model, mode, file_reader(context, mode)).completed(defaults)


def file_reader(context: Context, mode: Mode) -> Reader:
    """What reads the values of a file."""
    return Reader(context.currency, relative=mode is Mode.UPDATE, times=Times(context, is_file=True))
