"""The fields of a model that concern money or finality, found by their declarations: not by name, and not by command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.validation import LARGEST_INTEGER
from pinads.services.policy.amounts import KINDS

STATUS, ACTIVE = "status", "ACTIVE"


class CapField(NamedTuple):
    """A field that caps spending or bids.

    Attributes:
        field: its declaration.
        kind: what it caps unless the field ``by`` says otherwise.
        by: the field that decides, if any.
        related: the fields that decide what it covers or multiply it.
        is_read: whether answers have it.
    """

    field: Field
    kind: str
    by: str
    related: frozenset[str]
    is_read: bool

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    def kind_in(self, row: Mapping[str, Any]) -> str:
        """Return what the amount caps in a row; an unknown kind counts as the usual one."""
        kind = word(row.get(self.by)) if self.by else ""
        return kind if kind in KINDS else self.kind


class MoneyFields(NamedTuple):
    """The declared fields of a model that concern money or finality.

    Attributes:
        caps: the fields that cap spending or bids.
        factors: the fields that multiply amounts.
        uncapping: the fields with values that leave amounts to Pinterest.
        final: the fields that can archive or remove an entity.
        names: the names of all of them but the final ones.
        decisive: the same names, those of the final ones and the status.
        has_status: whether entities are active or not.
    """

    caps: tuple[CapField, ...]
    factors: tuple[Field, ...]
    uncapping: tuple[Field, ...]
    final: tuple[Field, ...]
    names: frozenset[str]
    decisive: frozenset[str]
    has_status: bool

    def is_final(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a flat row archives or removes its entity."""
        return any(row.get(field.name) in field.final or word(row.get(field.name)) in field.final for field in self.final)


_known: dict[type, MoneyFields] = {}


def money_fields(model: type[Any]) -> MoneyFields:
    """Return the fields of a model that concern money or finality. Every row asks, so they are kept."""
    if model not in _known:
        _known[model] = _found(model)
    return _known[model]


def _found(model: type[Any]) -> MoneyFields:
    fields = fields_of(model).values()
    factors = tuple(field for field in fields if field.multiplies)
    uncapping = tuple(field for field in fields if field.uncaps)
    caps = []
    for field in fields:
        if field.caps:
            related = {one.name for one in factors if one.multiplies and one.multiplies.amount == field.name}
            related |= {one.name for one in uncapping if one.uncaps and one.uncaps.kind == field.caps.kind}
            related |= {field.caps.by} - {""}
            caps.append(CapField(field, field.caps.kind, field.caps.by, frozenset(related), field.in_record))
    final = tuple(field for field in fields if field.final)
    names = frozenset(name for cap in caps for name in (cap.name, *cap.related)) | {one.name for one in (*factors, *uncapping)}
    decisive = names | {STATUS} | {field.name for field in final}
    return MoneyFields(tuple(caps), factors, uncapping, final, names, decisive, STATUS in fields_of(model))


def concerns_money(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether a row sets an amount, its kind or a multiplier, or activates an entity."""
    row, fields = flat(values), money_fields(model)
    return not fields.names.isdisjoint(row) or bool(fields.caps and word(row.get(STATUS)) == ACTIVE)


def decides_spending(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether a row can change spending: by an amount, its kind, a multiplier or the status."""
    row, fields = flat(values), money_fields(model)
    return bool(fields.caps) and (STATUS in row or not fields.names.isdisjoint(row))


def is_final(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether a row archives or removes its entity."""
    return money_fields(model).is_final(flat(values))


def flat(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with the unchecked fields (-F) among the others, as it is sent."""
    if "extra" not in values:
        return values
    extra = values["extra"]
    row = {name: value for name, value in values.items() if name != "extra"}
    return {**row, **extra} if isinstance(extra, Mapping) else row


def word(value: Any) -> str:
    """Return a choice in capitals, as the server may accept lower case; empty if it is not text."""
    return value.upper() if isinstance(value, str) else ""


def micros(value: Any) -> int | None:
    """Return an amount of a row; an invalid one counts as the largest, as the server may accept it."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19 else LARGEST_INTEGER
