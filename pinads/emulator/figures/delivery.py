"""Delivery of a campaign over time: which of its ads run, and what their ad groups may spend."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pinads.emulator.figures.daily_figures import DayPart, Share, day_of, part_of, stage_of, stretches
from pinads.emulator.figures.hours import DAY, WEIGHT, DayShape
from pinads.emulator.figures.incidents import SILENT
from pinads.emulator.storage.history import State, States

DEFAULT_BUDGET = 30_000_000
"""Budget of a day where neither the ad group nor the campaign has one, in millionths of a US dollar."""
_WITHOUT_END = 30 * DAY
"""The schedule over which a lifetime budget without an end is spent."""


class Market(NamedTuple):
    """The place of an ad account.

    Attributes:
        scale: units of its currency that a US dollar buys.
        hours_east: hours by which its clocks are ahead of UTC in January.
    """

    scale: int
    hours_east: int


class AdFacts(NamedTuple):
    """An ad of a campaign: its id, its ad group, the end of its review, and its states; no states if it was not approved."""

    id: int
    ad_group: int
    approved_at: int
    states: States


class CampaignFacts(NamedTuple):
    """All that the figures of a campaign depend on; the same facts give the same figures.

    Attributes:
        states: the states of the campaign.
        ad_groups: the states of its ad groups, by their ids in order.
        ads: its ads, by their ids in order.
        market: the place of the ad account.
        incident: what is unusual about its figures, if anything.
        since: the first day on which it is, in days since 1970.
    """

    states: States
    ad_groups: tuple[tuple[int, States], ...]
    ads: tuple[AdFacts, ...]
    market: Market
    incident: str | None = None
    since: int = 0


class Running(NamedTuple):
    """An ad group that runs: its id, the most that it spends on a whole day, and its running ads."""

    ad_group: int
    budget: int
    ads: tuple[int, ...]


class DeliverySpan(NamedTuple):
    """A time during which nothing changes: its first second, the first one after it, and what runs."""

    begins: int
    ends: int
    running: tuple[Running, ...]


class Measured(NamedTuple):
    """Something whose figures are wanted: parts of campaigns; None selects all ad groups, or all ads.

    Attributes:
        campaigns: the ids of the campaigns.
        ad_group: the ad group's id.
        ad: the ad's id.
        share: a share of every ad.
    """

    campaigns: tuple[int, ...]
    ad_group: int | None = None
    ad: int | None = None
    share: Share | None = None


class Delivery:
    """The delivery of a campaign, from which its figures follow."""

    def __init__(self, facts: CampaignFacts) -> None:
        self.facts = facts
        self.shape = _shape(facts.market.hours_east)
        self.spans = [] if facts.incident == SILENT else _merged(_Calendar(facts, self.shape).spans())
        self._ends = [span.ends for span in self.spans]

    def parts(self, begin: int, end: int, now: int, measured: Measured) -> Iterator[DayPart]:
        """Yield the parts of all days between two times.

        Args:
            begin: the first second, since 1970.
            end: the first second after it.
            now: the present; nothing has happened after it.
            measured: what is measured of the campaign.
        """
        end = min(end, now)
        for index in range(bisect_right(self._ends, begin), len(self.spans)):
            span = self.spans[index]
            first, last = max(begin, span.begins), min(end, span.ends)
            if first >= last:
                if span.begins >= end:
                    break
                continue
            for day in range(first // DAY, -(-last // DAY)):
                opens = day * DAY
                seconds = max(first - opens, 0), min(last - opens, DAY)
                yield from self._of_day(span.running, day, seconds, stage_of(now // DAY - day), measured)

    def _of_day(self, running: Sequence[Running], day: int, seconds: tuple[int, int], stage: int, measured: Measured) -> Iterator[DayPart]:
        facts, (_, ad_group, ad, share) = self.facts, measured
        undivided = share is None and ad is None and seconds == (0, DAY)
        # First the time and then the share, so that the shares of a time add up to it.
        shares = [] if seconds == (0, DAY) else [(self.shape.until(seconds[0]), self.shape.until(seconds[1]), WEIGHT)]
        shares += [] if share is None else [share]
        for one in running:
            if ad_group is not None and one.ad_group != ad_group:
                continue
            whole = day_of(one.ad_group, day, one.budget, facts.market.scale, facts.incident, facts.since, stage)
            if undivided:
                yield whole
                continue
            for identity, stretch in zip(one.ads, stretches(whole.day, one.ads), strict=True):
                if ad is None or identity == ad:
                    yield part_of(whole.day, stretch, shares)


@lru_cache(2000)
def delivery_of(facts: CampaignFacts) -> Delivery:
    """Return the delivery that follows from facts; kept as long as they are in use."""
    return Delivery(facts)


_shape = lru_cache(64)(DayShape)


def _merged(spans: Iterator[DeliverySpan]) -> list[DeliverySpan]:
    """Join spans that follow each other without a change."""
    found: list[DeliverySpan] = []
    for span in spans:
        if found and found[-1].ends == span.begins and found[-1].running == span.running:
            found[-1] = found[-1]._replace(ends=span.ends)
        else:
            found.append(span)
    return found


class _Calendar:
    """The times at which something changes in a campaign, and what runs between them."""

    def __init__(self, facts: CampaignFacts, shape: DayShape) -> None:
        self.facts = facts
        self.shape = shape
        self.granted: dict[int, int] = {}
        """What was granted of lifetime budgets so far, by the id of the ad group; 0 is the campaign."""
        self.ads: dict[int, list[AdFacts]] = {identity: [] for identity, _ in facts.ad_groups}
        for ad in facts.ads:
            self.ads.setdefault(ad.ad_group, []).append(ad)

    def spans(self) -> Iterator[DeliverySpan]:
        """Yield the spans in which something runs."""
        times = self._times()
        for begins, ends in zip(times, [*times[1:], _FOREVER], strict=True):
            campaign = _at(self.facts.states, begins)[1]
            if _active(campaign, begins) and (running := self._running(campaign, begins, ends)):
                yield DeliverySpan(begins, ends, running)

    def _times(self) -> list[int]:
        all_states = [self.facts.states, *(states for _, states in self.facts.ad_groups), *(ad.states for ad in self.facts.ads)]
        times = {ad.approved_at for ad in self.facts.ads}
        for states in all_states:
            for at, state in states:
                times.update(time for time in (at, state.starts, state.ends) if time is not None)
            times.update(_last_second(at, state) for at, state in states if state.lifetime)
        return sorted(times)

    def _running(self, campaign: State, begins: int, ends: int) -> tuple[Running, ...]:
        """Return what runs: the ad groups that are active and have active ads, with their budgets."""
        groups: dict[int, tuple[int, ...]] = {}
        own: dict[int, int | None] = {}
        for identity, states in self.facts.ad_groups:
            ads = tuple(ad.id for ad in self.ads[identity] if _ad_runs(ad, begins))
            if ads and _active(_at(states, begins)[1], begins):
                groups[identity] = ads
                own[identity] = self._granted(identity, states, campaign.ends, begins, ends)
        if not groups:
            return ()
        budgets = self._shared(own, self._granted(0, self.facts.states, None, begins, ends))
        return tuple(Running(identity, budgets[identity], ads) for identity, ads in groups.items() if budgets[identity] > 0)

    def _shared(self, own: Mapping[int, int | None], cap: int | None) -> dict[int, int]:
        """Keep the ad groups' own budgets within the campaign's cap, and share the rest of it between those without one."""
        given = {identity: budget for identity, budget in own.items() if budget is not None}
        without = [identity for identity, budget in own.items() if budget is None]
        if cap is not None and (total := sum(given.values())) > cap:
            given = {identity: budget * cap // total for identity, budget in given.items()}
        rest = len(without) * DEFAULT_BUDGET * self.facts.market.scale if cap is None else cap - sum(given.values())
        weights = sum(4 + identity % 3 for identity in without)
        return {**given, **{identity: rest * (4 + identity % 3) // weights for identity in without}}

    def _granted(self, owner: int, states: States, latest: int | None, begins: int, ends: int) -> int | None:
        """Return what may be spent on a whole day; a lifetime budget is spread over the time that is left."""
        at, state = _at(states, begins)
        if state.lifetime is None:
            return state.daily
        last = min(_last_second(at, state), _FOREVER if latest is None else latest)
        weight = self.shape.at(last) - self.shape.at(begins)
        if weight <= 0:
            return 0
        used = self.granted.get(owner, 0)
        a_day = max(0, state.lifetime - used) * WEIGHT // weight
        a_day = min(a_day, state.daily) if state.daily else a_day
        self.granted[owner] = used + a_day * (self.shape.at(min(ends, last)) - self.shape.at(begins)) // WEIGHT
        return a_day


_FOREVER = 1 << 40


_NEVER = (0, State("DRAFT"))


def _at(states: States, time: int) -> tuple[int, State]:
    """Return the state at a time, and when it began; before the first one nothing runs."""
    found = _NEVER
    for each in states:
        if each[0] > time:
            break
        found = each
    return found


def _active(state: State, time: int) -> bool:
    return state.status == "ACTIVE" and (state.starts or 0) <= time and (state.ends is None or time < state.ends)


def _ad_runs(ad: AdFacts, time: int) -> bool:
    return ad.approved_at <= time and _at(ad.states, time)[1].status == "ACTIVE"


def _last_second(at: int, state: State) -> int:
    return state.ends if state.ends is not None else max(at, state.starts or 0) + _WITHOUT_END
