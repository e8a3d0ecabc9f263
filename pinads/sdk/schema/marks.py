"""The vocabulary of field declarations.

A field is one annotation on a record class::

    daily_spend_cap: Annotated[Micros | None, Doc("Maximum spend per day."), ON_CREATE | ON_UPDATE]

The type gives the kind of the value, and None if it may be null; the marks give the requests that can write it, the Doc its
meaning. ``pinads.sdk.schema.fields`` reads the annotations of a class.
"""

from enum import IntFlag
from typing import Annotated, Any


class Access(IntFlag):
    """The requests that can write a field, and their rules, as flags."""

    NONE = 0
    CREATE = 1
    UPDATE = 2
    NEEDED_ON_CREATE = 4
    NEEDED_ON_UPDATE = 8
    NOT_NULL_ON_CREATE = 16
    NOT_NULL_ON_UPDATE = 32
    NULL_ON_UPDATE = 64
    WRITE_ONLY = 128
    FROM_PATH = 256
    PERSONAL = 512
    WHILE_DRAFT = 1024
    MERGED = 2048


ON_CREATE = Access.CREATE
ON_UPDATE = Access.UPDATE
REQUIRED = Access.NEEDED_ON_CREATE
REQUIRED_ON_UPDATE = Access.NEEDED_ON_UPDATE
NOT_NULL_ON_CREATE = Access.NOT_NULL_ON_CREATE
NOT_NULL_ON_UPDATE = Access.NOT_NULL_ON_UPDATE
NULL_ON_UPDATE = Access.NULL_ON_UPDATE
WRITE_ONLY = Access.WRITE_ONLY
"""Part of the request only: answers never have it."""
FROM_PATH = Access.FROM_PATH
"""The value is in the request's path already; it is repeated in the body."""
PERSONAL = Access.PERSONAL
"""People's data: never shown in an error, a log or a table."""
WHILE_DRAFT = Access.WHILE_DRAFT
"""An update can change it only while the entity's status is DRAFT."""
MERGED = Access.MERGED
"""The API replaces the whole object; an update from the command line changes the named parts and keeps the others."""


class Mode(IntFlag):
    """The shape of an entity: in an answer, in a create, or in an update."""

    RECORD = 0
    CREATE = Access.CREATE
    UPDATE = Access.UPDATE


class Fact:
    """A mark that is one value. Marks are plain classes: a NamedTuple takes twenty times as long to make, and every start makes all."""

    def __init__(self, value: Any) -> None:
        self.value = value


class Doc(Fact):
    """The meaning of a field, in a few words."""


class Choices(tuple[str, ...]):
    """The values that the API documents, written as words; a value may be newer than they are."""

    def __new__(cls, words: str) -> "Choices":
        """Split the choices out of a text."""
        return super().__new__(cls, words.split())


class Pattern:
    """A regular expression that the whole value must match, and its description."""

    def __init__(self, regex: str, description: str) -> None:
        self.regex = regex
        self.description = description


class Unit(Fact):
    """The unit of a number: ``micros`` or ``seconds``."""


class Bounds:
    """The smallest and the largest of something, both allowed."""

    def __init__(self, minimum: float, maximum: float) -> None:
        self.minimum = minimum
        self.maximum = maximum


class Range(Bounds):
    """The smallest and the largest number."""


class Length(Fact):
    """The most characters of a string."""


class Items(Bounds):
    """The fewest and the most items of an array."""


class Others(Fact):
    """Permission for further keys of an object, whose values are numbers, in a ``Range`` if one is given."""

    def __init__(self, value: Bounds | None = None) -> None:
        super().__init__(value)


class ServerDefault(Fact):
    """The server's value for a field that is left out."""


class Caps:
    """The kind of a money limit: ``DAILY`` or ``LIFETIME`` spending, or a ``BID``; ``by`` names the field that decides it."""

    def __init__(self, kind: str, by: str = "") -> None:
        self.kind = kind
        self.by = by


