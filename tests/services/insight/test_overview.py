"""pinads overview: its requests, and the figures that only it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pinads.emulator import Emulator
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import refused

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)"> & [bold]\u202e'


def test_a_hundred_campaigns_take_three_requests(pinads: Pinads) -> None:
    emulator = Emulator(pinads.data_dir / "emulator")
    account = emulator.plant_account(1, campaigns=100).id
    emulator.close()
    rows = pinads.json("overview", "--account", str(account))
    assert len(rows) == 100
    assert pinads.operations == ["ad_accounts/get", "campaigns/list", "campaigns/analytics"]


def test_budgets_of_ad_groups_are_read_on_request_only(pinads: Pinads) -> None:
    before = {row["name"]: row["budget"] for row in pinads.json("overview")}
    assert "ad_groups/list" not in pinads.operations
    after = {row["name"]: row["budget"] for row in pinads.json("overview", "--adgroup-budgets")}
    assert "ad_groups/list" in pinads.operations
    assert sum(budget is not None for budget in after.values()) > sum(budget is not None for budget in before.values())


def test_change_and_pace_filter_and_sort(pinads: Pinads) -> None:
    rows = pinads.json("overview", "--filter", "pace<80", "--sort", "pace", "--fields", "name,pace")
    assert rows
    assert [row["pace"] for row in rows] == sorted(row["pace"] for row in rows if row["pace"] < 80)


def test_columns_that_it_has_not_are_refused(pinads: Pinads) -> None:
    refused(pinads, "overview", "--filter", "clicks > 5", says="Invalid --filter: ")
    refused(pinads, "pace", "--sort", "cpc", says="Invalid --sort: ")


@pytest.mark.slow
def test_names_are_text_in_a_page(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "update", "626735000001", "--name", EVIL)
    pinads.ok("overview", "--html", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'onerror="' not in page
    assert "\u202e" not in page


def test_a_limit_says_how_many_rows_are_left_out(pinads: Pinads) -> None:
    for command in ("overview", "compare", "pace"):
        text = pinads.ok(command, "--limit", "2", "-o", "table").stdout
        assert re.search(r"^2 of \d+ rows ", text, re.MULTILINE), command


def test_a_table_names_its_account(pinads: Pinads) -> None:
    for command in ("overview", "compare", "pace", "check"):
        assert "Hearth & Loom (549755885175)" in pinads(command, "-o", "markdown").stdout.replace("\\", ""), command


def test_the_mean_of_days_has_a_key_of_its_own(pinads: Pinads) -> None:
    """The frequency of a period is another figure, which analytics have under the plain name."""
    (row,) = pinads.json("overview", "626735000001", "--filter", "frequency_day > 1")
    assert "frequency" not in row
    assert row["frequency_day"] < pinads.json("campaigns", "analytics", "626735000001", "--columns", "frequency")[0]["frequency"]


def test_what_is_not_known_can_be_asked_for_and_a_trend_cannot(pinads: Pinads) -> None:
    budgets = {row["id"]: row["budget"] for row in pinads.json("overview")}
    assert {*pinads.ids("overview", "--filter", "budget = null")} == {key for key, budget in budgets.items() if budget is None}
    assert {*pinads.ids("overview", "--filter", "budget != null")} == {key for key, budget in budgets.items() if budget is not None}
    refused(pinads, "overview", "--filter", "trend > 2", says="Invalid --filter: there is no column 'trend' here", reads=True)
