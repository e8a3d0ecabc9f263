"""The interaction of services with a person at a terminal, or with nobody in a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from pinads.cli.terminal import prompts
from pinads.cli.terminal.streams import let_out
from pinads.render.text import safe
from pinads.services.interaction import FORBIDDEN_BY_CI, Count, Interaction

if TYPE_CHECKING:
    from pinads.cli.options.session import Session
    from pinads.sdk.http.wire import WireRequest, WireResponse
    from pinads.services.events import Event, Question

YES = ("y", "yes")
NOTICED = 1.0
"""Seconds of a pause from which on it is shown."""


class TerminalInteraction(Interaction):
    """Prints events to stderr, asks at the controlling terminal, shows progress where a person looks.

    Args:
        session: the options of the command.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._watches = False

    @property
    def can_confirm(self) -> bool:
        """Whether a person can be asked, even where ids come from a pipe."""
        return not self._session.forbids_questions and prompts.can_ask()

    @property
    def can_prompt(self) -> bool:
        """Whether a person sits at standard input and nobody forbade questions."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self._session.forbids_questions

    @property
    def is_shown(self) -> bool:
        """Whether a person reads along, even one who must not be asked."""
        return prompts.can_ask()

    @property
    def can_answer(self) -> bool:
        """Whether an answer can come from anywhere: from a person, or through a pipe."""
        return self.can_prompt or not sys.stdin.isatty()

    @property
    def reads_diffs(self) -> bool:
        """Whether a person reads what changes before it is sent; in a pipe the outcomes tell it."""
        return sys.stderr.isatty() and self._session.format == "table"

    @property
    def forbidden_by(self) -> str | None:
        """What forbids questions: --no-input, or CI; None where nothing does."""
        if self._session.no_input:
            return "no_input"
        return FORBIDDEN_BY_CI if self._session.forbids_questions else None

    def notify(self, event: Event) -> None:
        """Print an event."""
        from pinads.cli.output.events import lines_of

        for line in lines_of(event, self._session):
            self._session.note(line)

    def confirm(self, question: Question) -> bool:
        """Ask; a question that wants a text takes nothing else for a yes."""
        from pinads.cli.output.errors import with_options

        if question.answers:
            return prompts.ask(safe(f"{question.text}. Type {question.wanted} to continue: ")) in question.answers
        told = question.text if question.text.endswith("?") else f"{question.text}. Continue?".removeprefix(". ")
        return prompts.ask(safe(with_options(f"{told} [y/N] "))).lower() in YES

    def prompt(self, text: str, secret: bool = False) -> str:
        """Read a line from standard input; a secret one unseen."""
        if secret and self.can_prompt:
            import getpass

            return getpass.getpass(text, stream=sys.stderr)
        if secret and sys.stdin.isatty():
            return ""  # Nobody is to be asked, and a secret is not typed where it shows.
        if text and not secret:
            self._session.note(text)
        return sys.stdin.readline()

    def progress(self, noun: str, total: int | None = None) -> AbstractContextManager[Count]:
        """Show a bar once it takes long."""
        from pinads.cli.terminal.progress import counting

        return counting(noun, total)

    def finishing(self) -> AbstractContextManager[None]:
        """Finish requests in flight at the first Ctrl-C; the second one abandons them."""
        from pinads.cli.terminal.interrupts import finishing_requests

        return finishing_requests(self)

    def pausing(self, seconds: float) -> AbstractContextManager[Callable[[float], None]]:
        """Count the seconds of a noticeable pause."""
        if seconds < NOTICED:
            return nullcontext(lambda left: None)
        from pinads.cli.terminal.progress import waiting

        return waiting()

    def pausing_before(self, doing: str) -> AbstractContextManager[None]:
        """Name what follows the pauses within."""
        from pinads.cli.terminal.progress import before

        return before(doing)

    def flush(self) -> None:
        """Let out what was printed, for whoever reads stdout."""
        sys.stdout.flush()

    def sending(self, request: WireRequest) -> None:
        """Let rows out before a request keeps them waiting."""
        self._watch()
        if threading.current_thread() is threading.main_thread():  # The one that writes to stdout.
            let_out(request.method)

    def received(self, request: WireRequest, response: WireResponse) -> None:
        """Print an exchange with -v and --debug."""
        if self._session.debugging or self._session.verbose:
            from pinads.cli.terminal.request_log import show

            show(request, response, bodies=self._session.debugging)

    def _watch(self) -> None:
        """Print the SDK's warnings with -v and --debug."""
        if not self._watches and (self._session.debugging or self._session.verbose):
            from pinads.cli.terminal.request_log import show_warnings

            self._session.on_close(show_warnings())
        self._watches = True
