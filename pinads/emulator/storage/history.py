"""States that determine an entity's delivery: its status, schedule and budget, as they were at each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pinads.emulator.storage.store import EmulatorStore


class State(NamedTuple):
    """The state of an entity from a time on.

    Attributes:
        status: the status, as it was set.
        starts: start of the schedule, in seconds since 1970.
        ends: end of the schedule.
        daily: budget or cap of a day, in micro currency.
        lifetime: budget or cap of the whole schedule, in micro currency.
    """

    status: str
    starts: int | None = None
    ends: int | None = None
    daily: int | None = None
    lifetime: int | None = None


_INSERT = "INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

States = tuple[tuple[int, State], ...]
"""The states of an entity in order, each with the time that it begins."""


def state_of(doc: Mapping[str, Any]) -> State:
    """Read the state from an entity's JSON object."""
    daily, lifetime = doc.get("daily_spend_cap"), doc.get("lifetime_spend_cap")
    budget = doc.get("budget_in_micro_currency")
    if budget:
        daily, lifetime = (None, budget) if doc.get("budget_type") == "LIFETIME" else (budget, None)
    return State(doc["status"], doc.get("start_time"), doc.get("end_time"), daily or None, lifetime or None)


def note_change(store: EmulatorStore, before: Mapping[str, Any], after: Mapping[str, Any], now: int) -> None:
    """Store the states before and after a change, unless they are the same; call it within ``writing`` only."""
    old, new = state_of(before), state_of(after)
    if old == new:
        return
    identity, campaign = int(after["id"]), int(after.get("campaign_id") or after["id"])
    if not store.query("SELECT 1 FROM history WHERE entity = ? LIMIT 1", (identity,)):
        store.run(_INSERT, (identity, before.get("created_time") or 0, campaign, *old))
    store.run(_INSERT, (identity, now, campaign, *new))


def states_of_campaigns(store: EmulatorStore, campaigns: Sequence[int]) -> dict[int, States]:
    """Fetch the states of all changed entities of some campaigns, by the entity's id."""
    found: dict[int, list[tuple[int, State]]] = {}
    sql = f"SELECT * FROM history WHERE campaign IN ({','.join('?' * len(campaigns))}) ORDER BY entity, at"
    for entity, at, _, *state in store.query(sql, campaigns):
        found.setdefault(entity, []).append((at, State(*state)))
    return {entity: tuple(states) for entity, states in found.items()}
