"""The dialogue that asks a person for the fields of a new entity, one after the other, before anything is sent."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.money import example
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import is_collection
from pinads.sdk.schema.fields import Field
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode
from pinads.sdk.schema.validation import Check
from pinads.services.errors import Interrupted, option
from pinads.services.events import Choice, Draft, FieldQuestion
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times
from pinads.services.names.matching import folded
from pinads.services.policy.effects import effect_of
from pinads.services.policy.sanity_limits import SanityLimits
from pinads.services.prompting.parents import Parents
from pinads.services.shell_quoting import flag_of, with_value
from pinads.services.writes.handling import Handling

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord
    from pinads.services.context import Context

_ASKABLE = ("string", "integer", "number", "boolean")
_UNITS = {"DAILY": 25, "LIFETIME": 500, "BID": 1}
"""An amount of dollars that is usual for each kind of limit, for examples."""
YES_OR_NO = (Choice("yes"), Choice("no"))


def completed(context: Context, model: type[BaseRecord], given: FieldValues, others: Mapping[str, Any], handling: Handling) -> FieldValues:
    """Ask the person for the fields that a create lacks, if there are some and somebody can be asked.

    Without any field the usual ones are asked for too. In the end the request is shown, and the command that would have made it.

    Args:
        context: where, and the person.
        model: the record type.
        given: the fields that were given.
        others: values of further fields: defaults, and those without a declaration.
        handling: the limits that the person has set aside.

    Raises:
        Interrupted: the person ended the dialogue; nothing was sent.
        InvalidInput: a given value is invalid.
    """
    required = [field for field in given.fields.values() if field.required(Mode.CREATE) and not field.access & FROM_PATH]
    lacking = [field for field in required if field.name not in {*given.typed, *others}]
    if not lacking or not context.interaction.can_prompt or not all(map(_is_askable, lacking)):
        return given
    dialogue = Dialogue(context, model, given, others, handling)
    usual = [] if given.typed else [field for field in given.fields.values() if field.usual is not None and field not in lacking]
    try:
        # What an entity belongs to decides what else it needs.
        return dialogue.ask([*sorted(lacking, key=lambda field: not field.refers), *usual])
    except (KeyboardInterrupt, EOFError):
        raise Interrupted("interrupted: nothing was sent", safe_to_retry=True) from None


def _is_askable(field: Field) -> bool:
    return field.spec.kind in _ASKABLE and not field.access & PERSONAL


class Dialogue:
    """The questions about one new entity and their answers.

    Args:
        context: where, and the person.
        model: the record type.
        given: the fields that were given.
        others: values of further fields.
        handling: the limits that the person has set aside.
    """

    def __init__(
        self, context: Context, model: type[BaseRecord], given: FieldValues, others: Mapping[str, Any], handling: Handling
    ) -> None:
        self._context = context
        self._model = model
        self._given = given
        self._others = others
        self._reader = Reader(context.currency, times=Times(context), names=context)
        self._limits = SanityLimits(handling, context.currency)
        self._parents: dict[str, Parents] = {}
        self._values = given.values(Reader(context.currency, times=Times(context, notes=False), names=context))
        self._answers: dict[str, str] = {}
        self._left: dict[str, Field] = {}

    def ask(self, fields: Sequence[Field]) -> FieldValues:
        """Ask for fields; return them with those that were given."""
        self._context.say(f"a new {self._model.RESOURCE.noun}: nothing is sent before you agree, and Ctrl-C ends it")
        self._left = {field.name: field for field in fields}
        while self._left:
            self._ask(next(iter(self._left.values())))
        self._show()
        # The answers are read already, and what a time means was noted.
        return FieldValues(self._given.fields, {**self._given.typed, **{name: self._values[name] for name in self._answers}})

    def _ask(self, field: Field) -> None:
        """Ask for a field, after those that its conditions are about."""
        del self._left[field.name]
        usual = field.usual
        conditions = (*usual.when, *usual.unless, *usual.needed) if usual is not None else ()
        for name in dict.fromkeys(condition.partition("=")[0].partition(".")[0] for condition in conditions):
            if name in self._left:
                self._ask(self._left[name])
        needed = field.required(Mode.CREATE)
        if usual is not None and not needed:
            if (usual.when and not self._holds(usual.when)) or self._holds(usual.unless):
                return
            needed = self._holds(usual.needed)
        question = self._question(field, needed)
        answer = self._answer(question)
        if answer is not None:
            self._answers[field.name], self._values[field.name] = answer

    def _holds(self, conditions: Sequence[str]) -> bool:
        return any(map(self._is_true, conditions))

    def _is_true(self, condition: str) -> bool:
        path, _, wanted = condition.partition("=")
        name, _, inner = path.partition(".")
        found = self._values.get(name, self._others.get(name))
        if inner:
            found = self._parents[name].record(str(found)).get(inner) if name in self._parents else None
        return found == wanted if wanted else bool(found)

    def _question(self, field: Field, needed: bool) -> FieldQuestion:
        default = self._others.get(field.name, field.default)
        question = FieldQuestion(field, needed, self._example(field), "" if default is None or needed else _text(default))
        if field.refers and all(map(is_collection, field.refers)):
            parents = self._parents[field.name] = Parents(self._context, field)
            return parents.offered(question)
        if field.spec.kind == "boolean":
            return question._replace(choices=YES_OR_NO)
        ending = {value for ending in field.spec.endings for value in ending.values}
        return question._replace(choices=tuple(Choice(value) for value in field.spec.choices if value not in ending))

    def _example(self, field: Field) -> str:
        if field.spec.unit == "micros":
            currency = self._context.currency()
            units = example(_UNITS[field.caps.kind] if field.caps else 25, currency)
            return f"{units}, or {units}{currency}" if currency else units
        return "2026-12-01, 2026-12-01 09:00, +7d, or now" if field.spec.unit == "seconds" else ""

    def _answer(self, question: FieldQuestion) -> tuple[str, Any] | None:
        """Ask until an answer is valid; return it as text and as a value, or None if it is skipped."""
        field = question.field
        while True:
            text = self._context.interaction.ask(question).strip()
            try:
                if not text and question.needed:
                    raise InvalidInput("it is needed")
                if not text:
                    return None
                found = _numbered(text, question.choices)
                if field.name in self._parents and self._parents[field.name].is_part(found):
                    question = self._parents[field.name].offered(question, folded(found))
                    continue
                value = self._value(field, found)
                return value if field.refers else found, value
            except InvalidInput as error:
                question = question._replace(problem=error.message)

    def _value(self, field: Field, text: str) -> Any:
        where = option(field.name)
        value = self._reader.with_ids(field, self._reader.read(field, text, where), where)
        value = Check(Mode.CREATE).field(field, value, where)
        self._limits.check(effect_of(self._model, {field.name: value}, None, True, option), None)
        return value

    def _show(self) -> None:
        values = {**self._others, **self._values}
        shown = [(field, values[name]) for name, field in self._given.fields.items() if name in values]
        has_money = any(field.spec.unit == "micros" for field, _ in shown)
        currency = self._context.currency() if has_money else None
        self._context.interaction.notify(Draft(self._model.RESOURCE.noun, shown, currency))
        command = ["pinads", shlex.join(self._context.origin()), *self._options()]
        self._context.note("the same without questions", " ".join(command))

    def _options(self) -> Iterator[str]:
        for name, text in self._answers.items():
            if self._given.fields[name].spec.kind == "boolean":
                yield flag_of(name) if self._values[name] else f"--no-{flag_of(name)[2:]}"
            else:
                yield with_value(flag_of(name), text)


def _numbered(text: str, choices: Sequence[Choice]) -> str:
    """Return the choice of a number, else the text."""
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1].value
    return text


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
