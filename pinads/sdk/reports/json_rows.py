"""The rows of a report's JSON file, read one by one.

The file is an object of lists of rows by entity or by day, or a list. Own code and not ijson: a row is parsed as a whole by the
standard library, so it has the values of ``json.loads``, takes a tenth of the time of ijson without its C extension, and no package.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from pinads.sdk.errors import InvalidResponse
from pinads.sdk.http.downloads import OPERATION
from pinads.sdk.json_window import JsonWindow

LONGEST_ROW = 1 << 24
"""Characters of one row at most; a row of all columns has some 30,000."""
DEEPEST = 100
"""Lists in lists at most."""
_CLOSING = {"{": "}", "[": "]"}


def json_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON file as it is read.

    Raises:
        InvalidResponse: it is not JSON, cut off, or has something else where rows should be; rows before that were yielded.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogatepass", newline="")
    try:
        yield from _rows(JsonWindow(text.read, longest=LONGEST_ROW))
    except (ValueError, RecursionError):
        raise InvalidResponse("the report is not whole, or not JSON", operation=OPERATION) from None
    finally:
        text.detach()


def _rows(window: JsonWindow) -> Iterator[dict[str, Any]]:
    """Walk through the lists.

    ``closing`` has the bracket that ends each open list, and ``begun`` tells whether the innermost has items.
    """
    closing, begun = [_CLOSING.get(window.sign(), "")], False
    if not closing[0]:
        raise ValueError("neither an object nor a list")
    window.at += 1
    while closing:
        if window.passed(closing[-1]):
            closing.pop()
            begun = True
            continue
        if begun and not window.passed(","):
            raise ValueError("a comma is missing")
        if closing[-1] == "}":
            _pass_name(window)
        sign = window.sign()
        if sign == "{":
            yield window.value()
        elif window.passed("["):
            closing.append("]")
            if len(closing) > DEEPEST:
                raise ValueError("too many lists in lists")
        else:
            window.value()
            raise InvalidResponse("the report's JSON has no rows where they should be", operation=OPERATION)
        begun = sign == "{"
    if window.sign():
        raise ValueError("something follows the end")


def _pass_name(window: JsonWindow) -> None:
    window.sign()
    if not isinstance(window.value(), str) or not window.passed(":"):
        raise ValueError("a name is missing")
