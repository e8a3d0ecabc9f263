"""Every figure that is printed equals one that is computed from the API's raw answers by other means: day by day, in fractions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pinads.emulator import Emulator, Request
from pinads.sdk import Campaign
from pinads.services.context import Context
from pinads.services.figures.options import AnalyticsOptions
from pinads.services.insight.analytics import analyze
from pinads.services.insight.overview import OverviewOptions, overview
from pinads.services.insight.pace import PaceOptions, pace
from tests.support import today
from tests.support.command_line import Pinads

INCIDENTS = ("underspend", "fatigue", "silent", "rejected", "ended")
API = {
    "spend": ("SPEND_IN_DOLLAR", 1),
    "impressions": ("TOTAL_IMPRESSION", 1),
    "clicks": ("TOTAL_CLICKTHROUGH", 1),
    "conversions": ("TOTAL_CONVERSIONS", 1),
    "revenue": ("TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", 10**6),
    "reach": ("TOTAL_IMPRESSION_USER", 1),
}
RATIOS = {
    "ctr": (100, "clicks", "impressions"),
    "cpc": (1, "spend", "clicks"),
    "cpa": (1, "spend", "conversions"),
    "roas": (1, "revenue", "spend"),
}
ONE_DAY = timedelta(days=1)
Number = Fraction | None

trees = st.builds(
    dict,
    seed=st.integers(0, 10**6),
    incidents=st.lists(st.sampled_from(INCIDENTS), unique=True, max_size=3),
    campaigns=st.integers(1, 3),
)
moments = st.datetimes(datetime(2025, 6, 1), datetime(2028, 3, 31)).map(lambda when: when.replace(tzinfo=timezone.utc).timestamp())


class Raw:
    """An account's campaigns, ad groups and figures by day, as the emulator answers them."""

    def __init__(self, emulator: Emulator, account: str) -> None:
        self._emulator, self._account = emulator, account
        zone = ZoneInfo(self._get("")["time_zone"])
        self.day_of: Callable[[float], date] = lambda seconds: datetime.fromtimestamp(seconds, zone).date()
        self.today = self.day_of(today.moment())
        listed = {"page_size": 250, "entity_statuses": "ACTIVE"}
        self.campaigns = {each["id"]: each for each in self._get("/campaigns", **listed)["items"]}
        self.groups = self._get("/ad_groups", **listed)["items"]
        days = {"start_date": self.today - 89 * ONE_DAY, "end_date": self.today - ONE_DAY}
        rows = self._get(
            "/campaigns/analytics",
            **days,
            columns=",".join(column for column, _ in API.values()),
            granularity="DAY",
            reporting_timezone="AD_ACCOUNT_TIME_ZONE",
            campaign_ids=",".join(self.campaigns),
        )
        self._rows = {(row["CAMPAIGN_ID"], date.fromisoformat(row["DATE"])): row for row in rows}

    def _get(self, path: str, **query: Any) -> Any:
        headers = {"Authorization": "Bearer pina_TEST_raw"}
        answer = self._emulator.handle(Request("GET", f"/ad_accounts/{self._account}{path}", urlencode(query), headers, b""))
        assert answer.status == 200, answer.body
        return json.loads(answer.body, parse_float=Fraction)

    def sum(self, name: str, ids: Iterable[str], days: Sequence[date]) -> Number:
        column, scale = API[name]
        cells = [self._rows.get((identity, day), {}).get(column) for identity in ids for day in days]
        known = [Fraction(cell) for cell in cells if cell is not None]
        return sum(known, Fraction()) / scale if known else None

    def ratio(self, name: str, ids: Sequence[str], days: Sequence[date]) -> Number:
        factor, above, below = RATIOS[name]
        return quotient(self.sum(above, ids, days), self.sum(below, ids, days), factor)

    def spans(self, entity: Mapping[str, Any]) -> tuple[date | None, date | None]:
        first, last = (self.day_of(entity[name]) if entity.get(name) else None for name in ("start_time", "end_time"))
        return first, last

    def limits(self, identity: str, with_groups: bool) -> list[tuple[Mapping[str, Any], str, int]]:
        """List what limits the spending of a campaign: who has the budget, its kind and its amount in millionths."""
        campaign = self.campaigns[identity]
        own = [(campaign, kind, campaign[f"{kind}_spend_cap"]) for kind in ("daily", "lifetime") if campaign[f"{kind}_spend_cap"]]
        groups = [group for group in self.groups if group["campaign_id"] == identity and group["budget_in_micro_currency"]]
        return own[:1] or [(group, group["budget_type"].lower(), group["budget_in_micro_currency"]) for group in groups if with_groups]

    def allowed(self, identity: str, days: Sequence[date], with_groups: bool) -> Number:
        """Return what may be spent on some days, each of which has its part of a lifetime budget."""
        found: list[Fraction] = []
        for owner, kind, micros in self.limits(identity, with_groups):
            first, last = self.spans(owner)
            inside = [day for day in days if (first is None or first <= day) and (last is None or day <= last)]
            length = 1 if kind == "daily" else (last - first).days + 1  # type: ignore[operator]
            found.append(Fraction(micros * len(inside), 10**6 * length))
        return sum(found, Fraction()) if found else None

    def target_days(self, identity: str, with_groups: bool) -> list[date]:
        """List the days of the flight of a lifetime budget, or of this month."""
        limits = self.limits(identity, with_groups)
        first, last = self.spans(limits[0][0]) if len(limits) == 1 and limits[0][1] == "lifetime" else (None, None)
        if first is None or last is None:
            first = self.today.replace(day=1)
            last = next(day for day in between(first, first + 40 * ONE_DAY) if (day + ONE_DAY).month != first.month)
        return between(first, last)

    def back(self, number: int, skipped: int = 0) -> list[date]:
        """List the last complete days, or those before some of them."""
        return between(self.today - (number + skipped) * ONE_DAY, self.today - (1 + skipped) * ONE_DAY)

    def complete(self, days: Iterable[date]) -> list[date]:
        return [day for day in days if day < self.today]

    def overview(self, ids: Sequence[str]) -> dict[str, Any]:
        """Compute the row of one campaign, or the total of several."""
        week, before, yesterday = self.back(7), self.back(7, 7), self.back(1)
        spend, sums = self.sum("spend", ids, week), (self.sum("spend", ids, before),)
        capped = [identity for identity in ids if self.limits(identity, False)]
        paced = [(identity, self.complete(self.target_days(identity, False))) for identity in capped]
        paced = [(identity, days) for identity, days in paced if self.allowed(identity, days, False)]
        return {
            "budget": added(self.allowed(identity, yesterday, False) for identity in capped) or None,
            "yesterday": self.sum("spend", ids, yesterday),
            "spend": spend,
            "month": self.sum("spend", ids, self.complete(between(self.today.replace(day=1), self.today))),
            "change": None if spend is None or not sums[0] else (spend - sums[0]) * 100 / sums[0],
            "pace": quotient(
                added(self.sum("spend", [identity], days) for identity, days in paced) or Fraction(),
                added(self.allowed(identity, days, False) for identity, days in paced),
                100,
            ),
            "budget_use": quotient(self.sum("spend", capped, week), added(self.allowed(identity, week, False) for identity in capped), 100),
            **{name: self.ratio(name, ids, week) for name in RATIOS},
            "frequency_day": quotient(self.sum("impressions", ids, week) or None, self.sum("reach", ids, week), 1),
            "trend": [self.sum("spend", ids, [day]) for day in self.back(14)],
        }

    def pace(self, identity: str) -> dict[str, Any]:
        days = self.target_days(identity, True)
        done = self.complete(days)
        target, spent = self.allowed(identity, days, True) or None, self.sum("spend", [identity], done)
        expected = (self.allowed(identity, done, True) or None) if done else None
        week = self.sum("spend", [identity], self.back(7))
        average = None if week is None else week / 7
        left = len(days) - len(done)
        required = max(target - (spent or 0), Fraction()) / left if target is not None and left else None
        return {
            "target": target,
            "spent": spent,
            "pace": quotient(spent or Fraction(), expected, 100),
            "projected": None if average is None else (spent or 0) + average * left,
            "adjust_by": None if required is None or average is None else required - average,
            "expected": expected,
            "required": required,
            "average": average,
        }


