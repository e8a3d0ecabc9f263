"""Uploading customers' records chunk by chunk, so that it can be gone on with where it stopped.

Adding a record that a list has changes nothing but a counter, and so does removing one that it has not. So a chunk whose fate is
not known may be sent again, and is, unless the list's counters tell that it arrived. A list is made once: where the answer to
making it did not come, the account's lists are looked through for it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pinads.sdk.bulk.batching import SETTLE_TIME
from pinads.sdk.bulk.outcomes import APPLIED, FATAL_ERRORS, REJECTED, UNKNOWN, failed_status
from pinads.sdk.errors import BadRequest, PinadsError, Rejected, UnknownOutcome
from pinads.sdk.resources.customer_lists import CustomerList

if TYPE_CHECKING:
    from collections.abc import Collection

    from pinads.sdk.client import Client
    from pinads.sdk.customers.records import CustomerRecords


SMALLEST_LIST = 100
"""Matches that a customer list needs at least."""
TRIES = 3
"""How often a chunk is sent at most while nothing tells whether it arrived."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
GROWTH = 1.5
MATCHED = ("READY", "TOO_SMALL")
_COUNTERS = {"ADD": "num_uploaded_user_records", "REMOVE": "num_removed_user_records"}


class Progress(Protocol):
    """What remembers how far an upload came, so that another run can go on with it."""

    @property
    def list_id(self) -> str | None:
        """The customer list, once it is known."""

    @property
    def applied(self) -> Collection[int]:
        """The numbers of the chunks that arrived."""

    @property
    def unknown(self) -> Mapping[int, Mapping[str, Any]]:
        """What was known of the list before a chunk was sent whose fate is not known, by its number."""

    def chunk_leaves(self, chunk: int, text: str, before: Mapping[str, Any]) -> None:
        """Called before a chunk is sent, with its records: from now on its fate is not known."""

    def chunk_answered(self, chunk: int, list_id: str | None, status: str, error: PinadsError | None) -> None:
        """Called when a chunk was answered, or the answer did not come: ``applied``, ``rejected`` or ``unknown``, and why."""


class Target(NamedTuple):
    """What the records are for: a list that there is, or one to make.

    Attributes:
        account: the ad account's id.
        operation: ADD or REMOVE.
        list_id: the list; None makes one.
        name: of the list to make.
        list_type: of the list to make.
    """

    account: str
    operation: str = "ADD"
    list_id: str | None = None
    name: str | None = None
    list_type: str = "EMAIL"


class ChunkOutcome(NamedTuple):
    """What became of a chunk: its number from 0, how many records it has, ``applied``, ``rejected`` or ``unknown``, and why."""

    chunk: int
    records: int
    status: str
    error: PinadsError | None = None


