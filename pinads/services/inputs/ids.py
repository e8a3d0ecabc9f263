"""The ids that a command's arguments and options name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.validation import is_plain_id
from pinads.services.inputs.id_set import Ids

if TYPE_CHECKING:
    from pinads.services.context import Context


def ids_of(context: Context, model: type[Any], arguments: list[str]) -> list[str]:
    """Return the ids among a command's arguments, each once."""
    return list(dict.fromkeys(each_id(context, model, arguments)))


def each_id(context: Context, model: type[Any], arguments: list[str]) -> Iterator[str]:
    """Yield the ids that a command's arguments are, name or link to; ``-`` reads those on standard input."""
    return _each_of(context, (model.RESOURCE.collection,), arguments, "ID")


def _each_of(context: Context, collections: Sequence[str], arguments: list[str], option: str) -> Iterator[str]:
    _refuse_text(arguments, option)
    if arguments.count("-") > 1:
        raise InvalidInput("standard input can be read only once: give '-' once", option)
    for argument in arguments:
        if argument == "-":
            from pinads.services.inputs.piped_ids import piped_ids  # start-up: reading files needs csv and tempfile

            for text, place in piped_ids():
                yield text if is_plain_id(text) else context.names.id_of(collections, text, place)
        else:
            yield argument if is_plain_id(argument) else context.names.id_of(collections, argument, option)


def wanted_ids(context: Context, model: type[Any], ids: list[str] | Ids | None) -> Ids:
    """Return the ids that a command's arguments are, name or link to; those that were read stay.

    Raises:
        InvalidInput: there is none.
    """
    if isinstance(ids, Ids):
        return ids
    if not ids:
        raise InvalidInput("no ids: give one or more, or - to read them from standard input", "ID")
    wanted = Ids(each_id(context, model, ids))
    if not len(wanted):
        raise InvalidInput("standard input had no ids", "-")
    return wanted


def ids_in(context: Context, collections: Sequence[str], values: Sequence[str], option: str) -> list[str]:
    """Return the ids that an option's values are or name; a comma separates them unless a name has it."""
    return list(dict.fromkeys(_each_in(context, collections, values, option)))


def _refuse_text(values: object, option: str) -> None:
    """Refuse one text in place of a list, whose letters would be taken for ids."""
    if isinstance(values, str):
        raise InvalidInput(f"Invalid {option} {values!r}: expected a list of ids or names", option)


def _each_in(context: Context, collections: Sequence[str], values: Sequence[str], option: str) -> Iterator[str]:
    _refuse_text(values, option)
    for value in values:
        parts = words([value]) or []
        if len(parts) > 1 and not all(map(is_plain_id, parts)):
            with suppress(InvalidInput):
                yield context.names.id_of(collections, value, option)
                continue
        yield from _each_of(context, collections, parts, option)


def accounts_of(context: Context, arguments: list[str] | None) -> list[str]:
    """Return the ad accounts among a command's arguments; empty if there are no arguments.

    Raises:
        InvalidInput: ids were to come from standard input, and it had none.
    """
    found = ids_of(context, model_of("ad_accounts"), arguments or [])
    if arguments and not found:
        raise InvalidInput("standard input had no ids", "-")
    return found


def words(values: list[str] | None) -> list[str] | None:
    """Return the words of a repeatable option that takes commas too; None if it was not given."""
    if not values:
        return None
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
