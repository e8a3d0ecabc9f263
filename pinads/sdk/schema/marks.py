"""The vocabulary that records are written in.

A field is one annotation on a model class::

    daily_spend_cap: Annotated[Micros | None, Doc("Most to spend in a day."), ON_CREATE | ON_UPDATE]

The type says what the value is and whether it may be null, the marks where it can be written, the Doc what
it means. ``pinads.sdk.schema.fields`` reads the annotations of a class.
"""

from enum import IntFlag
from typing import Annotated, Any, NamedTuple


class Access(IntFlag):
    """Where a field can be written, and how."""

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
"""The request's path says it already; it is repeated in the body."""
PERSONAL = Access.PERSONAL
"""People's data: never echoed in an error, a log or a table."""
WHILE_DRAFT = Access.WHILE_DRAFT
"""An update can change it only while the entity's status is DRAFT."""
MERGED = Access.MERGED
"""The API replaces the whole object; an update from the command line changes the parts that it names and keeps the others."""


class Mode(IntFlag):
    """Which of an entity's three shapes is meant."""

    RECORD = 0
    CREATE = Access.CREATE
    UPDATE = Access.UPDATE


class Doc(NamedTuple):
    """What a field means, in a few words."""

    text: str


class Choices(tuple[str, ...]):
    """The values that the API documents, written as words; a value may be newer than they are."""

    def __new__(cls, words: str) -> "Choices":
        """Make the choices out of words."""
        return super().__new__(cls, words.split())


class Pattern(NamedTuple):
    """A regular expression that the whole value must match, and how to say so."""

    regex: str
    says: str


class Unit(NamedTuple):
    """What a number counts: ``micros`` or ``seconds``."""

    name: str


class Range(NamedTuple):
    """Smallest and largest number, both allowed."""

    minimum: float
    maximum: float


class Length(NamedTuple):
    """Most characters of a string."""

    maximum: int


class Items(NamedTuple):
    """Fewest and most items of an array."""

    minimum: int
    maximum: int


class Others(NamedTuple):
    """An object may have further keys, whose values are numbers (in this range, where there is one)."""

    limits: Range | None = None


class ServerDefault(NamedTuple):
    """What the server takes where the field is left out."""

    value: Any


class Caps(NamedTuple):
    """What an amount of money is the most of: ``DAILY`` or ``LIFETIME`` spending, or a ``BID``; ``by`` names the field that says it."""

    kind: str
    by: str = ""


class Multiplies(NamedTuple):
    """A number, or an object with numbers in it, that amounts of a kind are multiplied by; ``amount`` names the one of the same entity."""

    kind: str
    amount: str = ""


class Uncaps(NamedTuple):
    """Values with which Pinterest finds amounts of a kind by itself, so that nothing is the most of them."""

    kind: str
    values: tuple[str, ...]


class Final(NamedTuple):
    """Values that nothing brings an entity back from."""

    values: tuple[Any, ...]


class EndOfDay(NamedTuple):
    """A moment at which something ends: a day without a time means its last second."""


class ClearedBy(NamedTuple):
    """A value that clears the field, besides null."""

    value: Any


class DependsOn(NamedTuple):
    """The field that decides which values this one takes, and what it is where nothing is said of it."""

    field: str


class ChangedBy(NamedTuple):
    """The field of an update whose operations add to this field's parts and take from them."""

    field: str


class Ending(NamedTuple):
    """What the API stops taking or filling on a date (``2027-02-01``), and what to do instead.

    Attributes:
        values: the choices that end; none where the whole field or parameter ends.
        date: the last day.
        replacement: what to use instead, to stand after a colon.
    """

    values: tuple[str, ...]
    date: str
    replacement: str


ID_DIGITS = r"[0-9]{1,18}"
EntityId = Annotated[str, Pattern(ID_DIGITS, "an id of up to 18 digits")]
"""An id: a string of digits, as the API has it. Never a number in JSON."""
AdGroupRef = Annotated[str, Pattern("(AG)?" + ID_DIGITS, "an id of up to 18 digits")]
"""An ad group's id; on input the API takes it with the prefix AG too."""
CampaignRef = Annotated[str, Pattern("C?" + ID_DIGITS, "an id of up to 18 digits")]
"""A campaign's id; on input the API takes it with the prefix C too."""
ParentRef = Annotated[str, Pattern("(AG|C)?" + ID_DIGITS, "an id of up to 18 digits")]
"""The id of an ad account, campaign (C) or ad group (AG)."""
Micros = Annotated[int, Unit("micros")]
"""Money: whole millionths of the ad account's currency, for every currency."""
Timestamp = Annotated[int, Unit("seconds")]
"""A moment: seconds since 1970-01-01 UTC."""
Digits = Annotated[str, Pattern("[0-9]+", "digits")]
