"""The analytics operations."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import Ad, AdAccount, AdGroup, BadRequest, Campaign, Client
from tests.support.each import each

ACCOUNT = "549755885175"
NOW = 1_764_000_000  # 2025-11-24
SPAN = ("2025-11-10", "2025-11-23")


@pytest.fixture(scope="module")
def client() -> Client:
    emulator = Emulator(None, now=lambda: NOW)
    emulator.seed()
    return Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))


def measure(client: Client, granularity: str = "TOTAL", **more: Any) -> list[dict[str, Any]]:
    given = {"ids": ["626735000001"], "start_date": SPAN[0], "end_date": SPAN[1], "columns": ["SPEND_IN_MICRO_DOLLAR"], **more}
    return Campaign.get_analytics(ACCOUNT, granularity=granularity, client=client, **given)


@pytest.mark.parametrize(("granularity", "rows"), [("TOTAL", 1), ("DAY", 14), ("WEEK", 2), ("MONTH", 1)])
def test_days_add_up_whatever_the_granularity(client: Client, granularity: str, rows: int) -> None:
    answer = measure(client, granularity)
    assert len(answer) == rows
    assert sum(row["SPEND_IN_MICRO_DOLLAR"] for row in answer) == measure(client)[0]["SPEND_IN_MICRO_DOLLAR"]


def test_figures_hang_together(client: Client) -> None:
    columns = [
        "SPEND_IN_MICRO_DOLLAR",
        "SPEND_IN_DOLLAR",
        "TOTAL_CLICKTHROUGH",
        "CLICKTHROUGH_1",
        "IMPRESSION_1",
        "CTR",
        "ECPC_IN_DOLLAR",
        "CPM_IN_DOLLAR",
        "LEADS",
    ]
    (row,) = measure(client, columns=columns)
    assert row["SPEND_IN_DOLLAR"] == pytest.approx(row["SPEND_IN_MICRO_DOLLAR"] / 1e6)
    assert row["CTR"] == pytest.approx(row["CLICKTHROUGH_1"] / row["IMPRESSION_1"], abs=1e-6)
    assert row["ECPC_IN_DOLLAR"] == pytest.approx(row["SPEND_IN_DOLLAR"] / row["TOTAL_CLICKTHROUGH"], abs=1e-6)
    assert row["CPM_IN_DOLLAR"] == pytest.approx(row["SPEND_IN_DOLLAR"] / row["IMPRESSION_1"] * 1000, abs=1e-6)


def test_each_kind_is_known_by_its_own_id(client: Client) -> None:
    columns = ["TOTAL_CONVERSIONS"]
    group = next(AdGroup.iter_all(ACCOUNT, client=client)).id
    ad = next(Ad.iter_all(ACCOUNT, client=client)).id
    assert AdGroup.get_analytics(ACCOUNT, [group], *SPAN, columns, client=client)[0]["AD_GROUP_ID"] == group
    assert Ad.get_analytics(ACCOUNT, [ad], *SPAN, columns, client=client)[0]["AD_ID"] == ad
    account = AdAccount(ACCOUNT, client=client)
    assert account.get_analytics(*SPAN, columns)[0]["AD_ACCOUNT_ID"] == ACCOUNT


def test_unknown_ids_have_no_rows(client: Client) -> None:
    assert measure(client, ids=["99"]) == []


def test_a_column_that_is_asked_for_does_not_hide_the_id(client: Client) -> None:
    (row,) = measure(client, columns=["CAMPAIGN_ID", "TOTAL_IMPRESSION"])
    assert row["CAMPAIGN_ID"] == "626735000001"


def test_nothing_happens_before_a_campaign_is_made() -> None:
    now = [NOW]
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(Emulator(None, now=lambda: now[0])))
    account = AdAccount.create(name="New", country="US", owner_user_id="12", client=client).id
    fields = {"name": "New", "objective_type": "CONSIDERATION", "client": client}
    campaign = Campaign.create(account, **fields).id
    group = AdGroup.create(account, "New", campaign, "CLICKTHROUGH", client=client).id
    Ad.create(account, group, "REGULAR", "394205773611545468", client=client)
    now[0] += 3 * 86_400
    columns = ["TOTAL_IMPRESSION", "CTR", "CPM_IN_DOLLAR"]
    rows = Campaign.get_analytics(account, [campaign], "2025-11-22", "2025-11-26", columns, granularity="DAY", client=client)
    assert [row["DATE"] for row in rows if row["TOTAL_IMPRESSION"]] == ["2025-11-24", "2025-11-25", "2025-11-26"]
    assert not any(row[column] for row in rows[:2] for column in columns)
    before = Campaign.get_analytics(account, [campaign], "2025-11-01", "2025-11-05", columns, client=client)
    assert not before[0]["TOTAL_IMPRESSION"]


@each(
    "wrong",
    [
        {"start_date": "2025-13-01", "end_date": "2025-13-02"},
        {"start_date": "2025-08-01"},
        {"end_date": "2026-02-09"},
        {"end_date": "9999-12-31", "granularity": "DAY"},
        {"click_window_days": 2},
        {"granularity": "HOUR"},
        {"granularity": "HOUR", "start_date": "2025-11-19"},
    ],
)
def test_refused_with_the_name_of_what_is_wrong(client: Client, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as refused:
        measure(client, **wrong)
    assert any(name in refused.value.message for name in ("start_date", "end_date", "click_window_days"))
    assert refused.value.code == 1


def test_an_hourly_request_of_three_days(client: Client) -> None:
    assert measure(client, "HOUR", start_date="2025-11-21", end_date="2025-11-23")
