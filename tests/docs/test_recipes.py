"""Every recipe does what it says: its blocks run as they stand, and print what the page shows."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from pyarrow import parquet

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, Server
from pinads.sdk import Campaign, Client
from tests.docs.blocks import DOCS, environment, needs, run, said, sections, shown
from tests.support.today import moment

pytestmark = pytest.mark.dates

PAGE = DOCS / "recipes.md"
RECIPES = sections(PAGE)
ACCOUNT = "549755885175"
READERS_HOME = "/home/ads"
SCRIPTS = [title for title, found in RECIPES.items() if said(found, "sh")]


def recipe(title: str, home: Path, **env: str) -> None:
    """Follow a recipe: save the programs that it shows under the name in their first line, then type its commands."""
    for block in RECIPES[title]:
        if block.kind == "python":
            (home / block.text.split()[1]).write_text(block.text, encoding="utf-8")
    pairs = said(RECIPES[title], "sh")
    ran = run([commands for commands, _ in pairs], home, environment(home, **env))
    assert ran.exit_code == 0, ran.stderr
    for (commands, expected), printed in zip(pairs, ran.printed, strict=True):
        said_here = printed.replace(str(home), READERS_HOME)
        assert shown(expected, said_here), f"printed:\n{said_here}\nafter:\n{commands}\nstderr:\n{ran.stderr}"


def rows_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def demo(home: Path) -> list[Campaign]:
    """The campaigns of the demo account, as a recipe left them."""
    emulator = Emulator(home / ".data" / "emulator")
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    found = list(Campaign.iter_all(ACCOUNT, client=client))
    emulator.close()
    return found


def only_what_costs_too_much_is_paused(home: Path) -> None:
    costly = (home / "costly.txt").read_text().split()
    done = table(home / "paused.csv")
    assert 0 < len(costly) < 200
    assert [row["id"] for row in done] == costly
    assert {row["status"] for row in done} == {"applied"}


def names_are_joined_to_figures(home: Path) -> None:
    rows = table(home / "week.csv")
    assert sorted(row["campaign"] for row in rows) == sorted(one.name for one in demo(home) if one.status == "ACTIVE")
    assert sum(float(row["spend"] or 0) > 0 and int(row["clicks"]) > 0 for row in rows) >= 5


def the_refused_budget_was_not_set(home: Path) -> None:
    assert {one.id: one.daily_spend_cap for one in demo(home)}["626735000015"] == 93_500_000


def every_month_of_the_half_year_is_there(home: Path) -> None:
    days = (datetime.fromtimestamp(moment(), timezone.utc) - timedelta(days=number) for number in range(1, 181))
    assert {row["date"][:7] for row in rows_of(home / "months.jsonl")} >= {day.strftime("%Y-%m") for day in days}


def two_years_are_whole(home: Path) -> None:
    book = openpyxl.load_workbook(home / "campaigns.xlsx", read_only=True)
    names, *campaigns = book.worksheets[0].iter_rows(values_only=True)
    assert names == ("id", "name", "status", "spend", "currency", "conversions", "cpa")
    by_day = table(home / "days.csv")
    for row in campaigns:
        assert float(str(row[3])) == pytest.approx(sum(float(day["spend"]) for day in by_day if day["id"] == row[0]))
    assert parquet.read_table(home / "weeks.parquet", columns=["date"]).num_rows > 100


AFTERWARDS: dict[str, Callable[[Path], None]] = {
    "Pause what costs too much": only_what_costs_too_much_is_paused,
    "Reports": names_are_joined_to_figures,
    "A half year, month by month": every_month_of_the_half_year_is_there,
    "Two years in a spreadsheet, or in a data frame": two_years_are_whole,
    "A spending cap for an intern": the_refused_budget_was_not_set,
}
"""What holds after a recipe beyond what it prints."""


def test_there_are_enough() -> None:
    assert len(RECIPES) >= 15
    assert AFTERWARDS.keys() <= set(SCRIPTS)


@pytest.mark.slow
@needs("sh", "jq")
@pytest.mark.parametrize("title", SCRIPTS)
def test_recipe(title: str, tmp_path: Path) -> None:
    recipe(title, tmp_path, PINADS_PROFILE="demo")
    if title in AFTERWARDS:
        AFTERWARDS[title](tmp_path)


@pytest.mark.slow
@needs("sh")
def test_the_workflow_does_what_it_says(tmp_path: Path, api: Server) -> None:
    (block,) = (block for block in RECIPES["GitHub Actions"] if block.kind == "yaml")
    workflow = yaml.safe_load(block.text)
    schedule = workflow[True]["schedule"]  # YAML 1.1 reads `on` as true
    assert [len(entry["cron"].split()) for entry in schedule] == [5]
    job = workflow["jobs"]["guard"]
    assert job["env"] == {"PINADS_ACCESS_TOKEN": "${{ secrets.PINADS_ACCESS_TOKEN }}", "PINADS_ACCOUNT": ACCOUNT}
    env = environment(tmp_path, **{**job["env"], "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_API_URL": api.url, "CI": "true"})
    install, *steps = (step["run"] for step in job["steps"] if "run" in step)
    assert install == "pipx install pinads"
    for step in steps:
        subprocess.run(["sh", "-e", "-c", step], cwd=tmp_path, env=env, check=True, capture_output=True, timeout=60)
    costly = (tmp_path / "costly.txt").read_text().split()
    running = {row["id"]: round(float(row["daily_spend_cap"] or 0) * 1_000_000) for row in table(tmp_path / "campaigns.csv")}
    assert costly == ["626735000001"]
    assert running
    assert not running.keys() & set(costly)
    assert max(running.values()) <= 200_000_000
    (upload,) = (step["with"] for step in job["steps"] if "uses" in step)
    assert (tmp_path / upload["path"]).exists()


def jobs() -> list[str]:
    """The commands of the crontab, as cron hands them to the shell."""
    (block,) = (block for block in RECIPES["cron"] if block.kind == "crontab")
    found = []
    for line in block.text.splitlines():
        if not re.match(r"[A-Z]+=", line):
            match = re.fullmatch(r"((?:[\d*/,-]+ ){5})(.*)", line)
            assert match, line
            assert not re.search(r"(?<!\\)%", match[2]), "cron takes % for the end of the line"
            found.append(match[2].replace("\\%", "%"))
    return found


@pytest.mark.slow
@needs("sh")
def test_the_crontab_does_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "budgets.csv").write_text("id,daily_spend_cap\n626735000015,90.00\n")
    setup = f"pinads profiles create shop --environment emulator --account {ACCOUNT} -o json"
    ran = run([setup, *jobs()], tmp_path, environment(tmp_path))
    assert ran.exit_code == 0, ran.stderr
    (listed,) = tmp_path.glob("campaigns-20[0-9][0-9]-[0-9][0-9]-[0-9][0-9].csv")
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 12
    assert (tmp_path / "week.csv").read_text().startswith("id,name,status,spend,")
    assert [row["status"] for row in rows_of(tmp_path / "budgets.log")] == ["applied"]
