"""The part of a running command that output and the terminal need."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pinads.render.style import Style
    from pinads.sdk.record import BaseRecord
    from pinads.services.context import Context
    from pinads.services.interaction import Interaction


class Presentation(Protocol):
    """A command's choice of output, and the context that its results come from.

    Attributes:
        noted: the notes that were printed, if none is to be printed twice.
    """

    verbose: bool
    quiet: bool
    no_input: bool
    output: str | None
    wide: bool
    no_pager: bool
    noted: set[str] | None

    @property
    def asked_output(self) -> str | None:
        """The output format that an option or the environment asks for."""

    @property
    def format(self) -> str:
        """The output format."""

    @property
    def style(self) -> Style:
        """The appearance of tables on stdout."""

    @property
    def machine_asked(self) -> bool:
        """True if a machine format was asked for."""

    @property
    def errors_as_json(self) -> bool:
        """True if errors on stderr are JSON."""

    @property
    def paged(self) -> bool:
        """True if tables that do not fit on the terminal go through a pager."""

    @property
    def debugging(self) -> bool:
        """True with --debug or PINADS_DEBUG."""

    @property
    def forbids_questions(self) -> bool:
        """True if --no-input or CI forbids questions."""

    @property
    def context(self) -> Context:
        """The context that services work with."""

    @property
    def interaction(self) -> Interaction:
        """The person at the terminal."""

    @property
    def for_completion(self) -> dict[str, deque[BaseRecord]]:
        """The records that were shown, to be offered at TAB."""

    def on_close(self, call: Callable[[], object]) -> None:
        """Register a function to call when the command ends."""

    def close(self) -> None:
        """Release what the command opened."""

    def note(self, text: str) -> None:
        """Print a note on stderr, unless --quiet silences it."""

    def tell(self, text: str) -> None:
        """Print on stderr what --quiet does not silence."""
