"""Synchronous analytics: figures that are made up, but the same for the same entity and day on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from pinads.emulator.kinds import Call
from pinads.emulator.messages import NOT_FOUND, Refused, bad, compact
from pinads.emulator.queries import read_filters
from pinads.sdk.analytics import DAYS_BACK, AnalyticsQuery
from pinads.sdk.declarations import fields_of

WINDOWS = (0, 1, 7, 14, 30, 60)
HOURLY_DAYS_BACK, HOURLY_DAYS = 8, 3
_NEEDED = ("start_date", "end_date", "columns", "granularity")


class Measured(NamedTuple):
    """What happened to one entity in one span."""

    impressions: int
    clicks: int
    conversions: int
    spend: int
    other: int


class Analytics:
    """The analytics operation of one kind of entity; None is the ad account as a whole."""

    def __init__(self, kind: str | None) -> None:
        self.kind = kind
        self.id_column = f"{kind or 'ad_account'}_id".upper()

    def rows(self, call: Call) -> str:
        """Answer the rows of a request."""
        query = read_filters(fields_of(AnalyticsQuery), call.query)
        first, last = _days(query, call.now)
        return compact([row for identity in self._ids(call, query) for row in self._measure(identity, first, last, query)])

    def _ids(self, call: Call, query: dict[str, Any]) -> Iterable[int]:
        if self.kind is None:
            if call.store.get("ad_account", 0, call.account) is None:
                raise Refused(404, NOT_FOUND, f"There is no ad account {call.account}")
            return [call.account]
        wanted = query.get(f"{self.kind}_ids")
        if not wanted:
            raise bad(f"Invalid request: {self.kind}_ids is missing")
        return [int(identity) for identity in wanted if call.store.get(self.kind, call.account, int(identity))]

    def _measure(self, identity: int, first: date, last: date, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for label, days in _spans(first, last, query["granularity"]):
            parts = [_figures(identity, day) for day in days]
            total = Measured(*(sum(values) for values in zip(*parts, strict=True)))
            row = {self.id_column: str(identity), **({"DATE": label} if label else {})}
            yield {**row, **{name: _value(name, total) for name in query["columns"]}}


def _days(query: dict[str, Any], now: int) -> tuple[date, date]:
    for name in _NEEDED:
        if query[name] is None:
            raise bad(f"Invalid request: {name} is missing")
    for name in ("click_window_days", "engagement_window_days", "view_window_days"):
        if query[name] not in WINDOWS:
            raise bad(f"Invalid {name}: {query[name]} is not one of {', '.join(map(str, WINDOWS))}")
    first, last = _day(query, "start_date"), _day(query, "end_date")
    today = datetime.fromtimestamp(now, timezone.utc).date()
    hourly = query["granularity"] == "HOUR"
    back = HOURLY_DAYS_BACK if hourly else DAYS_BACK
    if first > last:
        raise bad("Invalid end_date: it is before start_date")
    if (last - first).days > DAYS_BACK:
        raise bad(f"Invalid end_date: it is more than {DAYS_BACK} days after start_date")
    if (today - first).days > back:
        raise bad(f"Invalid start_date: it is more than {back} days ago")
    if hourly and (last - first).days >= HOURLY_DAYS:
        raise bad(f"Invalid end_date: with granularity HOUR a request covers {HOURLY_DAYS} days at most")
    return first, last


def _day(query: dict[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(query[name])
    except ValueError:
        raise bad(f"Invalid {name}: {query[name]} is not a day") from None


def _spans(first: date, last: date, granularity: str) -> Iterator[tuple[str | None, list[date]]]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if granularity == "TOTAL":
        yield None, days
        return
    spans: dict[str, list[date]] = {}
    for day in days:
        start = {"WEEK": day - timedelta(days=day.weekday()), "MONTH": day.replace(day=1)}.get(granularity, day)
        spans.setdefault(max(start, first).isoformat(), []).append(day)
    yield from spans.items()


def _figures(identity: int, day: date) -> Measured:
    dice = hashlib.blake2b(f"{identity} {day.toordinal()}".encode(), digest_size=8).digest()
    impressions = 200 + int.from_bytes(dice[:2], "big") % 4800
    clicks = impressions * (5 + dice[2] % 25) // 1000
    return Measured(impressions, clicks, clicks * (dice[3] % 12) // 100, clicks * (150_000 + dice[4] * 2000), dice[5])


def _value(name: str, seen: Measured) -> float:
    """A made-up figure that fits the name of what is measured."""
    clicks, thousand = seen.clicks or 1, seen.impressions / 1000
    if "SPEND_IN_MICRO" in name:
        return seen.spend
    for part, value in (
        ("SPEND_IN_DOLLAR", seen.spend / 1e6),
        ("CPC", seen.spend / 1e6 / clicks),
        ("CPM", seen.spend / 1e6 / thousand),
        ("CTR", seen.clicks / seen.impressions),
    ):
        if part in name:
            return round(value, 6)
    for part, count in (("IMPRESSION", seen.impressions), ("CLICK", seen.clicks), ("CONVERSIONS", seen.conversions)):
        if part in name:
            return count
    return seen.other
