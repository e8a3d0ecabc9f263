"""Exact figures as the numbers that JSON and CSV have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose Decimals are int and float."""
    return {name: plain_number(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def plain_number(value: Decimal) -> int | float:
    """Return the number of a Decimal: an int if it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
