"""pinads help [COMMAND...]: the help of pinads, of a group, or of a command."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.main import app
from pinads.cli.options.global_options import InContext
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import nearest

Words = Annotated[list[str] | None, argument("[COMMAND...]", "A command, such as campaigns or campaigns list.")]


def help_(context: InContext, words: Words = None) -> None:
    """Show the help of pinads or of a command.

    The same as --help after the command.

    Examples:
        pinads help
        pinads help campaigns list
    """
    command: Any = typer.main.get_command(app)
    shell: Any = typer.Context(command, info_name="pinads", **command.context_settings)
    for word in words or []:
        command = _inner(command, word, shell.command_path)
        shell = typer.Context(command, info_name=word, parent=shell)
    print(command.get_help(shell))


def _inner(group: Any, word: str, path: str) -> Any:
    """Load a command of a group.

    Raises:
        InvalidInput: there is none of this name.
    """
    known = getattr(group, "commands", {})
    if word not in known:
        raise InvalidInput(f"there is no command {word!r} in {path}{nearest(word, known)}", "COMMAND").hinting(f"{path} --help")
    return group.load(word)


def load() -> Any:
    """Build the command."""
    return built(help_)
