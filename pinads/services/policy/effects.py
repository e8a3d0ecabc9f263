"""The effect of one row on money and finality: everything that policy, sanity limits, sums and questions ask about it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pinads.services.policy.amounts import BUDGETS, DAILY, LIFETIME, ONCE, UNCAPPED, UNKNOWN, Amount, Capped, Uncapped, factor_text
from pinads.services.policy.money_fields import ACTIVE, STATUS, MoneyFields, flat, micros, money_fields, word

UNREADABLE = 10**12
"""A factor that cannot be read as one counts as this, as the server may accept it."""


class UncappedSpend(NamedTuple):
    """Spending or bids that nothing caps after a write, though the write states no amount.

    Attributes:
        kind: ``DAILY``, ``LIFETIME`` or ``BID``.
        text: the reason.
    """

    kind: str
    text: str


class Factor(NamedTuple):
    """A multiplier that a row changes.

    Attributes:
        field: its field.
        label: the same, as errors name it.
        factor: the largest factor in it, in millionths.
    """

    field: str
    label: str
    factor: int


class Effect(NamedTuple):
    """The effect of one row on money and finality.

    Attributes:
        place: where the row comes from, for errors.
        is_new: it creates an entity.
        amounts: the amounts that it sets, clears, multiplies or activates.
        uncapped: the spending that nothing caps afterwards.
        factors: the multipliers that it changes; -F fields are meant as they are.
        daily: the change of the daily spend in micros.
        lifetime: the change of the lifetime spend in micros.
        daily_once_active: the change of the daily spend in micros when its entity, which is idle, is activated.
        opens: it allows spending of an unknown amount, or of an entity that was idle.
        uncounted: it changes daily spending that has no amount of its own.
        activates: its entity was idle and becomes active.
        final: it archives or removes its entity.
    """

    place: str = ""
    is_new: bool = False
    amounts: tuple[Amount, ...] = ()
    uncapped: tuple[UncappedSpend, ...] = ()
    factors: tuple[Factor, ...] = ()
    daily: int = 0
    lifetime: int = 0
    daily_once_active: int = 0
    opens: bool = False
    uncounted: bool = False
    activates: bool = False
    final: bool = False


def effect_of(
    model: type[Any],
    values: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    is_new: bool = False,
    label: Callable[[str], str] = str,
    place: str = "",
    idle: bool = False,
) -> Effect:
    """Compute the effect of a row.

    Args:
        values: the row.
        before: the entity's current values; None if they were not read or it does not exist.
        is_new: the row creates an entity.
        label: returns the name of a field that errors use.
        place: where the row comes from, for errors.
        idle: a parent of the entity is not active, so nothing is spent.
    """
    fields, row = money_fields(model), flat(values)
    if not is_new and fields.decisive.isdisjoint(row):
        return Effect(place)
    old = before or {}
    new = {**old, **row}
    if is_new and fields.has_status:
        new.setdefault(STATUS, ACTIVE)
    ran, runs = word(old.get(STATUS)) == ACTIVE, word(new.get(STATUS)) == ACTIVE and not idle
    activates = runs and not ran

    amounts: list[Amount] = []
    old_budgets: dict[str, int] = {}
    new_budgets: dict[str, int] = {}
    for cap in fields.caps:
        name, kind_before, kind = cap.name, cap.kind_in(old), cap.kind_in(new)
        stated_before, stated = micros(old.get(name)), micros(new.get(name))
        if cap.is_read:
            _count(old_budgets, kind_before, stated_before)
            _count(new_budgets, kind, stated)
        if name in row or (stated is not None and (activates or not cap.related.isdisjoint(row))):
            known = before is not None and cap.is_read
            factor_before = factor_of(fields, name, old) or ONCE
            factor = factor_of(fields, name, new, before is not None or is_new)
            present = _stated(stated_before if kind_before == kind else None) if known or is_new else UNKNOWN
            amounts.append(Amount(label(name), kind, present, _stated(stated), factor_before, factor))
            if known and kind != DAILY == kind_before and stated_before is not None:
                # A daily budget that becomes a lifetime one no longer limits a day.
                amounts.append(Amount(label(cap.by or name), DAILY, Capped(stated_before), UNCAPPED, factor_before, factor))

    freed = runs and bool(old_budgets) and not new_budgets  # Without its cap it may spend more, and nobody knows how much.
    spent = {kind: (new_budgets.get(kind, 0) if runs else 0) - (old_budgets.get(kind, 0) if ran and not freed else 0) for kind in BUDGETS}
    return Effect(
        place,
        is_new,
        tuple(amounts),
        tuple(_uncapped(fields, row, old, new, label, activates, is_new)),
        tuple(_factors(fields, values, old, label)),
        daily=spent[DAILY],
        lifetime=spent[LIFETIME],
        daily_once_active=0 if ran or runs else new_budgets.get(DAILY, 0) - old_budgets.get(DAILY, 0),
        opens=activates or freed,
        uncounted=(ran != runs and DAILY not in new_budgets) or freed,
        activates=activates,
        final=fields.is_final(row),
    )


def _count(budgets: dict[str, int], kind: str, amount: int | None) -> None:
    if amount is not None and kind in BUDGETS:
        budgets[kind] = budgets.get(kind, 0) + amount


def _stated(amount: int | None) -> Capped | Uncapped:
    return UNCAPPED if amount is None else Capped(amount)


def _factors(fields: MoneyFields, values: Mapping[str, Any], old: Mapping[str, Any], label: Callable[[str], str]) -> Iterator[Factor]:
    for field in fields.factors:
        value = values.get(field.name)
        if value != old.get(field.name) and (factors := factors_in(value)):
            yield Factor(field.name, label(field.name), max(factors.values()))


def _uncapped(
    fields: MoneyFields,
    row: Mapping[str, Any],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    label: Callable[[str], str],
    activates: bool,
    is_new: bool,
) -> Iterator[UncappedSpend]:
    """Yield the spending that a row uncaps without stating an amount.

    Multipliers that it does not change count only if it activates its entity. An entity whose bids Pinterest found from the beginning
    had no amount for a rule to cap; a bid that is given up was one.
    """
    for field in fields.uncapping:
        assert field.uncaps is not None
        values = field.uncaps.values
        if field.name in row and not is_new and word(new[field.name]) in values and word(old.get(field.name)) not in values:
            yield UncappedSpend(field.uncaps.kind, f"{label(field.name)} {new[field.name]}: Pinterest finds the bids by itself")
    for field in fields.factors:
        assert field.multiplies is not None
        if (field.name in row or activates) and not _is_stated(fields, field.multiplies.amount, new):
            before = {} if activates else factors_in(old.get(field.name))
            raised = (factor for path, factor in factors_in(new.get(field.name)).items() if factor > max(before.get(path, ONCE), ONCE))
            if factor := max(raised, default=0):
                yield UncappedSpend(field.multiplies.kind, f"{label(field.name)}: bids are multiplied by up to {factor_text(factor)}")


def _is_stated(fields: MoneyFields, amount: str, new: Mapping[str, Any]) -> bool:
    """Tell whether the amount that is multiplied is known, so that rules judge the product."""
    is_free = any(field.uncaps and word(new.get(field.name)) in field.uncaps.values for field in fields.uncapping)
    return not is_free and new.get(amount) is not None


def unread_spend(model: type[Any], values: Mapping[str, Any]) -> Iterator[UncappedSpend]:
    """Yield the spending that a change of an unread entity may uncap: by activating it, or redefining its amounts."""
    fields, row = money_fields(model), flat(values)
    activates = word(row.get(STATUS)) == ACTIVE and fields.has_status
    for cap in fields.caps:
        if cap.name not in row and cap.is_read and (activates or cap.by in row):
            cause = f"{STATUS} {ACTIVE}" if activates else f"{cap.by} {row[cap.by]}"
            kinds = BUDGETS if cap.by and cap.by not in row else (cap.kind_in(row),)
            yield from (UncappedSpend(kind, f"{cause}: the current amount is not read") for kind in kinds)
        if cap.by in row and cap.kind_in(row) != DAILY:
            yield UncappedSpend(DAILY, f"{cap.by} {row[cap.by]}: there may be a daily budget, which is not read")


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