def between(first: date, last: date) -> list[date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def quotient(above: Number, below: Number, factor: int) -> Number:
    return factor * above / below if above is not None and below else None


def added(numbers: Iterable[Number]) -> Number:
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction()) if known else None


AMOUNTS = (*("budget", "yesterday", "spend", "month", "target", "spent"), *("projected", "adjust_by", "expected", "required", "average"))


def assert_same(shown: Mapping[str, Any], wanted: Mapping[str, Any], where: str, rounded: bool = False) -> None:
    """Compare figures; ``rounded`` amounts have the decimals of their currency."""
    for name, value in wanted.items():
        found, most = shown[name], Fraction(1, 10**6)
        if rounded and name in AMOUNTS:
            most = Fraction(1, 2 if shown["currency"] == "JPY" else 200)
        for one, other in zip(found, value, strict=True) if isinstance(value, list) else [(found, value)]:
            same = one is None if other is None else one is not None and abs(Fraction(str(one)) - other) <= most
            assert same, f"{where}: {name} is shown as {one}, and is {other if other is None else float(other)}"


@pytest.fixture(name="examples")
def _examples(pinads: Pinads) -> Iterator[Callable[[Mapping[str, Any], float], tuple[Raw, str]]]:
    begins = today.moment()
    emulator = Emulator(pinads.data_dir / "emulator", now=today.moment)

    def planted(tree: Mapping[str, Any], moment: float) -> tuple[Raw, str]:
        today._Day.begins = int(moment)
        today.begin()
        account = emulator.plant_account(**tree).id
        return Raw(emulator, account), account

    yield planted
    emulator.close()
    today._Day.begins = begins
    today.begin()


def rows_of(pinads: Pinads, *args: str) -> dict[str, Any]:
    rows = json.loads(pinads.ok(*args, "-o", "json").stdout, parse_float=str)
    return {row["id"] + str(row.get("date", "")): row for row in rows}


