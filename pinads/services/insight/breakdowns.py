"""Breakdowns of figures by targeting: the words that people use for the API's targeting types."""

from __future__ import annotations

from collections.abc import Sequence

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.statused import load_analytics
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.unknown_values import refuse_unlikely, refuse_unlisted
from pinads.services.errors import option

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
VALUE, TYPE = "value", "breakdown"
"""The columns of rows that are broken down."""


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
