"""Command groups whose commands are built on use, since building a command costs more than running it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand

from pinads.cli.framework.lazy_group import HELP, LazyGroup, Loader, markup, with_lines
from pinads.cli.framework.option_groups import expanded

LONGEST_DRAWN = 24
"""The longest option that Rich draws whole on a terminal of 80 columns."""


class Group:
    """The commands of one file."""

    def __init__(self, help: str) -> None:
        self.help = help
        self.entries: dict[str, Callable[[], tuple[str, Loader]]] = {}

    def add(self, name: str, function: Callable[..., Any], negative: bool = False) -> None:
        """Register the function of a command; ``negative`` allows negative arguments."""
        self.entries[name] = lambda: (described(function)[0], partial(built, function, negative))

    def add_module(self, name: str, help: str, module: str, *arguments: Any) -> None:
        """Register a command of another module, which is imported when the command is used: its ``load`` builds it."""
        self.entries[name] = lambda: (help, lambda: import_module(module).load(*arguments))

    def build(self) -> Any:
        """Build the group for Typer."""
        return _built_group(self, markup())


@cache  # For programs that run many commands, such as tests; as below.
def _built_group(group: Group, markup: Any) -> Any:
    built = LazyGroup(help=group.help, no_args_is_help=True, rich_markup_mode=markup, context_settings=HELP)
    built.add_placeholders({name: entry() for name, entry in group.entries.items()})
    return built


def described(function: Callable[..., Any]) -> tuple[str, list[str]]:
    """Split a command's docstring into its help and the command lines under ``Examples:``.

    A line that is indented further continues the line before, as in a shell.
    """
    text, _, examples = (inspect.getdoc(function) or "").partition("\n\nExamples:\n")
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))  # Rich keeps line ends.
    return whole, examples.replace("\n        ", " \\\n    ").replace("    pinads ", "pinads ").splitlines()


def built(function: Callable[..., Any], negative: bool = False) -> Any:
    """Build the command of a function; ``negative`` takes words such as ``-5.00`` as arguments."""
    return _built(function, negative, markup())


@cache  # For programs that run many commands, such as tests.
def _built(function: Callable[..., Any], negative: bool, markup: Any) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=markup, pretty_exceptions_enable=False)
    text, examples = described(function)
    app.command(cls=Command, help=text, context_settings={"ignore_unknown_options": negative, **HELP})(expanded(function))
    command: Any = typer.main.get_command(app)
    command.examples = examples
    if any(len(flag) > LONGEST_DRAWN for item in command.params for flag in (*item.opts, *item.secondary_opts)):
        command.rich_markup_mode = None  # Rich would cut the names of such options.
    return command


class Command(TyperCommand):
    """A command whose plain help groups options by panel, as Rich's does, and ends with examples."""

    examples: list[str] = []

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line; errors get the command, so that they can name its help."""
        try:
            return list(super().parse_args(ctx, args))
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with plain examples that can be copied."""
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


def command(group: Group, name: str | None = None, *, negative: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as a command of a group; the runner renders its result.

    ``negative`` takes words such as ``-5.00`` as arguments, which would otherwise be unknown options.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        group.add(name or function.__name__.strip("_").replace("_", "-"), function, negative)
        return function

    return register
