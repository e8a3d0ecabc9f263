"""The resolver of a command: it turns ids, names and web addresses of entities into ids.

Up to 18 digits are an id, which costs no request. A name is looked for among all entities of its kind, which are listed at most once
a command, and kept for some minutes (``cache.py``). Before a write, names that were found in the cache are checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.text import safe
from pinads.sdk.bulk.lookup import fetch_by_ids
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.validation import entity_id
from pinads.services.names import cache
from pinads.services.names.cache import Facts
from pinads.services.names.listing import list_facts
from pinads.services.names.matching import Names, folded, is_id
from pinads.services.names.protocols import LISTED_BY, has_names
from pinads.services.names.web_addresses import id_in_address, is_address

if TYPE_CHECKING:
    from pinads.services.names.protocols import NamesContext

MOST_TOLD = 20
ARGUMENT = "ID"
"""The place of ids that are arguments, which messages do not name."""
PARENTS = {"ad_groups": "campaigns", "ads": "ad_groups", "keywords": "ad_groups"}
"""The collections of parents, whose name and a slash may stand before an entity's name."""


class Match(NamedTuple):
    """A name that was taken for an id.

    Attributes:
        collection: the kind of entity.
        name: its name, as it was found.
        identity: its id.
        parent: the id of its parent, if it has one.
        is_cached: True if it was found in the cache.
    """

    collection: str
    name: str
    identity: str
    parent: str | None
    is_cached: bool


