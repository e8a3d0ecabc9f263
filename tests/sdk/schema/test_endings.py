"""What the API stops taking on a date is warned of, by its date and with what takes its place; it is sent all the same."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Annotated, Any

import pytest

from pinads.sdk.clock import Clock
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Choices, Ending, Mode
from pinads.sdk.schema.validation import Check
from pinads.sdk.schema.warned import warning
from tests.support.wording import Wording

OBJECTIVE = Annotated[str, Choices("SALES WEB_CONVERSION"), Ending(("WEB_CONVERSION",), "2027-02-01", "SALES takes its place.")]
WINDOW = Annotated[int | None, Ending((), "2027-09-30", "Count by click and view windows.")]


class Day(Clock):
    """A clock that stands at noon of a day."""

    def __init__(self, text: str) -> None:
        self.text = text

    def wall(self) -> float:
        return datetime.fromisoformat(f"{self.text}T12:00:00").replace(tzinfo=timezone.utc).timestamp()


def said(annotation: Any, value: Any, mode: Mode = Mode.CREATE, day: str = "2026-07-01", strict: bool = True) -> list[str]:
    """What is said of a value, twice given."""
    texts: list[str] = []
    with warning(texts.append, Day(day)):
        for _ in range(2):
            assert Check(mode, strict).value(spec_of(annotation), value, "field") == value
    return texts


@pytest.mark.parametrize("day", ["2026-07-01", "2027-02-01"])
def test_a_value_that_ends_is_said_with_its_date_and_what_takes_its_place(day: str, wording: Wording) -> None:
    (text,) = said(OBJECTIVE, "WEB_CONVERSION", day=day)
    wording(text)


def test_after_its_date_it_is_sent_and_said_to_be_no_longer_taken(wording: Wording) -> None:
    (text,) = said(OBJECTIVE, "WEB_CONVERSION", day="2027-02-02")
    wording(text)


def test_updates_the_server_and_other_values_say_nothing() -> None:
    assert said(OBJECTIVE, "WEB_CONVERSION", Mode.UPDATE) == []
    assert said(OBJECTIVE, "WEB_CONVERSION", strict=False) == []
    assert said(OBJECTIVE, "SALES") == []
    assert said(WINDOW, None) == []


@pytest.mark.parametrize("mode", [Mode.CREATE, Mode.UPDATE])
def test_a_field_that_ends_is_said_wherever_it_is_given(mode: Mode, wording: Wording) -> None:
    (text,) = said(WINDOW, 30, mode)
    wording(text)
    (text,) = said(WINDOW, 30, mode, "2027-10-01")
    wording(text)
