"""What stands between the checked rows of a write and their sending: what is there, the policy, the person at the terminal."""

from __future__ import annotations

import marshal
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.models import Beside
from pinads.sdk.bulk.lookup import can_be_read
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import Order, Planned
from pinads.services.errors import MOST_ROWS_SHOWN
from pinads.services.events import Diff, FieldDiff
from pinads.services.inputs.records import Records, Row
from pinads.services.inputs.source import IN_MEMORY
from pinads.services.policy.budget_owner import Unbudgeted
from pinads.services.policy.effects import Sums, is_final
from pinads.services.policy.enforce import Enforcing, may_be_refused, must_know
from pinads.services.writes.confirm import Endings, approve_sums, is_watched
from pinads.services.writes.resolve import changes_of, planned

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


class Approved(NamedTuple):
    """A write that nothing and nobody has anything against.

    Attributes:
        order: with its rows as they are sent.
        unchanged: how many of them would change nothing.
    """

    order: Order
    unchanged: int = 0


class Held:
    """Rows held against the policy, summed, and their changes noted, as they go by; nothing is said before ``tell``.

    As they are sent they are kept in a file, not in memory. People's records are written nowhere: their rows are read again.
    """

    def __init__(self, context: Context, order: Order, options: WriteOptions, total: int = 0) -> None:
        self._context = context
        self._order = order
        self._confirming = options
        model, mode, care = order.model, order.mode, order.care
        self._rules = Enforcing(context, model, mode, care, total) if may_be_refused(context, model, care) else None
        self._unbudgeted = Unbudgeted(context) if mode is Mode.CREATE and model is AdGroup and not care.checked else None
        self._changes = DiffBuilder(context, model)
        self._sums = Sums() if not care.asked and is_watched(context, options) else None
        # Of what archive and remove do they have asked by themselves.
        self._endings = Endings(model) if mode is Mode.UPDATE and not care.asked and not care.agreed else None
        self._rows = None if order.personal else WorkedOut()
        if self._rows is not None:
            context.on_close(self._rows.close)

    def look_at(self, item: Planned) -> None:
        """Hold a row against everything, and count it in."""
        if self._rules is not None:
            self._rules.look_at(item)
        if self._unbudgeted is not None:
            self._unbudgeted.look_at(item.row)
        if self._sums is not None:
            self._sums.add(self._order.model, item, is_new=self._order.mode is Mode.CREATE)
        if self._endings is not None:
            self._endings.add(item)
        self._changes.add(item)

    def keep(self, item: Planned, body: dict[str, Any] | None = None) -> None:
        """Keep a row for its sending, and its body where that was made already."""
        if self._rows is not None:
            self._rows.add(item, body)

    def take(self, row: Row, body: dict[str, Any]) -> None:
        """Do both with a row of a create, beside which nothing is."""
        item = Planned(row)
        self.look_at(item)
        self.keep(item, body)

    def tell(self, total: int) -> None:
        """Say what is against it, show what changes, and ask.

        Raises:
            InvalidInput: an amount that is hardly meant, a no, or a question that cannot be asked.
            PolicyViolation: the policy forbids it.
        """
        if self._rules is not None:
            self._rules.tell(total)
        if self._unbudgeted is not None:
            self._unbudgeted.tell(total)
        self._changes.notify()
        if self._sums is not None:
            noun = self._order.model.RESOURCE.noun
            asks = not self._order.care.agreed and not (self._endings and self._endings.count)
            approve_sums(self._context, self._sums, self._order.model, self._order.verb, noun, self._confirming, asks)
        if self._endings is not None:
            self._endings.ask(self._context, self._confirming)

    def plan(self, order: Order) -> Approved:
        """The order with its rows as they were kept."""
        rows = self._rows
        if rows is None:
            return Approved(order)
        # Worked out again later, they would be relative to what this write made of them.
        source = None if rows.resolved else order.records.source
        records = Records(rows.rows, order.records.kind, source, order.records.read_only, order.records.table)
        return Approved(order._replace(records=records, resolved=rows.resolved, relative=rows.relative), rows.unchanged)


