"""The root command: groups are imported by name when they are used, errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer

from pinads import __version__
from pinads.cli.framework.lazy_group import HELP, LazyGroup, markup, with_lines

GROUPS = {
    "accounts": "Ad accounts: list, show, create, and list their contents.",
    "campaigns": "Campaigns: list, show, create, change, budgets.",
    "adgroups": "Ad groups: list, show, create, change.",
    "ads": "Ads: list, show, create, change.",
    "audiences": "Audiences: list, show, create, change, remove.",
    "customer-lists": "Customer lists: list, show, create, add and remove records.",
    "keywords": "Keywords: list, show, create, change, archive.",
    "reports": "Asynchronous reports over long periods: create, wait, download.",
    "journal": "Runs of earlier writes: list, show, resume, prune.",
    "auth": "Credentials: log in, log out, status, refresh.",
    "profiles": "Profiles: list, show, create, change, choose, delete.",
    "alias": "Your own names for commands: set, list, delete.",
    "emulator": "A local emulator of the Ads API: serve, seed, reset, status.",
}
INSIGHT = {
    "overview": "What each active campaign spends, and what comes of it.",
    "pace": "Whether spending keeps up with the budgets.",
    "compare": "The figures of some days beside those before.",
    "check": "What is wrong: spend of nothing, rejected ads, fatigue, pace, and your conditions.",
    "metrics": "List the metrics of analytics and reports: meaning, unit, how they add up.",
}
SETUP = {
    "init": "Set pinads up: log in or take the demo, ad account, limits, completion.",
    "status": "Show where you are: profile, ad account, policy, unfinished runs.",
    "use": "Choose the profile or the ad account of the next commands.",
    "open": "Open Ads Manager at a campaign, an ad group, an ad or the account.",
    "help": "Show the help of pinads, of a command or of an alias.",
}
COMMANDS = {
    "api": "Call any operation of the API, with auth, paging and retries.",
    "undo": "Restore the values that a run changed, and archive what it created.",
    "doctor": "Check configuration, credentials, reachability, scopes and clock.",
    "schema": "Show the fields, types and choices of a resource.",
    "explain": "Explain an API code or an exit code, and what to do.",
    "completion": "Complete commands, options, names and ids at TAB in bash, zsh and fish.",
}
PANELS = {
    "Figures": tuple(INSIGHT),
    "Set-up": ("init", "status", "use", "auth", "profiles", "alias", "completion", "doctor"),
    "More": ("undo", "journal", "open", "api", "schema", "explain", "emulator", "help"),
}
"""The commands that the help has below headings of their own; all others are first."""
_HELPS = {**GROUPS, **INSIGHT, **SETUP, **COMMANDS}
_HEADINGS = {name: heading for heading, names in PANELS.items() for name in names}
_FOLDERS = {**dict.fromkeys(INSIGHT, "insight."), **dict.fromkeys((*SETUP, "alias"), "setup.")}
FIRST_STEPS = [
    "pinads campaigns list --profile demo    look around, without an account",
    "pinads init                             log in, ad account, limits, completion",
    "pinads status                           where you are, and unfinished runs",
]
_INTERRUPTED = 130
words: list[str] = []
"""The command line."""


def _load(name: str) -> Any:
    return import_module(f"pinads.cli.commands.{name.replace('-', '_')}").load()


class Root(LazyGroup):
    """The root group, whose groups are loaded by name, and where errors end."""

    entries = {
        name: (_HELPS[name], partial(_load, f"{_FOLDERS.get(name, '')}{name}"))
        for name in (*(name for name in _HELPS if name not in _HEADINGS), *_HEADINGS)
    }
    panels = _HEADINGS

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command to run; an alias is replaced by its words."""
        if args[0] not in self.entries:
            # No command needs the module.
            replaced = import_module("pinads.cli.framework.aliases").with_alias(ctx, args)
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
