"""Conditions on figures, such as ``cpc > 1.50 and conversions < 3``: for ``--filter`` and for checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from pinads.render.money import SIGNS, is_foreign
from pinads.render.text import quoted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import COUNT, METRICS, MONEY, PERCENT
from pinads.services.errors import option
from pinads.services.listing.filters import ORDERS

Row = Mapping[str, Any]
Test = Callable[[Row], bool | None]
"""Tells whether a row meets a condition; None where that is not known, since a figure was not measured."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>>=|<=|!=|!~|==?|>|<|~)|(?P<paren>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()<>=!~"']+))""",
)
_NUMBER = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s*(%|[A-Za-z]{3})?")
_WORDS = ("and", "or", "not")
CHANGE, BEFORE = "_change", "_before"
"""The endings of names of figures that compare with as many days before: the change in percent, and the figure of those days."""
_DEEPEST = 50


class Condition(NamedTuple):
    """A condition that rows of figures meet or not.

    Attributes:
        text: as it was written.
        names: the figures and texts that it compares, in order.
        test: tells whether a row meets it, as far as that is known.
        absent: those of the names of which it asks whether they were measured.
    """

    text: str
    names: tuple[str, ...]
    test: Test
    absent: frozenset[str] = frozenset()

    def holds(self, row: Row) -> bool:
        """Tell whether a row meets it; neither it nor its opposite holds where a figure was not measured."""
        return self.test(row) is True


class _Token(NamedTuple):
    kind: str
    text: str


def condition_of(text: str, names: Callable[[str], str], where: str, currency: str | None = None) -> Condition:
    """Read a condition: comparisons, joined by ``and``, ``or`` and ``not``, in parentheses where needed.

    ``= null`` and ``!= null`` ask whether a figure was measured.

    Args:
        text: the condition.
        names: returns the key of a name that was typed, or raises InvalidInput.
        where: the parameter or place that it comes from, for errors.
        currency: the currency that amounts may name.

    Raises:
        InvalidInput: it is not a condition, or names what is not known.
    """
    reader = _Reader(text, names, where, currency)
    test = reader.whole()
    return Condition(text.strip(), tuple(dict.fromkeys(reader.used)), test, frozenset(reader.absent))


