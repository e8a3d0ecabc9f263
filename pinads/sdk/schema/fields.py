"""The declared fields of records, nested objects and queries.

:func:`fields_of` reads the annotations of a class once; validation, the command line's options, the tables and the emulator
are all derived from its result.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, ClassVar, NamedTuple, Union, get_args, get_origin, get_type_hints, is_typeddict

from pinads.sdk.schema.marks import (
    ID_DIGITS,
    ON_CREATE,
    ON_UPDATE,
    Access,
    Called,
    Caps,
    ChangedBy,
    Choices,
    ClearedBy,
    DependsOn,
    Doc,
    Ending,
    EndOfDay,
    Final,
    Items,
    Length,
    Mode,
    Multiplies,
    Others,
    Pattern,
    Range,
    Refers,
    ServerDefault,
    Uncaps,
    Unit,
    Usual,
)


class Spec:
    """The rules for a value. ``kind`` is its JSON type; a limit that is None does not apply. ``is_id``: it is the id of an entity."""

    def __init__(self, kind: str = "any", *, items: "Spec | None" = None, fields: "Fields | None" = None) -> None:
        self.kind = kind
        self.items = items
        self.fields = fields
        self.nullable = False
        self.choices: tuple[str, ...] = ()
        self.endings: tuple[Ending, ...] = ()
        self.pattern: Pattern | None = None
        self.is_id = False
        self.matcher: Callable[[str], Any] | None = None
        self.unit: str | None = None
        self.end_of_day = False
        self.minimum: float | None = None
        self.maximum: float | None = None
        self.max_length: int | None = None
        self.min_items: int | None = None
        self.max_items: int | None = None
        self.others: Spec | None = None

    def matches(self, text: str) -> bool:
        """Tell whether a text has the pattern; any text does if there is none."""
        if self.pattern is None:
            return True
        if self.matcher is None:  # Compiled for the first value, since most commands check none.
            self.matcher = re.compile(self.pattern.regex).fullmatch
        return self.matcher(text) is not None

    def apply(self, mark: object) -> None:
        """Apply a mark of a declaration."""
        if isinstance(mark, Choices):
            self.choices = tuple(mark)
        elif isinstance(mark, Ending):
            self.endings = (*self.endings, mark)
        elif isinstance(mark, Pattern):
            self.pattern = mark
            self.is_id = mark.regex.endswith(ID_DIGITS)
        elif isinstance(mark, Unit):
            self.unit = mark.value
        elif isinstance(mark, EndOfDay):
            self.end_of_day = True
        elif isinstance(mark, Range):
            self.minimum, self.maximum = mark.minimum, mark.maximum
        elif isinstance(mark, Length):
            self.max_length = mark.value
        elif isinstance(mark, Items):
            self.min_items, self.max_items = int(mark.minimum), int(mark.maximum)
        elif isinstance(mark, Others):
            self.others = Spec("number")
            if mark.value is not None:
                self.others.apply(mark.value)


_and = int.__and__
"""A flag's own ``&`` makes a new flag each time, which takes twenty times as long; this runs for every value of every row."""

_CREATE, _UPDATE = Mode.CREATE, Mode.UPDATE
_NOT_NULL_ON_CREATE, _NOT_NULL_ON_UPDATE = int(Access.NOT_NULL_ON_CREATE), int(Access.NOT_NULL_ON_UPDATE)
_NULL_ON_UPDATE, _WRITE_ONLY = int(Access.NULL_ON_UPDATE), int(Access.WRITE_ONLY)


class Field(NamedTuple):
    """One declared field of a record, a nested object or a query."""

    name: str
    spec: Spec
    doc: str
    access: Access
    default: Any = None
    cleared_by: Any = None
    caps: Caps | None = None
    final: tuple[Any, ...] = ()
    multiplies: Multiplies | None = None
    uncaps: Uncaps | None = None
    usual: Usual | None = None
    changed_by: str = ""
    depends_on: str = ""
    called: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()

    def has(self, marks: int) -> bool:
        """Tell whether the field has one of some marks."""
        return _and(self.access, marks) != 0

    def writable(self, mode: Mode) -> bool:
        """Tell whether the field can be part of a request of this mode."""
        return _and(self.access, mode) != 0

    def required(self, mode: Mode) -> bool:
        """Tell whether a request of this mode must have the field."""
        needed = Access.NEEDED_ON_CREATE if mode is _CREATE else Access.NEEDED_ON_UPDATE if mode is _UPDATE else Access.NONE
        return self.has(needed)

    def nullable(self, mode: Mode) -> bool:
        """Tell whether null is accepted, which on update means: clear the field."""
        if mode is _UPDATE and self.has(_NULL_ON_UPDATE):
            return True
        refused = _NOT_NULL_ON_CREATE if mode is _CREATE else _NOT_NULL_ON_UPDATE if mode is _UPDATE else 0
        return self.spec.nullable and not self.has(refused)

    def needed(self, mode: Mode) -> "Field":
        """Copy the field, writable and required in requests of this mode."""
        required = {Mode.CREATE: Access.NEEDED_ON_CREATE, Mode.UPDATE: Access.NEEDED_ON_UPDATE}[mode]
        return self._replace(access=self.access | mode | required)

    @property
    def word(self) -> str:
        """The word that people have for the field, else its name."""
        return self.called[0] if self.called else self.name

    @property
    def in_record(self) -> bool:
        """True if answers have the field."""
        return not self.has(_WRITE_ONLY)


