"""Times as people read and write them, in any zone."""

import contextlib
import time
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.times import moment
from pinads.services.inputs.times import parse_time
from tests.render.samples import CET
from tests.support.each import each

NOW = 1_764_000_300.9
ZURICH = ZoneInfo("Europe/Zurich")
ZONES = [timezone.utc, ZURICH, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Sao_Paulo"), CET, None]


@pytest.mark.parametrize(
    ("seconds", "zone", "text"),
    [
        (1_764_000_300, CET, "2025-11-24 17:05 CET"),
        (1_764_000_300, ZURICH, "2025-11-24 17:05 CET"),
        (1_782_000_359.9, ZURICH, "2026-06-21 02:05 CEST"),
        (1_764_000_300, timezone.utc, "2025-11-24 16:05 UTC"),
        (1_764_000_300, ZoneInfo("America/Sao_Paulo"), "2025-11-24 13:05 -03:00"),
        (1_764_000_300, timezone(timedelta(hours=5, minutes=30)), "2025-11-24 21:35 +05:30"),
        (0, timezone.utc, "1970-01-01 00:00 UTC"),
        (10**20, timezone.utc, "100000000000000000000"),
        (float("nan"), None, "nan"),
    ],
)
def test_moments(seconds: float, zone: tzinfo | None, text: str) -> None:
    assert moment(seconds, zone) == text


def test_without_a_zone_the_systems_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("the system's zone cannot be set here")
    monkeypatch.setenv("TZ", "Europe/Zurich")
    time.tzset()
    try:
        assert moment(1_782_000_359, None) == "2026-06-21 02:05 CEST"
        assert parse_time("2026-06-21 02:05", None) == 1_782_000_300
        assert parse_time("2025-10-26 02:30 CET", None) - parse_time("2025-10-26 02:30 CEST", None) == 3_600
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.integers(86_400, 32_503_593_600), st.sampled_from(ZONES))
def test_what_is_shown_can_be_typed(seconds: int, zone: tzinfo | None) -> None:
    assert parse_time(moment(seconds, zone), zone) == seconds - seconds % 60


@each(
    ("text", "seconds"),
    [
        ("1764000300", 1_764_000_300),
        ("0", 0),
        ("now", 1_764_000_300),
        (" NOW ", 1_764_000_300),
        ("+7d", 1_764_000_300 + 7 * 86_400),
        ("+12h", 1_764_000_300 + 12 * 3_600),
        ("-30m", 1_764_000_300 - 1_800),
        ("+2w", 1_764_000_300 + 14 * 86_400),
        ("2026-12-01", datetime(2026, 12, 1, tzinfo=ZURICH).timestamp()),
        ("2026-07-01", datetime(2026, 7, 1, tzinfo=ZURICH).timestamp()),
        ("2026-12-01T09:05", datetime(2026, 12, 1, 9, 5, tzinfo=ZURICH).timestamp()),
        ("2026-12-01 09:05:30", datetime(2026, 12, 1, 9, 5, 30, tzinfo=ZURICH).timestamp()),
        ("2026-12-01T09:05:30.25Z", datetime(2026, 12, 1, 9, 5, 30, tzinfo=timezone.utc).timestamp()),
        ("2026-12-01T09:05+02:00", datetime(2026, 12, 1, 7, 5, tzinfo=timezone.utc).timestamp()),
        ("2026-12-01T09:05:00-0330", datetime(2026, 12, 1, 12, 35, tzinfo=timezone.utc).timestamp()),
        ("2026-12-01 09:05 UTC", datetime(2026, 12, 1, 9, 5, tzinfo=timezone.utc).timestamp()),
        ("2026-12-01 09:05 CET", datetime(2026, 12, 1, 8, 5, tzinfo=timezone.utc).timestamp()),
        ("2025-10-26 02:30 CEST", datetime(2025, 10, 26, 0, 30, tzinfo=timezone.utc).timestamp()),
        ("2025-10-26 02:30 CET", datetime(2025, 10, 26, 1, 30, tzinfo=timezone.utc).timestamp()),
    ],
)
def test_times(text: str, seconds: float) -> None:
    assert parse_time(text, ZURICH, NOW) == seconds


def test_now_is_now() -> None:
    before = int(time.time())
    assert before <= parse_time("now", None) <= time.time()


@each(
    ("text", "says"),
    [
        ("", "'' is not a time: write it such as 2026-12-01"),
        ("tomorrow", "'tomorrow' is not a time"),
        ("7d", "is not a time"),
        ("01/12/2026", "is not a time"),
        ("2026-12-01T9:05", "is not a time"),
        ("٢٠٢٦-12-01", "is not a time"),
        ("2026", "'2026' is too small for Unix seconds: write a date such as 2026-12-01"),
        ("20261201", "is too small for Unix seconds"),
        ("1764000300000", "looks like milliseconds"),
        ("9" * 5000, "is outside the years 1970 to 2999"),
        ("2026-13-01", "'2026-13-01' is not a date and time that exists: month must be in 1..12"),
        ("2026-02-30", "is not a date and time that exists"),
        ("2026-12-01 24:00", "is not a date and time that exists"),
        ("2026-12-01 09:05 EST", "names a zone that is not the local one at that time: write the offset"),
        ("2026-07-01 09:05 CET", "names a zone that is not the local one at that time"),
        ("1969-12-31", "is outside the years 1970 to 2999"),
        ("1970-01-01", "is outside the years 1970 to 2999"),
        ("0000-01-01", "is outside the years 1970 to 2999"),
        ("9999-12-31T23:59-23:59", "is outside the years 1970 to 2999"),
        ("+999999w", "is outside the years 1970 to 2999"),
        ("-999999d", "is outside the years 1970 to 2999"),
        ("-1", "is not a time"),
    ],
)
def test_what_is_no_time_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("+", r"\+")) as caught:
        parse_time(text, ZURICH, NOW)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 160


@given(st.text())
def test_any_text_is_a_time_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_time(text, timezone.utc, NOW) < 2**35
