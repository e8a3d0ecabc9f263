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
from pinads.cli.output.writer import column, draw_table, separated, write, write_structured
from pinads.cli.terminal import progress
from pinads.cli.terminal.streams import discard_stdout
from pinads.journal.errors import JournalError
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.text import counted, safe
from pinads.sdk.errors import PinadsError
from pinads.sdk.outcomes import Outcome
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import Access
from pinads.services import projection
from pinads.services.errors import Interrupted, OutputFailed, PartialFailure
from pinads.services.listing.query_notes import note_micro
from pinads.services.outcome_tally import OutcomeTally
from pinads.services.results import OUTCOME_COLUMNS, OUTCOME_FIELDS, SingleEntity, Value, WriteResult, as_row

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation

MOST_NOTED = 20
_OUTCOME_FIELDS = {name: Field(name, Spec("integer"), "", Access.NONE) for name in ("row", "code")}


def emit_write_result(result: WriteResult, presentation: Presentation) -> ExitCode:
    """Render the outcomes of a write, row by row, and report the failures."""
    if result.run is not None:
        completion_cache.runs_shown([{"id": result.run, "command": shlex.join(presentation.context.origin())}], presentation)
    tally = OutcomeTally(result)
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
    _note_differing(tally, presentation)
    if tally.unchanged:
        presentation.note(f"note: {_part(tally.unchanged, result)} unchanged, skipped")
    if tally.made_since:
        presentation.note(f"note: {_part(tally.made_since, result)} created by a later command: not sent again")
    following = _ended(result, presentation)
    if not tally.failed:
        if presentation.format in DRAWN_FORMATS:
            presentation.note(tally.summary())
        return ExitCode.DONE
    return _report_failed(tally, presentation, following)


def _part(count: int, result: WriteResult) -> str:
    """Write a number of rows: ``2 of 4 campaigns``, or ``1 campaign`` where there is no other."""
    return f"{count} of {counted(result.total, result.noun)}" if result.total > 1 else counted(count, result.noun)


def _cut_off(error: BaseException, following: str | None) -> PinadsError:
    """Make the error of outcomes that could not be shown to the end, or that nobody waited for."""
    discard_stdout()
    following = following or "pinads journal list shows what was done"
    if isinstance(error, OSError):
        return OutputFailed(f"the outcomes cannot be written: {error.strerror or error}; nothing more is sent", following)
    return Interrupted("interrupted: the outcome of in-flight rows is unknown").hinting(following)


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


def _note_differing(tally: OutcomeTally, presentation: Presentation) -> None:
    """Note the fields that the server stored otherwise than requested, which it does without an error."""
    differing, more = tally.differing(presentation.context)
    for outcome in differing[:MOST_NOTED]:
        presentation.note(safe(f"note: row {outcome.row + 1}: the answer differs from the request: {', '.join(outcome.differs)}"))
    more += len(differing[MOST_NOTED:])
    if more:
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
        write_structured(rows, format)


def _report_failed(tally: OutcomeTally, presentation: Presentation, following: str | None) -> ExitCode:
    """Report the failures; where all rows failed with the same error, its own exit code is used."""
    error = tally.failure(presentation.interaction.stopping)
    if isinstance(error, PartialFailure) and error.reasons is not None:
        if presentation.format not in (*DRAWN_FORMATS, "json", "jsonl", "yaml"):
            for line in tally.lines():
                presentation.tell(line)
        # Of a few a person has seen the rows.
        if not (error.reasons.is_many or presentation.errors_as_json):
            error.reasons = None
    if following and isinstance(error, Interrupted):
        error.hint = following
    elif following:
        presentation.note(f"note: to send the remaining rows, run: {following}")
    return report(error, presentation.errors_as_json, presentation.context.named)
