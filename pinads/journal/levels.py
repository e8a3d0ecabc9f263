"""Which rows of a run are of which resource: a clone has campaigns, ad groups, ads and keywords in one run."""

from __future__ import annotations

from pinads.journal.runs import Journal, Run


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
    found = journal.db.query("SELECT max(id) FROM runs WHERE undoes = ?", (run.id,))
    return found[0][0] if found else None
