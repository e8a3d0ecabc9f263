"""The interaction of services with a person at a terminal, or with nobody in a pipe."""

from __future__ import annotations

import getpass
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, BinaryIO

from pinads.cli.flags import with_options
from pinads.cli.terminal import progress, prompts, request_log
from pinads.cli.terminal.interrupts import finishing_requests
from pinads.cli.terminal.streams import flush_before
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.text import safe
from pinads.services.events import Info, Note
from pinads.services.interaction import FORBIDDEN_BY_CI, Count, Interaction

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation
    from pinads.sdk.http.wire import WireRequest, WireResponse
    from pinads.services.events import Event
    from pinads.services.questions import FieldQuestion, Question

YES = ("y", "yes")
NOTICED = 1.0
"""The shortest pause that is shown, in seconds."""


class TerminalInteraction(Interaction):
    """An interaction that prints events to stderr, asks at the controlling terminal, and shows progress.

    Args:
        presentation: the command.
    """

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation
        self._watches = False

    @property
    def can_confirm(self) -> bool:
        """True if a person can be asked, even if ids come from a pipe."""
        return not self._presentation.forbids_questions and prompts.can_ask()

    @property
    def can_prompt(self) -> bool:
        """True if a person is at standard input and questions are allowed."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self._presentation.forbids_questions

    @property
    def is_shown(self) -> bool:
        """True if a person reads along, even one who must not be asked."""
        return prompts.can_ask()

    @property
    def can_answer(self) -> bool:
        """True if an answer can come from a person or through a pipe."""
        return self.can_prompt or not sys.stdin.isatty()

    @property
    def reads_diffs(self) -> bool:
        """True if a person reads diffs before a write; in a pipe the outcomes have them."""
        return sys.stderr.isatty() and self._presentation.format == "table"

    @property
    def takes_bytes(self) -> bool:
        """True if standard output is not a terminal."""
        return not sys.stdout.isatty()

    def output(self) -> BinaryIO:
        """Return standard output, for bytes."""
        return sys.stdout.buffer

    @property
    def shows_tables(self) -> bool:
        """True with the output formats for people."""
        return self._presentation.format in DRAWN_FORMATS

    @property
    def forbidden_by(self) -> str | None:
        """The parameter or variable that forbids questions: --no-input, or CI; None if allowed."""
        if self._presentation.no_input:
            return "no_input"
        return FORBIDDEN_BY_CI if self._presentation.forbids_questions else None

    def notify(self, event: Event) -> None:
        """Print an event; a note that every run repeats is for terminals, not for logs."""
        if isinstance(event, Note) and event.repeats and not sys.stderr.isatty():
            return
        from pinads.cli.output.events import SILENCED, lines_of  # start-up: with the events of writes 3 ms, and a listing has no notes

        silenced = isinstance(event, SILENCED) or (isinstance(event, Info) and not event.needed)
        show = self._presentation.note if silenced else self._presentation.tell
        for line in lines_of(event, self._presentation):
            show(line)

    def confirm(self, question: Question) -> bool:
        """Ask a question; one with answers accepts no plain yes."""
        if question.answers:
            return prompts.ask(safe(f"{question.text}. Type {question.wanted} to continue: ")) in question.answers
        text = question.text if question.text.endswith("?") else f"{question.text}. Continue?".removeprefix(". ")
        return prompts.ask(safe(with_options(f"{text} [y/N] "))).lower() in YES

    def ask(self, question: FieldQuestion) -> str:
        """Ask for the value of a field, with its choices and examples."""
        progress.clear()
        for line in prompts.lines_of(question):
            self._presentation.tell(with_options(line))
        return prompts.answer()

    def prompt(self, text: str, secret: bool = False) -> str:
        """Read a line from standard input; a secret is not echoed."""
        if secret and self.can_prompt:
            return getpass.getpass(text, stream=sys.stderr)
        if secret and sys.stdin.isatty():
            return ""  # Questions are forbidden, and a secret must not be echoed.
        if text and not secret:
            self._presentation.tell(text)
        return sys.stdin.readline()

    def progress(self, noun: str, total: int | None = None) -> AbstractContextManager[Count]:
        """Show a progress bar for operations longer than a second."""
        return progress.counting(noun, total)

    def fetching(self, noun: str) -> AbstractContextManager[Count]:
        """Show a progress bar, unless the records go to the same terminal, where it would break them."""
        streams = not self.shows_tables and sys.stdout.isatty()
        return nullcontext(lambda more: None) if streams else progress.counting(noun)

    def working(self) -> AbstractContextManager[Callable[[str], None]]:
        """Show a line of text for what takes longer than a second."""
        return progress.working()

    def finishing(self) -> AbstractContextManager[None]:
        """Finish requests in flight at the first Ctrl-C; the second one abandons them."""
        return finishing_requests(self)

    def pausing(self, seconds: float) -> AbstractContextManager[Callable[[float], None]]:
        """Count the seconds of a noticeable pause."""
        if seconds < NOTICED:
            return nullcontext(lambda left: None)
        return progress.waiting()

    def pausing_before(self, doing: str) -> AbstractContextManager[None]:
        """Name what follows the pauses within."""
        return progress.before(doing)

    def flush(self) -> None:
        """Flush stdout for its reader."""
        sys.stdout.flush()

    def sending(self, request: WireRequest) -> None:
        """Flush rows before a request delays them."""
        self._watch()
        if threading.current_thread() is threading.main_thread():  # The one that writes to stdout.
            flush_before(request.method)

    def received(self, request: WireRequest, response: WireResponse) -> None:
        """Print a request and its response with -v and --debug."""
        if self._presentation.debugging or self._presentation.verbose:
            request_log.show(request, response, bodies=self._presentation.debugging)

    def _watch(self) -> None:
        """Print the SDK's warnings with -v and --debug."""
        if not self._watches and (self._presentation.debugging or self._presentation.verbose):
            self._presentation.context.on_close(request_log.show_warnings())
        self._watches = True
