"""What docs/emulator.md says, held against the emulator."""

from __future__ import annotations

import re
from pathlib import Path

from pinads.emulator import Emulator, Faults
from pinads.emulator.faults import BEFORE, NAMES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "emulator.md").read_text(encoding="utf-8")


def test_every_fault_is_in_the_table() -> None:
    rows = re.findall(r"^\| (`.*?) \|.*\| (.*?) \|$", PAGE, re.MULTILINE)
    executed: dict[str, str] = {}
    for names, answers in rows:
        faults = re.findall(r"`(\w+)", names)
        said = answers.split(", ")
        executed.update(zip(faults, said if len(said) == len(faults) else [answers] * len(faults), strict=True))
    executed.pop("latency")
    assert set(executed) == set(NAMES)
    assert {name for name, answer in executed.items() if answer == "no"} == set(BEFORE)


def test_the_example_of_latency_can_be_parsed() -> None:
    assert Faults.parse(["latency=80ms"]).latency == 0.08


def test_the_sample_is_as_large_as_it_says() -> None:
    emulator = Emulator(None)
    counts = emulator.seed()
    assert (counts["campaign"], counts["ad_group"], counts["ad"]) == (20, 60, 300)
    assert 450 <= counts["keyword"] <= 550
