"""Exact figures as the numbers that JSON and CSV have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pinads.render.figures import exact
from pinads.render.money import decimals


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose Decimals are int and float."""
    return {name: plain_number(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def for_sheets(row: Mapping[str, Any], kinds: Mapping[str, str], currency: str | None) -> dict[str, Any]:
    """Return a row whose figures are numbers as texts; amounts have the decimals of the currency."""
    least = decimals(currency)
    return {name: exact(value, least if kinds.get(name) == "money" else 0) for name, value in row.items()}


def plain_number(value: Decimal) -> int | float:
    """Return the number of a Decimal: an int if it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
