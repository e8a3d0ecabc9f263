"""Options and arguments, and the panels of the help."""

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
"""A placeholder for the fields of the command's resource, as choices."""
CLEARABLE_FIELDS = ("the clearable fields",)
"""A placeholder for the fields that an update can clear, as choices."""


def option(
    *names: str,
    help: str,
    metavar: str | None = None,
    panel: str | None = None,
    choices: Choices = (),
    many: bool = False,
    compares: bool = False,
    refers: Sequence[str] = (),
    **more: Any,
) -> Any:
    """Declare an option, without its default in the help.

    Args:
        names: its flags.
        help: a sentence.
        metavar: the kind of its value. Completion reads it: FILE, @FILE, DIR, and ID with the flag's name; ``,...`` takes several.
        panel: its panel in the help.
        choices: values for completion; the command refuses others.
        many: True if it takes several values with commas although the metavar does not say so.
        compares: True if a choice is only the left side of its value, a comparison.
        refers: the collections that its ids are of, for completion; else the flag's name says it.
        more: other arguments of ``typer.Option``.
    """
    info: Any = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=panel, show_default=False, **more)
    info.choices = choices
    info.compares = compares
    info.refers = tuple(refers)
    info.many = many or (metavar or "").endswith(",...")
    return info


def yes_or_variable(typed: bool) -> bool:
    """Return --yes, or PINADS_YES if it was not typed; the callback of that option.

    Raises:
        typer.BadParameter: the variable is neither true nor false.
    """
    try:
        return typed or is_on("PINADS_YES")
    except InvalidInput as error:
        raise typer.BadParameter(error.message) from None


def argument(metavar: str, help: str, choices: Choices = ()) -> Any:
    """Declare an argument; completion reads its metavar and choices."""
    info: Any = typer.Argument(metavar=metavar, help=help, show_default=False)
    info.choices = choices
    return info
