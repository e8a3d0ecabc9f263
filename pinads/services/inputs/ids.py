"""The ids that a command's arguments and options name."""

from __future__ import annotations

from collections.abc import Iterator

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import entity_id


def ids_of(arguments: list[str], option: str = "ID") -> list[str]:
    """Return the ids among a command's arguments, each once."""
    return list(dict.fromkeys(each_id(arguments, option)))


def each_id(arguments: list[str], option: str = "ID") -> Iterator[str]:
    """Yield the ids among a command's arguments; ``-`` reads those on standard input (``records.piped_ids``)."""
    if arguments.count("-") > 1:
        raise InvalidInput("standard input can be read once: give '-' once", option)
    for argument in arguments:
        if argument == "-":
            from pinads.services.inputs.records import piped_ids  # start-up: reading files needs csv and tempfile

            yield from piped_ids()
        else:
            yield entity_id(argument, option)


def accounts_of(arguments: list[str] | None) -> list[str]:
    """Return the ad accounts among a command's arguments; empty if there are no arguments.

    Raises:
        InvalidInput: ids were to come from standard input, and it had none.
    """
    found = ids_of(arguments or [])
    if arguments and not found:
        raise InvalidInput("standard input had no ids", "-")
    return found


def words(values: list[str] | None) -> list[str] | None:
    """Return the words of a repeatable option that takes commas too; None if it was not given."""
    if not values:
        return None
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
