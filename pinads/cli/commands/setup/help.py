"""pinads help [COMMAND...]: the help of pinads, of a group, or of a command."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pinads.cli.command_paths import command_at
from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.config.aliases import aliases, words_of
from pinads.render.text import safe

Words = Annotated[list[str] | None, argument("[COMMAND...]", "A command, such as campaigns list, or an alias.")]


def help_(context: InContext, words: Words = None) -> None:
    """Show the help of pinads, of a command or of an alias.

    The same as --help after the command; without a command, your aliases too.

    Examples:
        pinads help
        pinads help campaigns list
    """
    known = aliases()
    alias = known.get(words[0]) if words else None
    if words and alias is not None:
        print(safe(f"{words[0]} is an alias of: pinads {alias.removeprefix('pinads ')}") + "\n")
        words = words_of(alias, "the alias")
    command, shell = command_at(words or [], whole=alias is not None)
    print(command.get_help(shell))
    if known and not words:
        print("\nAliases:")
        width = max(map(len, known))
        for name, text in known.items():
            print(safe(f"  {name:<{width}}  {text}"))


load = partial(built, help_)