def approved(context: Context, order: Order, total: int, options: WriteOptions, is_open: Callable[[int], bool]) -> Approved:
    """See what is there, hold the rows against the policy, and ask.

    The rows of an update come out worked out. What is left of a create was checked when it began, and is read again.

    Args:
        context: where.
        order: the rows, checked.
        total: how many there are.
        options: the options.
        is_open: whether a row, by its number, is still to be written; done ones are neither read nor asked about.

    Raises:
        InvalidInput: a change that the server would refuse, an amount that is hardly meant, or a no.
        PolicyViolation: the policy forbids it.
    """
    held = Held(context, order, options, total)
    if order.mode is Mode.CREATE:
        for number, row in enumerate(order.records):
            if is_open(number):
                held.look_at(Planned(row))
        held.tell(total)
        return Approved(order)
    for item in planned(context, order.model, order.records, order.care, _also(context, order, options), total, is_open):
        held.keep(item)
        if not item.done:
            held.look_at(item)
    held.tell(total)
    return held.plan(order)


def _also(context: Context, order: Order, options: WriteOptions) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row of an update is read for the sake of the person at the terminal, of undo, or of the policy."""
    model = order.model
    cheap = can_be_read(model) and not order.personal
    watched = cheap and is_watched(context, options)
    kept = cheap and order.care.keep and not options.dry_run

    def also(values: Mapping[str, Any]) -> bool:
        return watched or (kept and not is_final(model, values)) or must_know(context, model, values)

    return also


ROWS_A_BLOCK = 100
FAST = 1
"""What is packed like this takes a tenth of the room, and a microsecond a row."""
_LENGTH = 8


class WorkedOut:
    """Rows that are written once and read as often as it needs, packed; a block of them at a time is in memory.

    They are kept in the system's directory of temporary files, not among the data, since they mean nothing once the command has ended: a
    file that only its owner can read and that has no name where the system can do that, so that kill -9 leaves nothing of it. What is
    short stays in memory.

    Attributes:
        unchanged: how many rows would change nothing.
        resolved: whether some depend on what was there.
        relative: whether some have relative amounts.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the command
        self._block: list[tuple[Any, ...]] = []
        self._end = 0
        self.unchanged = 0
        self.resolved = False
        self.relative = False

    def add(self, item: Planned, body: dict[str, Any] | None = None) -> None:
        """Keep a row, and its body where that was made already.

        Raises:
            InvalidInput: it is nested more deeply than anything that the API has.
            PinadsError: there is no room for it.
        """
        self.unchanged += item.unchanged
        self.resolved = self.resolved or item.resolved
        self.relative = self.relative or item.relative
        before = None if item.before is None else dict(item.before)
        self._block.append((dict(item.values), body, before, item.unchanged))
        if len(self._block) == ROWS_A_BLOCK:
            self._write()

    def _write(self) -> None:
        try:
            content = zlib.compress(marshal.dumps(self._block), FAST)
        except ValueError:
            raise InvalidInput("a row is nested too deeply", None) from None
        self._block = []
        try:
            self._file.seek(self._end)
            self._file.write(len(content).to_bytes(_LENGTH, "big") + content)
        except OSError as error:
            where = f"cannot keep the rows in {tempfile.tempdir or 'a temporary file'}: {error.strerror}; nothing was sent"
            raise PinadsError(f"{where}; make room there, or set TMPDIR to another directory") from None
        self._end += _LENGTH + len(content)

    def rows(self) -> Iterator[Row]:
        """All rows, from the beginning; several readers do not disturb each other."""
        if self._block:
            self._write()
        at = 0
        while at < self._end:
            self._file.seek(at)
            length = int.from_bytes(self._file.read(_LENGTH), "big")
            block = marshal.loads(zlib.decompress(self._file.read(length)))
            at += _LENGTH + length
            yield from (Row("", Beside(*kept)) for kept in block)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class DiffBuilder:
    """A builder of the diff that a person reads before a write: the first rows' fields, and how many more rows change."""

    def __init__(self, context: Context, model: type[Any]) -> None:
        self._context = context
        self._model = model
        self._first: list[Planned] = []
        self._count = 0

    def add(self, item: Planned) -> None:
        """Count a row in."""
        if item.present is not None and not item.unchanged:
            self._count += 1
            if len(self._first) < MOST_ROWS_SHOWN:
                self._first.append(item)

    def notify(self) -> None:
        """Tell the diff to whoever reads it."""
        if self._first and self._context.interaction.reads_diffs:
            self._context.interaction.notify(Diff([*self._fields()], max(self._count - MOST_ROWS_SHOWN, 0)))

    def _fields(self) -> Iterator[FieldDiff]:
        for item in self._first:
            for field, old, new in changes_of(self._model, item.values, item.present):
                if field is not None and field.in_record:
                    currency = self._context.currency() if field.spec.unit == "micros" else None
                    yield FieldDiff(self._model.RESOURCE.noun, item.present.id, field, old, new, currency)
