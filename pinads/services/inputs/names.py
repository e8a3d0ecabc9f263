"""Names in place of ids: a unique name of a listed entity is taken for its id."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pinads.render.text import plural, quoted
from pinads.sdk.errors import InvalidInput

MOST_SHOWN = 5


def is_id(text: str) -> bool:
    """Tell whether a text is an id: up to 18 digits, with or without the prefix that Ads Manager shows."""
    return re.fullmatch(r"(AG|C)?[0-9]{1,18}", text.strip(), re.ASCII) is not None


def folded(name: str) -> str:
    """Return a name in the form in which two are compared: case and spaces do not count."""
    return "".join(name.split()).casefold()


class Names:
    """The names of listed entities.

    Args:
        entities: the entities as the API sent them; each has an ``id`` and a ``name``.
        noun: the word for one of them, for messages.
    """

    def __init__(self, entities: Iterable[Mapping[str, Any]], noun: str) -> None:
        self._noun = noun
        self._by_name: dict[str, list[Mapping[str, Any]]] = {}
        for entity in entities:
            if entity.get("name"):
                self._by_name.setdefault(folded(str(entity["name"])), []).append(entity)

    def id_of(self, text: str, where: str) -> str:
        """Return the id that a text is or names.

        Args:
            text: an id or a name.
            where: the parameter that it was given as, for errors.

        Raises:
            InvalidInput: no entity, or several, have that name.
        """
        if is_id(text):
            return text.strip().lstrip("AGC")
        found = self._by_name.get(folded(text), [])
        if len(found) == 1:
            return str(found[0]["id"])
        if not found:
            raise InvalidInput(f"no {self._noun} is named {quoted(text)}{self._nearest(text)}", where)
        listed = ", ".join(f"{each['id']} ({str(each.get('status', 'unknown')).lower()})" for each in found[:MOST_SHOWN])
        told = f"{len(found)} {plural(self._noun)} are named {quoted(text)}: {listed}. Give the id of the one you mean"
        raise InvalidInput(told, where)

    def _nearest(self, text: str) -> str:
        close = difflib.get_close_matches(folded(text), self._by_name, n=1, cutoff=0.5)
        begun = close or [name for name in self._by_name if folded(text) in name]
        if not begun:
            return ""
        return f": did you mean {quoted(str(self._by_name[begun[0]][0]['name']))}?"
