"""Interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.services.errors import Interrupted

if TYPE_CHECKING:
    from pinads.services.context import Session


def refuse_when_stopping(session: Session) -> None:
    """Called before each request and during each pause.

    Raises:
        Interrupted: Ctrl-C was pressed.
    """
    if session.stopping:
        raise Interrupted("not sent: interrupted", safe_to_retry=True)
