"""What follows from the present day and from the local zone, on whatever day the tests run (``pytest --today``)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest

from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, MINIMAL, body
from tests.support.today import moment, zone

pytestmark = pytest.mark.dates
DAY = 86_400


def within_a_minute(seconds: float, wanted: float) -> bool:
    return 0 <= seconds - int(wanted) < 60


@pytest.mark.parametrize(("zone_of_days", "options"), [("America/Los_Angeles", ()), ("UTC", ("--utc",))])
def test_days_back_are_days_of_the_account(pinads: Pinads, zone_of_days: str, options: tuple[str, ...]) -> None:
    today = datetime.fromtimestamp(moment(), ZoneInfo(zone_of_days))
    pinads.ok("campaigns", "analytics", CAMPAIGN, "--start", "-7d", "--end", "now", *options)
    (query,) = (parse_qs(entry.query) for entry in pinads.requests if entry.operation == "campaigns/analytics")
    assert query["start_date"] == [(today - timedelta(days=7)).strftime("%Y-%m-%d")]
    assert query["end_date"] == [today.strftime("%Y-%m-%d")]


def test_as_far_back_as_analytics_reach(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", CAMPAIGN, "--start", "-89d", "--by", "day", "--columns", "spend")
    days = [datetime.fromisoformat(row["date"]).date() for row in rows]
    assert len(days) == 89
    assert [later - sooner for sooner, later in pairwise(days)] == [timedelta(days=1)] * (len(days) - 1)


def test_a_day_from_now_is_24_hours(pinads: Pinads) -> None:
    sent = body(pinads.ok("campaigns", "create", *MINIMAL, "--start-time", "+1d", "--end-time", "+2w", "--dry-run", "-o", "json"))
    assert within_a_minute(sent["start_time"], moment() + DAY)
    assert within_a_minute(sent["end_time"], moment() + 14 * DAY)


def test_what_ended_long_ago_is_found(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--end-time", "+5d")
    assert CAMPAIGN in pinads.ids("campaigns", "list", "--filter", "end_time>+4d")
    assert CAMPAIGN not in pinads.ids("campaigns", "list", "--filter", "end_time<-90d")


def test_the_journal_tells_local_time(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN)
    begun = datetime.fromtimestamp(moment(), ZoneInfo(zone()))
    times = [(begun + timedelta(minutes=late)).strftime("%Y-%m-%d %H:%M") for late in (0, 1)]
    shown = pinads.ok("journal", "list", "-o", "table").stdout
    assert any(time in shown for time in times), shown


def test_a_token_expires_when_it_says(pinads: Pinads, tmp_path: Path) -> None:
    kept = tmp_path / "config" / "credentials"
    kept.mkdir(parents=True, mode=0o700)
    (tmp_path / "config" / "config.toml").write_text('[profiles.work]\nstore = "file"\n')
    facts = {"access_token": "pina_TEST_work", "host": "api.pinterest.com", "grant": "token"}
    for expires, left in ((moment() + 3 * DAY, True), (moment() - 1, False)):
        (kept / "work.json").write_text(json.dumps({**facts, "expires_at": int(expires)}))
        (kept / "work.json").chmod(0o600)
        run = pinads("auth", "status", "--profile", "work", "-o", "json")
        assert ("expired" not in run.stdout + run.stderr) == left
