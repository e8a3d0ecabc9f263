"""The view of a command that rendering and the terminal need: its context, its format and its stderr."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pinads.render.style import Look
    from pinads.sdk.record import Model
    from pinads.services.context import Context
    from pinads.services.interaction import Interaction


class View(Protocol):
    """A running command, as far as its rendering and its terminal are concerned."""

    verbose: bool
    no_color: bool
    no_input: bool
    output: str | None

    @property
    def context(self) -> Context:
        """The context that the command's services work with."""

    @property
    def interaction(self) -> Interaction:
        """The interaction of services with the person at the terminal."""

    @property
    def asked_output(self) -> str | None:
        """The output format that an option or the environment asks for."""

    @property
    def format(self) -> str:
        """The output format in force."""

    @property
    def machine_asked(self) -> bool:
        """True if errors are JSON, because a machine format was asked for."""

    @property
    def debugging(self) -> bool:
        """True with --debug or PINADS_DEBUG."""

    @property
    def forbids_questions(self) -> bool:
        """True if --no-input or CI forbids questions."""

    @property
    def look(self) -> Look:
        """The style of tables."""

    @property
    def for_completion(self) -> dict[str, deque[Model]]:
        """The records that the command showed, by collection, for completion."""

    def on_close(self, call: Callable[[], object]) -> None:
        """Register a call for the end of the command."""

    def note(self, text: str) -> None:
        """Print a line on stderr that is neither data nor an error."""
