"""What rows of a write do to money: the amounts that they set, and what a day may cost before and after.

Fields are found by what their declarations say that they cap, not by name and not by command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pinads.cli.multipliers import is_about, loosened, multipliers_of, times_of
from pinads.credentials.amounts import ONCE, Amount, Change
from pinads.render.money import MICROS, magnitude, money
from pinads.sdk.checks import LARGEST_INTEGER
from pinads.sdk.declarations import Field, fields_of
from pinads.sdk.errors import InvalidInput

STATUS, ACTIVE = "status", "ACTIVE"
LARGE = {"DAILY": 100_000, "LIFETIME": 1_000_000, "BID": 1_000}
"""Amounts above these (times the currency's magnitude) are taken for a mistake: micro currency given as money, as a rule."""
_FAMILIAR = 10
"""Up to this multiple of the present amount no amount is too large."""
NOTHING: Mapping[str, Any] = {}


_marked: dict[type, tuple[tuple[Field, ...], tuple[Field, ...]]] = {}


def _of(model: type[Any]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of a model that cap spending or bids, and those that can put an end to an entity. Asked for each row."""
    if model not in _marked:
        fields = fields_of(model).values()
        _marked[model] = tuple(field for field in fields if field.caps), tuple(field for field in fields if field.final)
    return _marked[model]


def capping(model: type[Any]) -> tuple[Field, ...]:
    """The fields of a model that cap spending or bids."""
    return _of(model)[0]


def is_of_concern(model: type[Any]) -> bool:
    """Whether rows of a model can set an amount, multiply one, or put an end to an entity at all."""
    return any(_of(model)) or any(multipliers_of(model))


def is_final(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether a row puts an end to an entity."""
    row = flat(values)
    return any(row.get(field.name) in field.final for field in _of(model)[1])


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the unchecked fields (-F) among the others, as it is sent."""
    extra = values.get("extra")
    row = {name: value for name, value in values.items() if name != "extra"}
    return {**row, **extra} if isinstance(extra, Mapping) else row


def concerns_money(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether a row sets an amount, says what one covers or is multiplied by, or sets an entity going."""
    row = flat(values)
    named = (name for field in capping(model) if field.caps for name in (field.name, field.caps.by))
    others = (field.name for field in multipliers_of(model))
    return any(name in row for name in (*named, *others)) or bool(capping(model) and row.get(STATUS) == ACTIVE)


def change_of(
    model: type[Any], place: str, values: Mapping[str, Any], present: Mapping[str, Any] | None, label: Callable[[str], str], is_new: bool
) -> Change:
    """What a row does; ``present`` is None where it was not read, ``label`` makes the name of a field that errors use."""
    row, before = flat(values), present or NOTHING
    after = {**before, **row}
    starts = row.get(STATUS) == ACTIVE != before.get(STATUS)
    amounts = []
    for field in capping(model):
        assert field.caps is not None
        kind, old = _kind(field, after), micros(before.get(field.name))
        beside = (field.caps.by, *(other.name for other in multipliers_of(model) if is_about(other, field)))
        touched = field.name in row or (any(name in row for name in beside) and after.get(field.name) is not None)
        if touched or (starts and after.get(field.name) is not None):
            known = present is not None and field.in_record
            old = old if _kind(field, before) == kind else None
            new, times = micros(after.get(field.name)), times_of(model, field, after, present is not None or is_new)
            amounts.append(Amount(label(field.name), kind, old, new, known, starts, times_of(model, field, before) or ONCE, times))
    loose = tuple(loosened(model, row, before, label, starts))
    return Change(place, tuple(amounts), is_new, is_final(model, row), loose)


def _kind(field: Field, row: Mapping[str, Any]) -> str:
    assert field.caps is not None
    return str(row.get(field.caps.by) or field.caps.kind)


def micros(value: Any) -> int | None:
    """An amount of a row; what cannot be read as one is taken for the largest, since the server may read it."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19 else LARGEST_INTEGER


def refuse_large(change: Change, currency: Callable[[], str | None]) -> None:
    """Refuse an amount that is hardly meant; ``currency`` tells the ad account's, when it is needed.

    Raises:
        InvalidInput: there is one, and what it may have been meant to be.
    """
    for amount in change.amounts:
        limit = LARGE.get(amount.kind, 0) * MICROS
        familiar = amount.known and amount.before is not None and amount.after is not None and amount.after <= amount.before * _FAMILIAR
        if not limit or amount.after is None or amount.after <= limit or familiar:
            continue
        code = currency()
        limit *= magnitude(code)
        if amount.after > limit:
            a_day = " a day" if amount.kind == "DAILY" else ""
            meant = ""
            if amount.after % MICROS == 0:
                pasted = amount.after // MICROS
                meant = f"if {money(pasted, code)} is meant, write {pasted}micro; "
            raise InvalidInput(
                f"{amount.field}: {money(amount.after, code)}{a_day} is more than {money(limit, code)}, as by mistake: "
                f"{meant}--allow-large says that it is meant",
                amount.field,
            )


class Spending:
    """The sum over rows of what may be spent: in a day and in all, now and once the rows are active."""

    def __init__(self) -> None:
        self.now = {"DAILY": 0, "LIFETIME": 0}
        self.later = 0
        self.uncounted = 0
        self.opens = False

    def add(self, model: type[Any], values: Mapping[str, Any], present: Mapping[str, Any] | None, is_new: bool) -> None:
        """Count a row in."""
        row, before = flat(values), present or NOTHING
        after = {**before, **row}
        if is_new and STATUS in fields_of(model):
            after.setdefault(STATUS, ACTIVE)
        ran, runs = before.get(STATUS) == ACTIVE, after.get(STATUS) == ACTIVE
        old, new = _capped(model, before), _capped(model, after)
        freed = runs and bool(old) and not new  # Without its cap it may spend more, and nobody knows how much.
        if (ran != runs and "DAILY" not in new) or freed:
            self.uncounted += 1
        self.opens = self.opens or (runs and not ran) or freed
        for kind in self.now:
            self.now[kind] += (new.get(kind, 0) if runs else 0) - (old.get(kind, 0) if ran and not freed else 0)
        self.later += new.get("DAILY", 0) - old.get("DAILY", 0) if not (ran or runs) else 0

    @property
    def raises(self) -> bool:
        """Whether more can be spent than before."""
        return self.opens or any(amount > 0 for amount in self.now.values())

    def told(self, currency: str | None) -> str:
        """The change in a sentence."""
        parts = [f"daily spend {_signed(self.now['DAILY'], currency)}"]
        if self.later:
            parts.append(f"{_signed(self.later, currency)} once active")
        if self.uncounted:
            parts.append(f"not counting {self.uncounted} without a daily budget of {'its' if self.uncounted == 1 else 'their'} own")
        if self.now["LIFETIME"]:
            parts.append(f"lifetime budgets {_signed(self.now['LIFETIME'], currency)}")
        return ", ".join(parts)


def _capped(model: type[Any], row: Mapping[str, Any]) -> dict[str, int]:
    """What a row may spend in a day and in all, as far as it says so itself."""
    found: dict[str, int] = {}
    for field in capping(model):
        amount, kind = micros(row.get(field.name)), _kind(field, row)
        if amount is not None and field.in_record and kind in ("DAILY", "LIFETIME"):
            found[kind] = found.get(kind, 0) + amount
    return found


def _signed(amount: int, currency: str | None) -> str:
    return f"{'+' if amount > 0 else ''}{money(amount, currency)}" if amount else "unchanged"