class Multiplies:
    """A factor, or an object of factors, of amounts of a kind; ``amount`` names the amount of the same entity."""

    def __init__(self, kind: str, amount: str = "") -> None:
        self.kind = kind
        self.amount = amount


class Uncaps:
    """Values with which Pinterest chooses amounts of a kind itself, so that they have no limit."""

    def __init__(self, kind: str, values: tuple[str, ...]) -> None:
        self.kind = kind
        self.values = values


class Usual:
    """A mark of fields that most creates set, so that a person is asked for them after the required ones.

    A condition is a field that has to be set (``daily_spend_cap``), a value that it has to have (``budget_type=LIFETIME``), or the same
    of the entity whose id a field has (``campaign_id.is_campaign_budget_optimization``). One of several is enough.

    Attributes:
        when: the conditions on which it is asked for; always if there are none.
        unless: the conditions on which it is not.
        needed: the conditions on which it must be given.
        skipped: what it means if it is left out, in words; empty if its default says that, or it means nothing.
    """

    def __init__(self, when: tuple[str, ...] = (), unless: tuple[str, ...] = (), needed: tuple[str, ...] = (), skipped: str = "") -> None:
        self.when = when
        self.unless = unless
        self.needed = needed
        self.skipped = skipped


def usual_for(condition: str, needed: bool = False, skipped: str = "") -> Usual:
    """Mark a field that is asked for on one condition, and then is always needed, or never."""
    return Usual(when=(condition,), needed=(condition,) if needed else (), skipped=skipped)


class Final(Fact):
    """Values that are final: an entity never changes back from them."""


class EndOfDay:
    """A moment at which an entity ends: a day without a time means its last second."""


class ClearedBy(Fact):
    """A value that clears the field, besides null."""


class DependsOn(Fact):
    """The field that decides the values of this one, and its default."""


class ChangedBy(Fact):
    """The field of an update whose operations add to this field's parts and remove from them."""


class Called:
    """The words that people have for a field, the best first: its options, such as ``--budget``, and its headings in files.

    A field has the same words in all record types.
    """

    def __init__(self, word: str, *more: str) -> None:
        self.words = (word, *more)


class Refers(tuple[str, ...]):
    """The collections that a field's ids are of, such as ``campaigns``; names of their entities stand for ids in input."""

    def __new__(cls, *collections: str) -> "Refers":
        """Name the collections, the likeliest first."""
        return super().__new__(cls, collections)


class Ending:
    """Values, or a whole field, that the API stops accepting or filling on a date (``2027-02-01``).

    Attributes:
        values: the choices that end; none if the whole field or parameter ends.
        date: the last day.
        replacement: the advice that follows a colon in the warning.
    """

    def __init__(self, values: tuple[str, ...], date: str, replacement: str) -> None:
        self.values = values
        self.date = date
        self.replacement = replacement


ID_DIGITS = r"[0-9]{1,18}"
EntityId = Annotated[str, Pattern(ID_DIGITS, "an id of up to 18 digits")]
"""An id: a string of digits, as in the API. Never a number in JSON."""
AdGroupRef = Annotated[str, Pattern("(AG)?" + ID_DIGITS, "an id of up to 18 digits")]
"""An ad group's id; on input the API accepts it with the prefix AG too."""
CampaignRef = Annotated[str, Pattern("C?" + ID_DIGITS, "an id of up to 18 digits")]
"""A campaign's id; on input the API accepts it with the prefix C too."""
ParentRef = Annotated[str, Pattern("(AG|C)?" + ID_DIGITS, "an id of up to 18 digits")]
"""The id of an ad account, campaign (C) or ad group (AG)."""
Micros = Annotated[int, Unit("micros")]
"""Money: whole millionths of the ad account's currency, for every currency."""
Timestamp = Annotated[int, Unit("seconds")]
"""A moment: seconds since 1970-01-01 UTC."""
Digits = Annotated[str, Pattern("[0-9]+", "digits")]
