"""Writes of several resources, one after the other, as one run of the journal: a clone, and what undoes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.asking import approve
from pinads.cli.checking import Checked
from pinads.cli.executing import check_showing
from pinads.cli.journalling import begun, ended, note_going_on, open_journal, open_rows
from pinads.cli.order import AGAIN, LEVELS, Order
from pinads.cli.policy import enforce, guard
from pinads.cli.results import Plan, Written
from pinads.cli.rows import Records, Row
from pinads.cli.updating import Planned
from pinads.journal.recorder import digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.journal.runs import Run

WORD = "entity"


class Part(NamedTuple):
    """One row. Of a copy ``source`` is the id of the original, and the parent in the values is still that of the original."""

    values: Mapping[str, Any]
    source: str = ""


class Level(NamedTuple):
    """The rows of one resource, and the number of the first among all rows."""

    model: type[Any]
    parts: list[Part]
    first: int

    @property
    def numbers(self) -> range:
        """The numbers of the rows."""
        return range(self.first, self.first + len(self.parts))

    def parent_of(self, part: Part) -> str | None:
        """The id of the original's parent, where there is one."""
        parent = part.values.get(self.model.RESOURCE.parent or "")
        return None if parent is None else str(parent)

    def planned(self, is_open: Callable[[int], bool], **other: Any) -> Iterator[Planned]:
        """The rows that are still to be written, as the policy looks at them; ``other`` are values in place of theirs."""
        for number, part in zip(self.numbers, self.parts, strict=True):
            if is_open(number):
                place = f"{self.model.RESOURCE.noun} {part.source}" if part.source and self.model.RESOURCE.parent else ""
                yield Planned(Row(place, {**part.values, **other}))


def levels_from(parts: Iterable[tuple[type[Any], Part]]) -> list[Level]:
    """Rows, each with what it is, those of one resource behind each other."""
    levels: list[Level] = []
    for model, group in groupby(parts, key=lambda pair: pair[0]):
        levels.append(Level(model, [part for _, part in group], levels[-1].numbers.stop if levels else 0))
    return levels


def unread(model: type[Any], mode: Mode, verb: str, **more: Any) -> Order:
    """The order for rows of several resources, before they are known."""
    return Order(model, Records(lambda: iter(()), LEVELS), mode, verb, **more)


def kept_levels(session: Session, run: Run) -> list[Level]:
    """The rows of a run as they were when it was begun."""
    from pinads.cli.journal import model_of

    text = b"".join(open_journal(session).input(run.id)).decode("utf-8", "surrogatepass")
    rows = (json.loads(line) for line in text.split("\n") if line)
    return levels_from((model_of(row["resource"]), Part(row["values"], row["source"])) for row in rows)


def _records(levels: list[Level]) -> Records:
    """The rows as the journal keeps them."""
    lines = ({"resource": level.model.RESOURCE.collection, **part._asdict()} for level in levels for part in level.parts)
    kept = Records.of(lines)
    kept.kind = LEVELS
    return kept


def write_levels(
    session: Session, order: Order, levels: list[Level], confirming: Confirming, digest: str | None = None, idle: Mapping[str, Any] = {}
) -> Written | Plan:
    """Write rows of several resources, one resource after the other; the journal knows of each request before it leaves.

    Args:
        session: where.
        order: how, and what is gone on with.
        levels: the rows.
        confirming: the options.
        digest: of what was asked, by which the same is known again; of the rows if None.
        idle: values with which the rows count for the question how much more is spent.

    Raises:
        InvalidInput: a no, or an option that is about rows of one kind; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    from pinads.cli.level_sending import LevelSending

    total, is_open = levels[-1].numbers.stop, open_rows(session, order)
    guard(session, order.model, total)
    for level in levels:
        enforce(session, level.model, level.planned(is_open), order.mode, order.care, total)
    order = order._replace(records=_records(levels), levels={level.model.RESOURCE.collection: len(level.parts) for level in levels})
    sending = LevelSending(session, order, levels, confirming)
    if confirming.dry_run:
        return sending.plan()
    if not order.care.asked:
        rows = [(level.model, list(level.planned(is_open, **idle))) for level in levels]
        approve(session, rows, order.mode, order.verb, WORD, confirming)
    checked = Checked(total, digest or digest_of([list(order.records.values())]).hex(), None, ())
    run = begun(session, order, checked, confirming)
    if order.resumes is not None:
        note_going_on(session, order, run)
    done = partial(ended, session, sending.recorder(run, levels[0]))
    return Written(sending.outcomes(run), order.model, order.verb, total, confirming, noun=WORD, ended=done)


def going_on(session: Session, run: Run, confirming: Confirming) -> Written | Plan:
    """Go on with a run of rows of several resources: what was read for it is in the journal."""
    from pinads.cli.resuming import as_before

    as_before(session, run)
    order = _again(run)
    check_levels(order, confirming)
    open_journal(session).take(run)
    return write_levels(session, order, kept_levels(session, run), confirming)


def looked_for(session: Session, run: Run, confirming: Confirming) -> None:
    """Look for what rows of unknown fate made; nothing is sent."""
    from pinads.cli.level_sending import LevelSending

    LevelSending(session, _again(run), kept_levels(session, run), confirming).look(run)


def _again(run: Run) -> Order:
    from pinads.cli.journal import model_of

    return unread(model_of(run.start.resource), run.start.mode, run.start.verb, care=AGAIN._replace(asked=True), resumes=run)


def check_levels(order: Order, confirming: Confirming) -> None:
    """Refuse options that are about rows of one kind.

    Raises:
        InvalidInput: one of them was given.
    """
    if confirming.failed_out is not None:
        raise InvalidInput("--failed-out holds rows of one kind, and these are of several", "--failed-out")
    check_showing(order, confirming)
