"""The names of parents, which tables show in place of their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.choices import ALL_STATUSES
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import PinadsError

if TYPE_CHECKING:
    from pinads.cli.results import Parents
    from pinads.cli.session import Session


def named(session: Session, rows: Sequence[Mapping[str, Any]], field: str, parents: Parents) -> dict[str, str]:
    """Names by id for the parents in a column. A name that cannot be had is no error: the table shows the id."""
    wanted = list(dict.fromkeys(str(row[field]) for row in rows if row.get(field)))
    names: dict[str, str] = {}
    for model in parents.get(field, ()):
        missing = [identity for identity in wanted if identity not in names]
        if not missing:
            break
        query: dict[str, Any] = {f"{model.RESOURCE.kind}_ids": missing}
        if "entity_statuses" in fields_of(model.FILTERS):
            query["entity_statuses"] = ALL_STATUSES
        try:
            found = model.iter_all(session.account, client=session.client, **query)
            names.update((record.id, record.name) for record in found if record.name)
        except PinadsError:
            continue
    return names
