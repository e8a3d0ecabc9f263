"""The wording of events of services, on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pinads.cli.flags import with_options
from pinads.cli.output.errors import with_hint
from pinads.render.cells import cell
from pinads.render.text import counted, safe
from pinads.sdk.schema.fields import plain_name
from pinads.services.events import Caution, Info, Note
from pinads.services.questions import Draft
from pinads.services.write_events import (
    Diff,
    FieldDiff,
    LeftAlone,
    LookingFor,
    NothingFound,
    Resuming,
    Review,
    SendingAgain,
    Skipping,
    Waiting,
)

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation
    from pinads.services.events import Event

SILENCED = (Note, Resuming, LookingFor, NothingFound, SendingAgain, Waiting)
"""Events that --quiet silences: nothing has failed, and nobody needs to answer."""


def lines_of(event: Event, presentation: Presentation) -> list[str]:
    """Write an event as lines for stderr."""
    return [safe(with_options(line)) for line in _lines(event, presentation)]


def _lines(event: Event, presentation: Presentation) -> Iterator[str]:
    if isinstance(event, Diff):
        yield from (_field(diff, presentation) for diff in event.fields)
        if event.more:
            yield f"and changes of {event.more} more"
    elif isinstance(event, Draft):
        yield f"{event.noun} to be created:"
        yield from _draft(event, presentation)
    elif isinstance(event, LeftAlone):
        yield from (f"{whose}: left alone: {why}" for whose, why in event.rows)
        yield from (f"{count} of them left alone: {why}" for why, count in event.more.items())
    elif isinstance(event, Skipping):
        yield f"note: {event.rows} of {counted(event.total, 'row')} cannot be written, and {'is' if event.rows == 1 else 'are'} skipped"
        yield from event.reasons
    else:
        yield from _sentence(event).split("\n")


def _sentence(event: Event) -> str:
    if isinstance(event, Note):
        return with_hint(f"note: {event.text}", event.hint)
    if isinstance(event, Caution):
        return f"warning: {event.text}"
    if isinstance(event, Info):
        return event.text
    if isinstance(event, Resuming):
        restart = "" if event.asked else " (`fresh` starts over)"
        return f"resuming run {event.run}: {event.done} of {counted(event.total, event.noun)} already applied{restart}"
    if isinstance(event, LookingFor):
        return f"reconciling {counted(event.rows, 'row')} of unknown outcome"
    if isinstance(event, NothingFound):
        rows = counted(event.rows, "row")
        return f"note: {rows} of unknown outcome not found at Pinterest; sent again when the run resumes"
    if isinstance(event, SendingAgain):
        return f"note: {counted(event.rows, 'row')} of unknown outcome not found at Pinterest; sending again"
    if isinstance(event, Waiting):
        return _waiting(event)
    assert isinstance(event, Review)
    return f"{event.where}: {event.rows} to be {event.verb}; {event.spending}"


def _waiting(event: Waiting) -> str:
    if not event.rows:
        lost = "it is unknown if the list was created, and the server may still create it"
        return f"note: {lost}: looking again in {event.seconds:.0f} s before creating it again (`no_wait` leaves it unknown)"
    lost = f"the answer for {counted(event.rows, 'row')} was lost, and the server may still execute the request"
    return f"note: {lost}: looking again in {event.seconds:.0f} s before sending it again (`no_wait` leaves such rows unknown)"


def _draft(draft: Draft, presentation: Presentation) -> Iterator[str]:
    style = presentation.style._replace(currency=draft.currency)
    width = max(len(field.name) for field, _ in draft.values)
    for field, value in draft.values:
        yield f"  {field.name:{width}}  {cell(field, value, style)}"


def _field(diff: FieldDiff, presentation: Presentation) -> str:
    style = presentation.style._replace(currency=diff.currency)
    old, new = (cell(diff.field, value, style) for value in (diff.old, diff.new))
    return f"{diff.noun} {diff.identity}{f' ({diff.name})' if diff.name else ''}: {plain_name(diff.field.name)} {old} -> {new}"