class Fields(dict[str, Field]):
    """Declared fields by name, in their order. They do not change once they are read."""

    @cached_property
    def operations(self) -> dict[str, str]:
        """The names of the fields that operations change, by the names of the fields that have the operations."""
        return {field.changed_by: name for name, field in self.items() if field.changed_by}

    def needed(self, mode: Mode) -> tuple[str, ...]:
        """Return the names of the fields that a request of a mode must have."""
        if mode not in self._needed:
            self._needed[mode] = tuple(name for name, field in self.items() if field.required(mode))
        return self._needed[mode]

    @cached_property
    def _needed(self) -> dict[Mode, tuple[str, ...]]:
        return {}


_KINDS: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", dict: "object"}


def spec_of(annotation: Any) -> Spec:
    """Read the Spec of an annotation."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        spec = spec_of(args[0])
        for mark in args[1:]:
            spec.apply(mark)
        return spec
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not type(None))
        spec = spec_of(inner)
        spec.nullable = True
        return spec
    if origin is list:
        return Spec("array", items=spec_of(args[0]))
    if is_typeddict(annotation):
        return Spec("object", fields=fields_of(annotation))
    return Spec(_KINDS.get(origin or annotation, "any"))


_FACTS: dict[type, str] = {
    ServerDefault: "default",
    ClearedBy: "cleared_by",
    Final: "final",
    ChangedBy: "changed_by",
    DependsOn: "depends_on",
}
_WHOLE: dict[type, str] = {Caps: "caps", Multiplies: "multiplies", Uncaps: "uncaps", Usual: "usual", Refers: "refers"}
_declared: dict[type, Fields] = {}
_words: dict[str, str] = {}


def fields_of(owner: type) -> Fields:
    """Read the declared fields of a record, a nested object or a query, in their order, once."""
    if owner not in _declared:
        _declared[owner] = _read_fields(owner)
    return _declared[owner]


def _read_fields(owner: type) -> Fields:
    fields = Fields()
    # A nested object's parts can be written wherever the object can, unless they are marked otherwise.
    everywhere = ON_CREATE | ON_UPDATE if is_typeddict(owner) else Access.NONE
    for name, annotation in get_type_hints(owner, include_extras=True).items():
        if name.startswith("_") or get_origin(annotation) is ClassVar:
            continue
        marks = annotation.__metadata__ if get_origin(annotation) is Annotated else ()
        access, doc, facts = Access.NONE, "", dict[str, Any]()
        for mark in marks:
            if isinstance(mark, Access):
                access |= mark
            elif isinstance(mark, Doc):
                doc = mark.value
            elif isinstance(mark, Called):
                facts["called"] = mark.words
                _words[name] = mark.words[0]
            elif type(mark) in _FACTS:
                facts[_FACTS[type(mark)]] = mark.value
            elif type(mark) in _WHOLE:
                facts[_WHOLE[type(mark)]] = mark
        if not access & (ON_CREATE | ON_UPDATE):
            access |= everywhere
        fields[name] = Field(name, spec_of(annotation), doc, access, **facts)
    return fields


def word_of(name: str) -> str:
    """Return the word that people have for a field of any record type that was read, else its name."""
    return _words.get(name, name)


def plain_name(name: str) -> str:
    """Return the name of a field without its unit, beside an amount that is written as money."""
    return name.removesuffix("_in_micro_currency")


def folded_word(text: str) -> str:
    """Return a heading in the form in which two are compared: ``adgroup`` for ``Ad group``."""
    return "".join(filter(str.isalnum, text)).lower()


def fields_by_word(fields: Mapping[str, Field], noun: str = "") -> dict[str, Field]:
    """Return fields by the names and words that people may write for them, each as ``folded_word`` returns it.

    ``campaign``, ``Campaign ID`` and ``Campaign name`` of an ad group are ``campaign_id``; a name goes before another field's word.

    Args:
        fields: the fields that can be meant.
        noun: the word for a record; ``Campaign name`` of a campaign is ``name``.
    """
    found = {folded_word(f"{noun} {name}"): fields[name] for name in ("id", "name") if noun and name in fields}
    for field in fields.values():
        for word in field.called:
            spellings = (word, word + "id", word + "name") if field.spec.is_id else (word,)
            found.update((folded_word(spelling), field) for spelling in spellings)
    found.update((folded_word(name), field) for name, field in fields.items())
    return found


def request_fields(owner: type, mode: Mode) -> Fields:
    """Select the fields that a request of this mode can have."""
    return Fields((name, field) for name, field in fields_of(owner).items() if field.writable(mode))
