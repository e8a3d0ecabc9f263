"""The sample business for an emulator in memory."""

from __future__ import annotations

from functools import lru_cache

from pinads.emulator import Emulator


def plant(emulator: Emulator, campaigns: int = 20) -> None:
    """What ``seed`` does to a new emulator in memory, copied from another: to seed takes as long as most tests."""
    _planted(campaigns, int(emulator._now()))._store._db.backup(emulator._store._db)


@lru_cache(maxsize=20)
def _planted(campaigns: int, now: int) -> Emulator:
    emulator = Emulator(None, now=lambda: now)
    emulator.seed(campaigns=campaigns)
    return emulator
