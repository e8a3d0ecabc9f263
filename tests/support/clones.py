"""What the tests of clones share: what is in a campaign, and writers that end in the middle of a request."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, LogEntry
from pinads.sdk import Ad, AdGroup, Client, Keyword
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.today import moment

ACCOUNT = "549755885175"
OF_ITS_OWN = ("id", "created_time", "updated_time", "campaign_id", "ad_group_id", "parent_id", "summary_status", "review_status")
OF_ITS_OWN += ("rejected_reasons", "rejection_labels")


class Killed(BaseException):
    """The process ends while it waits for an answer."""


def killed_at(pinads: Pinads, number: int, *args: str, **more: Any) -> None:
    """Run a command that ends when its n-th write, from 1, has reached the server; the answer never comes."""
    pinads.on_request = _killer(number)
    with pytest.raises(Killed):
        pinads(*args, **more)
    pinads.on_request = None


def _killer(number: int) -> Callable[[LogEntry], None]:
    writes = 0

    def kill(entry: LogEntry) -> None:
        nonlocal writes
        writes += entry.method != "GET"
        if writes == number:
            raise Killed

    return kill


def parts(pinads: Pinads, campaign: str, status: str = "ACTIVE,PAUSED") -> dict[str, list[dict[str, Any]]]:
    """What is in a campaign, with the name of the parent in the place of its id."""
    emulator = Emulator(pinads.data_dir / "emulator", now=moment)
    at = {"ad_account_id": ACCOUNT, "client": Client("pina_TEST_parts", BASE_URL, wire=EmulatorWire(emulator))}
    of = {**at, "campaign_ids": [campaign], "entity_statuses": status.split(",")}
    groups = [group.to_dict() for group in AdGroup.iter_all(**of)]
    names = {campaign: "campaign", **{group["id"]: group["name"] for group in groups}}
    ads = [ad.to_dict() for ad in Ad.iter_all(**of)]
    words = [word.to_dict() for word in Keyword.iter_all(**at, campaign_id=campaign)]
    words += [word.to_dict() for group in groups for word in Keyword.iter_all(**at, ad_group_ids=[group["id"]])]
    emulator.close()
    return {
        "groups": sorted((compared(group) for group in groups), key=str),
        "ads": sorted(({**compared(ad), "in": names[ad["ad_group_id"]]} for ad in ads if ad["ad_group_id"] in names), key=str),
        "keywords": sorted(({**compared(word), "in": names[word["parent_id"]]} for word in words), key=str),
    }


def compared(entity: dict[str, Any]) -> dict[str, Any]:
    """All of an entity but what a copy has of its own."""
    return {name: value for name, value in entity.items() if name not in OF_ITS_OWN}


def state(data_dir: Path) -> dict[str, Any]:
    """Everything that the emulator knows, but when it was last touched."""
    with opened(data_dir / "emulator" / "emulator.sqlite3") as db:
        rows = db.execute("SELECT id, kind, status, campaign, parent, starts, ends, body FROM entities").fetchall()
    return {identity: [*columns, _lasting(body)] for identity, *columns, body in rows}


@lru_cache(maxsize=10_000)  # Most of the sample is the same before and after, and in all tests.
def _lasting(body: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(body).items() if not name.startswith("updated_time") and value is not None}


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is not the same in two states."""
    return {key: (before.get(key), after.get(key)) for key in {*before, *after} if before.get(key) != after.get(key)}
