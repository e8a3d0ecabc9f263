"""The question before something is written that an earlier run has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinads.journal.models import DONE, Run
from pinads.sdk import Campaign
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.context import Context
from pinads.services.events import Note
from pinads.services.inputs.records import Records
from pinads.services.interaction import Interaction
from pinads.services.questions import Question
from pinads.services.writes.conflicts import confirm_again
from pinads.services.writes.entity_step import entity_changes
from pinads.services.writes.options import WriteOptions
from tests.journal.runs import START
from tests.support.each import each

if TYPE_CHECKING:
    from pinads.services.events import Event

RUN = Run(4, 0.0, 1.0, DONE, START)
DID = "run 4 has already created them"
SAID = f"{DID}. Writing them again creates each of them a second time"


class Person(Interaction):
    """Somebody who answers every question in the same way, or is not there."""

    def __init__(self, answer: bool | None) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.notes: list[str] = []
        self.hints: list[str | None] = []

    forbidden_by: str | None = None
    is_shown = False

    @property
    def can_confirm(self) -> bool:
        return self.answer is not None

    def confirm(self, question: Question) -> bool:
        self.asked.append(question.text)
        return bool(self.answer)

    def notify(self, event: Event) -> None:
        assert isinstance(event, Note)
        self.notes.append(event.text)
        self.hints.append(event.hint)


def confirm(person: Person, options: WriteOptions | None = None, must: bool = True, typed: bool = False) -> None:
    changes = entity_changes(Campaign, Mode.CREATE, Records.of([]), "created", from_file=not typed)
    confirm_again(Context(person), changes, DID, RUN, options or WriteOptions(), must)


def ask(answer: bool | None, options: WriteOptions | None = None, **more: Any) -> Person:
    person = Person(answer)
    confirm(person, options, **more)
    return person


def test_a_yes_is_enough() -> None:
    person = ask(True)
    assert (person.asked, person.notes) == ([SAID], [])


@each("more", [{}, {"must": False, "typed": True}])
def test_after_a_no_nothing_is_written(more: dict[str, bool]) -> None:
    with pytest.raises(InvalidInput, match="not confirmed: "):
        ask(False, **more)


def test_where_nobody_can_be_asked_the_parameter_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"use `again` .*`if_not_exists` ") as caught:
        ask(None)
    assert caught.value.field == "again"


@pytest.mark.parametrize("options", [WriteOptions(yes=True), WriteOptions(dry_run=True)])
@pytest.mark.parametrize("answer", [None, False])
def test_an_agreement_beforehand_and_a_dry_run_are_noted(options: WriteOptions, answer: bool | None) -> None:
    person = ask(answer, options)
    assert person.asked == []
    assert person.hints[0] == "pinads journal show 4"


def test_what_need_not_be_asked_is_noted_where_nobody_can_be() -> None:
    assert len(ask(None, must=False, typed=True).notes) == 1
    assert len(ask(True, must=False).notes) == 1


def test_a_person_at_a_terminal_who_has_forbidden_questions_is_refused() -> None:
    person = Person(None)
    person.forbidden_by, person.is_shown = "no_input", True
    with pytest.raises(InvalidInput, match="use `again` "):
        confirm(person, must=False, typed=True)
