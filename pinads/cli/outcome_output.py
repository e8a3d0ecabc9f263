"""Rendering what writes did: outcomes row by row, and what failed."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pinads.cli import progress, recent, selecting
from pinads.cli.exit_codes import ExitCode
from pinads.cli.failures import PartialFailure, report
from pinads.cli.interrupts import Interrupted, finishing_requests
from pinads.cli.output import column, draw_table, one, separated, write
from pinads.cli.present import read_back
from pinads.cli.results import OUTCOME_COLUMNS, OUTCOME_FIELDS, One, Value, Written, as_row
from pinads.cli.session import discard_stdout
from pinads.cli.value_output import emit_value
from pinads.render.json_text import json_array, jsonl
from pinads.render.text import counted, safe
from pinads.render.yaml_text import yaml_documents
from pinads.sdk.declarations import Field, Spec
from pinads.sdk.errors import Rejected, UnknownOutcome
from pinads.sdk.fields import Access
from pinads.sdk.outcomes import UNKNOWN, Outcome

if TYPE_CHECKING:
    from pinads.cli.session import Session

MOST_NOTED = 20
_OUTCOME_FIELDS = {name: Field(name, Spec("integer"), "", Access.NONE) for name in ("row", "code")}


def emit_written(result: Written, session: Session) -> ExitCode:
    """Render what a write did, row by row, and report what failed."""
    failed: list[Outcome[Any]] = []
    changed: list[Outcome[Any]] = []
    unsent = 0

    def watched() -> Iterator[Outcome[Any]]:
        nonlocal unsent
        for outcome in progress.shown(result.outcomes, "rows", result.total, streaming=session.format != "table"):
            if not outcome.applied:
                failed.append(outcome)
            elif outcome.differs:
                changed.append(outcome)
            unsent += outcome.applied and not outcome.sent
            if outcome.applied and outcome.record is not None:
                deque(recent.shown([outcome.record], session), maxlen=0)
            yield outcome

    outcomes = watched()
    with finishing_requests(session):
        try:
            _show_outcomes(outcomes, result, session)
            sys.stdout.flush()
        except BrokenPipeError:
            # Who closes the pipe has read enough; the rows that are left are written and counted all the same.
            discard_stdout()
            deque(outcomes, maxlen=0)
    _note_changed(read_back(changed, result.model, session), session)
    if unsent:
        which = f"{unsent} of {counted(result.total, result.noun)}" if result.total > 1 else f"the {result.noun}"
        session.note(f"note: {which} {'is' if unsent == 1 else 'are'} so already: not sent")
    if not failed:
        if session.format == "table":
            session.note(f"{result.verb} {counted(result.total - unsent, result.noun)}")
        return ExitCode.DONE
    return _report_failed(failed, result, session)


def _note_changed(changed: list[Outcome[Any]], session: Session) -> None:
    """Say where the server took something else than was asked, which it does without an error."""
    for outcome in changed[:MOST_NOTED]:
        session.note(safe(f"note: row {outcome.row + 1}: the server answers otherwise than asked: {', '.join(outcome.differs)}"))
    if len(changed) > MOST_NOTED:
        session.note(f"note: and {len(changed) - MOST_NOTED} more rows like these")


def _show_outcomes(outcomes: Iterator[Outcome[Any]], result: Written, session: Session) -> None:
    format, showing = session.format, result.showing
    if result.single:
        applied = [outcome.record for outcome in outcomes if outcome.record is not None and outcome.applied]
        if applied:
            one(One(applied[0], showing), session)
        return
    paths = selecting.row_paths(showing.fields, OUTCOME_FIELDS)
    rows = (selecting.narrowed(as_row(outcome), paths) for outcome in outcomes)
    columns = paths or OUTCOME_COLUMNS
    if showing.query:
        emit_value(Value(selecting.queried(list(rows), showing.query)), session)
    elif format == "table":
        draw_table(list(rows), [column(name) for name in columns], _OUTCOME_FIELDS, "row", session)
    elif format == "ids":
        write(f"{outcome.record.id}\n" for outcome in outcomes if outcome.applied and outcome.record is not None)
    elif format in ("csv", "tsv"):
        separated(rows, columns, format)
    else:
        write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](rows))


def _report_failed(failed: list[Outcome[Any]], result: Written, session: Session) -> ExitCode:
    """Say what failed. A failure of all rows in one and the same way has that error's own exit code."""
    profile = session.profile_name or "default"
    total, first = result.total, failed[0].error
    if session.stopping:
        unsent = sum(isinstance(outcome.error, Interrupted) for outcome in failed)
        counts = f"{total - len(failed)} {result.verb}, {len(failed) - unsent} failed, {unsent} not sent"
        return report(Interrupted(f"interrupted: {counts}"), session.machine_asked, profile)
    whole = first is not None and not isinstance(first, (Rejected, UnknownOutcome)) and all(o.error is first for o in failed)
    if whole and len(failed) == total and not any(o.status == UNKNOWN for o in failed):
        assert first is not None
        return report(first, session.machine_asked, profile)
    unknown = sum(outcome.status == UNKNOWN for outcome in failed)
    counts = f"{len(failed) - unknown} rejected" + (f", {unknown} unknown" if unknown else "")
    message = f"{len(failed)} of {counted(total, result.noun)} were not {result.verb}: {counts}"
    if total == 1 and first is not None:
        message = f"the {result.noun} was not {result.verb}: {first.message}"
    elif session.format not in ("table", "json", "jsonl", "yaml"):
        for outcome in failed:
            session.note(safe(f"row {outcome.row + 1}: {outcome.error}"))
    error = PartialFailure(message, **_facts(first) if total == 1 else {})
    return report(error, session.machine_asked, profile)


def _facts(error: Any) -> dict[str, Any]:
    names = ("http_status", "code", "operation", "request_id", "safe_to_retry")
    return {name: getattr(error, name) for name in names}
