"""How services talk to whoever runs them: events, questions, progress, and the wish to stop."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from pinads.services.errors import Interrupted

if TYPE_CHECKING:
    from pinads.sdk.http.wire import WireRequest, WireResponse
    from pinads.services.events import Event, Question

Count = Callable[[int], None]
FORBIDDEN_BY_CI = "CI"
"""The variable by which CI services say that nobody can answer."""


class Interaction:
    """An interaction that says nothing and confirms nothing; faces derive theirs from it.

    Attributes:
        stopping: True once the person wants no further request to be sent.
    """

    stopping = False

    @property
    def can_confirm(self) -> bool:
        """Whether somebody can answer a question before a write."""
        return False

    @property
    def can_prompt(self) -> bool:
        """Whether somebody can type an answer of any kind."""
        return False

    @property
    def is_shown(self) -> bool:
        """Whether a person reads along, so that it is worth a request to tell more."""
        return False

    @property
    def can_answer(self) -> bool:
        """Whether an answer can come from anywhere: from a person, or through a pipe."""
        return False

    @property
    def reads_diffs(self) -> bool:
        """Whether somebody reads what changes before it is sent."""
        return False

    @property
    def shows_tables(self) -> bool:
        """Whether results are shown in tables, where a name is worth a request."""
        return False

    @property
    def forbidden_by(self) -> str | None:
        """What forbids questions: the parameter ``no_input``, or a variable of the environment; None where nothing does."""
        return None

    def notify(self, event: Event) -> None:
        """Tell what happens."""

    def confirm(self, question: Question) -> bool:
        """Ask before a write; return whether the answer agrees."""
        return False

    def prompt(self, text: str, secret: bool = False) -> str:
        """Ask for a line of text; what is secret is not shown while it is typed."""
        return ""

    def progress(self, noun: str, total: int | None = None) -> AbstractContextManager[Count]:
        """Show progress; the function that the context gives adds to the count."""
        return nullcontext(lambda more: None)

    def finishing(self) -> AbstractContextManager[None]:
        """Turn the person's first wish to stop into ``stopping``, so that requests in flight are finished."""
        return nullcontext()

    def pausing(self, seconds: float) -> AbstractContextManager[Callable[[float], None]]:
        """Show a pause; the function that the context gives takes the seconds left."""
        return nullcontext(lambda left: None)

    def pausing_before(self, doing: str) -> AbstractContextManager[None]:
        """Name what follows the pauses within."""
        return nullcontext()

    def flush(self) -> None:
        """Let out what was shown so far, before a wait."""

    def sending(self, request: WireRequest) -> None:
        """Note that a request leaves."""

    def received(self, request: WireRequest, response: WireResponse) -> None:
        """Note what a request was answered with."""


def refuse_when_stopping(interaction: Interaction) -> None:
    """Refuse to send or wait once the person wants to stop.

    Raises:
        Interrupted: the person does.
    """
    if interaction.stopping:
        raise Interrupted("not sent: interrupted", safe_to_retry=True)
