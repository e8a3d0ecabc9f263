"""The options that all commands share, and the context that follows from them."""

from __future__ import annotations

import contextlib
import sys
from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

from pinads.cli import main
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import CONNECTION, OUTPUT, option
from pinads.cli.redacted_argv import redacted_argv
from pinads.cli.terminal.interaction import TerminalInteraction
from pinads.render.formats import ERROR_FORMATS, EXTRAS, FORMATS, MACHINE_FORMATS
from pinads.render.style import Style, stdout_style
from pinads.render.text import safe
from pinads.sdk.environment import is_on, read
from pinads.sdk.errors import InvalidInput, PinadsError

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord
    from pinads.services.context import Context


class GlobalOptions(Bundle):
    """The shared options of a command, and the context, format and style that follow from them."""

    profile_name: Annotated[str | None, option("--profile", help="Credentials and settings to use.", metavar="NAME", panel=CONNECTION)] = (
        None
    )
    account_id: Annotated[str | None, option("--account", help="The ad account.", metavar="ID|NAME", panel=CONNECTION)] = None
    output: Annotated[
        str | None, option("--output", "-o", help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT", panel=OUTPUT, choices=FORMATS)
    ] = None
    timeout: Annotated[str | None, option("--timeout", help="Time limit of a request, such as 30s.", metavar="TIME", panel=CONNECTION)] = (
        None
    )
    max_wait: Annotated[
        str | None, option("--max-wait", help="Longest wait for a rate limit (default 2m).", metavar="TIME", panel=CONNECTION)
    ] = None
    verbose: Annotated[bool, option("--verbose", "-v", help="Print a line per request on stderr.", panel=CONNECTION)] = False
    debug: Annotated[bool, option("--debug", help="Print headers and bodies on stderr, without secrets.", panel=CONNECTION)] = False
    wide: Annotated[bool, option("--wide", help="Show all columns of tables in full, however wide.", panel=OUTPUT)] = False
    no_pager: Annotated[bool, option("--no-pager", help="Write long tables without a pager (PAGER=cat).", panel=OUTPUT)] = False
    no_color: Annotated[bool, option("--no-color", help="Disable colours.", panel=OUTPUT)] = False
    quiet: Annotated[bool, option("--quiet", "-q", help="Silence notes; errors and questions stay.", panel=OUTPUT)] = False
    exact_ids: Annotated[bool, option("--exact-ids", help="Accept ids only, no names.", panel=CONNECTION)] = False
    no_input: Annotated[bool, option("--no-input", help="Never ask; fail if an answer is needed.", panel=CONNECTION)] = False

    noted: set[str] | None = None

    @cached_property
    def context(self) -> Context:
        """The context that services work with."""
        from pinads.services.context import Context  # start-up: 5 ms of profiles and the client, which --help does without

        settings = {name: getattr(self, name) for name in ("output", "timeout", "max_wait")}
        origin = partial(redacted_argv, main.words)
        return Context(self.interaction, self.profile_name, self.account_id, settings, origin, self.exact_ids)

    @cached_property
    def interaction(self) -> TerminalInteraction:
        """The interaction of services with the person at the terminal."""
        return TerminalInteraction(self)

    @property
    def asked_output(self) -> str | None:
        """The output format that an option or the environment asks for."""
        return self.output or read("PINADS_OUTPUT") or None

    @property
    def format(self) -> str:
        """The output format: by default a table on a terminal, and JSON in a pipe."""
        asked = self.asked_output
        if asked is None:
            # Commands without a profile work even if the configuration is broken; the others have failed before.
            with contextlib.suppress(PinadsError):
                asked = self.context.setting("output")
        return asked or ("table" if sys.stdout.isatty() else "json")

    @property
    def machine_asked(self) -> bool:
        """True if a machine format was asked for."""
        asked = self.output
        with contextlib.suppress(PinadsError):  # The error being reported may be a missing profile or a wrong variable.
            asked = self.asked_output or self.context.setting("output")
        return asked in (*MACHINE_FORMATS, *EXTRAS)

    @property
    def errors_as_json(self) -> bool:
        """True if errors are JSON: where no person reads them and a machine format was asked for, or with -o json."""
        return self.output in ERROR_FORMATS if sys.stderr.isatty() else self.machine_asked

    @property
    def paged(self) -> bool:
        """True if tables that do not fit on the terminal go through a pager."""
        # The log of requests would tear its screen.
        if self.no_pager or self.verbose or self.debugging or not sys.stdout.isatty():
            return False
        return bool(import_module("pinads.cli.terminal.pager").is_wanted())

    @property
    def debugging(self) -> bool:
        """True with --debug or PINADS_DEBUG."""
        with contextlib.suppress(InvalidInput):  # The runner has reported it.
            return self.debug or is_on("PINADS_DEBUG", otherwise=True)
        return False

    @property
    def forbids_questions(self) -> bool:
        """True if --no-input or CI forbids questions."""
        # CI services set it to true, or to their name.
        return self.no_input or is_on("CI", otherwise=True)

    @property
    def style(self) -> Style:
        """The appearance of tables on stdout."""
        style = stdout_style(self.no_color)
        return style._replace(width=None) if self.wide else style

    @cached_property
    def for_completion(self) -> dict[str, deque[BaseRecord]]:
        """The records that the command showed, by collection, for completion."""
        return {}

    def on_close(self, call: Callable[[], object]) -> None:
        """Register a call for the end of the command."""
        self.context.on_close(call)

    def close(self) -> None:
        """Release what the command opened."""
        if "context" in vars(self):  # Not every command has needed one.
            self.context.close()

    def note(self, text: str) -> None:
        """Print a line on stderr that is neither data nor an error, unless --quiet silences it."""
        if self.quiet or (self.noted is not None and text in self.noted):
            return
        if self.noted is not None:
            self.noted.add(text)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Print a line on stderr that nothing silences: a question, a warning, a part of an error."""
        print("\n".join(map(safe, text.split("\n"))), file=sys.stderr)


if TYPE_CHECKING:
    InContext = Annotated[Context, GlobalOptions]
    """The shared options of a command that works with their context alone."""
else:
    InContext = Annotated[Any, GlobalOptions]  # At run time the class would have --help load what it does without.