class NameResolver:
    """The names of an account's entities.

    Args:
        context: where they are.
        exact: take ids only.

    Attributes:
        found: the names that were taken for ids, by these.
    """

    def __init__(self, context: NamesContext, exact: bool = False) -> None:
        self._context = context
        self._exact = exact
        self._entities: dict[tuple[str, str], list[Facts]] = {}
        self._names: dict[tuple[str, tuple[str, ...]], Names] = {}
        self._cached: set[tuple[str, str]] = set()
        self._found: dict[tuple[str, tuple[str, ...], str], str] = {}
        self._matches: list[Match] = []
        self.found: dict[str, str] = {}

    def id_of(self, collections: Sequence[str], text: str, where: str) -> str:
        """Return the id that a text is, names, or is the web address of.

        Args:
            collections: the kinds of entities that can be meant, the likeliest first.
            text: what was typed.
            where: the parameter that it was given as, for errors.

        Raises:
            InvalidInput: no entity, or several, are meant.
        """
        text = text.strip()
        if is_id(text):
            return text.lstrip("AGC")
        named = tuple(filter(has_names, collections))
        try:
            if is_address(text):
                return id_in_address(text, collections, where)
            if not (self._exact or not named or not text or text.isdecimal()):
                return self._id_of_name(named, text, where)
        except InvalidInput as error:
            if where == ARGUMENT:
                raise
            told = InvalidInput(f"Invalid {where}: {error.message}", where)
            raise (told.hinting(error.hint) if error.hint else told) from None
        return entity_id(text, where)

    def _id_of_name(self, named: tuple[str, ...], text: str, where: str) -> str:
        account = cache.OF_NONE if named == ("ad_accounts",) else self._context.account
        key = account, named, folded(text)
        if key not in self._found:
            self._found[key] = self._named(account, named, text, where)
        return self._found[key]

    def _named(self, account: str, collections: tuple[str, ...], text: str, where: str) -> str:
        found = self._look(account, collections, text)
        if len(found) != 1 and any((account, collection) in self._cached for collection in collections):
            self._forget(account)
            found = self._look(account, collections, text)
        if not found and "/" in text:
            self._refuse_inside(account, collections, text, where)
        names = self._names_of(account, collections)
        identity = names.only(found, text, where, lambda entity: self._parent(account, entity))
        collection = next(one for one in collections if any(entity is found[0] for entity in self._entities[account, one]))
        is_cached = (account, collection) in self._cached
        self.found[identity] = str(found[0]["name"])
        self._matches.append(Match(collection, str(found[0]["name"]), identity, found[0].get("parent"), is_cached))
        return identity

    def _look(self, account: str, collections: tuple[str, ...], text: str) -> list[Facts]:
        """Return the entities of a name, or of ``PARENT/NAME``."""
        found = self._names_of(account, collections).found(text)
        if found or "/" not in text:
            return found
        for at in (at for at, letter in enumerate(text) if letter == "/"):
            left, right = text[:at].strip(), text[at + 1 :].strip()
            inside = self._names_of(account, collections).found(right) if left and right else []
            over = tuple(PARENTS[one] for one in collections if one in PARENTS)
            if inside and over:
                parents = self._ids_of_parents(account, over, left)
                found = [entity for entity in inside if entity.get("parent") in parents]
            if found:
                return found
        return []

    def _ids_of_parents(self, account: str, collections: tuple[str, ...], text: str) -> set[str]:
        return {text.lstrip("AGC")} if is_id(text) else {str(one["id"]) for one in self._look(account, collections, text)}

    def _refuse_inside(self, account: str, collections: tuple[str, ...], text: str, where: str) -> None:
        """Refuse ``PARENT/NAME`` for the part that there is not, with the nearest; return if both are unknown.

        Raises:
            InvalidInput: there is the parent, or an entity of the name elsewhere.
        """
        over = tuple(PARENTS[one] for one in collections if one in PARENTS)
        for at in (at for at, letter in enumerate(text) if letter == "/" and over):
            left, right = text[:at].strip(), text[at + 1 :].strip()
            parents = self._ids_of_parents(account, over, left)
            if parents:
                inside = [entity for one in collections for entity in self._listed(account, one) if entity.get("parent") in parents]
                self._names_in(collections, inside).only([], text, where, own=right)
            if self._names_of(account, collections).found(right):
                self._names_of(account, over).only([], left, where)

    def _parent(self, account: str, entity: Facts) -> str | None:
        """Name the parent of an entity that is one of several."""
        collection = next((one for (of, one), listed in self._entities.items() if of == account and entity in listed), "")
        parent = entity.get("parent")
        if parent is None or collection not in PARENTS:
            return None
        above = next((one for one in self._listed(account, PARENTS[collection]) if one["id"] == parent), None)
        return str(above["name"]) if above else None

    def _names_of(self, account: str, collections: tuple[str, ...]) -> Names:
        if (account, collections) not in self._names:
            entities = [entity for collection in collections for entity in self._listed(account, collection)]
            self._names[account, collections] = self._names_in(collections, entities)
        return self._names[account, collections]

    def _names_in(self, collections: tuple[str, ...], entities: Sequence[Facts]) -> Names:
        nouns = [model_of(collection).RESOURCE.noun for collection in collections]
        listed_by = LISTED_BY[collections[0]] + self._context.named
        return Names(entities, " or ".join([", ".join(nouns[:-1]), nouns[-1]] if nouns[1:] else nouns), listed_by)

    def _listed(self, account: str, collection: str) -> list[Facts]:
        key = account, collection
        if key not in self._entities:
            kept = cache.load(self._context.profile, account, collection)
            if kept is None:
                self._entities[key] = list_facts(self._context, collection, account)
                cache.save(self._context.profile, account, collection, self._entities[key])
            else:
                self._cached.add(key)
                self._entities[key] = kept
        return self._entities[key]

    def _forget(self, account: str) -> None:
        """Forget what the cache has said of an account, so that it is listed."""
        cache.forget(self._context.profile, account)
        for key in [key for key in self._cached if key[0] == account]:
            del self._entities[key]
            self._cached.remove(key)
        self._names.clear()

    def announce(self) -> None:
        """Tell which names were taken for which ids, before something is written to these.

        Raises:
            InvalidInput: an entity has another name than some minutes ago, or is gone; nothing was sent.
        """
        matches, self._matches = self._matches, []
        self._check(matches)
        for match in islice(matches, MOST_TOLD):
            noun = model_of(match.collection).RESOURCE.noun
            self._context.note(f"{noun} '{safe(match.name)}' is {match.identity}")
        if len(matches) > MOST_TOLD:
            self._context.note(f"{len(matches) - MOST_TOLD} more names were found")

    def _check(self, matches: Sequence[Match]) -> None:
        """Check that entities that were found in the cache have the same names still."""
        context = self._context
        for collection in dict.fromkeys(match.collection for match in matches if match.is_cached):
            model = model_of(collection)
            cached = {match.identity: match for match in matches if match.is_cached and match.collection == collection}
            if not model.RESOURCE.in_account:
                continue
            parents = {match.identity: match.parent for match in cached.values() if match.parent}
            there: dict[str, Any] = fetch_by_ids(model, context.account, cached, context.client, parents)
            for match in cached.values():
                record = there.get(match.identity)
                now = None if record is None else record.wire.get("name") or record.wire.get("value")
                if now is None or folded(str(now)) != folded(match.name):
                    cache.forget(context.profile, context.account)
                    told = f"{model.RESOURCE.noun} {match.identity} had the name '{safe(match.name)}' some minutes ago, but not now"
                    raise InvalidInput(f"{told}; nothing was sent. Run the command again to look for the name", None)
