"""Commands found by their words, as on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from pinads.cli.main import app
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.messages import nearest


def command_at(words: Sequence[str], whole: bool = False) -> tuple[Any, Any]:
    """Find the command that words name, and Typer's context for its help.

    Args:
        words: the command, such as ``campaigns list``.
        whole: stop at the first command that is not a group; the words after it are its arguments.

    Raises:
        InvalidInput: there is no such command.
    """
    command: Any = typer.main.get_command(app)
    context: Any = typer.Context(command, info_name="pinads", **command.context_settings)
    for word in words:
        known = getattr(command, "commands", {})
        if whole and not known:
            break
        if word not in known:
            path = context.command_path
            raise InvalidInput(f"{path} has no command {word!r}{nearest(word, known)}", "COMMAND").hinting(f"{path} --help")
        command = command.load(word)
        context = typer.Context(command, info_name=word, parent=context)
    return command, context
