"""The choice of rows of figures: the conditions that they meet, their order and their number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from pinads.render.text import counted, quoted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import METRICS, Metric, find_metric, total_of
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option
from pinads.services.figures.figure_table import MONEY
from pinads.services.figures.options import RowOptions
from pinads.services.insight.conditions import Condition, condition_of
from pinads.services.insight.rows import OTHERS, FigureRow, in_words

Order = Sequence[tuple[str, bool]]
"""The columns that rows are sorted by, each with True if it is descending."""


class InVain(NamedTuple):
    """Sentences about what was spent without what a cost is of: the worst costs, which no column can show.

    Attributes:
        shown: those about rows that the table has.
        hidden: those about rows that a filter by this cost hides.
    """

    shown: list[str]
    hidden: list[str]


class RowChoice:
    """The filters, the order and the limit of rows, read before anything is measured.

    Args:
        options: the texts.
        currency: returns the currency that amounts may name; not called without a filter that can be read.
        columns: the columns that they may name; None for metrics, which are measured for them, and what describes rows.

    Attributes:
        filtered: the columns that filters compare.

    Raises:
        InvalidInput: a filter, the order or the limit cannot be honoured.
    """

    def __init__(self, options: RowOptions, currency: Callable[[], str | None], columns: Collection[str] | None = None) -> None:
        if options.limit is not None and options.limit < 1:
            raise InvalidInput(f"Invalid {option('limit')} {options.limit}: it is at least 1", option("limit"))
        self._limit, self._is_sorted = options.limit, bool(options.sort)
        words = [word.strip() for word in (options.sort or "").split(",") if word.strip("- ")]
        self._order = [(key_of(word.removeprefix("-"), option("sort"), columns), word.startswith("-")) for word in words]
        self._conditions = conditions_of(options.filters, None, columns)
        if self._conditions:
            self._conditions = conditions_of(options.filters, currency(), columns)
        self.filtered = list(dict.fromkeys(name for condition in self._conditions for name in condition.names))

    def metrics(self) -> list[Metric]:
        """Return the metrics that filters and the order name; they are measured even if they are not columns."""
        return [METRICS[name] for name in dict.fromkeys([*self.filtered, *dict(self._order)]) if name not in OTHERS]

    def of(self, rows: Sequence[FigureRow], default: Order = ()) -> list[FigureRow]:
        """Return the rows that meet all conditions, sorted as asked, or else by default."""
        chosen = [row for row in rows if all(each.holds(row.cells) for each in self._conditions)]
        return ordered(chosen, self._order if self._is_sorted else default)

    def first(self, rows: Sequence[FigureRow], has_total: bool = True) -> tuple[list[Mapping[str, Any]], list[str]]:
        """Return the cells of the first rows, and a note if there are more."""
        shown: list[Mapping[str, Any]] = [row.cells for row in rows[: self._limit]]
        if len(shown) == len(rows):
            return shown, []
        return shown, [f"{len(shown)} of {len(rows)} rows are shown" + ("; the total covers all" if has_total else "")]

    def compared_as_numbers(self, before: Sequence[str | None], after: Sequence[str | None]) -> list[str]:
        """Describe which amounts of several currencies a filter or the order compares.

        Args:
            before: the currencies of all rows.
            after: the currencies of those that meet the filters.
        """
        notes: dict[str, str] = {}
        for name, currencies in (*((name, before) for name in self.filtered), *((name, after) for name, _ in self._order)):
            if len(currencies) > 1 and name in METRICS and METRICS[name].kind == MONEY:
                notes.setdefault(name, f"{name} is compared as a number, although amounts are in {in_a_list(currencies)}")
        return list(notes.values())

    def in_vain(self, rows: Sequence[FigureRow], metrics: Sequence[Metric], noun: str, currency: str | None) -> InVain:
        """Describe what rows spent without conversions, or without what another cost is of that filters or the order name.

        Args:
            rows: the rows, filtered or not.
            metrics: the figures of the table.
            noun: the word for a row.
            currency: the currency of rows that do not name theirs.
        """
        asked = {"cpa", *self.filtered, *dict(self._order)}
        told = InVain([], [])
        for metric in (each for each in metrics if each.name in asked):
            spent = [row for row in rows if spent_in_vain(row, metric.name)]
            if not spent:
                continue
            amounts: dict[str | None, Decimal] = {}
            for row in spent:
                of = row.cells.get("currency", currency)
                amounts[of] = amounts.get(of, Decimal(0)) + spent_in_vain(row, metric.name)
            told_amounts = " and ".join(in_words(MONEY, amount, of) for of, amount in amounts.items())
            missing, has = str(metric.denominator).replace("_", " "), "has" if len(spent) == 1 else "have"
            text = f"{counted(len(spent), noun)} spent {told_amounts} without {missing}, and so {has} no {metric.name}"
            if metric.name in self.filtered:
                told.hidden.append(text)
            else:
                are_first = self._order[:1] == [(metric.name, True)]
                told.shown.append(text if are_first else f"{text}; {option('sort')} -{metric.name} shows them first")
        return told


def choice_in_accounts(options: RowOptions, currencies: Sequence[Callable[[], str | None]]) -> RowChoice:
    """Read the choice of rows of one or more ad accounts by metrics.

    Args:
        options: the filters, the order and the limit.
        currencies: return the currency of each account. Where there are several, amounts name none: each is compared as it is.

    Raises:
        InvalidInput: a filter or the order cannot be read.
    """
    if len(currencies) == 1:
        return RowChoice(options, currencies[0])
    choice = RowChoice(options, lambda: None)
    found = sorted({currency() for currency in currencies}, key=str) if options.filters else []
    for text, currency in product(options.filters or (), found):
        try:
            conditions_of([text], currency)
        except InvalidInput:
            if len(found) == 1:
                raise
            told = f"amounts are in {in_a_list(found)}, and each is compared as it is: write numbers without a currency"
            where = option("filter")
            raise InvalidInput(f"Invalid {where} {quoted(text)}: {told}", where) from None
    return choice


def conditions_of(filters: Sequence[str] | None, currency: str | None, columns: Collection[str] | None = None) -> list[Condition]:
    """Read conditions on columns; ``columns`` and errors are those of ``key_of``."""
    where = option("filter")
    return [condition_of(text, lambda name: key_of(name, where, columns), where, currency) for text in filters or ()]


def in_a_list(currencies: Sequence[str | None]) -> str:
    """Name several currencies: ``EUR, JPY and USD``."""
    *others, last = map(str, currencies)
    return f"{', '.join(others)} and {last}" if others else last


def ordered(rows: Sequence[FigureRow], order: Order) -> list[FigureRow]:
    """Sort rows by columns; missing figures come last.

    The cost of what did not happen is higher than any other, and of two such the higher spend comes first.
    """
    found = list(rows)
    for name, descending in reversed(order):
        present = [row for row in found if row.cells.get(name) is not None]
        present.sort(key=lambda row, name=name: _sort_key(row.cells[name]), reverse=descending)  # type: ignore[misc]
        missing = [row for row in found if row.cells.get(name) is None]
        in_vain = sorted((row for row in missing if spent_in_vain(row, name)), key=lambda row: spent_in_vain(row, name), reverse=True)
        missing = [row for row in missing if not spent_in_vain(row, name)]
        found = [*in_vain, *present, *missing] if descending else [*present, *in_vain, *missing]
    return found


def spent_in_vain(row: FigureRow, name: str) -> Decimal:
    """Return what a row spent without what a cost is of, such as conversions for ``cpa``; else 0."""
    metric = METRICS.get(name)
    if metric is None or metric.numerator != "spend" or not metric.denominator or row.cells.get(name) is not None:
        return Decimal(0)
    happened = total_of(METRICS[metric.denominator], row.wires)
    return Decimal(total_of(METRICS["spend"], row.wires) or 0) if happened == 0 else Decimal(0)


def key_of(text: str, where: str, columns: Collection[str] | None = None) -> str:
    """Return the column that a text means, by its name or that of its metric in the API.

    Args:
        text: the name.
        where: the parameter or place that it comes from, for errors.
        columns: the columns that there are; None for every metric, and what describes rows.

    Raises:
        InvalidInput: there is none.
    """
    word = text.strip().lower().replace("-", "_")
    if word in (OTHERS if columns is None else columns):
        return word
    try:
        name = find_metric(text).name
    except InvalidInput as error:
        if columns is None:
            refused = InvalidInput(f"Invalid {where}: {error.message}", where, error.choices)
            refused.hint = error.hint
            raise refused from None
    else:
        if columns is None or name in columns:
            return name
    raise InvalidInput(
        f"Invalid {where}: there is no column {text!r} here; choose from {', '.join(columns)}{nearest(word, columns)}", where
    )


def _sort_key(value: Any) -> tuple[int, Any]:
    return (0, value) if isinstance(value, (int, Decimal)) else (1, str(value).casefold())
