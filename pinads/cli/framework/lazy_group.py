"""Groups that know the names and helps of their commands, and load only the command that runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from typer.core import TyperGroup

Loader = Callable[[], Any]
USUAL = "Commands"
HELP = {"help_option_names": ["--help", "-h"]}
"""The settings of a context whose commands take -h, too."""
BEFORE = "pinads.options_before"
"""The key of a context's ``meta`` with the shared options that stand before the command."""


class LazyGroup(TyperGroup):
    """A group whose commands are placeholders until one of them runs."""

    entries: Mapping[str, tuple[str, Loader]] = {}
    panels: Mapping[str, str] = {}
    """The headings of commands in the help, where they are not the usual one."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.add_placeholders(self.entries)

    def add_placeholders(self, entries: Mapping[str, tuple[str, Loader]]) -> None:
        """Fill the group with placeholders that have the commands' helps; ``resolve_command`` loads the commands."""
        self.entries = entries
        self.commands = {name: _placeholder(name, text, self.panels.get(name, USUAL)) for name, (text, _) in entries.items()}

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands below their headings, as Rich does."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            sections.setdefault(getattr(command, "rich_help_panel", USUAL), []).append((name, command.get_short_help_str()))
        width = max((len(name) for name in self.commands), default=0)
        for heading in sections:
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), text) for name, text in sections[heading]])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words before the command; the shared options among them are kept for the command."""
        own = self.params
        # Their module takes longer to import than the help to print.
        shared = ctx.find_root().command.shared_options() if args and args[0].startswith("-") and args[0] not in _ALONE else ()
        self.params = [*own, *shared]
        try:
            return list(super().parse_args(ctx, args))
        finally:
            self.params = own
            for item in shared:
                typed = ctx.params.pop(item.name, None)
                if typed:
                    ctx.meta.setdefault(BEFORE, []).append((item.name, typed, item.opts[0]))

    def shared_options(self) -> Sequence[Any]:
        """Build the options that stand before a command of the root or of its groups."""
        return ()

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command to run."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.load(str(name)), rest

    def load(self, name: str) -> Any:
        """Load the command of a name."""
        command = self.entries[name][1]()
        command.name = name
        return command


_ALONE = ("--help", "-h", "--version")
"""Options that end the command line, and need no others."""


def _placeholder(name: str, text: str, panel: str) -> Any:
    # Without a short help Click cuts the sentence at 45 characters.
    short = text.partition("\n\n")[0].partition(". ")[0].rstrip(".") + "."
    return TyperGroup(name=name, help=text, short_help=short, rich_markup_mode=markup(), rich_help_panel=panel)


def with_lines(formatter: Any, heading: str, lines: list[str]) -> None:
    """Write a last section of a help, with its lines unchanged."""
    if lines:
        formatter.write(f"\n{heading}:\n" + "".join(f"  {line}\n" for line in lines))


def markup() -> Any:
    """Return the markup of help: Rich on a terminal, else plain."""
    return "rich" if sys.stdout.isatty() else None
