"""The columns of reports' rows: short names with the account's units, or the API's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.metrics import DEFAULT_METRICS, ID, METRICS, MONEY, TEXT, Metric, conversion_columns, known_metric, value_of
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.unknown_values import accept
from pinads.services.errors import option
from pinads.services.figures.figure_table import DATE, STATUS
from pinads.services.projection import named_paths
from pinads.services.reports.options import NAMING, column_of, report_columns

Row = Mapping[str, Any]
_SUBJECTS = (
    *("KEYWORD_ID", "PRODUCT_ITEM_ID", "PRODUCT_GROUP_ID", "PIN_PROMOTION_ID", "AD_ID", "AD_GROUP_ID", "CAMPAIGN_ID"),
    *("ADVERTISER_ID", "AD_ACCOUNT_ID"),
)
"""The ids that rows can be about, the lowest level first."""
_NAMES_OF = {
    "CAMPAIGN_ID": NAMING["CAMPAIGN"][1:],
    "AD_GROUP_ID": NAMING["AD_GROUP"][1:],
    "AD_ID": NAMING["PIN_PROMOTION"][1:],
    "PIN_PROMOTION_ID": NAMING["PIN_PROMOTION"][1:],
}
_ALSO = {"AD_ID": "PIN_PROMOTION_ID", "PIN_PROMOTION_ID": "AD_ID"}
"""Two names of one id."""
CURRENCY, NUMBER = "currency", "number"
DESCRIBING = ("id", "name", "status", "date", "targeting_type", "targeting_value")
"""The columns that say what a row is about."""
_API_DESCRIBING = ("DATE", "TARGETING_TYPE", "TARGETING_VALUE")
_KEPT = 6
"""Decimals of what is computed."""


class RowColumn(NamedTuple):
    """One column of rows that are shown or saved.

    Attributes:
        name: its key.
        kind: one of the kinds of ``services.figures.figure_table``.
        read: makes its value from a row of the API: Decimal or int for figures, texts, None where nothing was measured.
        is_sum: True for counts and amounts, which are 0 where nothing happened; ratios have no value there.
        metric: the metric whose units its figures have; None for texts and for the API's own numbers.
    """

    name: str
    kind: str
    read: Callable[[Row], Any]
    is_sum: bool = False
    metric: Metric | None = None


def subject_of(found: Sequence[str]) -> str | None:
    """Return the column with the id of what rows are about; None if there is none."""
    return next((name for name in [*found[:1], *_SUBJECTS] if name in _SUBJECTS and name in found), None)


def short_columns(
    found: Sequence[str], asked: Sequence[Metric | str] | None = None, names: Mapping[str, str] | None = None
) -> list[RowColumn]:
    """Choose the columns of rows: id, name, status, date and targeting, then figures by their short names.

    Args:
        found: the API's columns in the rows.
        asked: the columns that were requested, in order; None for all that are found, and the common ratios of them.
        names: the names of what rows are about by ids, where no column has them; None if they are not known.
    """
    subject = subject_of(found)
    described = _describing(subject, found)
    taken = {api for _, api, _ in described} | ({_ALSO[subject]} if subject in _ALSO else set())
    columns = [RowColumn(name, kind, _text_of(api)) for name, api, kind in described]
    if names is not None and subject is not None:
        columns.insert(1, RowColumn("name", TEXT, lambda row: names.get(str(row.get(subject)))))
    if asked is None:
        named = [known_metric(name) or name for name in found]
        asked = [*named, *(metric for name in DEFAULT_METRICS if _is_ratio_of(metric := METRICS[name], found) and metric not in named)]
    for each in asked:
        if (each.api if isinstance(each, Metric) else each) not in taken:
            columns.append(_figure(each) if isinstance(each, Metric) else RowColumn(each.lower(), TEXT, _text_of(each)))
    return columns


def columns_by_api_name(found: Sequence[str], asked: Sequence[Metric | str] = ()) -> list[RowColumn]:
    """Choose the columns of rows under the API's names: what rows are about, the day, then the others.

    Args:
        found: the API's columns in the rows.
        asked: the columns that were requested, and the metrics that are computed from them.
    """
    ordered = dict.fromkeys((*found[:1], *(name for name in found if name not in asked), *asked))
    return [_figure(each)._replace(name=each.api, metric=None) if isinstance(each, Metric) else _own_column(each) for each in ordered]


def chosen(columns: Sequence[RowColumn], fields: str | None, api_names: bool) -> list[RowColumn]:
    """Return the columns that ``fields`` names, in that order; all of them if it is None.

    Raises:
        InvalidInput: it names no field, or one that reports cannot have.
    """
    names = named_paths(fields)
    if names is None:
        return list(columns)
    known = {column.name: column for column in columns}
    made = [known.get(name.upper(), _own_column(name.upper())) if api_names else _short_column(name, columns) for name in names]
    return list({column.name: column for column in made}.values())


def _short_column(name: str, columns: Sequence[RowColumn]) -> RowColumn:
    """Return the column of a name: one of those that there are, or a figure that rows may have nevertheless."""
    known = {column.name: column for column in columns}
    if name.lower() in DESCRIBING:
        return known.get(name.lower(), RowColumn(name.lower(), TEXT, lambda row: None))
    found = column_of(name, option("fields"))
    if isinstance(found, Metric):
        return known.get(found.name, _figure(found))
    return RowColumn(name.lower(), TEXT, _text_of(name))


def check_fields(fields: str | None, api_names: bool) -> None:
    """Refuse fields that reports cannot have, before anything is requested.

    Raises:
        InvalidInput: there is one, or none at all.
    """
    known = tuple(DESCRIBING) if not api_names else (*_API_DESCRIBING, *_SUBJECTS)
    for name in named_paths(fields) or ():
        if name.lower() not in known and name.upper() not in known:
            found = column_of(name.upper() if api_names else name, option("fields"))
            if isinstance(found, str):
                accept(found, (*known, *spec_of(ReportColumn).choices), option("fields"), "shown where the report has it")


def shown_columns() -> tuple[str, ...]:
    """Return the names that fields can have: what rows are about, and the columns of reports."""
    return (*DESCRIBING, *report_columns())


def read_rows(rows: Iterable[Row], columns: Sequence[RowColumn], zero_fill: bool = False) -> Iterator[dict[str, Any]]:
    """Yield rows with the values of columns.

    Args:
        rows: rows of the API.
        columns: the columns.
        zero_fill: show 0 for counts and money that are missing.
    """
    filled = {column.name for column in columns if zero_fill and column.is_sum}
    for row in rows:
        made = {column.name: column.read(row) for column in columns}
        for name in filled:
            if made[name] is None:
                made[name] = 0
        yield made


def with_currency(columns: Sequence[RowColumn], currency: Callable[[], str | None]) -> list[RowColumn]:
    """Add the currency beside the first amount; it is asked for only if there is one."""
    first = next((index for index, column in enumerate(columns) if column.kind == MONEY), None)
    if first is None:
        return list(columns)
    name = currency()
    return [*columns[: first + 1], RowColumn(CURRENCY, TEXT, lambda row: name), *columns[first + 1 :]]


def total_of_rows(rows: Iterable[Row], columns: Sequence[RowColumn]) -> dict[str, Any] | None:
    """Add up rows of the API in flat memory: sums, and ratios of sums; None for fewer than two rows."""
    metrics = [column.metric for column in columns if column.metric is not None and column.metric.adds_up]
    parts = {METRICS[part] if part else metric for metric in metrics for part in (metric.numerator, metric.denominator)}
    sums: dict[str, Decimal] = {}
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the number is used after the loop
        by_hour = conversion_columns(parts) if _is_hour(row) else frozenset[str]()
        for part in parts:
            value = None if part.api in by_hour else value_of(part, row)
            if isinstance(value, (int, Decimal)):
                sums[part.api] = sums.get(part.api, Decimal(0)) + value * part.scale
    return {metric.name: value_of(metric, sums) for metric in metrics} if count > 1 else None


def _describing(subject: str | None, found: Sequence[str]) -> list[tuple[str, str, str]]:
    """List what rows are about: the name, the API's column, and the kind of each."""
    columns = (subject or "", *_NAMES_OF.get(subject or "", ("", "")), *_API_DESCRIBING)
    known = zip(DESCRIBING, columns, (ID, TEXT, STATUS, DATE, TEXT, TEXT), strict=True)
    return [each for each in known if each[1] in found]


