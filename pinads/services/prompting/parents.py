"""The entities that a new one can belong to, to be chosen by number, by name or by a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.text import plural
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.fields import Field
from pinads.services.names.matching import folded, is_id
from pinads.services.questions import Choice, FieldQuestion

if TYPE_CHECKING:
    from pinads.services.context import Context

MOST_SHOWN = 20


class Parents:
    """The entities whose id a field can have, the newest first."""

    def __init__(self, context: Context, field: Field) -> None:
        models = [model_of(collection) for collection in field.refers]
        self._nouns = " or ".join(model.RESOURCE.noun for model in models)
        self._records: dict[str, Mapping[str, Any]] = {}
        for model in models:
            fetched = context.interaction.counted(_records(context, model), plural(model.RESOURCE.noun))
            found = [record.wire for record in fetched]
            self._records.update((str(wire["id"]), wire) for wire in reversed(found))
        self._above: dict[str, str] | None = None
        if AdGroup in models:  # They belong to campaigns; other parents to nothing but the account.
            campaigns = self._records.values() if Campaign in models else (each.wire for each in _records(context, Campaign))
            self._above = {str(wire["id"]): str(wire.get("name") or "") for wire in campaigns}
        self._offered = [wire for wire in self._records.values() if self._above is None or _owner(wire) in (None, *self._above)]

    def record(self, identity: str) -> Mapping[str, Any]:
        """Return an entity as the API sent it; empty if it is not listed."""
        return self._records.get(identity.lstrip("AGC"), {})

    def offered(self, question: FieldQuestion, part: str = "") -> FieldQuestion:
        """Return a question with the entities to choose from, the first of those whose name has a part."""
        named = [wire for wire in self._offered if part in _name(wire)]
        choices = tuple(Choice(str(wire["id"]), self._label(wire)) for wire in named[:MOST_SHOWN])
        none = "" if self._offered else f"there is no {self._nouns} to choose yet: type an id, or cancel and create one first"
        return question._replace(choices=choices, more=max(len(named) - MOST_SHOWN, 0), problem=none)

    def _label(self, wire: Mapping[str, Any]) -> str:
        """Name an entity, and the campaign that tells it from others of its name."""
        name, above = str(wire.get("name") or ""), (self._above or {}).get(str(_owner(wire)))
        return f"{name}, in {above}" if above else name

    def is_name(self, text: str) -> bool:
        """Tell whether a text is the name of one of them."""
        return folded(text) in map(_name, self._records.values())

    def is_part(self, text: str) -> bool:
        """Tell whether a text is neither an id nor a name, but a part of some names."""
        part = folded(text)
        return not is_id(text) and not self.is_name(text) and any(part in name for name in map(_name, self._records.values()))


def _records(context: Context, model: Any) -> Iterator[Any]:
    if model.RESOURCE.in_account:
        yield from model.iter_all(context.account, client=context.client)
    else:
        yield model(context.account, client=context.client)


def _owner(wire: Mapping[str, Any]) -> str | None:
    return wire.get("campaign_id")


def _name(wire: Mapping[str, Any]) -> str:
    return folded(str(wire.get("name") or ""))
