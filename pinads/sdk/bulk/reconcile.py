"""Reconciling rows of unknown outcome: they are matched with entities that exist now, before anything is sent again."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.bulk.batching import BulkRow, WriteObserver, identity_of
from pinads.sdk.bulk.lookup import can_be_read, created_at, fetch_by_ids, fetch_children, leaves_listings
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.marks import Mode

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.record import BaseRecord

MARGIN = 30.0
"""Seconds that the clock which dates entities may differ from the one which dates answers."""
MOST_NAMED = 5
"""Entities that are named in a message."""
CLOCK_STEP = 1.0
"""Seconds that an entity may seem older than its request: both clocks show whole seconds."""
LONGEST_LATE = 180.0
"""Seconds after a request left in which a server may still execute it, unless ``settle_time`` is longer."""
PERHAPS_BEFORE = "its answer was lost; it exists now, and may have existed before"
"""The note on a row that is taken to have created an entity without a creation time."""
_NEVER = float("-inf")


class Found(NamedTuple):
    """The result of looking for rows: every row is in one of the three.

    Attributes:
        made: the entity that each row made or changed, by the row's number.
        missing: rows that made nothing so far.
        unclear: the reason why neither can be said of a row, by its number.
    """

    made: dict[int, BaseRecord]
    missing: list[BulkRow]
    unclear: dict[int, str]


class Reconciler:
    """A matcher of rows that were sent and not answered with the entities that exist.

    Args:
        model: the record type of the rows.
        account: the ad account.
        client: the client that reads; its rate budget and its clock count.
        mode: create or update.
        observer: knows the ids of other rows.
        settle_time: seconds after which an unanswered request is taken to have no effect any more.
    """

    def __init__(
        self, model: type[BaseRecord], account: str, client: Client, mode: Mode, observer: WriteObserver, settle_time: float
    ) -> None:
        self._model = model
        self._account = account
        self._client = client
        self._mode = mode
        self._observer = observer
        self._latest_effect = max(LONGEST_LATE, settle_time)

    @property
    def can_find(self) -> bool:
        """True if rows of this kind can be looked for, or sent again without looking."""
        resource = self._model.RESOURCE
        return bool(resource.known_by) if self._mode is Mode.CREATE else resource.updates_repeat

    def find(self, rows: Sequence[BulkRow], claimed: Collection[str]) -> Found:
        """Look once for the entities that rows made or changed.

        Args:
            rows: rows of unknown outcome, which have ``left``.
            claimed: ids of entities that are known to belong to other rows.

        Raises:
            PinadsError: looking failed; nothing more is known than before.
        """
        return self._find_updated(rows) if self._mode is Mode.UPDATE else self._find_created(rows, claimed)

    def _find_updated(self, rows: Sequence[BulkRow]) -> Found:
        """Find the updates whose entity has the values asked for; the others may be sent again."""
        readable = [row for row in rows if can_be_read(self._model) and not leaves_listings(self._model, row.body or {})]
        current = fetch_by_ids(self._model, self._account, [str(row.identity) for row in readable], self._client)
        found = Found({}, [], {})
        for row in rows:
            record = current.get(str(row.identity))
            if record is not None and row.body is not None and not changed_fields(record_fields(self._model), row.body, record.wire):
                found.made[row.number] = record
            else:
                found.missing.append(row)
        return found

    def _find_created(self, rows: Sequence[BulkRow], claimed: Collection[str]) -> Found:
        wanted: dict[Any, list[BulkRow]] = defaultdict(list)
        found = Found({}, [], {})
        for row in rows:
            key = self._key(row.body or {})
            if key is None:
                # A row without a name cannot be looked for, and so it is never known to be missing.
                found.unclear[row.number] = f"nothing tells it from another {self._model.RESOURCE.noun}"
            else:
                wanted[key].append(row)
        candidates = self._candidates(wanted, claimed)
        for key, alike in wanted.items():
            self._match(alike, candidates.get(key, []), found)
        return found

    def _identity(self, fields: Mapping[str, Any]) -> tuple[str, ...] | None:
        return identity_of(self._model, fields, self._model.RESOURCE.known_by)

    def _key(self, fields: Mapping[str, Any]) -> tuple[str, ...] | None:
        """Return an entity's identity in a form that does not depend on how the server writes it."""
        identity = self._identity(fields)
        return None if identity is None else tuple(map(_fold, identity))

    def _candidates(self, wanted: Mapping[Any, list[BulkRow]], claimed: Collection[str]) -> dict[Any, list[BaseRecord]]:
        """List the entities that rows may have made, by their keys."""
        rows = [row for alike in wanted.values() for row in alike]
        if not rows:
            return {}
        identities = [identity for row in rows if (identity := self._identity(row.body or {})) is not None]
        parents = sorted({identity[0] for identity in identities}) if self._model.RESOURCE.parent else []
        found: dict[Any, dict[str, BaseRecord]] = defaultdict(dict)
        # Only an answer tells the server's time, so the moment is computed when the first page has come.
        for record in fetch_children(self._model, self._account, parents, self._client, lambda: self._since(rows)):
            key = self._key(record.wire)
            if key in wanted and _id(record) not in claimed:
                found[key][_id(record)] = record
        others = self._observer.others((identity for alike in found.values() for identity in alike), rows)
        return {key: [record for identity, record in alike.items() if identity not in others] for key, alike in found.items()}

    def _since(self, rows: Iterable[BulkRow]) -> float:
        """Return the server's time at which the first of some rows left: their entities are not older."""
        now, here = self._client.server_time, self._client.clock.now()
        for row in rows:
            left = row.left
            if left is not None and left.server is None and left.began is not None and now is not None:
                row.left = left._replace(server=now - (here - left.began))
        return min(_left(row) for row in rows) - MARGIN

    def _match(self, rows: Sequence[BulkRow], candidates: Sequence[BaseRecord], found: Found) -> None:
        """Match rows of one key with entities that have every value sent and were created in time."""
        of_record = [self._identity(record.wire) for record in candidates]
        of_row = {row.number: self._identity(row.body or {}) for row in rows}
        records, wanted = Counter(of_record), Counter(of_row.values())
        left, unmatched = list(candidates), list[BulkRow]()
        # An entity that fits a row with few fields, or an early one, may also be of a row with more fields, or a later one; not vice versa.
        for row in sorted(rows, key=lambda row: (-len(row.body or {}), -_left(row))):
            identity = of_row[row.number]
            if records[identity] > wanted[identity]:
                like = [record for record, other in zip(candidates, of_record, strict=True) if other == identity]
                found.unclear[row.number] = f"others look the same ({self._named(like)})"
                continue
            fitting = [record for record in left if not self._differing(row, record)]
            if not fitting:
                unmatched.append(row)
                continue
            record = next((record for record in fitting if self._untimely(record, row) is None), fitting[0])
            left.remove(record)
            if doubt := self._untimely(record, row):
                found.unclear[row.number] = f"{self._named([record])} matches, but {doubt}"
            else:
                found.made[row.number] = record
        for row in unmatched:
            if left:
                found.unclear[row.number] = self._otherwise(row, left)
            else:
                found.missing.append(row)

    def _untimely(self, record: BaseRecord, row: BulkRow) -> str | None:
        """Return the doubt whether a row made an entity, by their times; None if there is none.

        An entity without a creation time (a keyword) may have been created at any time.
        """
        created, left = created_at(record), row.left
        if created is None:
            return None
        latest = None if left is None else left.server if left.latest is None else left.latest
        if latest is not None and created > latest + self._latest_effect:
            # The request cannot have had an effect any more: somebody else created it.
            return "was created too long after it was sent"
        is_later = left is not None and left.server is not None and created >= left.server - CLOCK_STEP
        return None if is_later else "may have been created before it was sent"

    def _differing(self, row: BulkRow, record: BaseRecord) -> tuple[str, ...]:
        """Return the fields that were sent and have another value in an entity, undeclared ones included."""
        fields, body, wire = record_fields(self._model), row.body or {}, record.wire
        return (
            *changed_fields(fields, body, wire),
            *(name for name in body if name not in fields and name in wire and wire[name] != body[name]),
        )

    def _otherwise(self, row: BulkRow, records: Sequence[BaseRecord]) -> str:
        named = [f"{_id(record)} ({', '.join(self._differing(row, record)) or 'alike'})" for record in records[:MOST_NAMED]]
        more = f" and {len(records) - MOST_NAMED} more" if len(records) > MOST_NAMED else ""
        since = "" if all(created_at(record) is not None for record in records) else ", and it has no creation time"
        return f"a similar {self._model.RESOURCE.noun} exists, but it differs: {', '.join(named)}{more}{since}"

    def _named(self, records: Sequence[BaseRecord]) -> str:
        more = f" and {len(records) - MOST_NAMED} more" if len(records) > MOST_NAMED else ""
        return f"{self._model.RESOURCE.noun} {', '.join(map(_id, records[:MOST_NAMED]))}{more}"


def _id(record: BaseRecord) -> str:
    return str(record.wire.get("id"))


def _left(row: BulkRow) -> float:
    return _NEVER if row.left is None or row.left.server is None else row.left.server


def _fold(text: str) -> str:
    """Reduce a text to letters and digits: a server may change case, spaces, forms of characters, entities of HTML."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(filter(str.isalnum, plain)) or plain
