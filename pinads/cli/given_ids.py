"""The ids that a command's arguments and options name."""

from __future__ import annotations

from collections.abc import Iterator

from pinads.sdk.checks import entity_id
from pinads.sdk.errors import InvalidInput


def ids_of(arguments: list[str], option: str = "ID") -> list[str]:
    """The ids that a command's arguments stand for, each once."""
    return list(dict.fromkeys(each_id(arguments, option)))


def each_id(arguments: list[str], option: str = "ID") -> Iterator[str]:
    """The ids among a command's arguments; ``-`` stands for those on standard input (``pinads.cli.rows.piped_ids``)."""
    if arguments.count("-") > 1:
        raise InvalidInput("standard input can be read once: give '-' once", option)
    for argument in arguments:
        if argument == "-":
            from pinads.cli.rows import piped_ids  # with what reads files, which a listing has no need of

            yield from piped_ids()
        else:
            yield entity_id(argument, option)
