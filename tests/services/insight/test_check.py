"""pinads check: the conditions of a file, and when there is too little to decide on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pinads.cli.flags import with_options
from pinads.sdk.errors import InvalidInput
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.check import CheckOptions, check
from tests.support.fake_account import FakeAccount, campaign
from tests.support.wording import Wording

ENOUGH = {"SPEND_IN_DOLLAR": 100, "TOTAL_IMPRESSION": 5000, "TOTAL_CLICKTHROUGH": 40, "TOTAL_CONVERSIONS": 50}


def account(*campaigns: dict[str, Any], **wires: Mapping[str, Any]) -> FakeAccount:
    """An account of which each campaign has these figures, or enough for a decision."""
    return FakeAccount(list(campaigns), lambda identity, query: wires.get(f"c{identity}", ENOUGH))


def run(found: FakeAccount, tmp_path: Path, *checks: str, more: str = "", **options: Any) -> FigureTable:
    file = tmp_path / "checks.yaml"
    file.write_text("builtin: false\n" + more + "\nchecks:\n" + "".join(f"  - {each}\n" for each in checks), encoding="utf-8")
    context = found.context()
    try:
        return check(context, file, CheckOptions(**options))
    finally:
        context.close()


def ids(table: FigureTable) -> list[str]:
    assert table.findings == len(table.rows)
    return [row["id"] for row in table.rows]


def test_a_finding_says_which_condition_holds_and_on_what_numbers(tmp_path: Path) -> None:
    cheap = {**ENOUGH, "SPEND_IN_DOLLAR": 20}
    table = run(account(campaign("1"), campaign("2"), c2=cheap), tmp_path, "{name: dear, when: cpc > 1 EUR}", explain=True)
    (row,) = table.rows
    assert {name: row[name] for name in ("id", "name", "check", "finding", "level")} == {
        "id": "1",
        "name": "Campaign 1",
        "check": "dear",
        "finding": "cpc 2.50 EUR (cpc > 1 EUR)",
        "level": "campaigns",
    }
    assert row["numbers"] == "cpc 2.50, spend 100.00, impressions 5000, conversions 50"
    assert ("numbers", True) in [(column.name, column.shown) for column in table.columns]


def test_a_thousand_impressions_at_least(tmp_path: Path) -> None:
    few, just = ({**ENOUGH, "TOTAL_IMPRESSION": number} for number in (999, 1000))
    found = account(campaign("1"), campaign("2"), campaign("3"), c1=few, c2=just, c3={})
    assert ids(run(found, tmp_path, "cpc > 1")) == ["2"]
    assert ids(run(found, tmp_path, "cpc > 1", more="impressions: 0")) == ["1", "2"]


def test_thirty_conversions_for_what_is_computed_from_them_alone(tmp_path: Path) -> None:
    few, just = ({**ENOUGH, "TOTAL_CONVERSIONS": number} for number in (29, 30))
    found = account(campaign("1"), campaign("2"), c1=few, c2=just)
    assert ids(run(found, tmp_path, "cpa > 1")) == ["2"]
    assert ids(run(found, tmp_path, "cpc > 1 and conversions < 50")) == ["1", "2"]
    assert ids(run(found, tmp_path, "{when: cpa > 1, conversions: 5}")) == ["1", "2"]


def test_no_conversions_are_needed_for_what_is_shown_to_people(tmp_path: Path) -> None:
    wire = {**ENOUGH, "TOTAL_CONVERSIONS": 0, "IMPRESSION_1": 1000, "TOTAL_VIDEO_MRC_VIEWS": 10}
    found = account(campaign("1"), c1=wire)
    assert ids(run(found, tmp_path, "cpm > 1")) == ["1"]
    assert ids(run(found, tmp_path, "cpc > 1")) == ["1"]
    assert ids(run(found, tmp_path, "cost_per_checkout > 1")) == []


def test_changes_against_the_days_before(tmp_path: Path) -> None:
    spent = {"1": (100, 100), "2": (150, 100), "3": (200, 100), "4": (200, 100), "5": (200, 100)}

    def measured(identity: str, query: Mapping[str, Any]) -> Mapping[str, Any]:
        is_now = query["start_date"] == "2025-11-17"
        few = identity == "4" and not is_now
        return {**ENOUGH, "SPEND_IN_DOLLAR": spent[identity][0 if is_now else 1], "TOTAL_CONVERSIONS": 29 if few else 50}

    found = FakeAccount([campaign("1"), campaign("2"), campaign("3"), campaign("4"), campaign("5", age=9, edited=9)], measured)
    table = run(found, tmp_path, "cpa_change > 50%", explain=True)
    assert ids(table) == ["3"]
    assert table.rows[0]["numbers"].startswith("cpa 4.00, cpa_before 2.00, cpa_change 100.00, spend 200.00")
    asked = [(query["start_date"], query["end_date"]) for path, query in found.asked if path.endswith("/analytics")]
    assert asked == [("2025-11-17", "2025-11-23"), ("2025-11-10", "2025-11-16")]
    few, young = table.caveats
    assert ("under 30 conversions: Campaign 4" in few, "since 2025-11-10: Campaign 5" in young) == (True, True)
    assert ids(run(found, tmp_path, "spend_before < 200 and spend_change < 1")) == ["1"]


def test_what_was_changed_within_three_days_is_left_alone(tmp_path: Path) -> None:
    found = account(campaign("1", edited=0), campaign("2", edited=2), campaign("3", edited=4))
    assert ids(run(found, tmp_path, "cpc > 1")) == ["3"]
    assert ids(run(found, tmp_path, "cpc > 1", more="edited_days: 0")) == ["1", "2", "3"]
    assert ids(run(found, tmp_path, "{when: cpc > 1, edited_days: 1}")) == ["2", "3"]
    assert ids(run(found, tmp_path, "{when: cpc > 1, edited_days: 99999999999}")) == []


def test_no_days_of_editing_are_none_today_either(tmp_path: Path) -> None:
    found = account(campaign("1", edited=0))
    assert ids(run(found, tmp_path, "cpc > 1")) == []
    assert ids(run(found, tmp_path, "cpc > 1", more="edited_days: 0")) == ["1"]


def test_what_has_no_conversions_is_found_by_that(tmp_path: Path) -> None:
    none = {**ENOUGH, "TOTAL_CONVERSIONS": 0}
    assert ids(run(account(campaign("1"), campaign("2"), c2=none), tmp_path, "cpa = null and spend > 0")) == ["2"]


def test_what_began_within_the_days_is_left_alone(tmp_path: Path) -> None:
    now = campaign("0")["created_time"] + 100 * 86_400
    starts = campaign("3", start_time=now - 3 * 86_400)
    found = account(campaign("1", age=5, edited=5), campaign("2", age=9, edited=9), starts)
    assert ids(run(found, tmp_path, "cpc > 1")) == ["2"]
    assert ids(run(found, tmp_path, "{when: cpc > 1, last: yesterday}")) == ["1", "2", "3"]


def test_days_that_are_not_final_do_not_decide(tmp_path: Path) -> None:
    found = FakeAccount([campaign("1")], lambda identity, query: ENOUGH, ready=lambda day: day <= "2025-11-21")
    table = run(found, tmp_path, "cpc > 1", "{when: cpc > 2, last: yesterday, name: late}")
    asked = [(query["start_date"], query["end_date"]) for path, query in found.asked if path.endswith("/analytics")]
    assert asked == [("2025-11-15", "2025-11-21"), ("2025-11-21", "2025-11-21")]
    assert [query["date"] for path, query in found.asked if path.endswith("ready_state")] == ["2025-11-23", "2025-11-22", "2025-11-21"]
    assert [row["check"] for row in table.rows] == ["cpc > 1", "late"]
    assert table.notes[0].startswith("2 checks ")
    assert table.notes[0].endswith(" 2025-11-21, of Europe/Berlin")


def test_two_conditions_alike_have_their_own_days(tmp_path: Path) -> None:
    found = account(campaign("1"))
    table = run(found, tmp_path, "{name: long, when: cpc > 1, last: 30d}", "{name: short, when: cpc > 1, last: 7d}")
    assert [query["start_date"] for path, query in found.asked if path.endswith("/analytics")] == ["2025-10-25", "2025-11-17"]
    assert len(table.rows) == 2


def test_what_cannot_be_run_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    found = account(campaign("1"))
    with pytest.raises(InvalidInput, match=r"checks.yaml, check 'cpc > 1': Invalid last '7x'"):
        run(found, tmp_path, "cpc > 1", more="last: 7x")
    with pytest.raises(InvalidInput, match="choose from dear"):
        run(found, tmp_path, "{name: dear, when: cpc > 1}", only=["daer"])
    with pytest.raises(InvalidInput, match="write a percentage"):
        run(found, tmp_path, "cpc > 1", tolerance="much")
    assert {path for path, _ in found.asked} <= {"ad_accounts/1"}


def test_only_some_are_run(tmp_path: Path) -> None:
    found = account(campaign("1"))
    assert [row["check"] for row in run(found, tmp_path, "cpc > 1", "{name: b, when: cpc > 2}", only=["b"]).rows] == ["b"]
    assert run(found, tmp_path, "cpc > 100").notes[-1] == "nothing was found"
    assert Decimal(0) not in [row.get("spend") for row in run(found, tmp_path, "cpc > 100").rows]


def test_what_was_left_alone_is_said_with_the_reason(tmp_path: Path, wording: Wording) -> None:
    few, converted = {**ENOUGH, "TOTAL_IMPRESSION": 999}, {**ENOUGH, "TOTAL_CONVERSIONS": 29}
    entities = [campaign("1", edited=2), campaign("2", "Lamps"), campaign("3", "Rugs"), campaign("4", age=3, edited=9), campaign("5")]
    found = account(*entities, c2=few, c3=converted)
    alone = ["1 edited since 2025-11-22", "1 with under 1,000 impressions", "1 begun since 2025-11-17"]
    said = run(found, tmp_path, "{name: dear, when: cpc > 100}", "{name: waste, when: cpa > 100}")
    (told,) = said.caveats
    assert f"{', '.join([*alone, '1 with under 30 conversions'])}; add `explain` " in told
    wording(told)
    assert "nothing was found" in said.notes
    explained = run(found, tmp_path, "{name: dear, when: cpc > 100}", "{name: waste, when: cpa > 100}", explain=True).caveats
    assert any("with under 1,000 impressions: Lamps (dear, waste)" in line for line in explained)
    assert any("with under 30 conversions: Rugs (waste)" in line for line in explained)
    (told,) = run(found, tmp_path, "cpc > 100", more="edited_days: 0\nimpressions: 0").caveats
    assert " 1 begun since 2025-11-17; add `explain` " in told
    assert run(account(campaign("5")), tmp_path, "cpa > 100").caveats == []


def test_what_has_not_started_is_left_alone_with_its_day(tmp_path: Path) -> None:
    later = campaign("1", "Advent", age=3, start_time=1_765_620_000)
    assert run(account(later), tmp_path, "cpc > 1", explain=True).caveats == ["left alone, starts on 2025-12-13: Advent (cpc > 1)"]


def test_a_name_in_a_note_names_no_option(tmp_path: Path) -> None:
    (caveat,) = run(account(campaign("1", "`md` `force` sale", edited=0)), tmp_path, "cpc > 1", explain=True).caveats
    assert with_options(caveat) == "left alone, edited since 2025-11-22: `md` `force` sale (cpc > 1)"
    assert with_options("add `explain`") == "add --explain"


def test_where_all_was_left_alone_nothing_is_said_to_be_in_order(tmp_path: Path) -> None:
    notes = run(account(campaign("1", edited=0)), tmp_path, "cpc > 1").notes
    assert "nothing could be decided" in notes
    assert "nothing was found" not in notes


def test_days_before_those_that_were_asked_for_are_said(tmp_path: Path) -> None:
    found = FakeAccount([campaign("1")], lambda identity, query: ENOUGH, ready=lambda day: day <= "2025-11-21")
    table = run(found, tmp_path, "{when: cpc > 1, last: yesterday}")
    (told,) = table.caveats
    assert "2025-11-22 to 2025-11-23 are not final" in told
    assert "days of conditions: 2025-11-21" in table.notes
    assert not any("restated" in note for note in table.notes)
    notes = run(found, tmp_path, "{when: cpa > 1, last: yesterday}").notes
    assert [note for note in notes if "2025-11-21" in note and "restated" in note]
