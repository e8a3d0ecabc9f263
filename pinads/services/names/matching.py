"""Names in place of ids: a unique name of an entity is taken for its id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pinads.render.text import plural, quoted, safe
from pinads.sdk.errors import InvalidInput

MOST_SHOWN = 5
FINAL = ("ARCHIVED", "DELETED_DRAFT")
"""Statuses of entities that nothing can be done with any more: they have a name only where no other entity has it."""
_ID = r"[0-9]{1,18}|(AG|C)[0-9]{9,18}"


def is_id(text: str) -> bool:
    """Tell whether a text is an id: up to 18 digits, with or without the prefix that Ads Manager shows."""
    return re.fullmatch(_ID, text.strip()) is not None


def folded(name: str) -> str:
    """Return a name as two are compared: without case and spaces, and with composed letters."""
    return unicodedata.normalize("NFC", "".join(name.split())).casefold()


class Names:
    """The names of listed entities.

    Args:
        entities: the entities as the API sent them, or their facts (``pinads.services.names.listing``); each has an ``id`` and a
            ``name``.
        noun: the word for one of them, for messages.
        listed_by: the command that lists them, for the error about an unknown one.
    """

    def __init__(self, entities: Iterable[Mapping[str, Any]], noun: str, listed_by: str | None = None) -> None:
        self._noun = noun
        self._listed_by = listed_by
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
        return self.only(self.found(text), text, where)

    def found(self, text: str) -> list[Mapping[str, Any]]:
        """Return the entities of a name; final ones only if there are no others."""
        named = self._by_name.get(folded(text), [])
        return [entity for entity in named if entity.get("status") not in FINAL] or named

    def only(
        self,
        found: list[Mapping[str, Any]],
        text: str,
        where: str,
        parent: Callable[[Mapping[str, Any]], str | None] = lambda entity: None,
        own: str | None = None,
    ) -> str:
        """Return the id of the only entity that was found.

        Args:
            found: the entities of a name.
            text: the name.
            where: the parameter that it was given as, for errors.
            parent: returns the name of an entity's parent, which tells it from others, if it has one.
            own: the entity's own name in the text, which the nearest name is like; the whole text if None.

        Raises:
            InvalidInput: there is none, or there are several.
        """
        if len(found) == 1:
            return str(found[0]["id"])
        if not found:
            error = InvalidInput(f"no {self._noun} is named {quoted(text)}{self._nearest(own or text)}", where)
            raise error.hinting(self._listed_by) if self._listed_by else error
        parents = [parent(each) for each in found[:MOST_SHOWN]]
        listed = ", ".join(f"{each['id']} ({_described(each, above)})" for each, above in zip(found, parents, strict=False))
        more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        told = f"{len(found)} {plural(self._noun)} are named {quoted(text)}: {listed}{more}. Give the id of the one you mean"
        if (above := next((one for one in parents if one and parents.count(one) == 1), None)) is not None:
            told += f", or both names: '{safe(above)}/{safe(text)}'"
        raise InvalidInput(told, where)

    def _nearest(self, text: str) -> str:
        close = difflib.get_close_matches(folded(text), self._by_name, n=1, cutoff=0.5)
        names = [str(entities[0]["name"]) for name, entities in self._by_name.items() if not close or name in close]
        words = re.compile(rf"(?<!\w){re.escape(' '.join(text.split()))}", re.IGNORECASE)
        nearest = next((name for name in names if close or words.search(" ".join(name.split()))), None)
        return f": did you mean {quoted(nearest)}?" if nearest else ""


def _described(entity: Mapping[str, Any], parent: str | None) -> str:
    status = str(entity.get("status") or "unknown").lower()
    return f"{status}, in {quoted(parent)}" if parent else status
