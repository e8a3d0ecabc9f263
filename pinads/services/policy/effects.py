"""What rows of a write do to money: the amounts that they set, and what a day may cost before and after.

Fields are found by what their declarations say that they cap, not by name and not by command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.money import money
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.validation import LARGEST_INTEGER
from pinads.services.policy.amounts import ONCE, Amount, Change, Loosening
from pinads.services.policy.multipliers import is_about, loosened, multipliers_of, times_of

if TYPE_CHECKING:
    from pinads.services.changes import PlannedChange


STATUS, ACTIVE = "status", "ACTIVE"
DAILY = "DAILY"
BUDGETS = (DAILY, "LIFETIME")
KINDS = (*BUDGETS, "BID")
NOTHING: Mapping[str, Any] = {}


class _Marked(NamedTuple):
    """The fields of a model that cap spending or bids, by what else each is touched, those that can put an end to an entity, and all names
    that concern money."""

    capping: tuple[Field, ...]
    beside: Mapping[str, tuple[str, ...]]
    final: tuple[Field, ...]
    names: frozenset[str]


_marked: dict[type, _Marked] = {}


def _of(model: type[Any]) -> _Marked:
    """What is marked in a model. Asked for each row."""
    if model not in _marked:
        fields, others = fields_of(model).values(), multipliers_of(model)
        caps = tuple(field for field in fields if field.caps)
        beside = {
            field.name: (*([field.caps.by] if field.caps and field.caps.by else []), *(one.name for one in others if is_about(one, field)))
            for field in caps
        }
        names = frozenset((*beside, *(name for more in beside.values() for name in more), *(other.name for other in others)))
        _marked[model] = _Marked(caps, beside, tuple(field for field in fields if field.final), names)
    return _marked[model]


def capping(model: type[Any]) -> tuple[Field, ...]:
    """The fields of a model that cap spending or bids."""
    return _of(model).capping


def is_of_concern(model: type[Any]) -> bool:
    """Whether rows of a model can set an amount, multiply one, or put an end to an entity at all."""
    return bool(_of(model).names or _of(model).final)


def is_final(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether a row puts an end to an entity."""
    row = flat(values)
    return any(row.get(field.name) in field.final or _word(row.get(field.name)) in field.final for field in _of(model).final)


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the unchecked fields (-F) among the others, as it is sent."""
    extra = values.get("extra")
    row = {name: value for name, value in values.items() if name != "extra"}
    return {**row, **extra} if isinstance(extra, Mapping) else row


def concerns_money(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether a row sets an amount, says what one covers or is multiplied by, or sets an entity going."""
    row = flat(values)
    return not _of(model).names.isdisjoint(row) or bool(capping(model) and _word(row.get(STATUS)) == ACTIVE)


def decides_spending(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether a row has a say in what is spent: with an amount, with what one covers or is multiplied by, or with a status."""
    row = flat(values)
    return bool(capping(model)) and (STATUS in row or not _of(model).names.isdisjoint(row))


def change_of(
    model: type[Any], place: str, values: Mapping[str, Any], present: Mapping[str, Any] | None, label: Callable[[str], str], is_new: bool
) -> Change:
    """What a row does; ``present`` is None where it was not read, ``label`` makes the name of a field that errors use."""
    ends = is_final(model, values)
    if not concerns_money(model, values):
        return Change(place, is_new=is_new, is_final=ends)
    row, before = flat(values), present or NOTHING
    starts = _word(row.get(STATUS)) == ACTIVE != before.get(STATUS)
    amounts = tuple(_amounts(model, row, present, label, starts, is_new))
    return Change(place, amounts, is_new, ends, tuple(loosened(model, row, before, label, starts, is_new)))


def _amounts(
    model: type[Any], row: Mapping[str, Any], present: Mapping[str, Any] | None, label: Callable[[str], str], starts: bool, is_new: bool
) -> Iterator[Amount]:
    before, is_whole = present or NOTHING, present is not None or is_new
    after = {**before, **row}
    for field in capping(model):
        there = after.get(field.name) is not None
        touched = field.name in row or (there and any(name in row for name in _of(model).beside[field.name]))
        if touched or (there and starts):
            kind = _kind(field, after)
            old = micros(before.get(field.name)) if _kind(field, before) == kind else None
            known = present is not None and field.in_record
            times_before, times = times_of(model, field, before) or ONCE, times_of(model, field, after, is_whole)
            yield Amount(label(field.name), kind, old, micros(after.get(field.name)), known, starts, times_before, times)
            if known and kind != DAILY == _kind(field, before) and before.get(field.name) is not None:
                # A daily budget that becomes a lifetime one no longer limits a day.
                by = field.caps.by if field.caps else field.name
                yield Amount(label(by), DAILY, micros(before[field.name]), None, known, starts, times_before, times)


def _kind(field: Field, row: Mapping[str, Any]) -> str:
    """What an amount is the most of; one of a kind that is not known counts as what it is usually."""
    assert field.caps is not None
    kind = _word(row.get(field.caps.by))
    return kind if kind in KINDS else field.caps.kind


def _word(value: Any) -> str:
    """A choice, which the server may read in lower case too."""
    return value.upper() if isinstance(value, str) else ""


def unread(model: type[Any], values: Mapping[str, Any]) -> Iterator[Loosening]:
    """What a change of something that nobody read does to amounts that it does not state: it sets them going, or makes others of them."""
    row = flat(values)
    starts = _word(row.get(STATUS)) == ACTIVE and STATUS in fields_of(model)
    for field in capping(model):
        by = field.caps.by if field.caps else ""
        if field.name not in row and field.in_record and (starts or by in row):
            what = f"{STATUS} {ACTIVE}" if starts else f"{by} {row[by]}"
            kinds = BUDGETS if by and by not in row else (_kind(field, row),)
            yield from (Loosening(kind, f"{what}: the amount that is there is not read") for kind in kinds)
        if by in row and _kind(field, row) != DAILY:
            yield Loosening(DAILY, f"{by} {row[by]}: a daily budget may be there, which is not read")


def micros(value: Any) -> int | None:
    """An amount of a row; what cannot be read as one is taken for the largest, since the server may read it."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19 else LARGEST_INTEGER


class Spending:
    """The sum over rows of what may be spent: in a day and in all, now and once the rows are active."""

    def __init__(self) -> None:
        self.now = dict.fromkeys(BUDGETS, 0)
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
        if amount is not None and field.in_record and kind in BUDGETS:
            found[kind] = found.get(kind, 0) + amount
    return found


def _signed(amount: int, currency: str | None) -> str:
    return f"{'+' if amount > 0 else ''}{money(amount, currency)}" if amount else "unchanged"


class Sums:
    """What rows do to spending, and how many change anything; added up as they go by."""

    def __init__(self) -> None:
        self.spending = Spending()
        self.rows = 0

    def add(self, model: type[Any], item: PlannedChange, is_new: bool) -> None:
        """Count a row in."""
        if not item.unchanged:
            self.rows += 1
            self.spending.add(model, item.values, item.before, is_new)
