"""Percentages that people type: ``10%`` or ``10``."""

from __future__ import annotations

import re
from decimal import Decimal

from pinads.render.text import quoted
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option


def percent_of(text: str, parameter: str) -> Decimal:
    """Read a percentage from 0 to 1000.

    Raises:
        InvalidInput: it is none.
    """
    match = re.fullmatch(r"\s*([0-9]{1,4}(?:[.,][0-9]+)?)\s*%?\s*", text, re.ASCII)
    if match is None or (found := Decimal(match[1].replace(",", "."))) > 1000:
        raise InvalidInput(f"Invalid {option(parameter)} {quoted(text)}: write a percentage such as 10%", parameter)
    return found
