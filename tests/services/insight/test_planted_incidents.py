"""Checks over planted accounts: nothing is found in quiet ones, and each incident in those that have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.emulator import Emulator
from pinads.services.context import Context
from pinads.services.insight.check import CheckOptions, check
from pinads.services.interaction import Interaction
from tests.support import today

CHECKS = {
    "underspend": "off-pace",
    "fatigue": "fatigue",
    "silent": "no-spend",
    "rejected": "rejected-ads",
    "ended": "ended-active",
}
"""The checks that find what is planted, by its name."""


DAY = 86_400


@pytest.fixture
def emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    monkeypatch.setenv("PINADS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path / "config"))
    return Emulator(tmp_path / "emulator")


def found_in(account: int | str) -> list[str]:
    context = Context(Interaction(), "demo", str(account), {}, lambda: "test")
    try:
        return [str(row["check"]) for row in check(context, None, CheckOptions()).rows]
    finally:
        context.close()


@pytest.mark.slow
def test_quiet_accounts_have_no_findings(emulator: Emulator) -> None:
    accounts = [emulator.plant_account(seed).id for seed in range(100)]
    emulator.close()
    assert {account: found for account in accounts if (found := found_in(account))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("incident", CHECKS)
def test_planted_incidents_are_found(emulator: Emulator, incident: str) -> None:
    accounts = [emulator.plant_account(1000 + seed, incidents=(incident,)).id for seed in range(20)]
    emulator.close()
    found = [found_in(account) for account in accounts]
    assert sum(CHECKS[incident] in checks for checks in found) >= 19
    assert {check for checks in found for check in checks} <= {CHECKS[incident]}


@pytest.mark.slow
def test_underspending_is_found_on_every_day_of_a_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its first week there is too little of a month to compare with a budget."""
    monkeypatch.setenv("PINADS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path / "config"))
    missed, ahead = [], today._Day.ahead
    for number in range(31):
        monkeypatch.setattr(today._Day, "ahead", ahead + number * DAY)
        emulator = Emulator(tmp_path / "emulator")
        account = emulator.plant_account(2000 + number, incidents=("underspend",), campaigns=3).id
        emulator.close()
        if found_in(account) != ["off-pace"]:
            missed.append((number, account))
    assert missed == []
