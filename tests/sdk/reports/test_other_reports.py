"""Reports of templates and for marketing mix models, readiness of figures, and analytics of product groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import (
    AdAccount,
    BadRequest,
    Client,
    InvalidInput,
    InvalidResponse,
    MarketingMixReport,
    NotFound,
    Report,
    ReportTemplate,
    metrics_readiness,
)
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import FakeWire
from tests.support.today import moment

ACCOUNT = "549755885175"
MIX = f"/ad_accounts/{ACCOUNT}/mmm_reports"
TEMPLATES = f"/ad_accounts/{ACCOUNT}/templates"
SPAN = ("2026-01-01", "2026-06-30")


@pytest.fixture
def emulated(tmp_path: Path) -> Iterator[Client]:
    """A Client of the emulator, whose time passes only in sleeps."""
    clock = FakeClock()
    clock.time = float(moment())
    emulator = Emulator(tmp_path / "emulator", now=clock.now)
    emulator.seed()
    yield Client("pina_TEST_reports", BASE_URL, wire=EmulatorWire(emulator), clock=clock)
    emulator.close()


def day(back: int) -> date:
    return datetime.fromtimestamp(moment(), timezone.utc).date() - timedelta(days=back)


def span(first: int, last: int) -> tuple[str, str]:
    return str(day(first)), str(day(last))


def test_a_mix_report_as_it_goes_out(wire: FakeWire, client: Client) -> None:
    body = {
        "report_name": "mix",
        "start_date": SPAN[0],
        "end_date": SPAN[1],
        "columns": ["SPEND_IN_DOLLAR"],
        "targeting_types": ["GENDER"],
        "level": "CAMPAIGN_TARGETING",
        "granularity": "WEEK",
        "countries": ["DE"],
    }
    wire.reply("POST", MIX, {"report_status": "IN_PROGRESS", "token": "t"}, body=body)
    report = MarketingMixReport.create(
        ACCOUNT, "mix", *SPAN, ["SPEND_IN_DOLLAR"], ["GENDER"], granularity="WEEK", countries=["DE"], client=client
    )
    wire.reply("GET", MIX, {"report_status": "FAILED"}, query={"token": "t"})
    assert report.refresh() == "FAILED"


def test_a_mix_report_of_an_older_version_is_in_data(wire: FakeWire, client: Client) -> None:
    done = {"report_status": "FINISHED", "url": "https://files.example.com/m", "size": 3}
    for _ in range(2):
        wire.reply("GET", MIX, {"code": 0, "data": done}, query={"token": "t"})
    report = MarketingMixReport(ACCOUNT, "t", client=client)
    assert (report.refresh(), report.url, report.size, repr(report)) == (
        "FINISHED",
        "https://files.example.com/m",
        3,
        f"MarketingMixReport(ad_account_id='{ACCOUNT}', status='FINISHED')",
    )


@each(
    "changes, says",
    [
        ({"granularity": "days"}, "DAY, WEEK"),
        ({"columns": ["SPEND_IN_DOLAR"]}, "columns[0]"),
        ({"targeting_types": []}, "targeting_types"),
        ({"end_date": "2025-12-31"}, "before start_date"),
        ({"countries": ["Germany"]}, "countries[0]"),
    ],
)
def test_a_mix_report_that_the_api_would_refuse_is_not_sent(client: Client, changes: dict[str, Any], says: str) -> None:
    given = {"start_date": SPAN[0], "end_date": SPAN[1], "columns": ["CAMPAIGN_ID"], "targeting_types": ["GENDER"], **changes}
    with pytest.raises(InvalidInput) as refused:
        MarketingMixReport.create(ACCOUNT, "mix", client=client, **given)
    assert says in refused.value.message


def test_a_mix_report_has_rows(emulated: Client) -> None:
    report = MarketingMixReport.create(ACCOUNT, "mix", *span(7, 1), ["CAMPAIGN_NAME", "SPEND_IN_DOLLAR"], ["GENDER"], client=emulated)
    rows = list(report.wait().rows())
    assert {row["TARGETING_TYPE"] for row in rows} == {"GENDER"}
    assert all(row["CAMPAIGN_NAME"] for row in rows)
    assert MarketingMixReport(ACCOUNT, report.token, client=emulated).status == "FINISHED"


def test_a_template_is_listed_and_used(emulated: Client) -> None:
    (template,) = ReportTemplate.iter_all(ACCOUNT, client=emulated)
    page, bookmark = ReportTemplate.get_all(ACCOUNT, page_size=5, client=emulated)
    assert (page, bookmark) == ([template], None)
    rows = list(template.create_report().wait().rows())
    assert set(rows[0]) == {"CAMPAIGN_ID", "DATE", *template.columns}
    assert (min(row["DATE"] for row in rows), max(row["DATE"] for row in rows)) == span(7, 1)
    whole = Report.create_from_template(ACCOUNT, template.id, *span(3, 2), "TOTAL", client=emulated)
    assert "DATE" not in next(whole.wait().rows())
    with pytest.raises(NotFound):
        Report.create_from_template(ACCOUNT, "12", client=emulated)


def test_days_of_a_template_go_into_the_query(wire: FakeWire, client: Client) -> None:
    query = {"start_date": SPAN[0], "granularity": "WEEK", "brand_new": "1"}
    wire.reply("POST", f"{TEMPLATES}/77/reports", {"report_status": "IN_PROGRESS", "template_id": "77", "token": "t"}, query=query)
    report = Report.create_from_template(ACCOUNT, "77", SPAN[0], granularity="WEEK", extra={"brand_new": "1"}, client=client)
    assert report.token == "t"
    with pytest.raises(InvalidInput, match="before start_date"):
        Report.create_from_template(ACCOUNT, "77", SPAN[1], SPAN[0], client=client)


def test_which_figures_of_a_day_are_final(emulated: Client) -> None:
    found = [metrics_readiness(day(back), emulated) for back in (0, 1, 2, 3)]
    assert [(each.delivery, each.conversions) for each in found] == [(False, False), (False, False), (True, False), (True, True)]
    with pytest.raises(BadRequest, match="future"):
        metrics_readiness(day(-1), emulated)


def test_a_day_may_be_a_text_or_a_time(emulated: Client) -> None:
    assert metrics_readiness(day(3).isoformat(), emulated) == metrics_readiness(day(3), emulated)
    assert metrics_readiness(datetime.combine(day(3), datetime.max.time()), emulated) == metrics_readiness(day(3), emulated)
    no_days: list[Any] = ["2026-11-31", 20261124, None]
    for wrong in no_days:
        with pytest.raises(InvalidInput, match="expected a date such as 2026-11-24"):
            metrics_readiness(wrong, emulated)


def test_readiness_is_never_guessed(wire: FakeWire, client: Client) -> None:
    answer = {"conversion_metrics_ready": True, "non_conversion_metrics_ready": None}
    wire.reply("GET", "/resources/metrics_ready_state", answer, query={"date": "2026-11-01"})
    with pytest.raises(InvalidResponse):
        metrics_readiness(date(2026, 11, 1), client)


def test_product_groups_are_measured(wire: FakeWire, client: Client, emulated: Client) -> None:
    query = {
        "start_date": SPAN[0],
        "end_date": SPAN[1],
        "columns": "SPEND_IN_DOLLAR",
        "granularity": "DAY",
        "product_group_ids": ["1", "2"],
    }
    rows = [{"PRODUCT_GROUP_ID": "1", "DATE": SPAN[0], "SPEND_IN_DOLLAR": 1.5}]
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/product_groups/analytics", rows, query=query)
    account = AdAccount.from_wire({"id": ACCOUNT}, client)
    assert account.get_product_group_analytics(["1", "2"], *SPAN, ["SPEND_IN_DOLLAR"], "DAY") == rows
    assert AdAccount(ACCOUNT, emulated).get_product_group_analytics(["1"], *span(7, 1), ["SPEND_IN_DOLLAR"]) == []
