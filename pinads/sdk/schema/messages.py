"""Parts of error messages: a value, near names, and the choices of a closed list."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from pinads.sdk.errors import InvalidInput

MOST_CHOICES_LISTED = 60


def nearest(name: str, names: Iterable[str]) -> str:
    """Suggest the nearest of some names as ``; did you mean 'x'?``, or nothing if none is near."""
    known = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), known, n=1)
    return f"; did you mean {known[close[0]]!r}?" if close else ""


def describe(value: object, secret: bool = False) -> str:
    """Describe a value for an error, shortened; of people's data the type alone."""
    if secret:
        return f"a value of type {type(value).__name__} (not shown)"
    try:
        text = repr(value)
    except ValueError:
        # Python writes no number of more than 4,300 digits.
        return f"a value of type {type(value).__name__}, too long to show"
    return text if len(text) <= 60 else text[:57] + "..."


def invalid_choice(value: str, choices: Collection[str], where: str, near: Collection[str] = (), insist: str | None = None) -> InvalidInput:
    """Make the error of a value outside a closed list; it lists the choices, or the nearest of very many.

    Args:
        value: the value.
        choices: the list.
        where: the field or option.
        near: the choices that the value may be a typing mistake of, if they are known.
        insist: the way to send the value anyway.
    """
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else nearest(value, choices).lstrip("; ")
    listed = ", ".join(choices)
    if len(choices) > MOST_CHOICES_LISTED:
        close = difflib.get_close_matches(value.upper(), choices, n=8, cutoff=0.5)
        listed = f"{len(choices)} values{', such as ' + ', '.join(close) if close else ''}"
    listed += f" - {hint}" if hint else ""
    listed += f" ({insist} sends it as it is)" if insist else ""
    shown = describe(value)
    return InvalidInput(f"Invalid {where} {shown}: choose from {listed}", where, tuple(choices), reason=f"{shown} is not one of {listed}")
