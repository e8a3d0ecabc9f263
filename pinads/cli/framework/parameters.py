"""Options and arguments as this command line declares them, and the panels that the help shows them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import typer

from pinads.sdk.environment import is_on
from pinads.sdk.errors import InvalidInput

FIELDS = "Fields"
TARGETING = "Targeting"
FILTERS = "Filters"
WRITING = "Writing"
OUTPUT = "Output"
CONNECTION = "Connection"
Choices = Sequence[str] | Callable[[], Sequence[str]]
RECORD_FIELDS = ("the record's fields",)
"""Choices that stand for the fields which a record of the command's resource has."""
CLEARABLE_FIELDS = ("the clearable fields",)
"""Choices that stand for the fields which an update can clear."""


def option(
    *names: str, help: str, metavar: str | None = None, panel: str | None = None, choices: Choices = (), many: bool = False, **more: Any
) -> Any:
    """An option: no default in its help, where that would say nothing.

    Args:
        names: its flags.
        help: a sentence.
        metavar: what its value is. Completion reads it: FILE, @FILE, DIR, and ID with the flag's name; ``,...`` takes several.
        panel: the panel that it stands in.
        choices: what the value may be, for completion; refusing another one is the command's.
        many: whether it takes several with commas between them although the metavar does not say so.
        more: anything else that ``typer.Option`` takes.
    """
    info: Any = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=panel, show_default=False, **more)
    info.choices = choices
    info.many = many or (metavar or "").endswith(",...")
    return info


def yes_or_variable(typed: bool) -> bool:
    """Answer --yes, or PINADS_YES where it was not typed; the callback of that option.

    Raises:
        typer.BadParameter: the variable is neither true nor false.
    """
    try:
        return typed or is_on("PINADS_YES")
    except InvalidInput as error:
        raise typer.BadParameter(error.message) from None


def argument(metavar: str, help: str, choices: Choices = ()) -> Any:
    """An argument; its metavar and choices are for completion too."""
    info: Any = typer.Argument(metavar=metavar, help=help, show_default=False)
    info.choices = choices
    return info
