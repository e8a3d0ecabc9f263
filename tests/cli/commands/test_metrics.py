"""pinads metrics, and the names of metrics that other commands take and offer."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused
from tests.support.shells import SCRIPTS


def names(pinads: Pinads, *args: str) -> list[str]:
    return [row["name"] for row in pinads.json("metrics", *args)]


def test_single_ones_in_the_order_in_which_they_are_named(pinads: Pinads) -> None:
    assert pinads.json("metrics", "cpa,SPEND_IN_DOLLAR", "searches", "CPA") == [
        {
            "name": "cpa",
            "meaning": "Cost of a conversion.",
            "unit": "currency",
            "adds_up": "spend / conversions",
            "only_in": None,
            "api_name": None,
        },
        {
            "name": "spend",
            "meaning": "Money spent on the ads.",
            "unit": "currency",
            "adds_up": "sum",
            "only_in": None,
            "api_name": "SPEND_IN_DOLLAR",
        },
        {
            "name": "searches",
            "meaning": "Searches that the ad led to.",
            "unit": "count",
            "adds_up": "sum",
            "only_in": "reports",
            "api_name": "TOTAL_SEARCH",
        },
    ]
    assert pinads.requests == []


def test_the_common_ones_come_first_and_all_on_request(pinads: Pinads) -> None:
    run = pinads.ok("metrics", "-o", "csv")
    few, every = [line.split(",")[0] for line in run.lines[1:]], names(pinads, "--all")
    assert every[: len(few)] == few
    assert run.stderr == ""
    assert few[:3] == ["spend", "impressions", "clicks"]
    analytics, reports = (names(pinads, "--all", "--in", source) for source in ("analytics", "Reports"))
    assert {*analytics, *reports} == {*every}
    assert "searches" in {*reports} - {*analytics}
    assert "quiz_result_opens" in {*analytics} - {*reports}


def test_a_search_looks_through_names_and_meanings(pinads: Pinads) -> None:
    assert names(pinads, "--search", "SKAN install")[:2] == ["skan_installs", "cost_per_skan_install"]
    assert "reach" in names(pinads, "--search", "different people")
    assert names(pinads, "--search", "offline-checkouts", "--in", "analytics") == ["offline_checkouts"]


def test_a_sheet_of_one(pinads: Pinads) -> None:
    lines = pinads.ok("metrics", "ctr", "-o", "table").lines
    assert [line.split(None, 1) for line in lines][3] == ["adds_up", "100 * clicks / impressions"]


@each(
    "args, says",
    [
        (("spnd",), "did you mean spend?"),
        (("--search", "qqq"), "No metric has 'qqq' in its name or meaning"),
        (("--search", " "), "--search"),
        (("--in", "ads"), "choose from analytics, reports"),
        (("spend", "--all"), "Give NAMEs, or --search or --all"),
    ],
)
def test_what_is_wrong_is_named(pinads: Pinads, args: tuple[str, ...], says: str) -> None:
    refused(pinads, "metrics", *args, says=says)


def test_columns_take_short_names_and_a_ratio_its_parts(pinads: Pinads) -> None:
    pinads.ok("campaigns", "analytics", "626735000001", "--columns", "spend,Ctr,cpa,TOTAL_IMPRESSION")
    (query,) = [request.query for request in pinads.requests if request.path.endswith("/analytics")]
    assert parse_qs(query)["columns"] == ["SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH,TOTAL_IMPRESSION,TOTAL_CONVERSIONS"]


@each("command", ["campaigns analytics", "reports create"])
def test_an_unknown_column_is_refused_before_anything_is_sent(pinads: Pinads, command: str) -> None:
    run = refused(pinads, *command.split(), "--columns", "clickz", says="did you mean clicks")
    assert len(run.stderr) < 160
    assert pinads.requests == []


def test_tab_offers_the_short_names_that_people_use(pinads: Pinads) -> None:
    few = [line.split(",")[0] for line in pinads.ok("metrics", "-o", "csv").lines[1:]]
    script = (SCRIPTS / "pinads.fish").read_text(encoding="utf-8")
    assert re.findall(r"case .*'\* --columns'\n +echo 'choices-list (.*)'", script) == [" ".join(few)]
