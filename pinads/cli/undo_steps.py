"""What undo says: what it would do row by row, what that does to spending, and which rows it leaves alone for what reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.targeting_changes import with_effect
from pinads.render.text import counted, safe
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.outcomes import APPLIED, REJECTED, Outcome

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.journal.runs import RowRecord

MOST_SHOWN = 20


class Step(NamedTuple):
    """One row of an undo.

    Attributes:
        model: what it is.
        row: what the journal has of it.
        write: what is written, or None.
        refusal: why nothing is.
        now: the values as they are now.
        is_so: whether nothing is written because all is as undo would make it.
    """

    model: type[Any]
    row: RowRecord
    write: dict[str, Any] | None
    refusal: str | None = None
    now: Mapping[str, Any] = {}
    is_so: bool = False


def tell(session: Session, steps: Sequence[Step]) -> None:
    """Say what would be done, old and new; of many rows only how many more are left alone, and why."""
    for step in steps[:MOST_SHOWN]:
        whose = f"{step.model.RESOURCE.noun} {step.row.entity or step.row.name or f'of row {step.row.number + 1}'}"
        if step.write is None:
            session.note(safe(f"{whose}: left alone: {step.refusal}"))
        else:
            _tell_values(session, step, whose)
    more = steps[MOST_SHOWN:]
    if more:
        session.note(f"and {len(more)} more rows")
    for refusal, count in Counter(step.refusal for step in more if step.write is None).items():
        session.note(safe(f"{count} of them left alone: {refusal}"))


def _tell_values(session: Session, step: Step, whose: str) -> None:
    from pinads.render.cells import cell

    fields = fields_of(step.model)
    for name, value in with_effect(fields, step.write or {}, step.now).items():
        if name not in ("id", "extra"):
            money = fields[name].spec.unit == "micros"
            look = session.look._replace(currency=session.currency()) if money else session.look
            was, new = (cell(fields[name], item, look) for item in (step.now.get(name), value))
            session.note(safe(f"{whose}: {name} {was} -> {new}"))


def ask(session: Session, confirming: Confirming, rows: Sequence[Step], verb: str) -> None:
    """Show what an undo does to production, and ask.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked.
    """
    from pinads.cli import prompts
    from pinads.cli.asking import YES, is_watched

    counts = Counter(step.model.RESOURCE.noun for step in rows)
    if is_watched(session, confirming) and prompts.can_ask():
        _show_sums(session, rows, verb, next(iter(counts)) if len(counts) == 1 else "entity")
    if confirming.yes:
        return
    if not session.may_confirm:
        raise InvalidInput("undo writes, and nobody can be asked here. Add --yes to confirm; nothing was sent.", "--yes")
    question = f"Undo {', '.join(counted(count, noun) for noun, count in counts.items())}? [y/N] "
    if prompts.ask(question).lower() not in YES:
        raise InvalidInput("not confirmed: nothing was undone", None)


def _show_sums(session: Session, rows: Sequence[Step], verb: str, noun: str) -> None:
    from pinads.cli.asking import Sums, show_sums
    from pinads.cli.rows import Row
    from pinads.cli.updating import Planned

    sums = Sums()
    for step in rows:
        sums.add(step.model, Planned(Row("", step.write or {}), SimpleNamespace(wire=step.now)), is_new=False)
    show_sums(session, sums, rows[0].model, verb, noun)


def with_left_alone(outcomes: Iterator[Outcome[Any]], first: int, left: Sequence[Step]) -> Iterator[Outcome[Any]]:
    """The outcomes of what is written, and after them those of the rows that are left alone, numbered from ``first``."""
    yield from outcomes
    for number, step in enumerate(left, first):
        given = {"id": step.row.entity, "name": step.row.name}
        outcome: Outcome[Any] = Outcome(number, given, APPLIED if step.is_so else REJECTED, sent=False)
        if step.is_so:
            outcome.note = step.refusal
        else:
            outcome.error = PinadsError(f"left alone: {step.refusal}")
        yield outcome
