"""Groups whose commands are built when they are used: turning a function into a command costs more than running it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

Loader = Callable[[], Any]
LONGEST_DRAWN = 24
"""The longest option that Rich draws whole on a terminal of 80 columns."""


class LazyGroup(TyperGroup):
    """A group that knows its commands' names and helps, and loads the one that is meant."""

    entries: Mapping[str, tuple[str, Loader]] = {}

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.stand_in(self.entries)

    def stand_in(self, entries: Mapping[str, tuple[str, Loader]]) -> None:
        """Put stand-ins for the commands into the group, which know their helps; ``resolve_command`` loads the real ones."""
        self.entries = entries
        self.commands = {name: _stand_in(name, text) for name, (text, _) in entries.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command that is meant."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.load(str(name)), rest

    def load(self, name: str) -> Any:
        """The real command of a name."""
        command = self.entries[name][1]()
        command.name = name
        return command


def _stand_in(name: str, text: str) -> Any:
    # Without a short help Click cuts the sentence at 45 characters.
    return TyperGroup(
        name=name, help=text, short_help=text.partition("\n\n")[0].partition(". ")[0].rstrip(".") + ".", rich_markup_mode=markup()
    )


class Group:
    """The commands of one file."""

    def __init__(self, help: str) -> None:
        self.help = help
        self.functions: dict[str, tuple[Callable[..., Any], bool]] = {}

    def add(self, name: str, function: Callable[..., Any], negative: bool = False) -> None:
        """Register a command's function, and whether it has an argument that may be negative."""
        self.functions[name] = function, negative

    def build(self) -> Any:
        """The group for Typer."""
        group = LazyGroup(help=self.help, no_args_is_help=True, rich_markup_mode=markup())
        commands = self.functions.items()
        group.stand_in({name: (described(function)[0], partial(built, function, extra)) for name, (function, extra) in commands})
        return group


def described(function: Callable[..., Any]) -> tuple[str, list[str]]:
    """The help that a command's docstring has, and the command lines under ``Examples:`` at its end.

    A line that is indented further goes on with the one before, as a shell has it.
    """
    text, _, examples = (inspect.getdoc(function) or "").partition("\n\nExamples:\n")
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))  # Rich keeps line ends.
    return whole, examples.replace("\n        ", " \\\n    ").replace("    pinads ", "pinads ").splitlines()


def built(function: Callable[..., Any], negative: bool = False) -> Any:
    """The command that a function is; ``negative`` says that words such as ``-5.00`` are arguments of it."""
    return _built(function, negative, markup())


@cache  # for programs that run many commands, as a test runner does
def _built(function: Callable[..., Any], negative: bool, markup: Any) -> Any:
    from pinads.cli.framework.option_groups import expanded  # start-up: --version and the root's --help build no command

    app = typer.Typer(add_completion=False, rich_markup_mode=markup, pretty_exceptions_enable=False)
    text, examples = described(function)
    app.command(cls=Command, help=text, context_settings={"ignore_unknown_options": negative})(expanded(function))
    command: Any = typer.main.get_command(app)
    command.examples = examples
    if any(len(flag) > LONGEST_DRAWN for item in command.params for flag in (*item.opts, *item.secondary_opts)):
        command.rich_markup_mode = None  # Rich would cut the names of such options.
    return command


class Command(TyperCommand):
    """A command whose plain help has its options under the headings of their panels, as the drawn one has, and ends with examples."""

    examples: list[str] = []

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; an error that does not say of which command it is gets it, so that its help can be named."""
        try:
            return list(super().parse_args(ctx, args))
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; the examples are plain, so that they can be copied."""
        super().format_help(ctx, formatter)
        with_lines(formatter, "Examples", self.examples)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and options."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for item in sorted(self.get_params(ctx), key=lambda item: bool(item.param_type_name == "option")):
            heading = getattr(item, "rich_help_panel", None) or ("Options" if item.param_type_name == "option" else "Arguments")
            record = item.get_help_record(ctx)
            if record:
                sections.setdefault(heading, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def with_lines(formatter: Any, heading: str, lines: list[str]) -> None:
    """End a help with a section whose lines stay as they are."""
    if lines:
        formatter.write(f"\n{heading}:\n" + "".join(f"  {line}\n" for line in lines))


def markup() -> Any:
    """Help is drawn with Rich where somebody looks at it in a terminal, else plain."""
    return "rich" if sys.stdout.isatty() else None


def command(group: Group, name: str | None = None, *, negative: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as a command of a group. What it returns is rendered by its Session.

    ``negative`` takes ``-5.00`` for an argument, as which it would else be an unknown option.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        group.add(name or function.__name__.strip("_").replace("_", "-"), function, negative)
        return function

    return register
