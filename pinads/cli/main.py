"""The root command: groups are imported by name when they are used, errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer

from pinads.cli.framework.commands import LazyGroup, markup, with_lines

GROUPS = {
    "accounts": "Ad accounts: list, show, create, and what is in them.",
    "campaigns": "Campaigns: list, show, create, change, budgets.",
    "adgroups": "Ad groups: list, show, create, change.",
    "ads": "Ads: list, show, create, change.",
    "audiences": "Audiences: list, show, create, change, remove.",
    "customer-lists": "Customer lists: list, show, create, add and remove records.",
    "keywords": "Keywords: list, show, create, change, archive.",
    "reports": "Reports over longer spans, made by Pinterest in its own time: create, wait, download.",
    "journal": "What writes did: list, show, resume, prune.",
    "auth": "Credentials: log in and out, see how profiles stand, renew.",
    "profiles": "Profiles: list, show, create, change, choose, delete.",
    "emulator": "The Ads API in a box: serve, seed, reset, status.",
}
COMMANDS = {
    "api": "Call any operation of the API, with auth, paging and retries.",
    "undo": "Bring back what a write changed, and archive what it made.",
    "doctor": "Check configuration, credentials, reachability, scopes and clock.",
    "schema": "Fields, types and choices of a resource.",
    "explain": "What an API code or an exit code means, and what to do.",
    "completion": "Complete commands, options, names and ids at TAB in bash, zsh and fish.",
}
FIRST_STEPS = [
    "pinads campaigns list --profile demo    look around, without an account",
    "pinads auth login                       log in to your own",
    "pinads completion install               complete commands and ids at TAB",
]
USAGE = 2
_NEGATIVE = tuple(f"No such option: -{digit}" for digit in range(10))


def _load(name: str) -> Any:
    return import_module(f"pinads.cli.commands.{name.replace('-', '_')}").load()


class Root(LazyGroup):
    """The groups by name, and one way for errors to end."""

    entries = {name: (text, partial(_load, name)) for name, text in {**GROUPS, **COMMANDS}.items()}
    words: Sequence[str] = ()
    """What was typed."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, and how to begin."""
        super().format_help(ctx, formatter)
        with_lines(formatter, "First steps", FIRST_STEPS)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run; usage errors are one line, and a JSON object where a machine format was asked for."""
        standalone = extra.pop("standalone_mode", True)
        words = list(sys.argv[1:] if args is None else args)
        Root.words = words
        try:
            code = super().main(args=words, prog_name=prog_name or "pinads", standalone_mode=False, **extra)
        except typer.Abort:
            code = 130
        except _USAGE_ERRORS as error:
            code = _usage_error(error, words)
        except Exception as error:
            if "--debug" in words or _debugging():
                from pinads.cli.terminal.request_log import show_traceback

                show_traceback()
            code = _unexpected(error, words)
        code = code if isinstance(code, int) else 0
        if standalone:
            sys.exit(code)
        return code


# Typer has no public name for the base of its usage errors; BadParameter is public and derives from it.
_USAGE_ERRORS: Any = next(kind for kind in reversed(typer.BadParameter.__mro__) if kind.__name__ in ("ClickException", "UsageError"))
_LIKE_A_TOKEN = 16
"""Characters from which on a word of an auth command is longer than any command or option."""


def _usage_error(error: Any, words: list[str]) -> int:
    from pinads.cli.output.errors import usage_json, with_hint
    from pinads.render.formats import MACHINE_FORMATS
    from pinads.sdk.redaction import redact

    if type(error).__name__ == "NoArgsIsHelpError":  # a group without a command: its help is the message
        print(error.format_message(), file=sys.stderr)
        return USAGE
    # What was typed in a wrong place may be a token.
    text = redact(error.format_message().replace("\n", " ").strip())
    if "auth" in words:  # There it is likely to be one, of whatever form.
        for word in words:
            text = text.replace(word, "(not shown)") if len(word) >= _LIKE_A_TOKEN and not word.startswith("-") else text
    if text.startswith(_NEGATIVE):
        text = text.rstrip(".") + "; write -- before a negative amount"
    context = getattr(error, "ctx", None)
    help_at = f"{context.command_path} --help" if context else "pinads --help"
    if _asked_format(words) in MACHINE_FORMATS:
        print(usage_json(text, help_at), file=sys.stderr)
    else:
        print(f"error: {with_hint(text, help_at)}", file=sys.stderr)
    return USAGE


def _unexpected(error: Exception, words: list[str]) -> int:
    from pinads.cli.output.errors import report
    from pinads.render.formats import MACHINE_FORMATS
    from pinads.sdk.errors import PinadsError

    told: Exception = error  # a full disk is no mistake of ours
    if not isinstance(error, OSError):
        told = PinadsError(f"unexpected {type(error).__name__}: {error}; this is a mistake in pinads, --debug shows where")
    return int(report(told, _asked_format(words) in MACHINE_FORMATS))


def _asked_format(words: list[str]) -> str | None:
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word in ("-o", "--output"):
            return following
        if word.startswith("--output="):
            return word.partition("=")[2]
        if word.startswith("-o") and not word.startswith("--") and len(word) > 2:
            return word[2:]
    return _variable("PINADS_OUTPUT")


def _variable(name: str) -> str | None:
    from pinads.sdk.environment import read
    from pinads.sdk.errors import InvalidInput

    try:
        return read(name)
    except InvalidInput:  # Another error is being told.
        return None


def _debugging() -> bool:
    from pinads.sdk.environment import OFF

    return (_variable("PINADS_DEBUG") or "").lower() not in OFF


def _version(asked: bool) -> None:
    if asked:
        from pinads import __version__

        print(f"pinads {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Root, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=markup())


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Manage Pinterest ads from the terminal, from scripts and from CI."""
