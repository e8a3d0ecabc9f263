"""Whatever the rows are and whatever the server does, every row has exactly one outcome, in order, and none is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pinads.sdk import Ad, Audience, Campaign, Client, CustomerList, Keyword
from pinads.sdk.errors import ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, body_of
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
MODELS: list[Any] = [Campaign, Ad, Audience, CustomerList, Keyword]
GOOD: dict[Any, dict[str, Any]] = {
    Campaign: {"name": "n", "objective_type": "AWARENESS"},
    Ad: {"ad_group_id": "7", "creative_type": "REGULAR", "pin_id": "8"},
    Audience: {"name": "n", "rule": {}, "audience_type": "VISITOR"},
    CustomerList: {"name": "n", "records": "a@example.com"},
    Keyword: {"parent_id": "7", "value": "v", "match_type": "BROAD"},
}
CHANGE: dict[Any, dict[str, Any]] = {
    Campaign: {"name": "m"},
    Ad: {"name": "m"},
    Audience: {"name": "m"},
    CustomerList: {"operation_type": "ADD", "records": "a@example.com"},
    Keyword: {"archived": True},
}
SCALARS = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "1", "id", "n"])
GARBAGE = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "items", "data", "exceptions", "keywords", "errors", "code", "message"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
ROWS = st.lists(st.sampled_from(["good", "good", "good", "wrong", "unknown", "null"]) | st.integers(), max_size=40)
MISHAPS = ["dropped", "timeout", "no connection", "cut", "401", "403", "404", "429", "500", "html", "400"]
BEHAVIOUR = st.lists(
    st.sampled_from(["apply", "apply", "refuse", "mixed", "short", *MISHAPS]) | GARBAGE.map(json.dumps), min_size=1, max_size=5
)
ERRORS: dict[str, Callable[[], Exception]] = {
    "dropped": lambda: NetworkError("dropped"),
    "timeout": lambda: Timeout("slow"),
    "no connection": lambda: ConnectionFailed("refused", safe_to_retry=True),
    "cut": lambda: InvalidResponse("cut"),
}


def rows_of(body: Any) -> list[Any]:
    body = body.get("keywords", body) if isinstance(body, dict) else body
    return body if isinstance(body, list) else [body]


def answered(how: str, request: WireRequest) -> Any:
    """What the server does with a request."""
    if how in ERRORS:
        return ERRORS[how]()
    if how.isdigit() and len(how) == 3:
        return WireResponse(int(how), {}, b'{"code": 1, "message": "no"}')
    if how == "html":
        return WireResponse(502, {}, b"<html>")
    if how not in ("apply", "refuse", "mixed", "short"):
        return WireResponse(200, {}, how.encode())
    rows = rows_of(body_of(request))
    refused = [how == "refuse" or (how == "mixed" and number % 2 == 1) for number in range(len(rows))]
    data = [{"id": "1", **row} for row in rows]
    if "keywords" in request.url:
        done = [one for one, bad in zip(data, refused, strict=True) if not bad]
        return {
            "keywords": done[: -1 if how == "short" else None],
            "errors": [{"data": row, "error_messages": ["no"]} for row, bad in zip(rows, refused, strict=True) if bad],
        }
    if not isinstance(body_of(request), list):
        return {**data[0], "exceptions": {"message": "no"} if refused[0] else {}}
    items = [{"exceptions": [{"code": 1, "message": "no"}]} if bad else {"data": one} for one, bad in zip(data, refused, strict=True)]
    return {"items": items[: -1 if how == "short" else None]}


@settings(max_examples=3 * settings.default.max_examples)
@given(kind=st.integers(0, len(MODELS) - 1), update=st.booleans(), rows=ROWS, behaviour=BEHAVIOUR)
def test_every_row_has_one_outcome(kind: int, update: bool, rows: list[Any], behaviour: list[str]) -> None:
    model, sent = MODELS[kind], []

    def answer(request: WireRequest) -> Any:
        sent.append(rows_of(body_of(request)))
        return answered(behaviour[(len(sent) - 1) % len(behaviour)], request)

    fields = (CHANGE if update else GOOD)[model]
    forms = {"good": fields, "wrong": {**fields, "bid": "x", "status": 5}, "unknown": {**fields, "nmae": "n"}, "null": None}
    given_rows = [forms[form] if isinstance(form, str) else form for form in rows]
    if update:
        given_rows = [{"id": str(number), **one} if isinstance(one, dict) else one for number, one in enumerate(given_rows)]
    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(answer), clock=FakeClock(), max_retries=0)
    outcomes = list((model.update_many if update else model.create_many)(ACCOUNT, given_rows, client=client))

    assert [outcome.row for outcome in outcomes] == list(range(len(rows)))
    assert [outcome.input for outcome in outcomes] == given_rows
    assert sum(outcome.sent for outcome in outcomes) == sum(map(len, sent))
    assert all(len(request) <= model.RESOURCE.rows_a_request for request in sent)
    for form, outcome in zip(rows, outcomes, strict=True):
        assert outcome.status in ("applied", "rejected", "unknown")
        assert outcome.sent <= (form == "good")
        assert outcome.applied == (outcome.error is None)
        assert outcome.applied <= (outcome.record is not None)
        if not outcome.sent:
            assert outcome.status == "rejected"
    if set(behaviour) == {"apply"}:
        assert [outcome.applied for outcome in outcomes] == [form == "good" for form in rows]
    if set(behaviour) <= {"dropped", "timeout", "cut", "500", "html"}:
        assert {outcome.status for outcome in outcomes if outcome.sent} <= {"unknown"}
