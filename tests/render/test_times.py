"""Times as people read and write them, in any zone."""

import contextlib
import re
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
from tests.support.wording import Wording

NOW = 1_764_000_300.9
ZURICH = ZoneInfo("Europe/Zurich")
ZONES = [timezone.utc, ZURICH, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Sao_Paulo"), CET, None]


@each(
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


NO_TIMES = [
    "",
    "tomorrow",
    "7d",
    "01/12/2026",
    "2026-12-01T9:05",
    "٢٠٢٦-12-01",
    "2026",
    "20261201",
    "1764000300000",
    "9" * 5000,
    "2026-13-01",
    "2026-02-30",
    "2026-12-01 24:00",
    "2026-12-01 09:05 EST",
    "2026-07-01 09:05 CET",
    "1969-12-31",
    "1970-01-01",
    "0000-01-01",
    "9999-12-31T23:59-23:59",
    "+999999w",
    "-999999d",
    "-1",
]


def refusal(text: str) -> str:
    try:
        return f"taken as {parse_time(text, ZURICH, NOW)}"
    except ValueError as error:
        return str(error)


def test_what_is_no_time_is_refused_in_one_sentence(wording: Wording) -> None:
    told = [refusal(text) for text in NO_TIMES]
    assert [case for case, text in zip(NO_TIMES, told, strict=True) if text.startswith("taken")] == []
    assert max(map(len, told)) < 160
    assert "\n" not in "".join(told)
    assert "month" in refusal("2026-13-01")
    # The reason why there is no such time is Python's own, and differs from version to version.
    told = [re.sub("(?<=that exists: ).+", "<reason>", text) for text in told]
    wording("\n".join(f"{text[:20]!r}: {said}" for text, said in zip(NO_TIMES, told, strict=True)))


@given(st.text())
def test_any_text_is_a_time_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_time(text, timezone.utc, NOW) < 2**35