class Upload:
    """One upload; ``customer_list`` is the list as the server answered it last.

    Args:
        records: what to send.
        target: where to.
        client: the Client to use.
        progress: what remembers how far it came.
        size: records a chunk.
        settle_time: seconds since it left before the making of a list is sent again that was not answered.
        wait: wait for that time; otherwise it stays unknown whether the list was made.
        on_wait: called with the seconds before such a pause.
    """

    def __init__(
        self,
        records: CustomerRecords,
        target: Target,
        client: Client,
        progress: Progress,
        size: int,
        settle_time: float = SETTLE_TIME,
        wait: bool = True,
        on_wait: Callable[[float], Any] = lambda seconds: None,
    ) -> None:
        self.records = records
        self.target = target
        self.client = client
        self.progress = progress
        self.size = size
        self.settle_time = settle_time
        self.wait = wait
        self.on_wait = on_wait
        self.customer_list: CustomerList | None = None
        self.stopped: PinadsError | None = None
        self._left: dict[int, float] = {}

    def run(self) -> Iterator[ChunkOutcome]:
        """Send what has not arrived.

        Yields:
            One outcome a chunk, in order, those of earlier runs too. After a failure that later chunks would share, nothing more
            is sent, and ``stopped`` says why.
        """
        sizes = self.records.chunk_sizes(self.size)
        list_id = self.progress.list_id or self.target.list_id
        if list_id is not None:
            self.customer_list = CustomerList(self.target.account, list_id, client=self.client)
        for chunk, text in enumerate(self.records.chunks(self.size)):
            outcome = ChunkOutcome(chunk, sizes[chunk], APPLIED)
            if chunk not in self.progress.applied:
                status, error = self._deliver(chunk, text, sizes[chunk])
                if status is None:
                    return
                outcome = outcome._replace(status=status, error=error)
            yield outcome
            if self.stopped is not None:
                return

    def _deliver(self, chunk: int, text: str, size: int) -> tuple[str | None, PinadsError | None]:
        """Send a chunk, again where it did not arrive; answers its status, None where it was not sent, and why."""
        before = self.progress.unknown.get(chunk)
        status = UNKNOWN if before is not None else None
        lost = before is not None
        error: PinadsError | None = None
        try:
            if before is not None and (self._arrived(chunk, size, before) or self._arrives_late(chunk, size, before)):
                return APPLIED, None
            for turn in range(TRIES):
                before = self._before(before)
                self.progress.chunk_leaves(chunk, text, before)
                error = self._send(text)
                self._left[chunk] = self.client.latest_left or self.client.clock.now()
                status = APPLIED if error is None else failed_status(error)
                if lost and status == REJECTED and isinstance(error, FATAL_ERRORS):
                    # A rate limit says nothing of the first time that it was sent.
                    status, self.stopped = UNKNOWN, self.stopped or error
                lost = lost or status == UNKNOWN
                self._answered(chunk, status, error)
                if isinstance(error, UnknownOutcome) and self.customer_list is None:
                    self.stopped = self.stopped or error  # The list may exist without its records: the counters cannot show that.
                if status != UNKNOWN or self.stopped is not None:
                    break
                self.client.clock.sleep(FIRST_PAUSE * 2**turn)
                if self._arrived(chunk, size, before) or self._arrives_late(chunk, size, before):
                    return APPLIED, None
        except PinadsError as failure:
            # Not even looking works any more: what is not known stays so.
            self.stopped = failure
            return status, failure if error is None or isinstance(failure, UnknownOutcome) else error
        if error is not None and (self.customer_list is None or not isinstance(error, (BadRequest, Rejected))):
            self.stopped = error
        return (status if status != REJECTED or self.stopped is None else None), error

    def _arrives_late(self, chunk: int, size: int, before: Mapping[str, Any]) -> bool:
        """Wait until the making of a list has no effect any more that was not answered, and look again: a second one would be another list.

        Raises:
            UnknownOutcome: nobody waits for it.
        """
        if "newest" not in before:
            return False
        now, left = self.client.server_time, before.get("left")
        # Before it left it may have waited for a rate limit.
        ago = max(0.0, now - left - self.client.max_wait) if now is not None and isinstance(left, (int, float)) else 0.0
        if chunk in self._left:
            ago = self.client.clock.now() - self._left[chunk]
        pause = self.settle_time - ago
        if pause > 0 and not self.wait:
            raise UnknownOutcome("whether the list was made is not known: it was not found yet, and may still be made")
        if pause > 0:
            self.on_wait(pause)
        self.client.clock.sleep(max(pause, FIRST_PAUSE))
        return self._arrived(chunk, size, before)

    def _answered(self, chunk: int, status: str, error: PinadsError | None = None) -> None:
        try:
            self.progress.chunk_answered(chunk, self._list_id, status, error)
        except PinadsError as failure:
            self.stopped = self.stopped or failure  # What was done is said; but nothing more is sent.

    def _send(self, text: str) -> PinadsError | None:
        try:
            if self.customer_list is None:
                account, name, kind = self.target.account, str(self.target.name), self.target.list_type
                self.customer_list = CustomerList.create(account, name, text, list_type=kind, client=self.client)
            else:
                self.customer_list.update_fields(operation_type=self.target.operation, records=text)
        except PinadsError as error:
            return error
        return None

    @property
    def _list_id(self) -> str | None:
        return self.customer_list.id if self.customer_list is not None else None

    def _before(self, earlier: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """What tells later whether a chunk arrived: the list's counters, or for a list to be made the newest of the account."""
        if self.customer_list is not None:
            return self._counters()
        if earlier is not None:
            return {**earlier, "left": self.client.server_time}  # Whatever an earlier try made is newer than that.
        newest, _ = CustomerList.get_all(self.target.account, page_size=1, order="DESCENDING", client=self.client)
        return {"newest": newest[0].id if newest else "0", "left": self.client.server_time}

    def _counters(self) -> dict[str, Any]:
        wire = self.customer_list.wire if self.customer_list is not None else {}
        return {name: wire.get(name) for name in ("num_batches", _COUNTERS[self.target.operation])}

    def _arrived(self, chunk: int, size: int, before: Mapping[str, Any]) -> bool:
        """Whether a chunk that was sent has arrived, as far as the list tells."""
        if "newest" in before:
            self.customer_list = self.customer_list or self._made_since(str(before["newest"]), size)
            arrived = self.customer_list is not None
        else:
            self.customer_list = CustomerList(self.target.account, str(self._list_id), client=self.client)
            counter = _COUNTERS[self.target.operation]
            known = all(isinstance(value, (int, float)) for value in before.values())
            expected = {"num_batches": before["num_batches"] + 1, counter: before[counter] + size} if known else None
            arrived = self._counters() == expected
        if arrived:
            self._answered(chunk, APPLIED)
        return arrived

    def _made_since(self, newest: str, size: int) -> CustomerList | None:
        """The list that a create of unknown fate made.

        Raises:
            UnknownOutcome: several lists might be it, or one that is not as it was asked.
        """
        found: list[CustomerList] = []
        otherwise: list[CustomerList] = []
        for one in CustomerList.iter_all(self.target.account, order="DESCENDING", client=self.client):
            if int(one.id) <= int(newest):
                break
            if one.name != self.target.name:
                continue
            is_so = one.num_uploaded_user_records == size and one.num_batches == 1
            (found if is_so else otherwise).append(one)
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise UnknownOutcome(f"{len(found)} lists of this name were made just now ({ids}); add the records to the right one")
        if otherwise and not found:
            ids = ", ".join(one.id for one in otherwise)
            raise UnknownOutcome(f"a list of this name was made just now, but not of these records ({ids}); if it is right, add them to it")
        return found[0] if found else None


def wait_until_matched(
    ad_account_id: str, customer_list_id: str, client: Client, timeout: float, on_look: Callable[[CustomerList], Any] | None = None
) -> CustomerList:
    """Look at a customer list until Pinterest has matched it, with growing pauses.

    Args:
        ad_account_id: the ad account's id.
        customer_list_id: the list's id.
        client: the Client to use.
        timeout: seconds to wait at most.
        on_look: called with the list after each look.

    Returns:
        The list as it was seen last: READY, TOO_SMALL, or something else where the time was not enough.
    """
    clock, pause = client.clock, FIRST_PAUSE
    until = clock.now() + timeout
    while True:
        # The status may still be the one from before the last change, so the first look is not at once.
        clock.sleep(max(0.0, min(pause, until - clock.now())))
        found = CustomerList(ad_account_id, customer_list_id, client=client)
        if on_look:
            on_look(found)
        if found.status in MATCHED or clock.now() >= until:
            return found
        pause = min(pause * GROWTH, LONGEST_PAUSE)
