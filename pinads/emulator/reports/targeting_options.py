"""Names of the values of targeting types."""

from __future__ import annotations

from collections.abc import Callable

from pinads.emulator.figures.breakdowns import NAMES, VALUES
from pinads.emulator.messages import compact
from pinads.emulator.resources.base import Call


def options_of(targeting_type: str) -> Callable[[Call], str]:
    """Return the handler for a targeting type; a value without a name is its own."""
    values = dict.fromkeys(VALUES.get(targeting_type, ())) | dict.fromkeys(NAMES.get(targeting_type, {}))

    def get(call: Call) -> str:
        return compact([{value: NAMES.get(targeting_type, {}).get(value, value) for value in values}])

    return get
