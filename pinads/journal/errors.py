"""Errors of the journal."""

from __future__ import annotations

from typing import Any

from pinads.sdk.errors import Stopped


class JournalError(Stopped):
    """The journal cannot be used, so nothing is sent: a write without a record could be repeated."""


class Overtaken(JournalError):
    """Another process wrote the same rows after this one had looked for such runs.

    Attributes:
        run: the run of the other process.
    """

    def __init__(self, run: Any) -> None:
        super().__init__(f"another pinads has just written these rows (run {run.id}). Nothing was sent")
        self.run = run
