"""For any file and any faults: each row has one outcome, in order, and what was refused is refused again in the same way."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinads.emulator import Faults
from pinads.render.delimited import csv_rows, for_people
from pinads.sdk import Campaign
from pinads.sdk.schema.fields import fields_of
from tests.support.command_line import Pinads

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(lambda text: text.strip())
GOOD = st.fixed_dictionaries({"name": NAMES, "objective_type": st.just("CONSIDERATION")})
NO_BUDGET = st.fixed_dictionaries({"name": NAMES, "objective_type": st.just("AWARENESS")})
BOTH = st.fixed_dictionaries(
    {"name": NAMES, "objective_type": st.just("AWARENESS"), "daily_spend_cap": st.just(5_000_000), "lifetime_spend_cap": st.just(9_000_000)}
)
ROWS = st.lists(st.one_of(GOOD, GOOD, NO_BUDGET, BOTH), min_size=1, max_size=95)
FAULTS = st.lists(st.sampled_from([None, None, "error_after", "drop_after", "truncate", "error_before", "item_throttle"]), max_size=4)
MANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
_number = itertools.count()


def written(tmp_path: Path, rows: list[dict[str, Any]], kind: str) -> Path:
    file = tmp_path / f"{next(_number)}.{kind}"
    if kind == "csv":
        columns = list(dict.fromkeys(name for row in rows for name in row))
        made = for_people(fields_of(Campaign), columns, lambda record: "USD")
        file.write_text("".join(csv_rows(rows, columns, safe_formulas=True, converters=made)), encoding="utf-8", newline="")
    elif kind == "json":
        file.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    else:
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8", newline="")
    return file


def of_the_row(outcome: dict[str, Any]) -> bool:
    """Whether an outcome is a refusal of what the row says, not of a fault."""
    return outcome["code"] == 2384 or "exclude" in (outcome["message"] or "")


@pytest.mark.slow
@MANY
@given(rows=ROWS, faults=FAULTS, kind=st.sampled_from(["csv", "json", "jsonl"]), in_flight=st.sampled_from(["1", "3"]))
def test_every_row_has_one_outcome(
    pinads: Pinads, tmp_path: Path, rows: list[dict[str, Any]], faults: list[str | None], kind: str, in_flight: str
) -> None:
    file, failed = written(tmp_path, rows, kind), tmp_path / f"failed.{kind}"
    args = ("--concurrency", in_flight, "--no-reconcile", "--fresh", "-o", "jsonl")
    pinads.faults = Faults.script(faults)
    run = pinads("campaigns", "create", "--file", str(file), "--failed-out", str(failed), *args)
    pinads.faults = None
    outcomes = run.jsonl
    assert [outcome["row"] for outcome in outcomes] == list(range(1, len(rows) + 1))
    assert {outcome["status"] for outcome in outcomes} <= {"applied", "rejected", "unknown"}
    assert [outcome["name"].strip() for outcome in outcomes] == [row["name"].strip() for row in rows]
    bad = [outcome for outcome in outcomes if outcome["status"] != "applied"]
    assert run.exit_code == (5 if bad else 0)

    told = [(outcome["code"], outcome["message"]) for outcome in bad if of_the_row(outcome)]
    refused = [rows[outcome["row"] - 1] for outcome in bad if of_the_row(outcome)]
    if refused:
        again = pinads("campaigns", "create", "--file", str(written(tmp_path, refused, kind)), *args)
        assert [(outcome["code"], outcome["message"]) for outcome in again.jsonl] == told
    if bad:
        kept = pinads("campaigns", "create", "--file", str(failed), "--dry-run", "-o", "json").json
        names = [row["name"] for request in kept for row in request["body"]]
        assert [name.strip() for name in names] == [outcome["name"].strip() for outcome in bad]
