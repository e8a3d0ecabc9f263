"""Results of writes: outcomes row by row, and the failures."""

from __future__ import annotations

import shlex
import sys
from collections import deque
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

from pinads.cli import completion_cache
from pinads.cli.output.errors import report
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.output.listing import emit_single
from pinads.cli.output.values import emit_value
from pinads.cli.output.writer import column, draw_table, separated, write
from pinads.cli.terminal import progress
from pinads.cli.terminal.streams import discard_stdout
from pinads.journal.errors import JournalError
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import json_array, jsonl
from pinads.render.text import counted, safe
from pinads.render.yaml import yaml_documents
from pinads.sdk.bulk.outcomes import APPLIED, EXISTS, FATAL_ERRORS, UNKNOWN, Outcome
from pinads.sdk.errors import PinadsError, Rejected, UnknownOutcome
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import Access
from pinads.services.errors import Interrupted, OutputFailed, PartialFailure, RowLeftAlone
from pinads.services.listing import projection
from pinads.services.listing.query_notes import note_micro
from pinads.services.reasons import ReasonCounts
from pinads.services.results import OUTCOME_COLUMNS, OUTCOME_FIELDS, SingleEntity, Value, WriteResult, as_row, reason_of
from pinads.services.writes.apply import read_back

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation

MOST_NOTED = 20
MOST_TOLD = 1000
"""Failed rows that stderr lists one by one, for formats that do not."""
_OUTCOME_FIELDS = {name: Field(name, Spec("integer"), "", Access.NONE) for name in ("row", "code")}


