"""Targeting analytics: the parts of every targeting type add up to the metrics of the analytics."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.emulator.routes import Routes
from pinads.sdk import Ad, AdAccount, AdGroup, BadRequest, Campaign, Client
from pinads.sdk.http.operations import Operation
from pinads.sdk.reports.targeting_analytics import LEVELS
from pinads.sdk.schema.fields import fields_of
from tests.contract.facts import OPERATIONS
from tests.emulator.report_rows import groups
from tests.support.each import each

ACCOUNT, CAMPAIGN = "549755885175", "626735000001"
NOW = 1_764_000_000  # 2025-11-24
SPAN = ("2025-11-10", "2025-11-23")
COUNTED = ["SPEND_IN_MICRO_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "TOTAL_CONVERSIONS", "LEADS"]
PATH = f"/ad_accounts/{ACCOUNT}/campaigns/targeting_analytics"


@pytest.fixture(scope="module")
def client() -> Client:
    emulator = Emulator(None, now=lambda: NOW)
    emulator.seed()
    return Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))


def types_of(kind: str) -> list[str]:
    items = fields_of(LEVELS[kind].query)["targeting_types"].spec.items
    assert items is not None
    return list(items.choices)


def by_type(rows: list[Any]) -> dict[tuple[str, str, str | None], dict[str, int]]:
    """Add up the metrics of all values of a type, by type, id and day."""
    found: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for row in rows:
        metrics = dict(row["metrics"])
        day = metrics.pop("DATE", None)
        (identity,) = {name: value for name, value in metrics.items() if name.endswith("_ID")}.values()
        for name in COUNTED:
            found[row["targeting_type"], identity, day][name] += metrics[name]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("granularity", ["TOTAL", "DAY", "WEEK", "MONTH"])
@pytest.mark.parametrize("model", [AdAccount, Campaign, AdGroup, Ad])
def test_the_parts_of_a_type_make_up_the_whole(client: Client, model: Any, granularity: str) -> None:
    if model is AdAccount:
        account, kind = AdAccount(ACCOUNT, client=client), "ad_account"
        whole = account.get_analytics(*SPAN, COUNTED, granularity)
        parts = account.get_targeting_analytics(*SPAN, types_of(kind), COUNTED, granularity)
    else:
        kind = model.RESOURCE.kind
        ids = [record.id for record in model.get_all(ACCOUNT, page_size=3, client=client)[0]]
        whole = model.get_analytics(ACCOUNT, ids, *SPAN, COUNTED, granularity, client)
        parts = []
        for at in (0, 14):  # A campaign has 15 types, of which a request takes 14.
            if types := types_of(kind)[at : at + 14]:
                parts += model.get_targeting_analytics(ACCOUNT, ids, *SPAN, types, COUNTED, granularity, client)
    id_column = f"{kind}_id".upper()
    figures = {(row[id_column], row.get("DATE")): {name: row[name] for name in COUNTED} for row in whole}
    assert by_type(parts) == {(name, *about): figure for name in types_of(kind) for about, figure in figures.items()}


def test_the_days_of_a_value_make_up_its_span(client: Client) -> None:
    def spent(granularity: str) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for row in Campaign.get_targeting_analytics(
            ACCOUNT, [CAMPAIGN], *SPAN, ["GENDER", "REGION"], ["SPEND_IN_MICRO_DOLLAR"], granularity, client
        ):
            found[row["targeting_type"], row["targeting_value"]] += row["metrics"]["SPEND_IN_MICRO_DOLLAR"]
        return found

    assert len(spent("TOTAL")) == 6
    assert spent("DAY") == spent("WEEK") == spent("MONTH") == spent("TOTAL")


@pytest.mark.parametrize("granularity", ["TOTAL", "WEEK"])
def test_a_report_has_the_same_parts(sample: Any, granularity: str) -> None:
    span = {"start_date": "2025-10-01", "end_date": "2025-10-08", "granularity": granularity}
    asked = {"columns": ["TOTAL_CLICKTHROUGH"], "campaign_ids": [CAMPAIGN], "targeting_types": ["GENDER", "REGION"]}
    reported = groups(sample, level="CAMPAIGN_TARGETING", **span, **asked)[CAMPAIGN]
    query = urlencode({**span, **{name: ",".join(values) for name, values in asked.items()}})
    rows = sample.ok("GET", "campaigns/targeting_analytics", query)["data"]
    flat = [{**row["metrics"], "TARGETING_TYPE": row["targeting_type"], "TARGETING_VALUE": row["targeting_value"]} for row in rows]
    # A report has another order, and no zeros.
    assert all(row["TOTAL_CLICKTHROUGH"] for row in flat)
    assert sorted(map(str, (sorted(row.items()) for row in flat))) == sorted(map(str, (sorted(row.items()) for row in reported)))


def test_unknown_ids_have_no_rows(client: Client) -> None:
    assert Campaign.get_targeting_analytics(ACCOUNT, ["99"], *SPAN, ["GENDER"], COUNTED, client=client) == []


def test_rows_are_sorted_by_what_was_asked_for(client: Client) -> None:
    def sorted_by(**how: Any) -> list[Any]:
        rows = Ad.get_targeting_analytics(ACCOUNT, ["687195000001"], *SPAN, ["GENDER"], ["LEADS"], "DAY", client, **how)
        return [(row["metrics"]["LEADS"], row["metrics"]["DATE"]) for row in rows]

    plain = sorted_by()
    assert sorted_by(sort_columns=["LEADS", "DATE"], sort_ascending=True) == sorted(plain)
    assert sorted_by(sort_columns=["LEADS", "DATE"]) == sorted(plain, reverse=True)
    with pytest.raises(BadRequest, match=r"Invalid sort_columns: CTR .*AD_ID, DATE, LEADS"):
        sorted_by(sort_columns=["CTR"])


@each(
    ("wrong", "named"),
    [
        ({"start_date": "2025-13-01"}, "start_date"),
        ({"start_date": "2025-08-01"}, "start_date"),
        ({"end_date": "2026-02-09"}, "end_date"),
        ({"granularity": "HOUR"}, "end_date"),
        ({"granularity": "HOUR", "end_date": "2025-11-11"}, "start_date"),
        ({"click_window_days": "2"}, "click_window_days"),
        ({"targeting_types": "NOPE"}, "targeting_types"),
        ({"targeting_types": "QUIZ_RESULT"}, "targeting_types"),
        ({"targeting_types": ",".join(["GENDER"] * 15)}, "targeting_types"),
        ({"targeting_types": None}, "targeting_types"),
        ({"campaign_ids": None}, "campaign_ids"),
        ({"campaign_ids": ",".join(map(str, range(1, 252)))}, "campaign_ids"),
        ({"columns": None}, "columns"),
        ({"attribution_types": "NEIGHBOURS"}, "attribution_types"),
    ],
)
def test_refused_with_the_name_of_what_is_wrong(client: Client, wrong: dict[str, Any], named: str) -> None:
    query = {"start_date": SPAN[0], "end_date": SPAN[1], "granularity": "TOTAL", "columns": "LEADS", "campaign_ids": CAMPAIGN}
    query = {**query, "targeting_types": "GENDER", **wrong}
    operation = Operation("campaign_targeting_analytics/get", "GET", "campaigns", "ads_analytics", repeatable=True)
    with pytest.raises(BadRequest) as refused:
        client.request(operation, PATH, query={name: value for name, value in query.items() if value is not None})
    assert named in refused.value.message
    assert refused.value.code == 1


def test_rate_limits_are_those_of_the_description() -> None:
    routes = {operation.name: operation for methods in Routes()._table.values() for operation in methods.values()}
    named = [level.operation for level in LEVELS.values()]
    assert {routes[name].category for name in named} == {OPERATIONS[name]["category"] for name in named} == {"ads_analytics"}


def test_what_belongs_to_another_account_has_no_rows(sample: Any) -> None:
    query = f"start_date=2025-10-01&end_date=2025-10-02&granularity=TOTAL&columns=LEADS&targeting_types=GENDER&campaign_ids={CAMPAIGN}"
    assert sample.ok("GET", "campaigns/targeting_analytics", query)["data"]
    assert sample.ok("GET", "/ad_accounts/549755885176/campaigns/targeting_analytics", query) == {"data": []}
