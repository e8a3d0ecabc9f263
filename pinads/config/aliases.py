"""Aliases of the configuration: a name for the words of a command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Sequence

from pinads.config.config_file import editing, new_table, read_config
from pinads.sdk.errors import InvalidInput
from pinads.sdk.redaction import redact
from pinads.sdk.schema.messages import nearest

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
PROGRAM = "pinads"


def aliases() -> dict[str, str]:
    """Read the aliases: the words of each, as they are typed into a shell."""
    return read_config().aliases


def with_alias(words: Sequence[str]) -> list[str] | None:
    """Replace an alias at the beginning of a command line by its words; None if there is none.

    Raises:
        InvalidInput: the alias cannot be read.
    """
    text = aliases().get(words[0])
    return None if text is None else [*words_of(text, f"the alias {words[0]!r}"), *words[1:]]


def words_of(text: str, where: str) -> list[str]:
    """Split the text of an alias as a shell does, without the program's name.

    Raises:
        InvalidInput: a quote is not closed, or there are no words.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise InvalidInput(f"{where} cannot be read: {str(error)[:1].lower()}{str(error)[1:]}", "COMMAND") from None
    words = words[1:] if words[:1] == [PROGRAM] else words
    if not words:
        raise InvalidInput(f"{where} has no command", "COMMAND")
    return words


def set_alias(name: str, text: str, commands: Collection[str]) -> None:
    """Store an alias.

    Args:
        name: its name.
        text: the words that replace it.
        commands: the names of commands, which an alias may not have.

    Raises:
        InvalidInput: the name is that of a command, or is not a name, or the text has a token in it.
    """
    if name in commands:
        raise InvalidInput(f"{name!r} is a command, which no alias replaces. Choose another name", "NAME")
    if redact(text) != text:
        raise InvalidInput("an alias is stored in clear text, and this one has a token in it (not shown)", "COMMAND")
    if not _NAME.fullmatch(name):
        raise InvalidInput(f"Invalid alias {name!r}: small letters, digits, '-' and '_', 64 at most", "NAME")
    with editing() as document:
        document.setdefault("aliases", new_table())[name] = text


def delete_alias(name: str) -> None:
    """Delete an alias.

    Raises:
        InvalidInput: there is none of this name.
    """
    with editing() as document:
        known = document.get("aliases", {})
        if name not in known:
            listed = f"; there are: {', '.join(known)}" if known else ""
            raise InvalidInput(f"there is no alias {name!r}{nearest(name, known) or listed}", "NAME")
        del known[name]
        if not known:
            del document["aliases"]
