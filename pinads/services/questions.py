"""Questions of services to a person, and the draft that the answers make; a face words them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field


class Choice(NamedTuple):
    """A value to choose.

    Attributes:
        value: the value.
        label: the name that people know it by; empty if that is the value.
    """

    value: str
    label: str = ""


class FieldQuestion(NamedTuple):
    """A question for the value of a field.

    Attributes:
        field: the field.
        needed: True if it cannot be skipped.
        example: values as they may be typed; empty if none helps.
        default: the value of a skipped field; empty if there is none.
        choices: the values to choose from; their numbers from 1 do too.
        more: the number of values that are not among the choices.
        problem: the reason why the last answer was refused; empty at first.
    """

    field: Field
    needed: bool
    example: str = ""
    default: str = ""
    choices: Sequence[Choice] = ()
    more: int = 0
    problem: str = ""


class Draft(NamedTuple):
    """A new entity as its create will send it.

    Attributes:
        noun: the word for it.
        values: its fields with their values.
        currency: the currency of its amounts; None if it is not known.
    """

    noun: str
    values: Sequence[tuple[Field, Any]]
    currency: str | None = None


class Question(NamedTuple):
    """A question before a write.

    Attributes:
        text: the write to agree to; empty where a ``Review`` was shown just before.
        answers: the accepted answers; a plain yes if empty.
        wanted: the answers as the question names them.
    """

    text: str
    answers: frozenset[str] = frozenset()
    wanted: str = ""
