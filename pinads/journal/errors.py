"""What goes wrong with the journal."""

from __future__ import annotations

from pinads.sdk.errors import Stopped


class JournalError(Stopped):
    """The journal cannot be used, so nothing is sent: what is not written down could be done twice."""
