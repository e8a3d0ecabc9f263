"""A face that is no command line, for tests of services: it keeps events, and answers questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest

from pinads.sdk.http.wire import WireRequest
from pinads.services.context import Context
from pinads.services.events import Note
from pinads.services.interaction import Interaction
from pinads.services.questions import Draft, FieldQuestion, Question
from tests.support.command_line import Pinads

if TYPE_CHECKING:
    from pinads.services.events import Event


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


class Person(Face):
    """A person who answers questions from a list, and ends the input after it."""

    can_prompt = True

    def __init__(self, *answers: str, agrees: bool = True) -> None:
        super().__init__(agrees)
        self.left = list(answers)
        self.asked: list[FieldQuestion] = []
        self.bodies: list[Any] = []

    def ask(self, question: FieldQuestion) -> str:
        self.asked.append(question)
        if not self.left:
            raise EOFError
        return self.left.pop(0)

    def sending(self, request: WireRequest) -> None:
        if request.body is not None:
            self.bodies.append(json.loads(request.body))

    @property
    def names(self) -> list[str]:
        """The fields that were asked for, each time."""
        return [question.field.name for question in self.asked]

    @property
    def problems(self) -> list[str]:
        return [question.problem for question in self.asked if question.problem]

    @property
    def command(self) -> str:
        """The command that would have done the same."""
        return next(str(event.hint) for event in self.events if isinstance(event, Note) and event.hint)

    @property
    def draft(self) -> dict[str, Any]:
        """The request as it was shown."""
        return next({field.name: value for field, value in event.values} for event in self.events if isinstance(event, Draft))


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