class _Reader:
    """A reader of one condition, from left to right."""

    def __init__(self, text: str, names: Callable[[str], str], where: str, currency: str | None) -> None:
        self.text = text
        self.names = names
        self.where = where
        self.currency = currency
        self.used: list[str] = []
        self.absent: list[str] = []
        self.tokens = list(self._tokens())
        self.at = 0
        self.depth = 0

    def _tokens(self) -> Iterator[_Token]:
        position, text = 0, self.text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                rest = text[position:].strip()
                raise self._error("a quote is not closed" if rest[0] in "'\"" else f"{quoted(rest)} cannot be read")
            kind = str(match.lastgroup)
            yield _Token("text" if kind in ("double", "single") else kind, match[kind])
            position = match.end()

    def _error(self, told: str) -> InvalidInput:
        return InvalidInput(f"Invalid {self.where} {quoted(self.text)}: {told}; an example is 'cpc > 1.50 and conversions < 3'", self.where)

    def _next(self, *texts: str) -> bool:
        """Skip the next token if it is one of these words or signs."""
        if self.at < len(self.tokens) and self.tokens[self.at].kind != "text" and self.tokens[self.at].text.lower() in texts:
            self.at += 1
            return True
        return False

    def whole(self) -> Test:
        """Read the condition, to its end."""
        test = self._alternatives()
        if self.at < len(self.tokens):
            raise self._error(f"unexpected {quoted(self.tokens[self.at].text)}")
        return test

    def _alternatives(self) -> Test:
        tests = [self._joined()]
        while self._next("or"):
            tests.append(self._joined())
        return tests[0] if len(tests) == 1 else lambda row: _decided([test(row) for test in tests], True)

    def _joined(self) -> Test:
        tests = [self._single()]
        while self._next("and"):
            tests.append(self._single())
        return tests[0] if len(tests) == 1 else lambda row: _decided([test(row) for test in tests], False)

    def _single(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error("it is nested too deeply")
        if self._next("not"):
            test = self._single()
            self.depth -= 1
            return lambda row: None if (found := test(row)) is None else not found
        if self._next("("):
            test = self._alternatives()
            if not self._next(")"):
                raise self._error("a parenthesis is not closed")
        else:
            test = self._comparison()
        self.depth -= 1
        return test

    def _comparison(self) -> Test:
        part = self.tokens[self.at : self.at + 3]
        if len(part) < 3 or part[0].kind != "word" or part[1].kind != "sign" or part[2].kind not in ("word", "text"):
            raise self._error("expected a name, one of > >= < <= = != ~ !~, and a value")
        self.at += 3
        name = self.names(part[0].text)
        self.used.append(name)
        values = [part[2].text]
        # The words of a bare text, such as name ~ spring sale.
        while part[2].kind == "word" and self._continues():
            values.append(self.tokens[self.at].text)
            self.at += 1
        if part[2].kind == "word" and values == ["null"] and part[1].text in ("=", "==", "!="):
            self.absent.append(name)
            return lambda row: (row.get(name) is None) is (part[1].text != "!=")
        sign = part[1].text.replace("==", "=")
        return _test(name, sign, self._value(" ".join(values), part[2].kind, _kind_of(name), sign), self._error)

    def _continues(self) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind == "word" and self.tokens[self.at].text.lower() not in _WORDS

    def _value(self, text: str, kind: str, figure: str | None, compared: str) -> Decimal | str:
        """Read a value that is compared with a kind of figure; None for what is not a metric."""
        sign = next((sign for sign in SIGNS if text.startswith(sign) or text.endswith(sign)), "") if kind == "word" else ""
        match = _NUMBER.fullmatch(text.strip(sign).strip() if sign else text) if kind == "word" else None
        if match is None:
            return text
        if is_foreign(sign, self.currency):
            raise self._error(f"{text} is not in {self.currency}, the ad account's currency")
        unit = match[2]
        if unit == "%" and figure not in (None, PERCENT):
            raise self._error(f"{text} is a percentage, with which this figure cannot be compared")
        if (sign or unit not in (None, "%")) and figure not in (None, MONEY):
            raise self._error(f"{text} is an amount of money, with which this figure cannot be compared")
        may_be_thousands = re.fullmatch(r"[+-]?[1-9][0-9]{0,2}([,.])[0-9]{3}", match[1])
        counts = figure in (MONEY, COUNT) or (figure is None and compared in ORDERS)
        if may_be_thousands is not None and (counts or may_be_thousands[1] == ","):
            # A check that guesses is off by a thousand.
            raise self._error(f"{text} can be read in two ways: write it without thousands, or not with three decimals")
        if unit not in (None, "%") and self.currency is not None and unit.upper() != self.currency:
            raise self._error(f"{text} is not in {self.currency}, the ad account's currency")
        return Decimal(match[1].replace(",", "."))


def figure_in(key: str) -> str:
    """Return the metric that the key of a condition is about."""
    return key.removesuffix(CHANGE).removesuffix(BEFORE)


def _kind_of(key: str) -> str | None:
    metric = figure_in(key)
    return None if metric not in METRICS else PERCENT if key.endswith(CHANGE) else METRICS[metric].kind


def _decided(answers: Sequence[bool | None], deciding: bool) -> bool | None:
    """Join answers: one that decides is enough; otherwise one that is not known leaves the whole open."""
    return deciding if deciding in answers else None if None in answers else not deciding


def _test(name: str, sign: str, wanted: Decimal | str, error: Callable[[str], InvalidInput]) -> Test:
    if sign in ORDERS and isinstance(wanted, str):
        raise error(f"{quoted(wanted)} is not a number; {sign} compares numbers")
    if sign in ("~", "!~"):
        return lambda row: _contains(row.get(name), str(wanted)) is (sign == "~")
    if sign in ("=", "!="):
        return lambda row: None if (found := _equal(row.get(name), wanted)) is None else found is (sign == "=")
    compare = ORDERS[sign]
    return lambda row: None if (value := _number(row.get(name))) is None else compare(value, wanted)


def _contains(value: Any, wanted: str) -> bool:
    return value is not None and wanted.casefold() in str(value).casefold()


def _equal(value: Any, wanted: Decimal | str) -> bool | None:
    if isinstance(wanted, Decimal):
        number = _number(value)
        if value is None or number is not None:
            return None if number is None else number == wanted
    if isinstance(value, bool):
        return str(wanted).casefold() in (("yes", "true") if value else ("no", "false"))
    return str("" if value is None else value).casefold() == str(wanted).casefold()


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def percent_of(text: str, parameter: str) -> Decimal:
    """Read a percentage from 0 to 1000.

    Raises:
        InvalidInput: it is not valid.
    """
    match = re.fullmatch(r"\s*([0-9]{1,4}(?:[.,][0-9]+)?)\s*%?\s*", text, re.ASCII)
    if match is None or (found := Decimal(match[1].replace(",", "."))) > 1000:
        raise InvalidInput(f"Invalid {option(parameter)} {quoted(text)}: write a percentage such as 10%", parameter)
    return found
