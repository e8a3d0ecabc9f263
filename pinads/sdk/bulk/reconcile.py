"""Rows of unknown fate: looking for what they would have made, before anything is sent again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.bulk.batching import Row, Watcher, identity_of
from pinads.sdk.bulk.lookup import can_be_read, children, leaves_listings, made_at, present
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.marks import Mode

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.resources.entity import Entity

MARGIN = 30.0
"""Seconds that the clock which dates entities may be off from the one which dates answers."""
MOST_TOLD = 5
"""Entities that are named in a message."""
SURE = 1.0
"""Seconds that an entity may seem older than its request: both clocks show whole seconds."""

LONGEST_LATE = 180.0
"""Seconds since a request left after which a server is not taken to have executed it, where nobody waits longer."""

PERHAPS_BEFORE = "its answer was lost; it is there now, and may have been there before"
"""What is said of a row that is taken to have made an entity which does not say when it was made."""


class Found(NamedTuple):
    """What was found of some rows.

    Attributes:
        made: what each made, by the row's number.
        missing: those of which nothing is there.
        unclear: those of which neither can be said.
        why: what keeps it from being said, by the row's number.
    """

    made: dict[int, Entity]
    missing: list[Row]
    unclear: list[Row]
    why: dict[int, str]


class Reconciler:
    """Finds out what became of rows that were sent and not answered.

    Args:
        model: what the rows are.
        account: the ad account.
        client: the client that reads; its rate budget and its clock count.
        watcher: knows the ids of other rows.
        settle_time: seconds after which a request that was not answered is taken to have no effect any more.
    """

    def __init__(self, model: type[Entity], account: str, client: Client, watcher: Watcher, settle_time: float) -> None:
        self._model = model
        self._account = account
        self._client = client
        self._watcher = watcher
        self._patience = max(LONGEST_LATE, settle_time)

    def can(self, mode: Mode) -> bool:
        """Whether rows of this kind can be looked for, or sent again without looking."""
        resource = self._model.RESOURCE
        return bool(resource.known_by) if mode is Mode.CREATE else resource.updates_repeat

    def find(self, rows: Sequence[Row], mode: Mode, claimed: Collection[str] = ()) -> Found:
        """Look once for what rows made.

        Args:
            rows: rows of unknown fate, which have ``left``.
            mode: whether they create or update.
            claimed: ids of entities that are known to be of other rows.

        Raises:
            PinadsError: looking failed; nothing more is known than before.
        """
        return self._taken(rows) if mode is Mode.UPDATE else self._made(rows, claimed)

    def _taken(self, rows: Sequence[Row]) -> Found:
        """Updates: what has the values asked for has been updated; the rest may be sent again."""
        looked = [row for row in rows if can_be_read(self._model) and not leaves_listings(self._model, row.body or {})]
        found = present(self._model, self._account, [str(row.identity) for row in looked], self._client)
        made = {}
        for row in rows:
            record = found.get(str(row.identity))
            if record is not None and row.body is not None and not changed_fields(record_fields(self._model), row.body, record.wire):
                made[row.number] = record
        return Found(made, [row for row in rows if row.number not in made], [], {})

    def _made(self, rows: Sequence[Row], claimed: Collection[str]) -> Found:
        wanted: dict[Any, list[Row]] = defaultdict(list)
        found = Found({}, [], [], {})
        for row in rows:
            key = self._key(row.body or {})
            # What has no name cannot be looked for, and so it is never known to be missing.
            (wanted[key] if key is not None else found.unclear).append(row)
        candidates = self._candidates(wanted, claimed)
        for key, alike in wanted.items():
            self._match(alike, candidates.get(key, []), found)
        return found

    def _key(self, fields: Mapping[str, Any]) -> tuple[str, ...] | None:
        """What an entity is looked for by: its identity, however the server writes it."""
        key = identity_of(self._model, fields, self._model.RESOURCE.known_by)
        return None if key is None else tuple(map(_folded, key))

    def _candidates(self, wanted: Mapping[Any, list[Row]], claimed: Collection[str]) -> dict[Any, list[Entity]]:
        resource = self._model.RESOURCE
        every = [row for alike in wanted.values() for row in alike]
        parents = sorted({identity_of(self._model, row.body or {}, resource.known_by)[0] for row in every}) if resource.parent else []  # type: ignore[index]
        found: dict[Any, dict[str, Entity]] = defaultdict(dict)
        # Only an answer tells the server's time, so the moment is worked out when the first page is there.
        for record in children(self._model, self._account, parents, self._client, lambda: self._since(every)) if every else ():
            key = self._key(record.wire)
            if key in wanted and str(record.id) not in claimed:
                found[key][str(record.id)] = record
        others = self._watcher.others((identity for alike in found.values() for identity in alike), every)
        return {key: [record for identity, record in alike.items() if identity not in others] for key, alike in found.items()}

    def _since(self, rows: Sequence[Row]) -> float:
        """The server's time from which on something may be what a row made: when the first of them left, by the server's own clock."""
        now, here = self._client.server_time, self._client.clock.now()
        for row in rows:
            left = row.left
            if left is not None and left.server is None and left.began is not None and now is not None:
                row.left = left._replace(server=now - (here - left.began))
        moments = [row.left.server if row.left is not None else None for row in rows]
        return min(_NEVER if moment is None else moment for moment in moments) - MARGIN

    def _match(self, rows: Sequence[Row], candidates: Sequence[Entity], found: Found) -> None:
        """Tell which of some rows made which entities of like names: only what has all that was sent, and was made after it left."""
        left, open_rows = list(candidates), list[Row]()
        identities = [identity_of(self._model, record.wire, self._model.RESOURCE.known_by) for record in candidates]
        own = [identity_of(self._model, row.body or {}, self._model.RESOURCE.known_by) for row in rows]
        # What fits a row that says less, or that left earlier, may be what one made that says more, or left later; not the other way round.
        for row, identity in sorted(zip(rows, own, strict=True), key=lambda pair: (-len(pair[0].body or {}), -_left(pair[0]))):
            if identities.count(identity) > own.count(identity):
                found.unclear.append(row)
                like = [str(record.id) for record, other in zip(candidates, identities, strict=True) if other == identity]
                found.why[row.number] = f"there are others that look the same ({self._named(like)})"
                continue
            alike = [record for record in left if not self._differs(row, record)]
            record = next((record for record in alike if self._is_of(record, row)), alike[0] if alike else None)
            if record is None:
                open_rows.append(row)
                continue
            left.remove(record)
            if self._is_of(record, row):
                found.made[row.number] = record
            else:
                found.unclear.append(row)
                when = "was made too long after it was sent" if self._is_too_late(record, row) else "may have been made before it was sent"
                found.why[row.number] = f"{self._named([str(record.id)])} is as it asks, but {when}"
        unexplained = [record for record in left if str(record.id) not in {str(made.id) for made in found.made.values()}]
        for row in open_rows:
            if unexplained:
                found.unclear.append(row)
                found.why[row.number] = self._otherwise(row, unexplained)
            else:
                found.missing.append(row)

    def _is_of(self, record: Entity, row: Row) -> bool:
        """Whether an entity was made when a row may have made it."""
        return _is_later(record, row) and not self._is_too_late(record, row)

    def _is_too_late(self, record: Entity, row: Row) -> bool:
        """Whether an entity was made when a row that left cannot have had an effect any more: somebody else made it."""
        made, left = made_at(record), row.left
        latest = None if left is None else left.server if left.latest is None else left.latest
        return made is not None and latest is not None and made > latest + self._patience

    def _differs(self, row: Row, record: Entity) -> tuple[str, ...]:
        """The fields that were sent and are otherwise in an entity; those too that the declarations do not know."""
        fields, body, wire = record_fields(self._model), row.body or {}, record.wire
        return (
            *changed_fields(fields, body, wire),
            *(name for name in body if name not in fields and name in wire and wire[name] != body[name]),
        )

    def _otherwise(self, row: Row, records: Sequence[Entity]) -> str:
        told = [f"{record.id} ({', '.join(self._differs(row, record)) or 'alike'})" for record in records[:MOST_TOLD]]
        more = f" and {len(records) - MOST_TOLD} more" if len(records) > MOST_TOLD else ""
        since = "" if all(made_at(record) is not None for record in records) else ", and does not say when it was made"
        return f"there is such a {self._model.RESOURCE.noun}, but not as asked: {', '.join(told)}{more}{since}"

    def _named(self, ids: Sequence[str]) -> str:
        more = f" and {len(ids) - MOST_TOLD} more" if len(ids) > MOST_TOLD else ""
        return f"{self._model.RESOURCE.noun} {', '.join(ids[:MOST_TOLD])}{more}"


_NEVER = float("-inf")


def _left(row: Row) -> float:
    return _NEVER if row.left is None or row.left.server is None else row.left.server


def _is_later(record: Entity, row: Row) -> bool:
    """Whether an entity was made after a row left; where entities do not say when they were made (keywords), it may have been."""
    made, left = made_at(record), row.left.server if row.left is not None else None
    return made is None or (left is not None and made >= left - SURE)


def _folded(text: str) -> str:
    """A text as it is compared where a server may have written it otherwise: case, spaces, forms of characters, entities of HTML."""
    import html
    import unicodedata

    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(filter(str.isalnum, plain)) or plain
