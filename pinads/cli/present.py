"""What entities are at Pinterest now, read in batches before they are changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.sdk.choices import ALL_STATUSES
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import NotFound, PinadsError
from pinads.sdk.outcomes import Outcome, took

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.sdk.entity import Entity


class Present:
    """Reads entities of the session's ad account by their ids, whatever their status. It remembers nothing."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of(self, model: type[Entity], ids: Iterable[str]) -> dict[str, Any]:
        """The entities that there are, by id: a listing for 250 of them where the API can, else a request each."""
        wanted = list(dict.fromkeys(map(str, ids)))
        if len(wanted) > 1 and _has_filter(model):
            query: dict[str, Any] = {f"{model.RESOURCE.kind}_ids": wanted, "entity_statuses": ALL_STATUSES}
            return {record.id: record for record in model.iter_all(self.session.account, client=self.session.client, **query)}
        found = {}
        for identity in wanted:
            with suppress(NotFound):
                found[identity] = model(self.session.account, identity, client=self.session.client)
        return found


def read_back(outcomes: Sequence[Outcome[Any]], model: type[Any], session: Session) -> list[Outcome[Any]]:
    """Of rows whose answer is not what was asked, those that are not so: what an answer leaves out is read to know."""
    fields = fields_of(model)
    silent = [item for item in outcomes if item.record is not None and any(name not in item.record.wire for name in item.differs)]
    if not silent or not is_cheap(model):
        return list(outcomes)
    found: dict[str, Any] = {}
    with suppress(PinadsError):  # What cannot be read is told as it was answered.
        found = Present(session).of(model, [item.record.id for item in silent if item.record is not None])
    for item in silent:
        now = found.get(item.record.id) if item.record is not None else None
        if now is not None:
            asked = {**item.input, **(item.input.get("extra") or {})}
            asked = {model.ALIASES.get(name, name): value for name, value in asked.items()}
            item.differs = tuple(name for name in item.differs if name not in asked or not took(fields[name], asked[name], now.wire))
    return [item for item in outcomes if item.differs]


def _has_filter(model: type[Any]) -> bool:
    return f"{model.RESOURCE.kind}_ids" in fields_of(model.FILTERS)


def is_cheap(model: type[Any]) -> bool:
    """Whether entities can be read by their ids. Keywords cannot: they are looked for in all listings of the account."""
    return _has_filter(model) or bool(model.RESOURCE.list_operation == "list")
