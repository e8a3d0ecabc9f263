"""Values outside the API's closed lists: newer than the list, or a typing mistake.

The lists are those of one version of the API, and Pinterest adds to them. A value that may be a new one is sent, with a
warning; one that is a near miss of a known value is refused, since a typing mistake is likelier than a new value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pinads.sdk.schema.choices import API_VERSION
from pinads.sdk.schema.messages import describe, invalid_choice
from pinads.sdk.schema.warned import warned

LONGEST_CODE = 3
"""Lists of values of one length up to this (countries, currencies) are codes: each differs from many others by one letter."""
SHORT_WORD = 5
MOST_NAMED = 4
MOST_KEPT = 1000
_NONE: frozenset[str] = frozenset()

_UPPER, _LOWER = "[A-Z][A-Z0-9_]*", "[a-z][a-z0-9_]*"
_DIGITS = "[0-9]+"
_ALLOWED: ContextVar[bool] = ContextVar("allowed", default=False)
_LISTED_ONLY: ContextVar[bool] = ContextVar("listed only", default=False)
_INSIST: ContextVar[str] = ContextVar("insist", default="allow_unknown_values()")


@contextmanager
def allow_unknown_values(allow: bool = True, how: str | None = None) -> Iterator[None]:
    """Send values as they are while the block runs, near misses of known ones included; each is warned of.

    Args:
        allow: False refuses near misses; the block then changes the hint alone.
        how: the way to insist that errors name, such as an option.
    """
    allowed, insist = _ALLOWED.set(allow), _INSIST.set(how or _INSIST.get())
    try:
        yield
    finally:
        _ALLOWED.reset(allowed)
        _INSIST.reset(insist)


@contextmanager
def listed_values_only() -> Iterator[None]:
    """Refuse values outside a list while the block runs, unless they are allowed."""
    only = _LISTED_ONLY.set(True)
    try:
        yield
    finally:
        _LISTED_ONLY.reset(only)


def accept(value: str, choices: Collection[str], where: str, done: str = "sent as it is") -> None:
    """Accept a value outside a list with a warning; refuse a near miss, or one unlike the list.

    Args:
        value: the value.
        choices: the known values.
        where: the field.
        done: the use of the value, for the warning.

    Raises:
        InvalidInput: it is refused; nothing was sent.
    """
    if _LISTED_ONLY.get():
        refuse_unlisted(value, choices, where)
    refuse_unlikely(value, choices, where)
    if len(warned().unlisted) < MOST_KEPT:
        warned().unlisted.add(value)
    field = re.sub(r"\[\d+\]", "", where)
    close = difflib.get_close_matches(value.upper(), choices, n=3, cutoff=0.5)
    known = f" (known are, among others, {', '.join(close)})" if close else ""
    text = f"{field} {describe(value)} is not among the values that pinads knows, those of Pinterest's API {API_VERSION}{known}; {done}"
    warned().warn(text, (value, tuple(choices)))


def unlisted_in(body: Any) -> frozenset[str]:
    """Find the values of a body that were accepted in this run although they are in no list.

    Rows that differ in them share no request: a server that does not know a value refuses the whole request.
    """
    known = warned().unlisted
    return frozenset(leaf for leaf in _texts(body) if leaf in known) if known else _NONE


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def refuse_unlikely(value: str, choices: Collection[str], where: str) -> None:
    """Refuse a value that is a near miss of one in a list, or unlike all of them.

    Raises:
        InvalidInput: it is refused; the message has the nearest values and how to insist.
    """
    if _ALLOWED.get() and value.strip():
        return
    near = near_misses(value, choices)
    if near or not is_well_formed(value, choices):
        raise invalid_choice(value, choices, where, near, _INSIST.get() if near else None)


def refuse_unlisted(value: str, choices: Collection[str], where: str) -> None:
    """Refuse a value outside a list, unless unknown values are allowed.

    Raises:
        InvalidInput: it is refused; the message has the choices.
    """
    if not (_ALLOWED.get() and value.strip()):
        raise invalid_choice(value, choices, where, near_misses(value, choices), _INSIST.get())


def near_misses(value: str, choices: Collection[str]) -> list[str]:
    """Find the values of a list that a value is a near miss of: the nearest, at most four.

    A near miss is a known value

    - in other case, or with blanks or hyphens for its underscores, or blanks around it (``active``, ``web-conversion``);
    - with its letters in another order (``BOARD`` for ``BROAD``);
    - at an edit distance of 1, or of 2 where it has six characters or more: a character dropped, added or replaced, or two
      neighbours swapped (``SALSE``, ``AWARENES``, ``femail``).

    Values whose numbers differ are different values (``IMPRESSION_1``, ``25-34``), and so are codes of up to three letters
    (countries, currencies) that differ in more than case: every new one differs from a known one by a letter.
    """
    given = _folded(value)
    numbers = re.findall(_DIGITS, given)
    are_codes = _are_codes(choices)
    found: dict[int, list[str]] = {}
    for known in choices:
        other = _folded(known)
        if other == given:
            return [known]
        if are_codes or re.findall(_DIGITS, other) != numbers:
            continue
        most = 1 if len(other) <= SHORT_WORD else 2
        distance = edit_distance(given, other, most)
        if distance > most and len(given) == len(other) and sorted(given) == sorted(other):
            distance = most
        if distance <= most:
            found.setdefault(distance, []).append(known)
    return found[min(found)][:MOST_NAMED] if found else []


def is_well_formed(value: str, choices: Collection[str]) -> bool:
    """Tell whether a value has the form of those of a list.

    The forms are words in capitals, or in small letters, with digits and underscores; codes have the length of the others; in a
    list with other signs (``25-34``, ``65+``) the value has digits, letters and signs in the order of one of the list.
    """
    if _are_codes(choices) and len(value) != len(next(iter(choices))):
        return False
    for make in (_UPPER, _LOWER):
        if all(re.fullmatch(make, known) for known in choices):
            return bool(re.fullmatch(make, value))
    return _shape(value) in {_shape(known) for known in choices}


def edit_distance(one: str, other: str, most: int) -> int:
    """Count the edits (drop, add, replace, swap neighbours) between two texts; ``most + 1`` if they are more."""
    size, far = len(other), most + 1
    if abs(len(one) - size) > most:
        return far
    before: list[int] = []
    last = [min(column, far) for column in range(size + 1)]
    for row, letter in enumerate(one, 1):
        now = [far] * (size + 1)
        now[0] = min(row, far)
        for column in range(max(1, row - most), min(size, row + most) + 1):
            other_letter = other[column - 1]
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other_letter:
                cost = min(cost, before[column - 2] + 1)
            now[column] = cost
        # A swap reaches back over two rows.
        if min(now) > most and min(last) > most:
            return far
        before, last = last, now
    return min(last[-1], far)


def _folded(text: str) -> str:
    return re.sub(r"[\s-]", "_", text.strip()).upper()


def _are_codes(choices: Collection[str]) -> bool:
    lengths = {len(known) for known in choices}
    return len(lengths) == 1 and lengths.pop() <= LONGEST_CODE and len(choices) > MOST_NAMED


def _shape(text: str) -> str:
    return re.sub("[a-z]+", "a", re.sub("[A-Z]+", "A", re.sub(_DIGITS, "9", text)))
