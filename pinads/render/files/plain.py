"""Exact figures as the numbers that JSON, CSV and cells have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pinads.render.figures import exact
from pinads.render.json import compact
from pinads.render.money import decimals, round_half_up


def plain(value: Any, places: int | None = None) -> Any:
    """Return a row, or any value, whose Decimals are int and float, rounded if ``places`` says to how many decimals."""
    if isinstance(value, Decimal):
        value = value if places is None else round_half_up(value, places)
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {name: plain(part, places) for name, part in value.items()}
    return [plain(part, places) for part in value] if isinstance(value, (list, tuple)) else value


def for_sheets(row: Mapping[str, Any], kinds: Mapping[str, str] = {}, currency: str | None = None) -> dict[str, Any]:
    """Return a row whose figures are numbers as texts; amounts have the decimals of the currency."""
    least = decimals(currency)
    return {name: exact(value, least if kinds.get(name) == "money" else 0) for name, value in row.items()}


def for_cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row for cells with types: figures as they are, and lists and objects as texts."""
    return {name: compact(exact(value)) if isinstance(value, (list, tuple, Mapping)) else value for name, value in row.items()}
