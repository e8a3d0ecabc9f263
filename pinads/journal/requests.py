"""A request that is no rows of a resource (``pinads api``): what was asked and what was answered; never its body."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from shlex import quote
from typing import Any

from pinads.journal.runs import SENT, Journal, Run

KIND = "request"
"""The kind of a run that is one request."""


def why_not(run: Run) -> str | None:
    """Why a run can be neither gone on with nor undone; None where it can."""
    if run.start.kind != KIND:
        return None
    path = quote(str(run.start.options.get("path")))
    return f"a request of pinads api can be neither resumed nor undone, since its body is not kept; look with pinads api GET {path}"


class RequestRecord:
    """Writes down one request.

    Args:
        journal: the journal.
        run: the run that the request is.
    """

    def __init__(self, journal: Journal, run: Run) -> None:
        self.journal = journal
        self.run = run

    def sending(self, at: float, server_offset: float | None) -> None:
        """Write it down as sent, before it is."""
        with self.journal.db.writing(synced=True) as db:
            sql = "INSERT INTO batches (run, sent, server_offset) VALUES (?, ?, ?)"
            batch = self.journal.db.insert(sql, (self.run.id, at, server_offset))
            db.execute("INSERT INTO rows (run, number, batch, status) VALUES (?, 0, ?, ?)", (self.run.id, batch, SENT))

    def answered(
        self, at: float, status: str, answer: Mapping[str, Any], ids: Sequence[str], code: int | None, message: str | None
    ) -> None:
        """Write down what became of it, and end the run.

        Args:
            at: when.
            status: ``applied``, ``rejected`` or ``unknown``.
            answer: the HTTP status and Pinterest's id of the request.
            ids: of the entities in the answer.
            code: the API's code of what it refused.
            message: what it said.
        """
        after = json.dumps({**answer, "ids": list(ids)})
        values = (status, ids[0] if ids else None, code, message and message[:1000], after, self.run.id)
        with self.journal.db.writing(synced=False) as db:
            db.execute("UPDATE rows SET status = ?, entity = ?, code = ?, message = ?, after = ? WHERE run = ?", values)
            db.execute("UPDATE batches SET answered = ? WHERE run = ?", (at, self.run.id))
        self.journal.finish(self.run)
