"""The part of a running command that output and the terminal need."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pinads.cli.redacted_argv import redacted_argv
from pinads.cli.typed_words import words
from pinads.render.formats import ERROR_FORMATS, EXTRAS, MACHINE_FORMATS
from pinads.render.style import Style, stdout_style
from pinads.render.text import safe
from pinads.sdk.environment import is_on, read
from pinads.sdk.errors import InvalidInput, PinadsError

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord
    from pinads.services.context import Context
    from pinads.services.interaction import Interaction


class Presentation:
    """A command's choice of output, and the context that its results come from.

    ``GlobalOptions`` declares the options; they stay out of the annotations here, which would change their order in the help.

    Attributes:
        interaction: the person at the terminal.
        noted: the notes that were printed, if none is to be printed twice.
    """

    if TYPE_CHECKING:
        profile_name: str | None
        account_id: str | None
        output: str | None
        verbose: bool
        debug: bool
        wide: bool
        no_pager: bool
        no_color: bool
        quiet: bool
        exact_ids: bool
        no_input: bool
        interaction: Interaction

    noted: set[str] | None = None

    @cached_property
    def context(self) -> Context:
        """The context that services work with."""
        from pinads.services.context import Context  # start-up: 5 ms of profiles and the client, which --help does without

        settings = {name: getattr(self, name) for name in ("output", "timeout", "max_wait")}
        origin = partial(redacted_argv, words)
        return Context(self.interaction, self.profile_name, self.account_id, settings, origin, self.exact_ids)

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
        if self.no_pager or self.verbose or self.debugging or os.environ.get("TERM") == "dumb":
            return False
        return sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("PAGER") not in ("", "cat")

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