# A failing account is as good as a smaller one, and is found in a tenth of the time.
few = settings(max_examples=6, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.slow
@few
@given(trees, moments)
def test_overview(pinads: Pinads, examples: Callable[..., tuple[Raw, str]], tree: Mapping[str, Any], moment: float) -> None:
    assert_overview(pinads, *examples(tree, moment))


def assert_overview(pinads: Pinads, raw: Raw, account: str) -> None:
    rows = rows_of(pinads, "overview", "--account", account)
    assert {*rows} == {*raw.campaigns}
    for identity, row in rows.items():
        assert_same(row, raw.overview([identity]), identity, rounded=True)
    context = Context(profile="demo", account=account)
    total = overview(context, None, OverviewOptions()).total
    context.close()
    if len(rows) > 1:
        assert total is not None
        assert_same(total, raw.overview(list(rows)), "total")


@pytest.mark.slow
@few
@given(trees, moments)
def test_pace(pinads: Pinads, examples: Callable[..., tuple[Raw, str]], tree: Mapping[str, Any], moment: float) -> None:
    assert_pace(pinads, *examples(tree, moment))


def assert_pace(pinads: Pinads, raw: Raw, account: str) -> None:
    rows = rows_of(pinads, "pace", "--account", account)
    # A flight that is over has no pace.
    wanted = {identity: raw.pace(identity) for identity in raw.campaigns if raw.target_days(identity, True)[-1] >= raw.today}
    assert {*rows} == {*wanted}
    for identity, row in rows.items():
        days, found = raw.target_days(identity, True), wanted[identity]
        assert_same(row, found, identity, rounded=True)
        assert (row["first_day"], row["last_day"]) == (str(days[0]), str(days[-1]))
        assert row["off_pace"] is (found["pace"] is not None and abs(found["pace"] - 100) > 10)
    context = Context(profile="demo", account=account)
    total = pace(context, None, PaceOptions()).total
    context.close()
    if len(rows) > 1:
        assert total is not None
        aimed = [each for each in wanted.values() if each["target"] is not None] or list(wanted.values())
        sums = {name: added(each[name] for each in aimed) for name in aimed[0] if name != "pace"}
        paced = [each for each in wanted.values() if each["expected"] is not None]
        sums["pace"] = quotient(added(each["spent"] or Fraction() for each in paced), added(each["expected"] for each in paced), 100)
        assert_same(total, sums, "total")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Before and after midnight in Los Angeles at the end of the days of 25 and of 23 hours.
        ("2025-11-03T07:30", "2025-11-02"),
        ("2025-11-03T08:30", "2025-11-03"),
        ("2026-03-09T06:30", "2026-03-08"),
        ("2026-03-09T07:30", "2026-03-09"),
    ],
)
def test_days_on_which_clocks_change(pinads: Pinads, examples: Callable[..., tuple[Raw, str]], moment: str, day: str) -> None:
    raw, account = examples({"seed": 0, "campaigns": 2}, datetime.fromisoformat(f"{moment}+00:00").timestamp())
    assert str(raw.today) == day
    assert_overview(pinads, raw, account)
    assert_pace(pinads, raw, account)


@pytest.mark.slow
@few
@given(trees, moments, st.integers(1, 60), st.integers(1, 14), st.booleans())
def test_analytics(
    pinads: Pinads,
    examples: Callable[..., tuple[Raw, str]],
    tree: Mapping[str, Any],
    moment: float,
    back: int,
    length: int,
    by_day: bool,
) -> None:
    raw, account = examples(tree, moment)
    days = [day for day in between(raw.today - back * ONE_DAY, raw.today - back * ONE_DAY + length * ONE_DAY) if day < raw.today]
    columns = [*API, *RATIOS] if by_day else [*(name for name in API if name != "reach"), *RATIOS]
    options = ("--start", str(days[0]), "--end", str(days[-1]), "--columns", ",".join(columns))
    rows = rows_of(pinads, "campaigns", "analytics", "--account", account, *options, *(("--by", "day") if by_day else ()))

    def figures(ids: Sequence[str], some: Sequence[date]) -> dict[str, Number]:
        return {name: raw.sum(name, ids, some) if name in API else raw.ratio(name, ids, some) for name in columns}

    for identity in raw.campaigns:
        for some in [[day] for day in days] if by_day else [days]:
            wanted = figures([identity], some)
            row = rows.pop(identity + str(some[0]) if by_day else identity, None)
            assert_same(dict.fromkeys(columns) if row is None else row, wanted, f"{identity} {some}")
    assert {value for row in rows.values() for value in map(row.get, columns)} <= {None}
    context = Context(profile="demo", account=account)
    total = analyze(context, Campaign, None, AnalyticsOptions(start=str(days[0]), end=str(days[-1]), columns=columns)).total
    context.close()
    if len(raw.campaigns) > 1:
        assert total is not None
        assert_same(total, {**figures(list(raw.campaigns), days), **({"reach": None} if by_day else {})}, "total")
