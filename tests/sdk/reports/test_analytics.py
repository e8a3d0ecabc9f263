"""get_analytics: one request for 250 ids, columns joined by commas, rows as they came."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.sdk import Ad, AdAccount, AdGroup, Campaign, Client, InvalidInput, InvalidResponse, InvalidType, UnknownField
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
SPAN = ("2026-11-01", "2026-11-07")
QUERY = {"start_date": "2026-11-01", "end_date": "2026-11-07", "columns": "SPEND_IN_DOLLAR,CTR", "granularity": "TOTAL"}
COLUMNS = ["SPEND_IN_DOLLAR", "CTR"]
ROWS = [{"CAMPAIGN_ID": "1", "SPEND_IN_DOLLAR": 1.5, "CTR": 0.01}]


@pytest.mark.parametrize(
    ("model", "collection", "ids"), [(Campaign, "campaigns", "campaign_ids"), (AdGroup, "ad_groups", "ad_group_ids"), (Ad, "ads", "ad_ids")]
)
def test_named_entities(wire: FakeWire, client: Client, model: Any, collection: str, ids: str) -> None:
    query = {**QUERY, ids: ["1", "2"]}
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/{collection}/analytics", query=query, answer=ROWS)
    assert model.get_analytics(ACCOUNT, ["1", "2"], *SPAN, COLUMNS, client=client) == ROWS


def test_the_account_as_a_whole(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/analytics", query={**QUERY, "click_window_days": "7"}, answer=[])
    account = AdAccount.from_wire({"id": ACCOUNT}, client)
    assert account.get_analytics(*SPAN, COLUMNS, click_window_days=7) == []


def test_many_ids_take_several_requests(wire: FakeWire, client: Client) -> None:
    ids = [str(number) for number in range(1, 301)]
    for chunk in (ids[:250], ids[250:]):
        query = {**QUERY, "campaign_ids": chunk}
        wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/analytics", query=query, answer=[{"CAMPAIGN_ID": chunk[0]}])
    assert Campaign.get_analytics(ACCOUNT, ids, *SPAN, COLUMNS, client=client) == [{"CAMPAIGN_ID": "1"}, {"CAMPAIGN_ID": "251"}]


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"ids": []}, InvalidInput, "at least one id"),
        ({"ids": "123"}, TypeError, "list of ids"),
        ({"ids": ["x"]}, InvalidInput, "campaign_ids[0]"),
        ({"columns": ["SPEND_IN_DOLAR"]}, InvalidInput, "Invalid columns[0]"),
        ({"columns": None}, TypeError, "columns is missing"),
        ({"granularity": "DAYS"}, InvalidInput, "TOTAL, DAY, HOUR, WEEK, MONTH"),
        ({"start_date": "1.11.2026"}, InvalidInput, "start_date"),
        ({"end_date": "2026-10-01"}, InvalidInput, "before start_date"),
        ({"windows": 7}, UnknownField, "windows"),
        ({"extra": "brand_new=1"}, InvalidType, "Invalid extra: expected an object"),
    ],
)
def test_wrong_input_is_not_sent(client: Client, changes: dict[str, Any], error: type[Exception], said: str) -> None:
    given = {"ids": ["1"], "start_date": SPAN[0], "end_date": SPAN[1], "columns": COLUMNS, **changes}
    with pytest.raises(error) as refused:
        Campaign.get_analytics(ACCOUNT, client=client, **given)
    assert said in str(refused.value)


def test_an_answer_that_is_no_list(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/analytics", query=..., answer={"items": []})
    with pytest.raises(InvalidResponse):
        Campaign.get_analytics(ACCOUNT, ["1"], *SPAN, COLUMNS, client=client)


def test_extra_parameters_go_unchecked(wire: FakeWire, client: Client) -> None:
    query = {**QUERY, "campaign_ids": "1", "new_parameter": "x"}
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/analytics", query=query, answer=ROWS)
    assert Campaign.get_analytics(ACCOUNT, ["1"], *SPAN, COLUMNS, client=client, extra={"new_parameter": "x"}) == ROWS


def test_ads_of_campaigns_and_pins(wire: FakeWire, client: Client) -> None:
    pins = [str(number) for number in range(1, 102)]
    for chunk in (pins[:100], pins[100]):
        query = {**QUERY, "campaign_ids": ["1", "2"], "pin_ids": chunk}
        wire.reply("GET", f"/ad_accounts/{ACCOUNT}/ads/analytics", query=query, answer=[{"AD_ID": "7"}])
    asked = {"start_date": SPAN[0], "end_date": SPAN[1], "columns": COLUMNS, "client": client}
    assert Ad.get_analytics(ACCOUNT, campaign_ids=["1", "2"], pin_ids=pins, **asked) == [{"AD_ID": "7"}] * 2
    wrong: list[dict[str, Any]] = [{"ids": ["1"], "pin_ids": pins}, {"campaign_ids": ["1"]}, {"pin_ids": pins}]
    for names in wrong:
        with pytest.raises(InvalidInput) as caught:
            Ad.get_analytics(ACCOUNT, **names, **asked)
        assert "campaign_ids and pin_ids" in str(caught.value)


def test_the_pins_of_a_campaign(wire: FakeWire, client: Client) -> None:
    query = {**QUERY, "campaign_id": "1", "pin_ids": ["8", "9"], "view_window_days": "7"}
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/pins/analytics", query=query, answer=[{"PIN_ID": "8"}])
    assert Ad.get_pin_analytics(ACCOUNT, "1", ["8", "9"], *SPAN, COLUMNS, client=client, view_window_days=7) == [{"PIN_ID": "8"}]


def test_one_row_for_all_together(wire: FakeWire, client: Client) -> None:
    query = {**QUERY, "campaign_ids": ["1", "2"], "aggregate_report_rows": "true"}
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/analytics", query=query, answer=[{"CTR": 0.1}])
    assert Campaign.get_analytics(ACCOUNT, ["1", "2"], *SPAN, COLUMNS, client=client, aggregate_report_rows=True) == [{"CTR": 0.1}]
    many = [str(number) for number in range(1, 252)]
    with pytest.raises(InvalidInput, match="250"):
        AdGroup.get_analytics(ACCOUNT, many, *SPAN, COLUMNS, client=client, aggregate_report_rows=True)
    with pytest.raises(UnknownField) as caught:
        Ad.get_analytics(ACCOUNT, ["1"], *SPAN, COLUMNS, client=client, aggregate_report_rows=True)
    assert caught.value.field == "aggregate_report_rows"