def _is_ratio_of(metric: Metric, found: Sequence[str]) -> bool:
    parts = (metric.numerator, metric.denominator)
    return all(part is not None and METRICS[part].api in found for part in parts)


def _is_hour(row: Row) -> bool:
    """Tell whether a row is of an hour; Pinterest measures no conversions by hour, and writes 0."""
    return "T" in str(row.get("DATE") or "")


def _figure(metric: Metric) -> RowColumn:
    converted = bool(conversion_columns([metric]))

    def read(row: Row) -> Any:
        if converted and _is_hour(row):
            return None
        value = value_of(metric, row)
        return _rounded(value) if isinstance(value, Decimal) else value

    return RowColumn(metric.name, metric.kind, read, _is_sum(metric), metric)


def _own_column(name: str) -> RowColumn:
    """Make the column of a figure or text under the API's name."""
    metric = known_metric(name)
    if metric is not None:
        read = _text_of(name) if metric.kind in (ID, TEXT) else _number_of(name)
        return RowColumn(name, metric.kind if metric.scale == 1 else NUMBER, read, _is_sum(metric))
    return RowColumn(name, DATE if name == "DATE" else ID if name.endswith("_ID") else TEXT, _text_of(name))


def _is_sum(metric: Metric) -> bool:
    return metric.adds_up and metric.numerator is None


def _rounded(value: Decimal) -> Decimal:
    """Round a quotient, which has as many digits as numbers can have; what the API wrote has few."""
    exponent = value.as_tuple().exponent
    return round(value, _KEPT) if isinstance(exponent, int) and exponent < -_KEPT else value


def _text_of(name: str) -> Callable[[Row], Any]:
    def read(row: Row) -> Any:
        value = row.get(name)
        return None if value == "" else value

    return read


def _number_of(name: str) -> Callable[[Row], Any]:
    """Make a reader of the API's numbers, which CSV has as texts."""

    def read(row: Row) -> Any:
        value = row.get(name)
        if not isinstance(value, str):
            return value
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value or None
        return (int(number) if "." not in value and number == int(number) else number) if number.is_finite() else value

    return read
