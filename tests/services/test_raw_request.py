"""Answers of raw requests: the ids of their entities, and refusals in any shape."""

from __future__ import annotations

from typing import Any

from pinads.services.raw_request import _refusal, ids_in
from tests.support.each import each


@each(
    ("answer", "ids"),
    [
        ({"id": "1"}, ["1"]),
        ({"items": [{"data": {"id": "1"}}, {"data": {"id": "2"}, "exceptions": []}]}, ["1", "2"]),
        ({"items": [{"id": "1"}], "errors": [{"id": "2"}]}, ["1"]),
        ([{"id": "1", "parts": [{"id": "3"}]}, "4", None], ["1", "3"]),
        ({"id": 7}, []),
        ("text", []),
        (None, []),
    ],
)
def test_ids_of_entities(answer: Any, ids: list[str]) -> None:
    assert list(ids_in(answer)) == ids


@each(
    ("answer", "says", "code"),
    [
        ({"items": [{"exceptions": [{"code": 29, "message": "no"}]}, {"data": {"id": "1"}}]}, "1 refused: no", 29),
        ({"items": [{"exceptions": {"code": 5, "message": "never"}}]}, "1 refused: never", 5),
        ({"exceptions": [{"code": 8, "message": "later"}]}, "1 refused: later", 8),
        ({"items": [], "errors": [{"error_messages": ["a", "b"]}, {}]}, "1 refused: a; b", None),
        ({"errors": "wrong"}, "1 refused: wrong", None),
    ],
)
def test_refusals(answer: Any, says: str, code: int | None) -> None:
    refusal = _refusal(answer)
    assert refusal is not None
    assert (refusal.message, refusal.code) == (says, code)


@each("answer", [None, [], {}, {"items": []}, {"items": [{"exceptions": []}, {"exceptions": None}]}, {"id": "1"}])
def test_no_refusal(answer: Any) -> None:
    assert _refusal(answer) is None
