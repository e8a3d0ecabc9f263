"""The options that pick and show entities."""

from __future__ import annotations

from collections.abc import Sequence

from pinads.services.saving.options import SavingOptions


class ReadOptions(SavingOptions):
    """The options of a listing, or of entities that are named by id.

    Attributes:
        limit: the most entities to return.
        page_size: entities a request, 1 to 250.
        bookmark: return one page, from here.
        filter: comparisons such as ``status=ACTIVE``, all of which must hold.
        sort: fields with commas between them, ``-`` before one for descending.
        fields: the fields to show; dotted paths reach into objects.
        query: a JMESPath expression on the result.
        allow_unknown: whether the face sends values that look like slips of known ones (``sdk.allow_unknown_values``).
        watch: the time after which the face repeats the command and shows what it is then; None for once.
    """

    limit: int | None = None
    page_size: int | None = None
    bookmark: str | None = None
    filter: Sequence[str] | None = None
    sort: str | None = None
    fields: str | None = None
    query: str | None = None
    allow_unknown: bool = False
    watch: str | None = None


class FileReadOptions(ReadOptions):
    """The options of a listing, or of entities, that can be saved as a file."""

    file_formats = ("xlsx",)
