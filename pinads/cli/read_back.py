"""Rows whose answer is not what was asked, read back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import PinadsError
from pinads.sdk.outcomes import Outcome, differing
from pinads.sdk.present import can_be_read, is_in_listings_only, present

if TYPE_CHECKING:
    from pinads.cli.session import Session


def read_back(outcomes: Sequence[Outcome[Any]], model: type[Any], session: Session) -> list[Outcome[Any]]:
    """Of rows whose answer is not what was asked, those that are not so: what an answer leaves out is read to know."""
    fields = fields_of(model)
    silent = [item for item in outcomes if item.record is not None and any(name not in item.record.wire for name in item.differs)]
    if not silent or not can_be_read(model) or is_in_listings_only(model):
        return list(outcomes)
    found: dict[str, Any] = {}
    with suppress(PinadsError):  # What cannot be read is told as it was answered.
        found = present(model, session.account, [item.record.id for item in silent if item.record is not None], session.client)
    for item in silent:
        now = found.get(item.record.id) if item.record is not None else None
        if now is not None:
            asked = {**item.input, **(item.input.get("extra") or {})}
            asked = {model.ALIASES.get(name, name): value for name, value in asked.items()}
            still = differing(fields, asked, now.wire)
            item.differs = tuple(name for name in item.differs if name in still)
    return [item for item in outcomes if item.differs]
