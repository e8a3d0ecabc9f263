"""Groups that know the names and helps of their commands, and load only the command that runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from typer.core import TyperGroup

Loader = Callable[[], Any]


class LazyGroup(TyperGroup):
    """A group whose commands are placeholders until one of them runs."""

    entries: Mapping[str, tuple[str, Loader]] = {}

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.add_placeholders(self.entries)

    def add_placeholders(self, entries: Mapping[str, tuple[str, Loader]]) -> None:
        """Fill the group with placeholders that have the commands' helps; ``resolve_command`` loads the commands."""
        self.entries = entries
        self.commands = {name: _placeholder(name, text) for name, (text, _) in entries.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command to run."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.load(str(name)), rest

    def load(self, name: str) -> Any:
        """Load the command of a name."""
        command = self.entries[name][1]()
        command.name = name
        return command


def _placeholder(name: str, text: str) -> Any:
    # Without a short help Click cuts the sentence at 45 characters.
    return TyperGroup(
        name=name, help=text, short_help=text.partition("\n\n")[0].partition(". ")[0].rstrip(".") + ".", rich_markup_mode=markup()
    )


def with_lines(formatter: Any, heading: str, lines: list[str]) -> None:
    """Write a last section of a help, with its lines unchanged."""
    if lines:
        formatter.write(f"\n{heading}:\n" + "".join(f"  {line}\n" for line in lines))


def markup() -> Any:
    """Return the markup of help: Rich on a terminal, else plain."""
    return "rich" if sys.stdout.isatty() else None
