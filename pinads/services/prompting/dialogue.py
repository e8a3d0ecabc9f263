"""The dialogue that asks a person for the fields of a new entity, one after the other, before anything is sent."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.money import example
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import is_collection
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode
from pinads.sdk.schema.unknown_values import listed_values_only
from pinads.sdk.schema.validation import Check
from pinads.services.errors import Interrupted, option
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times
from pinads.services.names.matching import folded
from pinads.services.policy.effects import effect_of
from pinads.services.policy.sanity_limits import SanityLimits
from pinads.services.prompting.parents import Parents
from pinads.services.questions import Choice, Draft, FieldQuestion
from pinads.services.shell_quoting import flag_of, with_value

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord
    from pinads.services.context import Context

_ASKABLE = ("string", "integer", "number", "boolean")
_UNITS = {"DAILY": 25, "LIFETIME": 500, "BID": 1}
"""An amount of dollars that is usual for each kind of limit, for examples."""
YES_OR_NO = (Choice("yes"), Choice("no"))
MOST_CHOICES = 40
"""Choices that are shown at most; people know the codes of countries better than their numbers in a list."""


def completed(
    context: Context, model: type[BaseRecord], given: FieldValues, others: Mapping[str, Any], limits: SanityLimits
) -> FieldValues:
    """Ask the person for the fields that a create lacks, if there are some that can be asked for.

    Without any field the usual ones are asked for too. In the end the request is shown, and the command that would have made it.

    Args:
        context: where, and the person.
        model: the record type.
        given: the fields that were given.
        others: values of further fields: defaults, and those without a declaration.
        limits: the sanity limits for the answers.

    Raises:
        Interrupted: the person ended the dialogue; nothing was sent.
        InvalidInput: a given value is invalid.
    """
    required = [field for field in given.fields.values() if field.required(Mode.CREATE) and not field.access & FROM_PATH]
    lacking = [field for field in required if field.name not in {*given.typed, *others}]
    if not lacking or not all(map(_is_askable, lacking)):
        return given
    _ = context.client  # Missing credentials come before the questions.
    dialogue = Dialogue(context, model, given, others, limits)
    usual = [] if given.typed else [field for field in given.fields.values() if field.usual is not None and field not in lacking]
    try:
        # What an entity belongs to decides what else it needs.
        return dialogue.ask([*sorted(lacking, key=lambda field: not field.refers), *usual])
    except (KeyboardInterrupt, EOFError):
        raise Interrupted("interrupted: nothing was sent", safe_to_retry=True) from None


def _is_askable(field: Field) -> bool:
    return (field.spec.kind in _ASKABLE or bool(_usual_parts(field))) and not field.access & PERSONAL


def _usual_parts(field: Field) -> list[Field]:
    """Return the parts of an object field that a person is asked for one by one."""
    parts = (field.spec.fields or {}).values() if field.spec.kind == "object" else ()
    return [part for part in parts if part.usual is not None]


class _Subject(NamedTuple):
    """The subject of a question: a field, or a part of the object in one."""

    field: Field
    whole: Field | None = None

    @property
    def path(self) -> str:
        """The field's name, or ``FIELD.PART``."""
        return f"{self.whole.name}.{self.field.name}" if self.whole else self.field.name


