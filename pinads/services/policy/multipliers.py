"""What raises bids besides their amounts: multipliers, and strategies with which Pinterest finds the bids.

Fields are found by what their declarations say, not by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pinads.sdk.schema.fields import Field, fields_of
from pinads.services.policy.amounts import ONCE, Loosening, shown

WITHOUT_END = 10**12
"""Stands for a multiplier that cannot be read as one, since the server may read it."""
_marked: dict[type, tuple[Field, ...]] = {}


def multipliers_of(model: type[Any]) -> tuple[Field, ...]:
    """The fields of a model that multiply amounts or take their limit away. Asked for each row."""
    if model not in _marked:
        _marked[model] = tuple(field for field in fields_of(model).values() if field.multiplies or field.uncaps)
    return _marked[model]


def is_about(field: Field, amount: Field) -> bool:
    """Whether a field multiplies an amount or takes its limit away."""
    assert amount.caps is not None
    return bool((field.multiplies and field.multiplies.amount == amount.name) or (field.uncaps and field.uncaps.kind == amount.caps.kind))


def times_of(model: type[Any], amount: Field, values: Mapping[str, Any], is_whole: bool = True) -> int | None:
    """What an amount is multiplied by, in millionths; None where that is not among the values, and they are not all there are."""
    times = ONCE
    for field in multipliers_of(model):
        if field.multiplies and field.multiplies.amount == amount.name:
            if field.name not in values and not is_whole:
                return None
            times = max([times, *_factors(values.get(field.name)).values()])
    return times


def largest_factors(model: type[Any], row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Find the multipliers that a row sets, each with its largest factor in millionths."""
    for field in multipliers_of(model):
        factors = _factors(row.get(field.name)) if field.multiplies else {}
        if factors:
            yield field.name, max(factors.values())


def loosened(
    model: type[Any], row: Mapping[str, Any], before: Mapping[str, Any], label: Callable[[str], str], starts: bool, is_new: bool
) -> Iterator[Loosening]:
    """What a row does to amounts that it does not state; of multipliers that were there before only where it sets an entity going.

    Where Pinterest finds the bids from the beginning there is no amount that a rule could be about; a bid that is given up was one.
    """
    after = {**before, **row}
    for field in multipliers_of(model):
        value, old = after.get(field.name), None if starts else before.get(field.name)
        given_up = field.uncaps and field.name in row and not is_new and not _among(before.get(field.name), field.uncaps.values)
        if given_up and field.uncaps and _among(value, field.uncaps.values):
            yield Loosening(field.uncaps.kind, f"{label(field.name)} {value}: Pinterest finds the bids by itself")
        if field.multiplies and (field.name in row or starts) and not _is_stated(model, field, after):
            factors, olds = _factors(value), _factors(old)
            times = max((times for key, times in factors.items() if times > max(olds.get(key, ONCE), ONCE)), default=ONCE)
            if times > ONCE:
                yield Loosening(field.multiplies.kind, f"{label(field.name)}: bids are multiplied by up to {shown(times)}")


def _is_stated(model: type[Any], multiplier: Field, values: Mapping[str, Any]) -> bool:
    """Whether the amount that is multiplied is known, so that the product is held against the rule."""
    assert multiplier.multiplies is not None
    free = any(field.uncaps and _among(values.get(field.name), field.uncaps.values) for field in multipliers_of(model))
    return not free and values.get(multiplier.multiplies.amount) is not None


def _among(value: Any, values: tuple[str, ...]) -> bool:
    return isinstance(value, str) and value.upper() in values


def _factors(value: Any, path: str = "") -> dict[str, int]:
    """The numbers in a multiplier, in millionths, by where they stand in it. Names (of what an update touches) are none."""
    if isinstance(value, Mapping):
        return {key: times for name, part in value.items() for key, times in _factors(part, f"{path}.{name}").items()}
    if isinstance(value, list):
        return {}
    return {} if value is None or isinstance(value, bool) else {path: _millionths(value)}


def _millionths(value: Any) -> int:
    try:
        return round(min(float(value), WITHOUT_END / ONCE) * ONCE)
    except (TypeError, ValueError):
        return WITHOUT_END
