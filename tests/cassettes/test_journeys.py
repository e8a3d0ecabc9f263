"""One journey a resource, through requests and urllib3, as a real client goes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pinads.sdk import (
    Ad,
    AdAccount,
    AdGroup,
    Audience,
    BadRequest,
    Campaign,
    CustomerList,
    Keyword,
    NotFound,
    Rejected,
    RenewedTokens,
    Report,
    create_client_with_refresh_token,
)
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from tests.cassettes.conftest import APP, RECORDED, Journey

SPAN = ("2026-11-01", "2026-11-07")
"""Whoever records anew writes days of the last 90."""
COLUMNS = ["SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH"]
PIN = "813744226420795884"


def a_campaign(journey: Journey, name: str) -> Campaign:
    return Campaign.create(journey.account, name, "CONSIDERATION", status="PAUSED", daily_spend_cap=10_000_000, client=journey.client)


def a_group(journey: Journey, name: str) -> AdGroup:
    campaign = a_campaign(journey, name)
    return AdGroup.create(journey.account, name, campaign.id, "CLICKTHROUGH", 5_000_000, 400_000, status="PAUSED", client=journey.client)


def test_ad_accounts(journey: Journey) -> None:
    account = AdAccount(journey.account, client=journey.client)
    assert account.id == journey.account
    assert journey.account in [other.id for other in AdAccount.iter_all(client=journey.client)]
    campaigns, _ = account.list_campaigns(page_size=2)
    assert all(campaign.ad_account_id == journey.account for campaign in campaigns)


def test_campaigns(journey: Journey) -> None:
    campaign = a_campaign(journey, "pinads recorded campaign")
    assert Campaign(journey.account, campaign.id, client=journey.client).name == "pinads recorded campaign"
    assert campaign.set_daily_budget(12_000_000)
    assert campaign.get_daily_budget() == 12_000_000
    with pytest.raises(Rejected) as refused:
        Campaign.create(journey.account, "no budget", "AWARENESS", status="PAUSED", client=journey.client)
    assert refused.value.code == 2384
    with pytest.raises(NotFound):
        Campaign(journey.account, "123123123123", client=journey.client)
    assert campaign.archive()


def test_ad_groups(journey: Journey) -> None:
    group = a_group(journey, "pinads recorded ad group")
    listed, bookmark = AdGroup.get_all(journey.account, campaign_ids=[group.campaign_id], client=journey.client)
    assert [other.id for other in listed] == [group.id]
    assert bookmark is None
    assert group.update_fields(name="pinads renamed ad group")
    assert group.archive()


def test_ads(journey: Journey) -> None:
    group = a_group(journey, "pinads recorded ads")
    rows = [{"ad_group_id": group.id, "creative_type": "REGULAR", "pin_id": PIN, "name": f"Ad {n}", "status": "PAUSED"} for n in (1, 2)]
    outcomes = list(Ad.create_many(journey.account, rows, client=journey.client))
    assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
    page, bookmark = group.list_ads(page_size=1)
    assert bookmark is not None
    rest, end = bookmark.get_next()
    assert [ad.name for ad in page + rest] == ["Ad 1", "Ad 2"]
    assert end is None
    assert all(ad.archive() for ad in page + rest)


def test_keywords(journey: Journey) -> None:
    group = a_group(journey, "pinads recorded keywords")
    keyword = Keyword.create(journey.account, group.id, "oak table", match_type="PHRASE", client=journey.client)
    assert Keyword(journey.account, keyword.id, client=journey.client, parent_id=group.id).value == "oak table"
    with pytest.raises(Rejected):
        Keyword.create(journey.account, group.id, "no match type", client=journey.client)
    assert keyword.archive()


def test_customer_lists_and_audiences(journey: Journey) -> None:
    people = ",".join(f"person{number}@example.com" for number in range(120))
    customers = CustomerList.create(journey.account, "pinads recorded list", people, client=journey.client)
    assert customers.add_record("one.more@example.com")
    rule = {"customer_list_id": customers.id}
    audience = Audience.create(journey.account, "pinads recorded audience", rule, "CUSTOMER_LIST", client=journey.client)
    assert audience.update_fields(name="pinads renamed audience")
    assert audience.remove()


def test_analytics(journey: Journey) -> None:
    client = journey.client
    campaigns, _ = Campaign.get_all(journey.account, page_size=2, client=client)
    ids = [campaign.id for campaign in campaigns]
    rows = Campaign.get_analytics(journey.account, ids, *SPAN, COLUMNS, "DAY", client=client)
    assert [row["CAMPAIGN_ID"] for row in rows] == [identity for identity in ids for _ in range(7)]
    (whole,) = AdAccount(journey.account, client=client).get_analytics(*SPAN, COLUMNS)
    assert set(whole) == {"AD_ACCOUNT_ID", *COLUMNS}
    ads, _ = Ad.get_all(journey.account, campaign_ids=ids[:1], page_size=3, client=client)
    pins = [ad.pin_id for ad in ads]
    by_pins = Ad.get_analytics(journey.account, None, *SPAN, COLUMNS, client=client, campaign_ids=ids[:1], pin_ids=pins)
    assert {ad.id for ad in ads} <= {row["AD_ID"] for row in by_pins}
    per_pin = Ad.get_pin_analytics(journey.account, ids[0], pins, *SPAN, COLUMNS, client=client)
    assert {row["PIN_ID"] for row in per_pin} == set(pins)
    with pytest.raises(BadRequest) as refused:
        Campaign.get_analytics(journey.account, ids, "2020-01-01", "2020-01-02", COLUMNS, client=client)
    assert "start_date" in refused.value.message


def test_reports(journey: Journey) -> None:
    report = Report.create(journey.account, *SPAN, ["CAMPAIGN_NAME", *COLUMNS], level="CAMPAIGN", client=journey.client)
    rows = list(report.wait(timeout=60).rows())
    assert report.status == "FINISHED"
    assert rows
    assert {"CAMPAIGN_ID", "CAMPAIGN_NAME"} <= set(rows[0])


def test_login(code: str, journey: Journey) -> None:
    endpoint = TokenEndpoint(journey.wire, journey.base_url, (10.0, 60.0))
    app = App(APP["client_id"], "TEST_secret")
    tokens = endpoint.exchange(app, code, APP["redirect_uri"])
    assert set(tokens["scope"].split(",")) == {"ads:read", "ads:write"}
    renewed: list[RenewedTokens] = []
    client = create_client_with_refresh_token(
        tokens["refresh_token"], *app, on_renewal=renewed.append, base_url=journey.base_url, wire=journey.wire
    )
    assert AdAccount.get_all(page_size=1, client=client)[0]
    assert len(renewed) == 1
    assert renewed[0].expires_in


def test_recordings_are_small_and_clean() -> None:
    files: list[Path] = sorted(RECORDED.glob("*.json"))
    assert len(files) == 9
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert sum(map(len, texts)) < 300_000
    for text in texts:
        assert "Bearer" not in text
        assert "@example.com" not in text
        assert "127.0.0.1" not in text
        assert "signature=" not in text
        assert not re.search(r"pin[ar]_(?!TEST_recorded)", text)