class Dialogue:
    """The questions about one new entity and their answers; the arguments are those of ``completed``."""

    def __init__(
        self, context: Context, model: type[BaseRecord], given: FieldValues, others: Mapping[str, Any], limits: SanityLimits
    ) -> None:
        self._context = context
        self._model = model
        self._given = given
        self._others = others
        self._reader = Reader(context.currency, times=Times(context), names=context)
        self._limits = limits
        self._parents: dict[str, Parents] = {}
        self._values = given.values(Reader(context.currency, times=Times(context, notes=False), names=context))
        self._answers: dict[str, str] = {}
        self._left: dict[str, _Subject] = {}

    def ask(self, fields: Sequence[Field]) -> FieldValues:
        """Ask for fields; return them with those that were given."""
        self._context.say(f"a new {self._model.RESOURCE.noun}: nothing is sent before you agree; Ctrl-C cancels")
        self._left = {subject.path: subject for field in fields for subject in self._subjects(field)}
        while self._left:
            self._ask(next(iter(self._left.values())))
        self._check_together()
        self._show()
        # The answers are read already, and what a time means was noted.
        answered = {name: self._values[name] for name in (path.partition(".")[0] for path in self._answers)}
        return FieldValues(self._given.fields, {**self._given.typed, **answered})

    def _subjects(self, field: Field) -> Iterator[_Subject]:
        """Yield the parts of an object, then the object, which is asked for where no part is."""
        own = list(self._given.own)
        parts = [_Subject(part, field) for part in _usual_parts(field)]

        def order(part: _Subject) -> tuple[int, bool, bool]:
            usual = part.field.usual
            return own.index(part.path) if part.path in own else 0, not part.field.refers, not (usual and usual.needed)

        yield from sorted(parts, key=order)
        yield _Subject(field)

    def _ask(self, subject: _Subject) -> None:
        """Ask for a field, after those that its conditions are about."""
        del self._left[subject.path]
        field, whole, usual = subject.field, subject.whole, subject.field.usual
        conditions = (*usual.when, *usual.unless, *usual.needed) if usual is not None else ()
        for name in dict.fromkeys(condition.partition("=")[0].partition(".")[0] for condition in conditions):
            if name in self._left:
                self._ask(self._left[name])
        needed = field.required(Mode.CREATE) or (usual is not None and self._holds(usual.needed))
        if usual is not None and ((usual.when and not self._holds(usual.when)) or self._holds(usual.unless)):
            return
        if _usual_parts(field) and (field.name in self._values or not needed):
            return
        if whole is not None and whole.required(Mode.CREATE):
            self._put(whole.name, "", self._values.get(whole.name, {}))  # It is given, even if all of its parts are skipped.
        if (answer := self._answer(subject, self._question(subject, needed))) is None:
            return
        text, value = answer
        if whole is None:
            self._put(field.name, text, value)
        else:
            parts = value if subject.path in self._given.own else {field.name: value}
            self._put(subject.path, text, parts)
            self._values[whole.name] = {**self._values.get(whole.name, {}), **self._values.pop(subject.path)}

    def _check_together(self) -> None:
        """Ask again for an answer that others contradict, such as an end before the start."""
        known = fields_of(self._model)
        while self._values.keys() <= known.keys():
            try:
                self._model.prepare({**self._others, **self._values}, Mode.CREATE, self._context.account)
                start, end = self._values.get("start_time"), self._values.get("end_time")
                if start is None or end is None or end > start:
                    return
                raise InvalidInput("the end is not after the start", "end_time")
            except InvalidInput as error:
                name, problem = error.field or "", error.message
            if name not in self._answers or _usual_parts(known[name]):
                return  # The create says it.
            subject = _Subject(known[name])
            answer = self._answer(subject, self._question(subject, known[name].required(Mode.CREATE))._replace(problem=problem))
            del self._answers[name], self._values[name]
            if answer is not None:
                self._put(name, *answer)

    def _put(self, path: str, text: str, value: Any) -> None:
        self._answers[path], self._values[path] = text, value

    def _holds(self, conditions: Sequence[str]) -> bool:
        return any(map(self._is_true, conditions))

    def _is_true(self, condition: str) -> bool:
        path, _, wanted = condition.partition("=")
        name, _, inner = path.partition(".")
        found = self._values.get(name, self._others.get(name))
        if inner:
            found = self._facts(name, found).get(inner)
        return found == wanted if wanted else bool(found)

    def _facts(self, name: str, found: Any) -> Mapping[str, Any]:
        """Return what is known of the thing that a value names."""
        own = self._given.own.get(name)
        if own is not None and own.facts is not None and found is not None:
            return own.facts(found, self._values)
        return self._parents[name].record(str(found)) if name in self._parents else {}

    def _question(self, subject: _Subject, needed: bool) -> FieldQuestion:
        field, own = subject.field, self._given.own.get(subject.path)
        spec, skipped = field.spec.items or field.spec, field.usual.skipped if field.usual is not None else ""
        default = self._others.get(field.name, field.default) if subject.whole is None else field.default
        named = field._replace(name=own.name) if own is not None else field
        such = own.example if own is not None else self._example(field)
        question = FieldQuestion(named, needed, such, "" if needed else skipped if default is None else _text(default))
        if field.refers and all(map(is_collection, field.refers)):
            parents = self._parents[subject.path] = Parents(self._context, field)
            return parents.offered(question)
        if own is not None and own.offers is not None:
            return question._replace(choices=tuple(Choice(value, label) for value, label in own.offers().items()))
        if field.spec.kind == "boolean":
            return question._replace(choices=YES_OR_NO)
        ending = {value for ending in spec.endings for value in ending.values}
        offered = tuple(Choice(value) for value in spec.choices if value not in ending)
        return question._replace(choices=offered if len(offered) <= MOST_CHOICES else ())

    def _example(self, field: Field) -> str:
        if field.spec.unit == "micros":
            currency = self._context.currency()
            units = example(_UNITS[field.caps.kind] if field.caps else 25, currency)
            return f"{units}, or {units}{currency}" if currency else units
        if field.spec.kind == "object":
            return '{"NAME": "VALUE"}, or @FILE.json'
        return "2026-12-01, 2026-12-01 09:00, +7d, or now" if field.spec.unit == "seconds" else ""

    def _answer(self, subject: _Subject, question: FieldQuestion) -> tuple[str, Any] | None:
        """Ask until an answer is valid; return it as text and as a value, or None if it is skipped."""
        parents = self._parents.get(subject.path)
        while True:
            text = self._context.interaction.ask(question).strip()
            try:
                if not text and question.needed:
                    raise InvalidInput("it is needed")
                if not text:
                    return None
                words = [_numbered(word, question.choices) for word in self._words(subject, text)]
                if parents is not None and len(words) == 1 and parents.is_part(words[0]):
                    question = parents.offered(question, folded(words[0]))
                    continue
                with listed_values_only():
                    value = self._value(subject, words)
                reads_more = subject.field.refers or subject.path in self._given.own
                return value if reads_more and isinstance(value, str) else ",".join(words), value
            except InvalidInput as error:
                question = question._replace(problem=error.message)

    def _words(self, subject: _Subject, text: str) -> list[str]:
        """Split an answer with several values; a name may have commas."""
        parents = self._parents.get(subject.path)
        if subject.field.spec.kind != "array" or (parents is not None and parents.is_name(text)):
            return [text]
        words = [word.strip() for word in text.split(",") if word.strip()]
        if not words:
            raise InvalidInput("it is empty")
        return words

    def _value(self, subject: _Subject, words: Sequence[str]) -> Any:
        field, whole, own = subject.field, subject.whole, self._given.own.get(subject.path)
        if own is not None:
            return own.read(",".join(words), self._values)
        where = option(field.name) if whole is None else f"{option(whole.name)} {field.name}"
        value: Any
        if field.spec.kind == "array" and field.spec.items is not None:
            value = [self._reader.with_ids(field, self._reader.spec(field.spec.items, word, where), where) for word in words]
        else:
            value = self._reader.with_ids(field, self._reader.read(field, words[0], where), where)
        value = Check(Mode.CREATE).field(field, value, where)
        if whole is None:
            self._limits.check(effect_of(self._model, {field.name: value}, None, True, option), None)
        return value

    def _show(self) -> None:
        shown = list(self._shown({**self._others, **self._values}))
        has_money = any(field.spec.unit == "micros" for field, _ in shown)
        currency = self._context.currency() if has_money else None
        self._context.interaction.notify(Draft(self._model.RESOURCE.noun, shown, currency))
        command = ["pinads", shlex.join(self._context.origin()), *self._account(), *self._options()]
        self._context.note("the same without questions", " ".join(command))

    def _account(self) -> Iterator[str]:
        """Yield the option of an ad account that a variable names, which another shell may not have."""
        found = self._context.profile.resolved("account", self._context.account_id)
        if self._model.RESOURCE.in_account and found.origin.startswith("environment"):
            yield with_value("--account", self._context.account)

    def _shown(self, values: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
        """Yield the fields of the request with their values; of an object that has usual parts, its parts."""
        for name, field in self._given.fields.items():
            parts, known = values.get(name), field.spec.fields
            if known and _usual_parts(field) and isinstance(parts, dict) and parts.keys() <= known.keys():
                yield from ((known[part]._replace(name=f"{name}.{part}"), value) for part, value in parts.items())
            elif name in values:
                yield field, parts

    def _options(self) -> Iterator[str]:
        """Yield the options that give the same answers."""
        names = dict.fromkeys(path if path in self._given.own else path.partition(".")[0] for path in self._answers)
        for name in names:
            own = self._given.own.get(name)
            value, text = self._values.get(name), self._answers.get(name, "")
            flag = flag_of(own.name if own is not None else name)
            if own is None and self._given.fields[name].spec.kind == "boolean":
                yield flag if value else f"--no-{flag[2:]}"
            elif own is None and not text:
                yield with_value(flag, json.dumps(value, ensure_ascii=False))
            else:
                yield with_value(flag, text)


def _numbered(text: str, choices: Sequence[Choice]) -> str:
    """Return the choice of a number, else the text."""
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1].value
    return text


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
