"""Rows of unknown fate: looking for what they would have made, before anything is sent again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.batches import Row, Watcher, identity_of
from pinads.sdk.fields import Mode
from pinads.sdk.model import record_fields
from pinads.sdk.outcomes import differing
from pinads.sdk.present import can_be_read, children, leaves_listings, made_at, present

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.entity import Entity

SETTLING = 1.0
"""Seconds after which a listing that lacked something is asked once more: what was just made may not be listed yet."""
MARGIN = 30.0
"""Seconds that the server's clock may be off from what its answers say."""
MARGIN_UNKNOWN = 300.0
"""Seconds that clocks may be apart where the server does not tell its time."""


PERHAPS_BEFORE = "its answer was lost; it is there now, and may have been there before"
"""What is said of a row that is taken to have made an entity which does not say when it was made."""


class Found(NamedTuple):
    """What was found of some rows.

    Attributes:
        made: what each made, by the row's number.
        missing: those that certainly made nothing.
        unclear: those of which neither can be said.
        otherwise: of unclear ones by number the fields in which what is there is not as it was asked.
    """

    made: dict[int, Entity]
    missing: list[Row]
    unclear: list[Row]
    otherwise: dict[int, tuple[str, ...]]


class Reconciler:
    """Finds out what became of rows that were sent and not answered.

    Args:
        model: what the rows are.
        account: the ad account.
        client: the client that reads; its rate budget and its clock count.
        watcher: knows the ids of other rows.
    """

    def __init__(self, model: type[Entity], account: str, client: Client, watcher: Watcher) -> None:
        self._model = model
        self._account = account
        self._client = client
        self._watcher = watcher

    def can(self, mode: Mode) -> bool:
        """Whether rows of this kind can be looked for, or sent again without looking."""
        resource = self._model.RESOURCE
        return bool(resource.known_by) if mode is Mode.CREATE else resource.updates_repeat

    def find(self, rows: Sequence[Row], mode: Mode, left: float, offset: float | None = None) -> Found:
        """Look for what rows made; what is missing is looked for twice.

        Args:
            rows: rows of unknown fate.
            mode: whether they create or update.
            left: when their request left, in seconds since 1970 on this machine's clock.
            offset: the server's clock beside this one at that time, where it was known.

        Raises:
            PinadsError: looking failed; nothing more is known than before.
        """
        if mode is Mode.UPDATE:
            return self._taken(rows)
        found = self._made(rows, left, offset)
        if not found.missing:
            return found
        self._client.clock.sleep(SETTLING)
        return self._made(rows, left, offset)

    def _taken(self, rows: Sequence[Row]) -> Found:
        """Updates: what has the values asked for has been updated; the rest may be sent again."""
        looked = [row for row in rows if can_be_read(self._model) and not leaves_listings(self._model, row.body or {})]
        found = present(self._model, self._account, [str(row.identity) for row in looked], self._client)
        made = {}
        for row in rows:
            record = found.get(str(row.identity))
            if record is not None and row.body is not None and not differing(record_fields(self._model), row.body, record.wire):
                made[row.number] = record
        return Found(made, [row for row in rows if row.number not in made], [], {})

    def _made(self, rows: Sequence[Row], left: float, offset: float | None) -> Found:
        wanted: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            wanted[identity_of(self._model, row.body or {}, self._model.RESOURCE.known_by)].append(row)
        candidates = self._candidates(wanted, left, offset)
        found = Found({}, [], wanted.pop(None, []), {})
        for key, alike in wanted.items():
            _match(record_fields(self._model), alike, candidates.get(key, []), found)
        return found

    def _candidates(self, wanted: Mapping[Any, list[Row]], left: float, offset: float | None) -> dict[Any, list[Entity]]:
        resource = self._model.RESOURCE
        parents = sorted({key[0] for key in wanted if key}) if resource.parent else []
        found: dict[Any, list[Entity]] = defaultdict(list)
        # Only an answer tells the server's time, so the moment is worked out when the first page is there.
        for record in children(self._model, self._account, parents, self._client, lambda: self._since(left, offset)):
            key = identity_of(self._model, record.wire, resource.known_by)
            if key in wanted:
                found[key].append(record)
        every = [row for alike in wanted.values() for row in alike]
        others = self._watcher.others((str(record.id) for alike in found.values() for record in alike), every)
        return {key: [record for record in alike if str(record.id) not in others] for key, alike in found.items()}

    def _since(self, left: float, offset: float | None) -> float:
        offset = self._client.server_offset if offset is None else offset
        return left - MARGIN_UNKNOWN if offset is None else left + offset - MARGIN


def _match(fields: Mapping[str, Any], rows: Sequence[Row], candidates: Sequence[Entity], found: Found) -> None:
    """Tell which of the rows of one identity made which of the entities of that identity."""
    if len(candidates) > len(rows):
        found.unclear.extend(rows)
        return
    left = list(candidates)
    open_rows: list[Row] = []
    for row in rows:
        alike = next((record for record in left if not differing(fields, row.body or {}, record.wire)), None)
        if alike is None:
            open_rows.append(row)
        else:
            found.made[row.number] = alike
            left.remove(alike)
    if not left:
        found.missing.extend(open_rows)
    elif any(made_at(record) is None for record in left):
        # It may have been there before: only one that is all that was asked is taken for what a row made.
        found.unclear.extend(open_rows)
        found.otherwise.update((row.number, differing(fields, row.body or {}, left[0].wire)) for row in open_rows)
    elif len(left) == len(open_rows) or all(row.body == rows[0].body for row in rows):
        # The server took something otherwise than it was asked; which is which does not matter, or is plain.
        for row, record in zip(open_rows, left, strict=False):
            found.made[row.number] = record
        found.missing.extend(open_rows[len(left) :])
    else:
        found.unclear.extend(open_rows)
