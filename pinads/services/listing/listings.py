"""Listings of entities by the API's filters, and the names of parents, which tables show in place of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.listing.listing import checked_queries
from pinads.sdk.listing.pages import LARGEST_PAGE
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.validation import as_listed
from pinads.services.errors import about_options, option
from pinads.services.inputs.ids import ids_in, ids_of, words
from pinads.services.listing.selection import Selection
from pinads.services.results import EntityList, Parents, SingleEntity

if TYPE_CHECKING:
    from pinads.sdk.resources.entity import Entity
    from pinads.services.context import Context
    from pinads.services.interaction import Interaction
    from pinads.services.listing.options import ReadOptions


def named(context: Context, rows: Sequence[Mapping[str, Any]], field: str, parents: Parents) -> dict[str, str]:
    """Fetch the names of the parents in a column, by id; tables show the others by id."""
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
            found = model.iter_all(context.account, client=context.client, **query)
            names.update((record.id, record.name) for record in found if record.name)
        except PinadsError:
            continue
    return names


OPTIONS = {
    "campaign_ids": "campaign",
    "ad_group_ids": "adgroup",
    "ad_ids": "ad",
    "entity_statuses": "status",
    "match_types": "match_type",
    "ownership_type": "ownership_type",
    "order": "order",
}
"""The options of the API's own filters, for errors."""


def list_entities(
    context: Context,
    model: type[Entity],
    options: ReadOptions,
    columns: Sequence[str],
    parents: Parents | None = None,
    queries: Iterable[dict[str, Any]] = ({},),
    **filters: Any,
) -> EntityList:
    """List all entities that the filters pick, or the page at --bookmark.

    Args:
        context: where.
        model: their record type.
        options: the options that pick and show them.
        columns: the fields that a table shows.
        parents: the record types of their parents, whose names a table shows.
        queries: further filters, of which the API takes one at a time: what they pick is listed in their order.
        filters: the API's own filters, as they were typed.
    """
    query, note = _api_filters(context, model, options, filters)
    selection = Selection(context, model, options)
    accounts = context.accounts or [context.account]
    client = context.client
    asked = ({**query, **own} for own in queries)
    if options.bookmark is None:
        # With a limit, the next request may be needless.
        most = context.reads_at_once() if options.limit is None else 1
        chains = (model.iter_pages(account, client=client, concurrency=most, **query) for query in asked for account in accounts)
        return selection.listing(_flushed(chain.from_iterable(chains), context.interaction), columns, note, parents)
    query, *others = asked
    if others or len(accounts) > 1:
        raise InvalidInput("`bookmark` continues one listing, so it takes one parent", "bookmark")
    page, following = model._get_page(accounts[0], {**query, "bookmark": options.bookmark}, client)
    return selection.page(page, following, columns, note, parents)


def _flushed(pages: Iterable[Sequence[Any]], interaction: Interaction) -> Iterator[Any]:
    """Yield the records of pages; the output is flushed after each, before the wait for the next one."""
    for page in pages:
        yield from page
        interaction.flush()


def _api_filters(context: Context, model: type[Entity], options: ReadOptions, given: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Return the query of options and filters, checked, and the note on the entities that it hides.

    Raises:
        InvalidInput: the API has no such filter; the message names its option.
    """
    declared = fields_of(model.FILTERS)
    query: dict[str, Any] = {"page_size": page_size(options)}
    for name, typed in given.items():
        field = declared.get(name)
        if typed is None or typed == []:
            continue
        if field is not None and field.refers:
            query[name] = ids_in(context, field.refers, typed, option(OPTIONS[name]))
        else:
            query[name] = _choices(declared, name, words(typed) if isinstance(typed, list) else typed)
    with about_options(OPTIONS):
        checked_queries(model, {name: value for name, value in query.items() if name in declared})
    if "entity_statuses" not in declared or "entity_statuses" in query:
        return query, None
    return query, f"archived and draft {model.RESOURCE.noun}s are not listed; `status` all shows them"


def _choices(declared: Any, name: str, value: Any) -> Any:
    field = declared.get(name)
    if field is None:
        return value
    spec = field.spec.items or field.spec
    if isinstance(value, list):
        if name == "entity_statuses" and "all" in [word.lower() for word in value]:
            return ALL_STATUSES
        return [as_listed(word, spec.choices) for word in value]
    return as_listed(value, spec.choices) if isinstance(value, str) else value


def page_size(options: ReadOptions) -> int:
    """Return how many entities to request at a time: no more than the limit, where all are shown."""
    if options.bookmark is not None:  # Records that the limit cut off would be lost, as the next bookmark is after them.
        return min(options.page_size or LARGEST_PAGE, options.limit or LARGEST_PAGE)
    if options.page_size is not None:
        return options.page_size
    fetched_is_shown = options.limit is not None and not options.filter and not options.sort
    return min(LARGEST_PAGE, options.limit or LARGEST_PAGE) if fetched_is_shown else LARGEST_PAGE


def get_by_ids(
    context: Context, model: type[Any], ids: list[str], options: ReadOptions, columns: Sequence[str]
) -> SingleEntity | EntityList:
    """Get the entity of one id as itself; those of several, or of standard input, as a listing."""
    selection = Selection(context, model, options)
    wanted = ids_of(context, model, ids)
    of, client = (context.account,) if model.RESOURCE.in_account else (), context.client
    found = (model(*of, identity, client=client) for identity in wanted)
    if len(wanted) == 1 and "-" not in ids:
        return selection.single(next(found))
    return selection.listing(found, columns)
