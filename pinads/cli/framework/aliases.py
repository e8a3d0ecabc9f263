"""Aliases in place of a command."""

from __future__ import annotations

from typing import Any

from pinads.config import aliases
from pinads.sdk.errors import PinadsError


def with_alias(context: Any, words: list[str]) -> list[str] | None:
    """Return the command line in which an alias is replaced by its words, once; None if it begins with none."""
    try:
        return aliases.with_alias(words)
    except PinadsError as error:
        context.fail(error.message)
        return None
