"""A sliding window over a JSON text: values are parsed one by one, and only the text of one of them is in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

BLOCK = 1 << 16
"""Characters that are read at once at least."""
_SPACE = re.compile(r"[ \t\n\r]*")


class JsonWindow:
    """A JSON text of which the part being read is in memory.

    Args:
        read: reads some characters more; the empty text at the end.
        decoder: parses the values.
        longest: the most characters of one value; None for no limit.

    Attributes:
        text: what is in memory.
        at: the position in it.
        ended: True once the whole text was read.
    """

    def __init__(self, read: Callable[[int], str], decoder: json.JSONDecoder | None = None, longest: int | None = None) -> None:
        self._read = read
        self._decode = (decoder or json.JSONDecoder()).raw_decode
        self._longest = longest
        self.text = ""
        self.at = 0
        self.ended = False

    def sign(self) -> str:
        """Return the next character that is not a space, without passing it; the empty text at the end."""
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self._more()

    def passed(self, sign: str) -> bool:
        """Pass the next character that is not a space if it is this one; tell whether it is."""
        found = self.sign() == sign
        self.at += found
        return found

    def value(self) -> Any:
        """Parse the value at the current position.

        Raises:
            ValueError, RecursionError: there is none, or it is too long.
        """
        while True:
            try:
                value, end = self._decode(self.text, self.at)
            except ValueError:
                if self.ended:
                    raise
            else:
                if end < len(self.text) or self.ended:  # The next digit of a number may not have been read yet.
                    self.at = end
                    return value
            if self._longest is not None and len(self.text) - self.at > self._longest:
                raise ValueError(f"a value of more than {self._longest} characters")
            self._more()

    def _more(self) -> None:
        """Read a block, or as much again as is in memory."""
        # So a long value is not parsed too often.
        block = self._read(max(BLOCK, len(self.text) - self.at))
        self.text, self.at = self.text[self.at :] + block, 0
        self.ended = not block
