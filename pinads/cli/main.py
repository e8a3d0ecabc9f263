"""The root command: groups are imported by name when they are used, errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer

from pinads import __version__
from pinads.cli.command_list import HEADINGS, HELPS, module_of
from pinads.cli.framework.lazy_group import HELP, LazyGroup, markup, with_lines
from pinads.cli.typed_words import words

FIRST_STEPS = [
    "pinads campaigns list --profile demo    look around, without an account",
    "pinads init                             log in, ad account, limits, completion",
    "pinads status                           where you are, and unfinished runs",
]
_INTERRUPTED = 130


def _load(name: str) -> Any:
    return import_module(module_of(name)).load()


class Root(LazyGroup):
    """The root group, whose groups are loaded by name, and where errors end."""

    entries = {name: (HELPS[name], partial(_load, name)) for name in (*(name for name in HELPS if name not in HEADINGS), *HEADINGS)}
    panels = HEADINGS

    def shared_options(self) -> Sequence[Any]:
        """Build the options of all commands, which may stand before one."""
        from pinads.cli.options.before_command import shared_options  # start-up: 20 ms, and most options stand after it

        return shared_options()

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command to run; an alias is replaced by its words."""
        if args[0] not in self.entries:
            from pinads.cli.framework.aliases import with_alias  # start-up: 2 ms, and no command needs it

            replaced = with_alias(ctx, args)
            if replaced is not None:
                words[len(words) - len(args) :] = args = replaced
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, and the first steps."""
        super().format_help(ctx, formatter)
        with_lines(formatter, "First steps", FIRST_STEPS)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run; usage errors are one line, and a JSON object where a machine format was asked for."""
        standalone = extra.pop("standalone_mode", True)
        words[:] = sys.argv[1:] if args is None else args
        try:
            code = super().main(args=list(words), prog_name=prog_name or "pinads", standalone_mode=False, **extra)
        except typer.Abort:
            code = _INTERRUPTED
        except Exception as error:
            from pinads.cli.usage_errors import report_error  # start-up: most commands end without an error

            code = report_error(error, words)
        code = int(code) if isinstance(code, int) else 0
        if standalone:
            sys.exit(code)
        return code


def _version(asked: bool) -> None:
    if asked:
        print(f"pinads {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Root,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=markup(),
    context_settings=dict(HELP),
)


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Manage Pinterest ads from the terminal, from scripts and from CI.

    Options of all commands, such as --profile, --account, -o and -q, go before the command or after it.
    """
