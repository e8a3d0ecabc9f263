"""The entities of a listing that its options select: filtered, sorted and limited as they stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.render.text import plural
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.services import listing, saving  # Their names are loaded on first use.
from pinads.services.projection import check
from pinads.services.results import EntityList, EntityPage, Parents, SingleEntity

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.interaction import Interaction
    from pinads.services.listing.options import ReadOptions
    from pinads.services.results import Destination


class Selection:
    """The options of a listing, checked before anything is fetched.

    Args:
        context: the account, whose currency filters on money need, and the face.
        model: the record type.
        options: the options.

    Raises:
        InvalidInput: one of them names no field, or is not a comparison, order or expression.
    """

    def __init__(self, context: Context, model: type[BaseRecord], options: ReadOptions) -> None:
        self._interaction: Interaction = context.interaction
        self._model = model
        self._limit = options.limit
        self._fields = check(model, options.fields, options.query)
        self._query = options.query
        self._destination: Destination | None = None
        if options.to is not None or context.option_for("output") == "xlsx":
            self._destination = saving.destination_of(context, options)
        elif options.force:
            raise InvalidInput("`force` is for the file of `to`, which was not given", "force")
        if options.limit is not None and options.limit < 1:
            raise InvalidInput(f"Invalid `limit` {options.limit}: it is at least 1", "limit")
        self._matches = listing.matching(context, model, options.filter) if options.filter else None
        self._keys = listing.sort_keys(model, options.sort) if options.sort is not None else []
        if options.query:
            listing.note_micro(context, model, options.query)

    def listing(
        self, records: Iterable[BaseRecord], columns: Sequence[str], note: str | None = None, parents: Parents | None = None
    ) -> EntityList:
        """Make a listing of what is selected of records, which are fetched and counted as it is read."""
        selected = islice(self._selected(self._interaction.counted(records, plural(self._model.RESOURCE.noun))), self._limit)
        listed = EntityList(selected, self._model, columns, self._fields, self._query, note, parents)
        listed.destination = self._destination
        return listed

    def page(
        self,
        records: Iterable[BaseRecord],
        bookmark: Any,
        columns: Sequence[str],
        note: str | None = None,
        parents: Parents | None = None,
    ) -> EntityPage:
        """Make one page of a listing. It is not cut off, since the next bookmark is after all of it."""
        following = str(bookmark) if bookmark else None
        selected = self._selected(records)
        page = EntityPage(selected, self._model, columns, self._fields, self._query, note, parents, bookmark=following)
        page.destination = self._destination
        return page

    def single(self, record: BaseRecord) -> SingleEntity:
        """Make the result of one entity that was asked for by id."""
        single = SingleEntity(record, self._fields, self._query)
        single.destination = self._destination
        return single

    def _selected(self, records: Iterable[BaseRecord]) -> Iterator[BaseRecord]:
        matches = self._matches
        kept = records if matches is None else (record for record in records if matches(record.wire))
        return listing.sorted_by(kept, self._keys) if self._keys else iter(kept)
