"""The handling of existing entities by a write."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pinads.journal.models import Run


class Handling(NamedTuple):
    """The handling of existing entities, and facts about the rows that make checks unnecessary.

    Attributes:
        read: read current values, to show what changes and to skip what does not.
        keep: read current values where that is cheap, so that the run can be undone.
        replace: objects in rows replace the current ones; otherwise they are merged.
        typed: the fields, as errors name them, whose amounts were typed; None if all were. A copied amount is no typing mistake.
        trusted: the values were checked before, in an earlier run or by the API.
        confirmed: the whole write is confirmed; its effect is not summed up.
        confirmed_final: final changes are confirmed, or confirmed otherwise; the effect is still shown.
        skip: skip rows that cannot be written; otherwise all are refused.
        overwrite_newer: write rows of a file whose entities were changed after it was written.
        keeps_names: no entity gets, loses or changes a name, so that kept names stay true.
        resumes: the run whose rest this is, if that is to leave newer changes of others alone; None otherwise.
    """

    read: bool = False
    keep: bool = True
    replace: bool = False
    typed: Collection[str] | None = None
    trusted: bool = False
    confirmed: bool = False
    confirmed_final: bool = False
    skip: bool = False
    overwrite_newer: bool = False
    keeps_names: bool = False
    resumes: Run | None = None


TRUSTED = Handling(replace=True, trusted=True)
"""The handling of rows that were resolved before: the rest of a run, or the undo of one."""
