"""What goes wrong with the journal."""

from __future__ import annotations

from typing import Any

from pinads.sdk.errors import Stopped


class JournalError(Stopped):
    """The journal cannot be used, so nothing is sent: what is not written down could be done twice."""


class Overtaken(JournalError):
    """Another process wrote the same rows, and ended, after this one looked for such runs.

    Attributes:
        run: its run.
    """

    def __init__(self, run: Any) -> None:
        super().__init__(f"another pinads has just written these rows (run {run.id}). Nothing was sent")
        self.run = run
