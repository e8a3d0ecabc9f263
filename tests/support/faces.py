"""A face that is no command line, for tests of services: it keeps events, and answers questions."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pytest

from pinads.services.context import Context
from pinads.services.events import Event, Question
from pinads.services.interaction import Interaction
from tests.support.command_line import Pinads


class Face(Interaction):
    """A face that keeps events, and answers questions with what they want, or with no."""

    can_confirm = True
    reads_diffs = True

    def __init__(self, agrees: bool = True) -> None:
        self.agrees = agrees
        self.events: list[Event] = []
        self.questions: list[Question] = []
        self.written = BytesIO()

    def output(self) -> BinaryIO:
        return self.written

    def notify(self, event: Event) -> None:
        self.events.append(event)

    def confirm(self, question: Question) -> bool:
        self.questions.append(question)
        return self.agrees


class Faces:
    """Contexts of one face after the other, closed in the end."""

    def __init__(self) -> None:
        self._opened: list[Context] = []

    def __call__(self, face: Interaction, profile: str = "demo") -> Context:
        self._opened.append(Context(face, profile, origin=lambda: ("assistant", "update_campaigns")))
        return self._opened[-1]

    def close(self) -> None:
        for context in self._opened:
            context.close()


@pytest.fixture
def at(pinads: Pinads) -> Iterator[Faces]:
    """Contexts for faces; ``pinads.requests`` has what reached the API."""
    faces = Faces()
    yield faces
    faces.close()
