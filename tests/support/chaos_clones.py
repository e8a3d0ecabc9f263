"""Kills clones at random moments under faults of all kinds, goes on with each until it is done, counts the copies, and undoes them."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import Ad, AdGroup, Campaign, Client, Keyword
from pinads.sdk.schema.choices import ALL_STATUSES
from tests.support.chaos import SETTLE_TIME, parents, serving, sound, started

GROUPS, ADS, KEYWORDS = 4, 12, 9
FAULTS = 0.02
"""How often each fault happens."""
MOST_STARTS = 120
MOST_KILLED = 15
"""Starts after which a command is left in peace."""


class Original(NamedTuple):
    """A campaign to be cloned, alone in its ad account but for a parent of chaos."""

    number: int
    account: str
    campaign: str


def original(client: Client, number: int) -> Original:
    """A campaign with ad groups, ads (some alike) and keywords."""
    account, *_ = parents(client, number)
    campaign = Campaign.create(account, "original", "CONSIDERATION", client=client).id
    for group in range(GROUPS):
        made = AdGroup.create(account, f"group {group}", campaign, "CLICKTHROUGH", budget_in_micro_currency=5_000_000, client=client)
        ads = [{"ad_group_id": made.id, "name": f"ad {row % 10}", "pin_id": "1000000", "creative_type": "REGULAR"} for row in range(ADS)]
        assert all(outcome.applied for outcome in Ad.create_many(account, ads, client=client))
        words = [{"parent_id": made.id, "value": f"word {row}", "match_type": "BROAD"} for row in range(KEYWORDS)]
        assert all(outcome.applied for outcome in Keyword.create_many(account, words, client=client))
    Keyword.create(account, campaign, "never", match_type="EXACT_NEGATIVE", client=client)
    return Original(number, account, campaign)


def inside(client: Client, account: str, campaign: str) -> Counter[tuple[str, ...]]:
    """What is in a campaign, by names."""
    groups = list(AdGroup.iter_all(account, client=client, campaign_ids=[campaign], entity_statuses=ALL_STATUSES))
    names = {group.id: group.name for group in groups}
    ads = list(Ad.iter_all(account, client=client, campaign_ids=[campaign], entity_statuses=ALL_STATUSES))
    words = list(Keyword.iter_all(account, client=client, campaign_id=campaign))
    if groups:
        words += Keyword.iter_all(account, client=client, ad_group_ids=list(names))
    found = [("group", group.name) for group in groups]
    found += [("ad", names[ad.ad_group_id], ad.name) for ad in ads]
    found += [("keyword", names.get(word.parent_id, "campaign"), word.value, word.match_type) for word in words]
    return Counter(found)


def settings_of(given: Original, directory: Path, url: str) -> dict[str, str]:
    return {
        "PINADS_API_URL": url,
        "PINADS_ACCESS_TOKEN": "pina_TEST",
        "PINADS_ACCOUNT": given.account,
        "PINADS_DATA_DIR": str(directory),
        "PINADS_SETTLE_TIME": SETTLE_TIME,
    }


def until_done(
    settings: dict[str, str], log: Path, luck: random.Random, *commands: list[str], ends: tuple[int, ...] = (0,)
) -> list[int | None]:
    """Start commands until one ends with such a code, the first of them first, then any; None stands for one that was killed."""
    codes: list[int | None] = []
    while (not codes or codes[-1] not in ends) and len(codes) < MOST_STARTS:
        args = luck.choice(commands) if codes else commands[0]
        longest = luck.uniform(0.02, 2.0) if luck.random() < 0.7 and len(codes) < MOST_KILLED else 120.0
        codes.append(started([*args, "--concurrency", str(luck.choice((1, 4))), "-o", "jsonl"], settings, log, longest))
    return codes


def wrong(given: Original, client: Client, archived: bool) -> Iterator[str]:
    """What is not as it should be: one copy, whole, or all of it archived; and the original as it was."""
    campaigns = {each.id: each for each in Campaign.iter_all(given.account, client=client, entity_statuses=ALL_STATUSES)}
    copies = [each for each in campaigns.values() if each.name == "original (copy)"]
    if len(copies) != 1:
        yield f"run {given.number}: {len(copies)} copies"
        return
    here, there = inside(client, given.account, given.campaign), inside(client, given.account, copies[0].id)
    if len(here) != 1 + GROUPS * (1 + min(ADS, 10) + KEYWORDS) or campaigns[given.campaign].status == "ARCHIVED":
        yield f"run {given.number}: the original is another"
    if archived:
        here = Counter({key: count for key, count in here.items() if key[0] != "keyword"})
    if here != there or (copies[0].status == "ARCHIVED") != archived:
        yield f"run {given.number}: {dict((here - there) + (there - here))}"
    ads = Ad.iter_all(given.account, client=client, campaign_ids=[copies[0].id], entity_statuses=ALL_STATUSES)
    if any((ad.status == "ARCHIVED") != archived for ad in ads):
        yield f"run {given.number}: ads are not all archived"


def is_undone(given: Original) -> bool:
    """Every other clone is undone."""
    return given.number % 2 == 1


def chaos(runs: int, seed: int, work: Path) -> dict[str, Any]:
    """Do it all; ``problems`` are what went wrong."""
    import requests  # noqa: F401

    data, luck = work / "emulator", random.Random(seed)
    emulator = Emulator(data)
    emulator.seed(campaigns=1)
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    originals = [original(client, number) for number in range(runs)]
    emulator.close()
    codes: list[int | None] = []
    problems: list[str] = []
    with serving(str(data), seed, FAULTS) as url:
        for given in originals:
            directory = work / str(given.number)
            directory.mkdir()
            settings, log = settings_of(given, directory, url), directory / "log.txt"
            codes += until_done(settings, log, luck, ["campaigns", "clone", given.campaign], ["journal", "resume", "1"])
            if is_undone(given):
                # Killed at the very end, there is nothing left to undo, which is an error.
                codes += until_done(settings, log, luck, ["undo", "1", "--yes"], ends=(0, 1))
            if codes[-1] not in (0, 1) or not sound(directory / "journal.sqlite3"):
                problems.append(f"run {given.number}: {codes[-5:]}")
    emulator = Emulator(data)
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    problems += [problem for given in originals for problem in wrong(given, client, is_undone(given))]
    emulator.close()
    return {"runs": runs, "starts": len(codes), "kills": codes.count(None), "problems": problems[:20]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a directory that is left for looking at")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = asked.keep or Path(temporary)
        work.mkdir(exist_ok=True, parents=True)
        print(json.dumps(chaos(asked.runs, asked.seed, work)))


if __name__ == "__main__":
    main()
