"""Events that any service emits while it works; a face words them. Those of writes are in ``write_events.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pinads.services.questions import Draft
    from pinads.services.write_events import WriteEvent


class Note(NamedTuple):
    """A fact that changes nothing.

    Attributes:
        text: the fact.
        hint: the next thing to do, such as a command to paste; None if nothing follows.
        repeats: True if the same command always notes it, so that only a person has to read it.
    """

    text: str
    hint: str | None = None
    repeats: bool = False


class Caution(NamedTuple):
    """A warning: it was done, and may be a mistake."""

    text: str


class Info(NamedTuple):
    """A result or a step, in words; ``needed`` if a person must read it to answer."""

    text: str
    needed: bool = False


if TYPE_CHECKING:
    Event = Note | Caution | Info | Draft | WriteEvent
