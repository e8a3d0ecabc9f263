"""pinads overview: its requests, and the figures that only it has."""

from __future__ import annotations

from pinads.emulator import Emulator
from tests.support.command_line import Pinads


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