class Tally:
    """Counts of outcomes, and as many failed rows as are listed."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.first: Any = None
        self.alike = True
        self.unsent = 0
        self.held_back = 0
        self.refused: Any = None
        self.lines: list[str] = []
        self.reasons = ReasonCounts()
        self.unchanged = 0
        self.made_since = 0
        self.changed: list[Outcome[Any]] = []
        self.more_changed = 0

    @property
    def failed(self) -> int:
        """The number of rows that were neither applied nor there before."""
        return sum(self.counts.values()) - self.counts.get(APPLIED, 0) - self.counts.get(EXISTS, 0)

    def watch(self, outcomes: Iterator[Outcome[Any]]) -> Iterator[Outcome[Any]]:
        """Count outcomes as they pass."""
        for outcome in outcomes:
            self._count(outcome)
            yield outcome

    def _count(self, outcome: Outcome[Any]) -> None:
        self.counts[outcome.status] = self.counts.get(outcome.status, 0) + 1
        if not outcome.applied:
            self.first = self.first or outcome
            self.alike = self.alike and outcome.error is self.first.error
            self.unsent += isinstance(outcome.error, Interrupted)
            self.held_back += not outcome.sent and isinstance(outcome.error, FATAL_ERRORS)
            self.refused = outcome.error if isinstance(outcome.error, JournalError) else self.refused
            if len(self.lines) <= MOST_TOLD:
                self.lines.append(safe(f"row {outcome.row + 1}: {outcome.error}"))
            self.reasons.add(f"row {outcome.row + 1}", reason_of(outcome))
            return
        self.unchanged += outcome.status == APPLIED and not outcome.sent
        self.made_since += outcome.status == EXISTS and outcome.note is not None and not outcome.sent
        if outcome.differs:
            if len(self.changed) < MOST_TOLD:
                self.changed.append(outcome)
            else:
                self.more_changed += 1


def emit_write_result(result: WriteResult, presentation: Presentation) -> ExitCode:
    """Render the outcomes of a write, row by row, and report the failures."""
    if result.run is not None:
        completion_cache.runs_shown([{"id": result.run, "command": shlex.join(presentation.context.origin())}], presentation)
    tally = Tally()
    shown = progress.shown(result.outcomes, "rows", result.total, streaming=presentation.format not in DRAWN_FORMATS)
    outcomes = _remembered(tally.watch(shown), presentation)
    with presentation.interaction.finishing():
        try:
            _show_outcomes(outcomes, result, presentation)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever closes the pipe has read enough; the remaining rows are sent and counted all the same.
            discard_stdout()
            deque(outcomes, maxlen=0)
        except (OSError, KeyboardInterrupt) as error:
            outcomes.close()
            raise _cut_off(error, _ended(result, presentation, shown=False)) from None
    _note_changed(tally, result, presentation)
    if tally.unchanged:
        presentation.note(f"note: {_part(tally.unchanged, result)} unchanged, skipped")
    if tally.made_since:
        presentation.note(f"note: {_part(tally.made_since, result)} created by a later command: not sent again")
    following = _ended(result, presentation)
    if not tally.failed:
        if presentation.format in DRAWN_FORMATS:
            presentation.note(_summary(tally, result))
        return ExitCode.DONE
    return _report_failed(tally, result, presentation, following)


def _part(count: int, result: WriteResult) -> str:
    """Write a number of rows: ``2 of 4 campaigns``, or ``1 campaign`` where there is no other."""
    return f"{count} of {counted(result.total, result.noun)}" if result.total > 1 else counted(count, result.noun)


def _cut_off(error: BaseException, following: str | None) -> PinadsError:
    """Make the error of outcomes that could not be shown to the end, or that nobody waited for."""
    discard_stdout()
    following = following or "pinads journal list shows what was done"
    if isinstance(error, OSError):
        return OutputFailed(f"the outcomes cannot be written: {error.strerror or error}; nothing more is sent", following)
    given_up = Interrupted("interrupted: the outcome of in-flight rows is unknown")
    given_up.hint = following
    return given_up


def _summary(tally: Tally, result: WriteResult) -> str:
    there = tally.counts.get(EXISTS, 0)
    done = result.counted(result.total - there - tally.unchanged)
    return f"{result.verb} {done}" + (f", {there} existed already" if there else "")


def _ended(result: WriteResult, presentation: Presentation, shown: bool = True) -> str | None:
    """Return the command that continues, where rows are left."""
    try:
        return result.ended(shown)
    except JournalError as error:
        presentation.note(safe(f"note: {error.message}"))
        return None


def _remembered(outcomes: Iterator[Outcome[Any]], presentation: Presentation) -> Generator[Outcome[Any], None, None]:
    """Yield the same outcomes; the written entities are kept for completion."""
    for outcome in outcomes:
        if outcome.applied and outcome.record is not None:
            deque(completion_cache.shown([outcome.record], presentation), maxlen=0)
        yield outcome


def _note_changed(tally: Tally, result: WriteResult, presentation: Presentation) -> None:
    """Note the fields that the server stored otherwise than requested, which it does without an error."""
    changed = read_back(tally.changed, result.model, presentation.context)
    for outcome in changed[:MOST_NOTED]:
        presentation.note(safe(f"note: row {outcome.row + 1}: the answer differs from the request: {', '.join(outcome.differs)}"))
    more = len(changed) - MOST_NOTED + tally.more_changed
    if more > 0:
        presentation.note(f"note: and {more} more rows like these")


def _show_outcomes(outcomes: Iterator[Outcome[Any]], result: WriteResult, presentation: Presentation) -> None:
    format, showing = presentation.format, result.showing
    if result.single:
        applied = [outcome.record for outcome in outcomes if outcome.record is not None and outcome.applied]
        if applied:
            note_micro(presentation.context, result.model, showing.query)
            emit_single(SingleEntity(applied[0], projection.chosen(result.model, showing.fields), showing.query), presentation)
        return
    paths = projection.row_paths(showing.fields, OUTCOME_FIELDS)
    rows = (projection.narrowed(as_row(outcome), paths) for outcome in outcomes)
    columns = paths or OUTCOME_COLUMNS
    if showing.query:
        note_micro(presentation.context, result.model, showing.query)
        emit_value(Value(projection.queried(list(rows), showing.query)), presentation)
    elif format in DRAWN_FORMATS:
        kind, asked = result.model.RESOURCE.kind, paths is not None
        shown = [column(name, asked=asked, wraps=name == "message") for name in columns]
        # Rows are sent as their outcomes are shown, and do not wait for a reader.
        draw_table(rows, shown, _OUTCOME_FIELDS, "row", presentation, kind=kind, all_columns=asked, paged=False)
    elif format == "ids":
        write(f"{outcome.record.id}\n" for outcome in outcomes if outcome.applied and outcome.record is not None)
    elif format in ("csv", "tsv"):
        separated(rows, columns, _OUTCOME_FIELDS, presentation)
    else:
        write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](rows))


def _report_failed(tally: Tally, result: WriteResult, presentation: Presentation, following: str | None) -> ExitCode:
    """Report the failures; where all rows failed with the same error, its own exit code is used."""
    error = _failure(tally, result, presentation)
    if following and isinstance(error, Interrupted):
        error.hint = following
    elif following:
        presentation.note(f"note: to send the remaining rows, run: {following}")
    return report(error, presentation.errors_as_json, presentation.context.named)


def _failure(tally: Tally, result: WriteResult, presentation: Presentation) -> PinadsError:
    total, first, failed = result.total, tally.first.error, tally.failed
    if presentation.interaction.stopping:
        done, lost = f"{total - failed} {result.verb}", f"{failed - tally.unsent} failed"
        return Interrupted(f"interrupted: {done}, {lost}, {tally.unsent} not sent")
    if tally.refused is not None:
        done = f"{total - failed} of {counted(total, result.noun)} {result.verb}, nothing more was sent"
        return JournalError(f"{tally.refused.message} ({done})")
    whole = first is not None and not isinstance(first, (Rejected, RowLeftAlone, UnknownOutcome)) and tally.alike
    unknown = tally.counts.get(UNKNOWN, 0)
    if whole and failed == total and not unknown:
        own: PinadsError = first
        return own
    rejected = failed - unknown - tally.held_back
    numbers = ((unknown, "unknown"), (tally.held_back, "not sent"))
    counts = ", ".join([f"{rejected} rejected", *(f"{number} {word}" for number, word in numbers if number)])
    did_not = "are not known to be" if unknown else "were not"
    message = f"{failed} of {counted(total, result.noun)} {did_not} {result.verb}: {counts}"
    if total == 1 and first is not None:
        known = f"the {result.noun} was not {result.verb}" if not unknown else f"it is unknown whether the {result.noun} was {result.verb}"
        message = f"{known}: {first.message}"
        return PartialFailure(message, **_facts(first))
    failure = PartialFailure(message)
    if presentation.format not in (*DRAWN_FORMATS, "json", "jsonl", "yaml"):
        for line in tally.lines[:MOST_TOLD]:
            presentation.tell(line)
        if len(tally.lines) > MOST_TOLD:
            presentation.tell(f"and {failed - MOST_TOLD} more rows")
    # Of a few a person has seen the rows.
    if tally.reasons.is_many or presentation.errors_as_json:
        failure.reasons = tally.reasons
    return failure


def _facts(error: Any) -> dict[str, Any]:
    names = ("http_status", "code", "operation", "request_id", "safe_to_retry")
    return {name: getattr(error, name) for name in names}
