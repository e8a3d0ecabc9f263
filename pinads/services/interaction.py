"""The interaction between services and a face: events, questions, progress and interruption."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from pinads.sdk.errors import InvalidInput
from pinads.services.errors import Interrupted, option

if TYPE_CHECKING:
    from pinads.sdk.http.wire import WireRequest, WireResponse
    from pinads.services.events import Event
    from pinads.services.questions import FieldQuestion, Question

Count = Callable[[int], None]
Fetched = TypeVar("Fetched")
FORBIDDEN_BY_CI = "CI"
"""The variable that CI services set; nobody can answer there."""


class Interaction:
    """An interaction that shows nothing and confirms nothing; faces derive theirs from it.

    Attributes:
        stopping: True once the person has asked to stop; no further request is sent.
    """

    stopping = False

    @property
    def can_confirm(self) -> bool:
        """True if a person can answer a question before a write."""
        return False

    @property
    def can_prompt(self) -> bool:
        """True if a person can type text."""
        return False

    @property
    def is_shown(self) -> bool:
        """True if a person reads the events, so that a request for more detail is worth it."""
        return False

    @property
    def can_answer(self) -> bool:
        """True if text can be read, from a person or a pipe."""
        return False

    @property
    def reads_diffs(self) -> bool:
        """True if a person reads the diff before it is applied."""
        return False

    @property
    def shows_tables(self) -> bool:
        """Whether results are shown in tables, where a name is worth a request."""
        return False

    @property
    def forbidden_by(self) -> str | None:
        """The parameter ``no_input`` or the environment variable that forbids questions; None if nothing does."""
        return None

    @property
    def takes_bytes(self) -> bool:
        """True if the output is a file or a pipe, which a workbook can be written to."""
        return False

    def output(self) -> BinaryIO:
        """Open the output for the bytes of a file."""
        raise InvalidInput(f"there is no output to write to: name a file with {option('to')}", option("to"))

    def notify(self, event: Event) -> None:
        """Show an event."""

    def confirm(self, question: Question) -> bool:
        """Ask before a write and return True if the person agrees."""
        return False

    def ask(self, question: FieldQuestion) -> str:
        """Ask for the value of a field and return the typed text; empty skips it.

        Raises:
            EOFError: the person ended the input.
        """
        return ""

    def prompt(self, text: str, secret: bool = False) -> str:
        """Ask for a line of text; a secret is not echoed."""
        return ""

    def progress(self, noun: str, total: int | None = None) -> AbstractContextManager[Count]:
        """Show progress; the context yields a function that adds to the count."""
        return nullcontext(lambda more: None)

    def fetching(self, noun: str) -> AbstractContextManager[Count]:
        """Show the progress of a listing; the context yields a function that adds to the count of fetched records."""
        return self.progress(noun)

    def counted(self, records: Iterable[Fetched], noun: str) -> Iterator[Fetched]:
        """Yield the records of a listing, whose progress is shown meanwhile."""
        with self.fetching(noun) as count:
            for record in records:
                count(1)
                yield record

    def working(self) -> AbstractContextManager[Callable[[str], None]]:
        """Show a line of text while something is worked on; the context yields a function that changes it."""
        return nullcontext(lambda text: None)

    def finishing(self) -> AbstractContextManager[None]:
        """Set ``stopping`` at the first interrupt, so that requests in flight finish."""
        return nullcontext()

    def pausing(self, seconds: float) -> AbstractContextManager[Callable[[float], None]]:
        """Show a pause; the context yields a function that takes the seconds left."""
        return nullcontext(lambda left: None)

    def pausing_before(self, doing: str) -> AbstractContextManager[None]:
        """Name the action that follows the pauses within."""
        return nullcontext()

    def flush(self) -> None:
        """Flush output before a wait."""

    def sending(self, request: WireRequest) -> None:
        """Observe a request before it is sent."""

    def received(self, request: WireRequest, response: WireResponse) -> None:
        """Observe the response to a request."""


def refuse_when_stopping(interaction: Interaction) -> None:
    """Refuse to send or wait once the person has asked to stop.

    Raises:
        Interrupted: the person has.
    """
    if interaction.stopping:
        raise Interrupted("not sent: interrupted", safe_to_retry=True)
