"""The factors in bid multipliers, in millionths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinads.services.policy.amounts import ONCE
from pinads.services.policy.money_fields import MoneyFields

UNREADABLE = 10**12
"""A factor that cannot be read as one counts as this, as the server may accept it."""


def factor_of(fields: MoneyFields, amount: str, values: Mapping[str, Any], is_whole: bool = True) -> int | None:
    """Return the largest factor of an amount; None if it is not among the values, and they are not ``is_whole``."""
    factor = ONCE
    for field in fields.factors:
        if field.multiplies and field.multiplies.amount == amount:
            if field.name not in values and not is_whole:
                return None
            factor = max([factor, *factors_in(values.get(field.name)).values()])
    return factor


def factors_in(value: Any, path: str = "") -> dict[str, int]:
    """Return the numbers in a multiplier by their paths. Lists hold names (of what an update touches), no numbers."""
    if isinstance(value, Mapping):
        return {key: factor for name, part in value.items() for key, factor in factors_in(part, f"{path}.{name}").items()}
    if value is None or isinstance(value, (bool, list)):
        return {}
    try:
        return {path: round(min(float(value), UNREADABLE / ONCE) * ONCE)}
    except (TypeError, ValueError):
        return {path: UNREADABLE}
