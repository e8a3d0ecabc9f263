"""get_targeting_analytics: what goes out, and the rows as they came."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.sdk import (
    Ad,
    AdAccount,
    AdGroup,
    Campaign,
    Client,
    InvalidInput,
    InvalidResponse,
    InvalidType,
    UnknownField,
    allow_unknown_values,
)
from pinads.sdk.reports.targeting_analytics import LEVELS
from pinads.sdk.schema.warned import warning
from tests.contract.facts import OPERATIONS
from tests.support.each import each
from tests.support.fake_wire import FakeWire, query_of

ACCOUNT = "549755885175"
SPAN = ("2026-11-01", "2026-11-07")
TYPES, COLUMNS = ["GENDER", "AGE_BUCKET"], ["SPEND_IN_DOLLAR", "CTR"]
QUERY = {
    "start_date": "2026-11-01",
    "end_date": "2026-11-07",
    "targeting_types": "GENDER,AGE_BUCKET",
    "columns": "SPEND_IN_DOLLAR,CTR",
    "granularity": "TOTAL",
}
COUNTING: dict[str, Any] = {
    "click_window_days": 7,
    "engagement_window_days": 0,
    "view_window_days": 1,
    "conversion_report_time": "TIME_OF_CONVERSION",
    "attribution_types": ["INDIVIDUAL", "HOUSEHOLD"],
    "reporting_timezone": "AD_ACCOUNT_TIME_ZONE",
}
SORTING: dict[str, Any] = {"sort_columns": ["CTR", "SPEND_IN_DOLLAR"], "sort_ascending": False}
ROWS = [{"targeting_type": "GENDER", "targeting_value": "female", "metrics": {"CAMPAIGN_ID": 626, "SPEND_IN_DOLLAR": 1.5}}]
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns/targeting_analytics"


def account_of(client: Client) -> AdAccount:
    return AdAccount.from_wire({"id": ACCOUNT}, client)


@pytest.mark.parametrize("model", [Campaign, AdGroup, Ad])
def test_every_parameter_of_the_description_goes_out(wire: FakeWire, client: Client, model: Any) -> None:
    level = LEVELS[model.RESOURCE.kind]
    fact = OPERATIONS[level.operation]
    given = COUNTING if model is Campaign else COUNTING | SORTING
    wire.reply("GET", fact["path"].format(ad_account_id=ACCOUNT), query=..., answer={"data": ROWS})
    assert model.get_targeting_analytics(ACCOUNT, ["1", "2"], *SPAN, TYPES, COLUMNS, client=client, **given) == ROWS
    sent = query_of(wire.requests[-1])
    assert set(sent) == {name for name in fact["query"] if not name.endswith("[]")}
    assert sent[level.ids] == ["1", "2"]
    assert {name: sent[name] for name in QUERY} == QUERY
    assert sent["attribution_types"] == "INDIVIDUAL,HOUSEHOLD"
    assert sent.get("sort_columns") == (None if model is Campaign else "CTR,SPEND_IN_DOLLAR")


def test_the_account_as_a_whole(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/targeting_analytics", query=QUERY, answer={"data": ROWS})
    assert account_of(client).get_targeting_analytics(*SPAN, TYPES, COLUMNS) == ROWS


def test_many_ids_take_several_requests_whose_rows_come_together(wire: FakeWire, client: Client) -> None:
    ids = [str(number) for number in range(1, 301)]
    for chunk in (ids[:250], ids[250:]):
        rows = [{"targeting_type": "GENDER", "targeting_value": "male", "metrics": {"CAMPAIGN_ID": chunk[0]}}]
        wire.reply("GET", CAMPAIGNS, query={**QUERY, "campaign_ids": chunk}, answer={"data": rows})
    found = Campaign.get_targeting_analytics(ACCOUNT, [*ids, "1"], *SPAN, TYPES, COLUMNS, client=client)
    assert [row["metrics"]["CAMPAIGN_ID"] for row in found] == ["1", "251"]
    with pytest.raises(InvalidInput, match="at most 250 entities"):
        Ad.get_targeting_analytics(ACCOUNT, ids, *SPAN, TYPES, COLUMNS, client=client, **SORTING)


def test_a_type_that_is_named_twice_counts_once(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", CAMPAIGNS, query={**QUERY, "campaign_ids": "1"}, answer={"data": []})
    assert Campaign.get_targeting_analytics(ACCOUNT, ["1"], *SPAN, ["GENDER", "AGE_BUCKET", "GENDER"], COLUMNS, client=client) == []


@each(
    ("changes", "error", "said"),
    [
        ({"ids": []}, InvalidInput, "Invalid campaign_ids: at least"),
        ({"ids": ["1", "x"]}, InvalidInput, "Invalid campaign_ids[1]"),
        ({"targeting_types": ["GENDRE"]}, InvalidInput, "did you mean 'GENDER'? (allow_unknown_values()"),
        ({"targeting_types": []}, InvalidInput, "Invalid targeting_types: expected 1 or more"),
        ({"targeting_types": ["GENDER"] * 15}, InvalidInput, "Invalid targeting_types: expected 14 or fewer"),
        ({"targeting_types": "GENDER"}, TypeError, "Invalid targeting_types: expected a list"),
        ({"targeting_types": None}, TypeError, "targeting_types is missing"),
        ({"columns": ["SPEND_IN_DOLAR"]}, InvalidInput, "Invalid columns[0]"),
        ({"granularity": None}, TypeError, "granularity is missing"),
        ({"end_date": "2026-10-01"}, InvalidInput, "before start_date"),
        ({"click_window_days": 61}, InvalidInput, "Invalid click_window_days"),
        ({"attribution_types": ["INDIVIDUALS"]}, InvalidInput, "did you mean 'INDIVIDUAL'?"),
        ({"sort_columns": ["CTR"]}, UnknownField, "sort_columns"),
        ({"campaign_ids": ["2"]}, UnknownField, "campaign_ids"),
        ({"extra": "brand_new=1"}, InvalidType, "Invalid extra: expected an object"),
    ],
)
def test_wrong_input_is_not_sent(client: Client, changes: dict[str, Any], error: type[Exception], said: str) -> None:
    given = {"ids": ["1"], "start_date": SPAN[0], "end_date": SPAN[1], "targeting_types": TYPES, "columns": COLUMNS, **changes}
    with pytest.raises(error) as refused:
        Campaign.get_targeting_analytics(ACCOUNT, client=client, **given)
    assert said in str(refused.value)


def test_an_account_takes_15_types(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/targeting_analytics", query=..., answer={"data": []})
    assert account_of(client).get_targeting_analytics(*SPAN, ["GENDER"] * 15, COLUMNS) == []
    with pytest.raises(InvalidInput, match="expected 15 or fewer, got 16"):
        account_of(client).get_targeting_analytics(*SPAN, ["GENDER"] * 16, COLUMNS)


def test_types_that_may_be_newer_and_windows_that_end_are_warned_of(wire: FakeWire, client: Client) -> None:
    for types in ("HOUSEHOLD_INCOME", "GENDRE"):
        wire.reply("GET", CAMPAIGNS, query=..., answer={"data": []})
        said: list[str] = []
        with warning(said.append), allow_unknown_values(types == "GENDRE"):
            Campaign.get_targeting_analytics(ACCOUNT, ["1"], *SPAN, [types], COLUMNS, client=client, engagement_window_days=30)
        assert query_of(wire.requests[-1])["targeting_types"] == types
        assert len(said) == 2
        assert f"targeting_types {types!r} " in said[0]
        assert said[1].startswith("engagement_window_days ")
        assert "30 September 2027" in said[1]


@each("answer", [[], {}, {"data": None}, {"data": ["x"]}, {"data": [{"targeting_type": "GENDER"}]}])
def test_an_answer_that_has_no_such_rows(wire: FakeWire, client: Client, answer: Any) -> None:
    wire.reply("GET", CAMPAIGNS, query=..., answer=answer)
    with pytest.raises(InvalidResponse) as refused:
        Campaign.get_targeting_analytics(ACCOUNT, ["1"], *SPAN, TYPES, COLUMNS, client=client)
    assert refused.value.operation == "campaign_targeting_analytics/get"


def test_extra_parameters_go_unchecked(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", CAMPAIGNS, query={**QUERY, "campaign_ids": "1", "new_parameter": "x"}, answer={"data": ROWS})
    found = Campaign.get_targeting_analytics(ACCOUNT, ["1"], *SPAN, TYPES, COLUMNS, client=client, extra={"new_parameter": "x"})
    assert found == ROWS
