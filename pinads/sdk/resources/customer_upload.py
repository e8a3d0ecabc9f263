"""A resumable upload of customers' records, chunk by chunk.

Adding a record that a list has changes nothing but a counter, and so does removing one that it has not. So a chunk whose outcome is
unknown is sent again, unless the list's counters show that it arrived. A list must be created once only: if the answer to the
create did not come, the account's lists are searched for it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pinads.sdk.errors import BadRequest, PinadsError, Rejected, UnknownOutcome
from pinads.sdk.listing.pages import id_number
from pinads.sdk.outcomes import APPLIED, FATAL_ERRORS, REJECTED, SETTLE_TIME, UNKNOWN, failed_status
from pinads.sdk.resources.customer_lists import CustomerList

if TYPE_CHECKING:
    from collections.abc import Collection

    from pinads.sdk.client import Client
    from pinads.sdk.customers.records import CustomerRecords


SMALLEST_LIST = 100
"""Fewest matches with which a customer list can be used."""
TRIES = 3
"""Most times that a chunk is sent while its outcome is unknown."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
GROWTH = 1.5
MATCHED = ("READY", "TOO_SMALL")
_COUNTERS = {"ADD": "num_uploaded_user_records", "REMOVE": "num_removed_user_records"}


class Progress(Protocol):
    """A memory of an upload's chunks, with which another run can resume it."""

    @property
    def list_id(self) -> str | None:
        """The customer list, once it is known."""

    @property
    def applied(self) -> Collection[int]:
        """The numbers of the chunks that arrived."""

    @property
    def unknown(self) -> Mapping[int, Mapping[str, Any]]:
        """The list's counters before each chunk of unknown outcome was sent, by the chunk's number."""

    def chunk_leaves(self, chunk: int, text: str, before: Mapping[str, Any]) -> None:
        """Note that a chunk is about to be sent, with its records: from now on its outcome is unknown."""

    def chunk_answered(self, chunk: int, list_id: str | None, status: str, error: PinadsError | None) -> None:
        """Note the outcome of a chunk, ``applied``, ``rejected`` or ``unknown``, and its error."""


class Target(NamedTuple):
    """The list that the records are for: an existing one, or one to create.

    Attributes:
        account: the ad account's id.
        operation: ADD or REMOVE.
        list_id: the list; None creates one.
        name: the name of the list to create.
        list_type: the type of the list to create.
    """

    account: str
    operation: str = "ADD"
    list_id: str | None = None
    name: str | None = None
    list_type: str = "EMAIL"


class ChunkOutcome(NamedTuple):
    """The outcome of a chunk: its number from 0, its number of records, ``applied``, ``rejected`` or ``unknown``, and the error."""

    chunk: int
    records: int
    status: str
    error: PinadsError | None = None


class Upload:
    """An upload of records to a customer list.

    Args:
        records: the records.
        target: the list.
        client: the Client to use.
        progress: the memory of chunks that earlier runs sent.
        size: records in a chunk.
        settle_time: seconds after which a create without an answer has no effect any more, so that it may be sent again.
        wait: wait for that time; otherwise the outcome of the create stays unknown.
        on_wait: called with the seconds before such a pause.

    Attributes:
        customer_list: the list as the server last returned it; None until it is created.
        stopped: the error after which nothing more was sent, or None.
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
        """Send the chunks that have not arrived.

        Yields:
            The outcome of each chunk, in order, those of earlier runs too. After an error that later chunks would hit too, nothing
            more is sent, and ``stopped`` has the error.
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
        """Send a chunk until its outcome is known; return its status, None if it was not sent, and its error."""
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
                    # A rate limit says nothing about the first time that it was sent.
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
            # Not even reading works any more: unknown outcomes stay unknown.
            self.stopped = failure
            return status, failure if error is None or isinstance(failure, UnknownOutcome) else error
        if error is not None and (self.customer_list is None or not isinstance(error, (BadRequest, Rejected))):
            self.stopped = error
        return (status if status != REJECTED or self.stopped is None else None), error

    def _arrives_late(self, chunk: int, size: int, before: Mapping[str, Any]) -> bool:
        """Wait until an unanswered create can have no effect any more, and look again.

        Raises:
            UnknownOutcome: ``wait`` is False.
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
            raise UnknownOutcome("it is unknown whether the list was created: it was not found yet, and may still be created")
        if pause > 0:
            self.on_wait(pause)
        self.client.clock.sleep(max(pause, FIRST_PAUSE))
        return self._arrived(chunk, size, before)

    def _answered(self, chunk: int, status: str, error: PinadsError | None = None) -> None:
        try:
            self.progress.chunk_answered(chunk, self._list_id, status, error)
        except PinadsError as failure:
            self.stopped = self.stopped or failure  # The chunk keeps its outcome, but no other is sent.

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
        """Read what a later look is compared with: the list's counters, or the account's newest list before a create."""
        if self.customer_list is not None:
            return self._counters()
        if earlier is not None:
            return {**earlier, "left": self.client.server_time}  # The list of an earlier try is newer than that.
        newest, _ = CustomerList.get_all(self.target.account, page_size=1, order="DESCENDING", client=self.client)
        return {"newest": str(id_number(newest[0])) if newest else "0", "left": self.client.server_time}

    def _counters(self) -> dict[str, Any]:
        wire = self.customer_list.wire if self.customer_list is not None else {}
        return {name: wire.get(name) for name in ("num_batches", _COUNTERS[self.target.operation])}

    def _arrived(self, chunk: int, size: int, before: Mapping[str, Any]) -> bool:
        """Look if a chunk that was sent has arrived, as far as the list shows it."""
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
        """Find the list that a create of unknown outcome made.

        Raises:
            UnknownOutcome: several lists fit, or one of the name has other records.
        """
        found: list[CustomerList] = []
        otherwise: list[CustomerList] = []
        for one in CustomerList.iter_all(self.target.account, order="DESCENDING", client=self.client):
            if id_number(one) <= int(newest):
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
    """Wait until Pinterest has matched a customer list, polling at growing intervals.

    Args:
        ad_account_id: the ad account's id.
        customer_list_id: the list's id.
        client: the Client to use.
        timeout: maximum number of seconds to wait.
        on_look: called with the list after each look.

    Returns:
        The list as it was read last: READY, TOO_SMALL, or another status if the time was not enough.
    """
    clock, pause = client.clock, FIRST_PAUSE
    until = clock.now() + timeout
    while True:
        # The status may still be the one from before the last change, so pause before the first look too.
        clock.sleep(max(0.0, min(pause, until - clock.now())))
        found = CustomerList(ad_account_id, customer_list_id, client=client)
        if on_look:
            on_look(found)
        if found.status in MATCHED or clock.now() >= until:
            return found
        pause = min(pause * GROWTH, LONGEST_PAUSE)
