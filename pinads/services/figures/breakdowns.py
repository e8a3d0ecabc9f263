"""Breakdowns of figures by targeting: the words that people use for the API's targeting types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from pinads.sdk.errors import BadRequest, InvalidInput, InvalidResponse, NotFound, PermissionDenied, ServerError
from pinads.sdk.reports.targeting_options import targeting_options
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.resources.statused import load_analytics
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.unknown_values import refuse_unlikely, refuse_unlisted
from pinads.services.errors import option

if TYPE_CHECKING:
    from pinads.services.context import Context

WORDS = {
    "age": "AGE_BUCKET",
    "gender": "GENDER",
    "age_gender": "AGE_BUCKET_AND_GENDER",
    "country": "COUNTRY",
    "region": "REGION",
    "location": "LOCATION",
    "metro": "LOCATION",
    "device": "APPTYPE",
    "placement": "PLACEMENT",
    "keyword": "KEYWORD",
    "interest": "TARGETED_INTEREST",
    "audience": "AUDIENCE_INCLUDE",
    "creative": "CREATIVE_TYPE",
}
"""The API's targeting types by the words for them."""
VALUE, TYPE, NAME = "value", "breakdown", "value_name"
"""The columns of rows that are broken down."""
_OPTIONS = {"TARGETED_INTEREST": "INTEREST", "PINNER_INTEREST": "INTEREST", "LOCATION": "LOCATION"}
"""The types whose values are ids, with the type that names them in targeting."""
_AUDIENCES = ("AUDIENCE_INCLUDE", "AUDIENCE_MULTIPLIER")
NAMED = (*_OPTIONS, *_AUDIENCES)
"""The types whose values have names."""
NAMELESS = (BadRequest, NotFound, PermissionDenied, ServerError, InvalidResponse)
"""Errors without which figures are shown by ids."""


def targeting_types(kind: str | None = None) -> tuple[str, ...]:
    """Return the targeting types by which figures of a kind of entity, or of any, can be broken down."""
    levels = load_analytics()[1].LEVELS
    names: dict[str, None] = {}
    for level in (levels[kind],) if kind else levels.values():
        items = fields_of(level.query)["targeting_types"].spec.items
        assert items is not None
        names.update(dict.fromkeys(items.choices))
    return tuple(names)


def word_of(api: str) -> str:
    """Return the word for a targeting type: the first of those that people use, else the API's."""
    return next((word for word, name in WORDS.items() if name == api), api.lower())


def breakdown_words(kind: str | None = None) -> tuple[str, ...]:
    """Return the words for breakdowns of a kind of entity: short ones, and the API's names of the others."""
    known = targeting_types(kind)
    short = [word for word, name in WORDS.items() if name in known]
    return (*short, *(name.lower() for name in known if name not in WORDS.values()))


def breakdowns_of(words: Sequence[str], kind: str) -> list[str]:
    """Return the targeting types that words mean.

    Raises:
        InvalidInput: a word means none.
    """
    known, found = targeting_types(kind), []
    if not words:
        raise InvalidInput(f"Invalid {option('breakdown')}: it names nothing; choose from {', '.join(breakdown_words(kind))}", "breakdown")
    for word in words:
        name = word.strip().lower().replace("-", "_")
        api = WORDS.get(name, name.upper())
        if api not in known:
            if name in WORDS:
                told = f"Invalid {option('breakdown')}: {word} is not measured there; choose from {', '.join(breakdown_words(kind))}"
                raise InvalidInput(told, "breakdown")
            # What is in capitals is a name of the API, and may be newer than the list.
            if word.isupper():
                refuse_unlikely(api, known, option("breakdown"))
            else:
                refuse_unlisted(name, breakdown_words(kind), option("breakdown"))
        found.append(api)
    return list(dict.fromkeys(found))


Part = tuple[str, str]
"""A targeting type, and one of its values."""


def names_of(context: Context, parts: Iterable[Part]) -> Mapping[Part, str]:
    """Return the names of values that are ids, as far as they are known.

    One request is sent for each type that has such values.
    """
    values: dict[str, set[str]] = {}
    for kind, value in parts:
        if kind in NAMED:
            values.setdefault(kind, set()).add(value)
    audiences = _audiences(context, {value for kind in _AUDIENCES for value in values.get(kind, ())})
    options: dict[str, Mapping[str, str]] = {}
    for kind in dict.fromkeys(_OPTIONS[kind] for kind in values if kind in _OPTIONS):
        with suppress(*NAMELESS):
            options[kind] = targeting_options(kind, context.account, client=context.client)
    known = {kind: audiences if kind in _AUDIENCES else options.get(_OPTIONS[kind], {}) for kind in values}
    return {(kind, value): known[kind][value] for kind, some in values.items() for value in some if value in known[kind]}


def _audiences(context: Context, ids: set[str]) -> dict[str, str]:
    """Return the names of audiences, also of those that others share, if some are missing."""
    found: dict[str, str] = {}
    for ownership in ("OWNED", "RECEIVED"):
        if ids <= found.keys():
            break
        with suppress(*NAMELESS):
            listed = Audience.iter_all(context.account, ownership_type=ownership, client=context.client)
            found.update((str(audience.id), str(audience.name)) for audience in listed if audience.name)
    return found
