"""HTTP 200 that carries refusals, in its four shapes, read the same by create, update_fields, create_many and update_many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from pinads.sdk import Ad, AdGroup, Audience, Campaign, Client, CustomerList, InvalidInput, Keyword, PinadsError, Rejected, UnknownOutcome
from tests.support.each import each
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
NEW: dict[Any, dict[str, Any]] = {
    Campaign: {"name": "n", "objective_type": "AWARENESS"},
    AdGroup: {"name": "n", "campaign_id": "6", "billable_event": "IMPRESSION"},
    Ad: {"ad_group_id": "7", "creative_type": "REGULAR", "pin_id": "8"},
    Audience: {"name": "n", "rule": {}, "audience_type": "VISITOR"},
    CustomerList: {"name": "n", "records": "a@example.com"},
    Keyword: {"parent_id": "7", "value": "v", "match_type": "BROAD"},
}
CHANGE: dict[Any, dict[str, Any]] = {
    Campaign: {"name": "m"},
    AdGroup: {"name": "m"},
    Ad: {"name": "m"},
    Audience: {"name": "m"},
    CustomerList: {"operation_type": "ADD", "records": "b@example.com"},
    Keyword: {"archived": True},
}
BATCH = (Campaign, AdGroup, Ad)
ONE = {"code": 2384, "message": "It needs a budget."}
TWO = {"code": 1, "message": "Also wrong."}


class Shape(NamedTuple):
    """An answer, and what it means: nothing (applied), (code, message) or "unknown"."""

    models: tuple[Any, ...]
    answer: Any
    means: Any


def item(**parts: Any) -> dict[str, Any]:
    return {"items": [parts]}


DATA = {"id": "626", "name": "m"}
KEYWORD = {"id": "626", "value": "v", "match_type": "BROAD", "archived": True}
SHAPES = [
    Shape(BATCH, item(data=DATA, exceptions=[]), None),
    Shape(BATCH, item(data=DATA, exceptions={}), None),
    Shape(BATCH, item(data=DATA, exceptions=None), None),
    Shape(BATCH, item(data=DATA, exceptions=[{}, None]), None),
    Shape(BATCH, item(data=DATA, exceptions={"code": 0, "message": ""}), None),
    Shape(BATCH, item(data=DATA, exceptions=[{"code": None, "message": None}]), None),
    Shape(BATCH, item(data=DATA), None),
    Shape(BATCH, item(exceptions=[ONE]), (2384, "It needs a budget.")),
    Shape(BATCH, item(exceptions=ONE), (2384, "It needs a budget.")),
    Shape(BATCH, item(data=DATA, exceptions=[ONE]), "unknown"),
    Shape(BATCH, item(data=DATA, exceptions={"code": None, "message": "No."}), "unknown"),
    Shape(BATCH, item(data={}, exceptions=[ONE, TWO]), (2384, "It needs a budget.; Also wrong.")),
    Shape(BATCH, item(data=None, exceptions=["No."]), (None, "No.")),
    Shape(BATCH, item(exceptions=[{"code": True, "message": None}]), (None, "refused with {'code': True, 'message': None}")),
    Shape(BATCH, item(), "unknown"),
    Shape(BATCH, item(data={}, exceptions=[]), "unknown"),
    Shape(BATCH, item(data={"name": "m"}, exceptions={}), "unknown"),
    Shape(BATCH, item(data={"id": ["626"]}), "unknown"),
    Shape(BATCH, {"items": ["626"]}, "unknown"),
    Shape(BATCH, {"items": []}, "unknown"),
    Shape(BATCH, {"items": [{"exceptions": [ONE]}, {"exceptions": [ONE]}]}, "unknown"),
    Shape(BATCH, {"items": {"data": DATA}}, "unknown"),
    Shape(BATCH, {}, "unknown"),
    Shape(BATCH, [DATA], "unknown"),
    Shape(BATCH, "ok", "unknown"),
    Shape((CustomerList, Audience), DATA, None),
    Shape((CustomerList, Audience), {**DATA, "exceptions": {}}, None),
    Shape((CustomerList, Audience), {**DATA, "exceptions": None}, None),
    Shape((CustomerList, Audience), {**DATA, "exceptions": []}, None),
    Shape((CustomerList,), {"exceptions": [ONE]}, (2384, "It needs a budget.")),
    Shape((CustomerList, Audience), {"name": "m"}, "unknown"),
    Shape((CustomerList, Audience), [], "unknown"),
    Shape((Keyword,), {"keywords": [KEYWORD], "errors": []}, None),
    Shape((Keyword,), {"keywords": [KEYWORD]}, None),
    Shape((Keyword,), {"keywords": [KEYWORD], "errors": None}, None),
    Shape((Keyword,), {"keywords": [{"id": "626", "value": "V (as the server writes it)"}], "errors": []}, None),
    Shape(
        (Keyword,),
        {"keywords": [], "errors": [{"data": {**KEYWORD, "id": None}, "error_messages": ["Too long.", "Too rude."]}]},
        (None, "Too long.; Too rude."),
    ),
    Shape((Keyword,), {"errors": [{"error_messages": ["Too long."]}]}, (None, "Too long.")),
    Shape((Keyword,), {"errors": [{"data": None, "error_messages": "Too long."}]}, (None, "Too long.")),
    Shape((Keyword,), {"errors": [{"data": [1], "error_messages": []}]}, (None, "refused without a message")),
    Shape((Keyword,), {"keywords": [], "errors": []}, "unknown"),
    Shape((Keyword,), {"keywords": 5, "errors": 5}, "unknown"),
    Shape((Keyword,), {"keywords": [{"value": "v", "match_type": "BROAD"}]}, "unknown"),
    Shape((Keyword,), [], "unknown"),
]
CASES = [(model, shape.answer, shape.means) for shape in SHAPES for model in shape.models]


def reply(wire: FakeWire, model: Any, method: str, answer: Any) -> None:
    alone = method == "PATCH" and model in (Audience, CustomerList)
    wire.reply(method, f"/ad_accounts/{ACCOUNT}/{model.RESOURCE.collection}" + "/626" * alone, answer, body=...)


def check_error(error: Exception, means: Any, operation: str) -> None:
    assert isinstance(error, PinadsError)
    assert (error.operation, error.http_status) == (operation, 200)
    if means == "unknown":
        assert type(error) is UnknownOutcome
    else:
        assert type(error) is Rejected
        assert (error.code, error.message) == means


@each(("model", "answer", "means"), CASES)
def test_one(wire: FakeWire, client: Client, model: Any, answer: Any, means: Any) -> None:
    reply(wire, model, "POST", answer)
    reply(wire, model, "PATCH", answer)
    record = model.from_wire({"id": "626"}, client, ACCOUNT)
    if means is None:
        assert model.create(ACCOUNT, **NEW[model], client=client).id == "626"
        record.update_fields(**CHANGE[model])
        return
    with pytest.raises(PinadsError) as created:
        model.create(ACCOUNT, **NEW[model], client=client)
    check_error(created.value, means, f"{model.RESOURCE.collection}/create")
    with pytest.raises(PinadsError) as updated:
        record.update_fields(**CHANGE[model])
    check_error(updated.value, means, f"{model.RESOURCE.collection}/update")
    assert record.to_dict() == {"id": "626"}


@each(("model", "answer", "means"), CASES)
def test_many(wire: FakeWire, client: Client, model: Any, answer: Any, means: Any) -> None:
    reply(wire, model, "POST", answer)
    reply(wire, model, "PATCH", answer)
    (created,) = model.create_many(ACCOUNT, [NEW[model]], client=client)
    (updated,) = model.update_many(ACCOUNT, [{"id": "626", **CHANGE[model]}], client=client)
    for outcome, operation in ((created, "create"), (updated, "update")):
        assert outcome.sent
        assert outcome.applied == (means is None)
        if means is None:
            assert (outcome.status, outcome.record.id, outcome.error, outcome.code, outcome.message) == ("applied", "626", None, None, None)
        else:
            assert outcome.status == ("unknown" if means == "unknown" else "rejected")
            check_error(outcome.error, means, f"{model.RESOURCE.collection}/{operation}")
            assert (outcome.code, outcome.message) == (outcome.error.code, outcome.error.message)


def test_what_may_be_tried_again(wire: FakeWire, client: Client) -> None:
    """A refusal did nothing; what is not known is safe only where twice is as good as once."""
    verdicts = []
    for answer in (item(exceptions=[ONE]), item()):
        reply(wire, Campaign, "POST", answer)
        reply(wire, Campaign, "PATCH", answer)
        (created,) = Campaign.create_many(ACCOUNT, [NEW[Campaign]], client=client)
        (updated,) = Campaign.update_many(ACCOUNT, [{"id": "626", "name": "m"}], client=client)
        verdicts += [outcome.error.safe_to_retry for outcome in (created, updated) if outcome.error]
    assert verdicts == [True, True, False, True]
    reply(wire, CustomerList, "PATCH", {**DATA, "exceptions": ONE})
    (partly,) = CustomerList.update_many(ACCOUNT, [{"id": "626", **CHANGE[CustomerList]}], client=client)
    assert partly.error is not None
    assert not partly.error.safe_to_retry


def test_updates_are_told_apart_by_id_where_the_number_of_items_is_wrong(wire: FakeWire, client: Client) -> None:
    rows = [{"id": identity, "name": "m"} for identity in ("1", "2", "3")]
    reply(wire, Campaign, "PATCH", {"items": [{"data": {"id": "3"}}, {"data": {"id": "1"}}]})
    outcomes = list(Campaign.update_many(ACCOUNT, rows, client=client))
    assert [outcome.status for outcome in outcomes] == ["applied", "unknown", "applied"]
    assert [outcome.record.id if outcome.record else None for outcome in outcomes] == ["1", None, "3"]


def test_creates_cannot_be_told_apart_where_the_number_of_items_is_wrong(wire: FakeWire, client: Client) -> None:
    reply(wire, Campaign, "POST", {"items": [{"data": {"id": "1"}}]})
    outcomes = list(Campaign.create_many(ACCOUNT, [NEW[Campaign], NEW[Campaign]], client=client))
    assert [outcome.status for outcome in outcomes] == ["unknown", "unknown"]


def test_keywords_are_told_apart_by_what_they_say(wire: FakeWire, client: Client) -> None:
    rows = [
        {"parent_id": "7", "value": value, "match_type": match}
        for value, match in (("a", "BROAD"), ("a", "EXACT"), ("b", "BROAD"), ("c", "BROAD"))
    ]
    done = [{"id": "3", "value": "b", "match_type": "BROAD"}, {"id": "1", "value": "a", "match_type": "BROAD"}]
    reply(wire, Keyword, "POST", {"keywords": done, "errors": [{"data": {"value": "a", "match_type": "EXACT"}, "error_messages": ["No."]}]})
    outcomes = list(Keyword.create_many(ACCOUNT, rows, client=client))
    assert [outcome.status for outcome in outcomes] == ["applied", "rejected", "applied", "unknown"]
    assert [outcome.record.id if outcome.record else None for outcome in outcomes] == ["1", None, "3", None]


def test_keywords_that_the_server_writes_otherwise_are_known_all_the_same(wire: FakeWire, client: Client) -> None:
    rows = [{"parent_id": "7", "value": value, "match_type": "BROAD"} for value in ("Desk  Lamp", "Sofa", "sofa")]
    done = [{"id": "2", "value": "sofa", "match_type": "BROAD"}, {"id": "1", "value": "desk lamp", "match_type": "BROAD"}]
    reply(
        wire, Keyword, "POST", {"keywords": done, "errors": [{"data": {"value": "sofa", "match_type": "BROAD"}, "error_messages": ["No."]}]}
    )
    outcomes = list(Keyword.create_many(ACCOUNT, rows, client=client))
    assert [outcome.record.id if outcome.record else outcome.status for outcome in outcomes] == ["1", "rejected", "2"]


def test_keywords_in_doubt_are_unknown(wire: FakeWire, client: Client) -> None:
    rows = [{"parent_id": "7", "value": value, "match_type": "BROAD"} for value in "ab"]
    reply(wire, Keyword, "POST", {"keywords": [{"id": "1", "value": "X"}], "errors": [{"error_messages": ["No."]}]})
    assert [outcome.status for outcome in Keyword.create_many(ACCOUNT, rows, client=client)] == ["unknown", "unknown"]


def test_updates_answered_in_another_order_are_told_apart_by_id(wire: FakeWire, client: Client) -> None:
    items = [{"data": {"id": "2", "name": "b"}, "exceptions": []}, {"data": {"id": "1", "name": "a"}, "exceptions": []}]
    wire.reply("PATCH", f"/ad_accounts/{ACCOUNT}/campaigns", {"items": items}, body=...)
    rows = [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}]
    outcomes = list(Campaign.update_many(ACCOUNT, rows, client=client))
    assert [outcome.record.id for outcome in outcomes if outcome.record] == ["1", "2"]


def test_an_update_answered_with_another_entity_is_unknown(wire: FakeWire, client: Client) -> None:
    wire.reply("PATCH", f"/ad_accounts/{ACCOUNT}/campaigns", {"items": [{"data": {"id": "9"}}]}, body=...)
    (outcome,) = Campaign.update_many(ACCOUNT, [{"id": "1", "name": "a"}], client=client)
    assert outcome.status == "unknown"


def test_wrong_rows_do_not_pile_up_behind_a_right_one(wire: FakeWire, client: Client) -> None:
    wire.reply("PATCH", f"/ad_accounts/{ACCOUNT}/campaigns", {"items": [{"data": {"id": "1"}}]}, body=...)
    taken = 0

    def rows() -> Iterator[Any]:
        nonlocal taken
        for taken in range(1, 100_000):
            yield {"id": "1", "name": "a"} if taken == 1 else None

    outcomes = Campaign.update_many(ACCOUNT, rows(), client=client)
    assert next(outcomes).applied
    assert taken <= 2000
    outcomes.close()  # type: ignore[attr-defined]


def test_one_name_in_two_spellings_is_refused(client: Client) -> None:
    with pytest.raises(InvalidInput, match="given twice"):
        AdGroup.create(ACCOUNT, "n", "1", "IMPRESSION", client=client, targeting_spec={"AGE_BUCKET": ["35-44"], "age_bucket": []})


def test_what_the_server_took_otherwise_is_named(wire: FakeWire, client: Client) -> None:
    items = [{"data": {"id": "1", "name": "a", "daily_spend_cap": 7}}, {"data": {"id": "2", "name": "b"}}]
    wire.reply("PATCH", f"/ad_accounts/{ACCOUNT}/campaigns", {"items": items}, body=...)
    rows = [{"id": "1", "name": "a", "daily_spend_cap": 9, "tracking_urls": {"click": ["x"]}}, {"id": "2", "name": "b"}]
    outcomes = list(Campaign.update_many(ACCOUNT, rows, client=client))
    assert [outcome.differs for outcome in outcomes] == [("daily_spend_cap", "tracking_urls"), ()]
