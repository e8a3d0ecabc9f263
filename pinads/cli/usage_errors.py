"""Errors outside of commands: wrong usage, and bugs."""

from __future__ import annotations

import re
import sys
from typing import Any

import typer

from pinads.cli.output.errors import report, usage_json, with_hint
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.terminal.request_log import show_traceback
from pinads.cli.wrong_words import instead_of
from pinads.config.profiles import load_profile
from pinads.render.formats import ERROR_FORMATS, EXTRAS, MACHINE_FORMATS
from pinads.sdk.environment import OFF, read
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.redaction import redact

# Typer has no public name for the base of its usage errors; BadParameter is public and derives from it.
_USAGE_ERRORS: Any = next(kind for kind in reversed(typer.BadParameter.__mro__) if kind.__name__ in ("ClickException", "UsageError"))
_NEGATIVE = tuple(f"No such option: -{digit}" for digit in range(10))
_LIKE_A_TOKEN = 16
"""Characters from which on a word of an auth command is longer than any command or option."""


def report_error(error: Exception, words: list[str]) -> ExitCode:
    """Print an error in one line, or as a JSON object; return its exit code.

    Args:
        error: the error.
        words: the command line.
    """
    return _report_usage(error, words) if isinstance(error, _USAGE_ERRORS) else _report_unexpected(error, words)


def _report_usage(error: Any, words: list[str]) -> ExitCode:
    if type(error).__name__ == "NoArgsIsHelpError":  # A group without a command: its help is the message.
        print(error.format_message(), file=sys.stderr)
        return ExitCode.USAGE
    # A word in a wrong place may be a token.
    text = redact(error.format_message().replace("\n", " ").strip())
    if "auth" in words:  # There it is likely to be one, of whatever form.
        for word in words:
            text = text.replace(word, "(not shown)") if len(word) >= _LIKE_A_TOKEN and not word.startswith("-") else text
    context = getattr(error, "ctx", None)
    if text.startswith(_NEGATIVE):
        text = text.rstrip(".") + "; write -- before a negative amount"
    if text.startswith("No such option") and hasattr(getattr(context, "command", None), "commands"):
        text = text.rstrip(".") + "; the options of one command follow it"
    help_at = f"{context.command_path} --help" if context else "pinads --help"
    meant = instead_of(error, words)
    if meant is not None:
        help_at = meant.command
        text = re.sub(r" \(Possible options: [^)]*\)| Did you mean .*$", "", text).rstrip(".") + (
            f". {meant.reason}" if meant.reason else ""
        )
    if _as_json(words):
        print(usage_json(text, help_at), file=sys.stderr)
    else:
        print(f"error: {with_hint(text, help_at)}", file=sys.stderr)
    return ExitCode.USAGE


def _report_unexpected(error: Exception, words: list[str]) -> ExitCode:
    if "--debug" in words or (_variable("PINADS_DEBUG") or "").lower() not in OFF:
        show_traceback()
    own: Exception = error
    if not isinstance(error, OSError):  # A full disk is not a bug.
        own = PinadsError(f"unexpected {type(error).__name__}: {error}; this is a bug in pinads, --debug shows where")
    return report(own, _as_json(words))


def _as_json(words: list[str]) -> bool:
    """Tell if an error outside of commands is JSON, as ``Presentation.errors_as_json`` does for those of commands."""
    asked = _option(words, "-o", "--output")
    if sys.stderr.isatty():
        return asked in ERROR_FORMATS
    return (asked or _variable("PINADS_OUTPUT") or _output_of_profile(_option(words, "--profile"))) in (*MACHINE_FORMATS, *EXTRAS)


def _option(words: list[str], *flags: str) -> str | None:
    """Find the value of an option among words that could not be parsed."""
    for word, following in zip(words, [*words[1:], ""], strict=False):
        for flag in flags:
            if word == flag:
                return following
            attached = f"{flag}=" if flag.startswith("--") else flag
            if word.startswith(attached):
                return word[len(attached) :]
    return None


def _output_of_profile(name: str | None) -> str | None:
    try:
        found: str | None = load_profile(name).get("output")
        return found
    except PinadsError:  # Another error is being reported.
        return None


def _variable(name: str) -> str | None:
    try:
        return read(name)
    except InvalidInput:  # Another error is being reported.
        return None
