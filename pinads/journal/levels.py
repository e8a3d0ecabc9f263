"""Which rows of a run are of which resource (a clone has campaigns, ad groups, ads and keywords in one run); which run undid one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pinads.journal.runs import Journal, Run

UNDOING = "FROM runs u WHERE u.undoes = {} AND EXISTS (SELECT 1 FROM rows r WHERE r.run = u.id AND r.status != 'rejected')"
"""The runs that undid one, or may have: an undo of which nothing was sent or taken undid nothing."""


def levels_of(run: Run) -> list[tuple[str, range]]:
    """The resources of a run in the order in which they are written, each with the numbers of its rows."""
    levels, first = [], 0
    for resource, count in (run.start.options.get("levels") or {run.start.resource: run.start.total}).items():
        levels.append((resource, range(first, first + count)))
        first += count
    return levels


def resource_of(run: Run, number: int) -> str:
    """The resource of a row."""
    return next((resource for resource, numbers in levels_of(run) if number in numbers), run.start.resource)


def undone_by(journal: Journal, run: Run) -> int | None:
    """The run that undid a run, or None."""
    found = journal.db.query(f"SELECT max(u.id) {UNDOING.format('?')}", (run.id,))
    return found[0][0] if found else None
