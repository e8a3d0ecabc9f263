"""What the pages' blocks need around them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pinads.emulator import Emulator, Server


@pytest.fixture
def api() -> Iterator[Server]:
    """The sample business over HTTP."""
    emulator = Emulator(None)
    emulator.seed()
    with Server(emulator) as server:
        yield server
    emulator.close()
