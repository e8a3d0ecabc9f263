"""The columns of a table: titles, texts, and how the terminal's width is shared among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pinads.render.cells import ABSENT, cell, is_personal, shown
from pinads.render.paths import field_at, lookup
from pinads.render.style import BOLD, DIM, Look, paint, status_style
from pinads.render.text import fitted, padding, width_of
from pinads.sdk.schema.fields import Field

GAP = 2
_LEAST = 8
_LEAST_HEADING = 5
_LEAST_GROWING = 12

TITLES = {
    "id": "ID",
    "ad_account_id": "ACCOUNT",
    "campaign_id": "CAMPAIGN",
    "ad_group_id": "AD GROUP",
    "pin_id": "PIN",
    "parent_id": "PARENT",
    "owner.username": "OWNER",
    "daily_spend_cap": "DAILY CAP",
    "lifetime_spend_cap": "LIFETIME CAP",
    "budget_in_micro_currency": "BUDGET",
    "bid_in_micro_currency": "BID",
    "is_campaign_budget_optimization": "CBO",
    "is_performance_plus": "PERF+",
    "is_flexible_daily_budgets": "FLEXIBLE",
    "is_automated_campaign": "AUTOMATED",
    "is_creative_optimization": "OPTIMIZED",
    "auto_targeting_enabled": "AUTO TARGETING",
    "summary_status": "SUMMARY",
    "review_status": "REVIEW",
    "objective_type": "OBJECTIVE",
    "billable_event": "PAYS FOR",
    "bid_strategy_type": "BIDDING",
    "pacing_delivery_type": "PACING",
    "placement_group": "PLACEMENT",
    "creative_type": "CREATIVE",
    "audience_type": "MADE FROM",
    "match_type": "MATCH",
    "parent_type": "PARENT TYPE",
    "destination_url": "DESTINATION",
    "num_batches": "BATCHES",
    "num_uploaded_user_records": "UPLOADED",
    "num_removed_user_records": "REMOVED",
    "start_time": "START",
    "end_time": "END",
    "created_time": "CREATED",
    "created_timestamp": "CREATED",
    "updated_time": "UPDATED",
    "updated_timestamp": "UPDATED",
}


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        name: a field's name, or a dotted path into an object.
        title: what stands above it; made from the name if None.
        grow: whether it gives way first where the terminal is narrow.
        least: the width that it is not cut below, where that is more than usual.
        via: makes the value out of the whole record, instead of looking the name up in it.
    """

    name: str
    title: str | None = None
    grow: bool = False
    least: int = 0
    via: Callable[[Mapping[str, Any]], Any] | None = None

    @property
    def heading(self) -> str:
        """The title, given or made."""
        if self.title is not None:
            return self.title
        return TITLES.get(self.name) or self.name.replace("_", " ").replace(".", " ").upper()


class Drawn:
    """A column with the texts of its cells.

    Attributes:
        heading: its title.
        right: whether it is set to the right, as numbers and money are.
        natural: the width that cuts nothing.
        least: the width that it can be cut to.
        grow: whether it is cut first.
    """

    def __init__(self, column: Column, rows: Sequence[Mapping[str, Any]], fields: Mapping[str, Field], look: Look) -> None:
        field = field_at(fields, column.name)
        values = _values(column, rows)
        self.heading = shown(column.heading, look)
        self.grow = column.grow
        self.right, firm = _nature(field, values)
        self.texts = _texts(field, values, rows, look)
        self._styles = _styles(column.name.rpartition(".")[2], values, look)
        self._ascii = "".join(self.texts).isascii()
        longest = max(map(len if self._ascii else width_of, self.texts), default=0)
        self.natural = max(longest, width_of(self.heading))
        # A column of ids that shows names in their place grows, and so can be cut.
        least = max(longest, _LEAST_HEADING) if self.right or (firm and not self.grow) else _LEAST_GROWING if self.grow else _LEAST
        self.least = min(self.natural, max(least, column.least))

    def title(self, width: int, last: bool, look: Look) -> str:
        """The heading in its width."""
        return self._set(fitted(self.heading, width, look.ellipsis), width, last, lambda text: paint(text, BOLD, look))

    def cells(self, width: int, last: bool, look: Look) -> list[str]:
        """The cells in their width; the last column is not filled up with spaces."""
        texts = self.texts
        if width < self.natural:
            texts = [fitted(text, width, look.ellipsis) for text in texts]
        if self._ascii and texts is self.texts and not self._styles:
            return self._set_all(texts, width, last)
        styles = self._styles
        return [self._set(text, width, last, lambda text: paint(text, styles.get(text), look)) for text in texts]

    def _set_all(self, texts: list[str], width: int, last: bool) -> list[str]:
        if self.right:
            return [text.rjust(width) for text in texts]
        return texts if last else [text.ljust(width) for text in texts]

    def _set(self, text: str, width: int, last: bool, painted: Callable[[str], str]) -> str:
        space = padding(text, width)
        if self.right:
            return space + painted(text)
        return painted(text) + ("" if last else space)


def _values(column: Column, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    if column.via is not None:
        return [column.via(row) for row in rows]
    if "." in column.name:
        return [lookup(row, column.name) for row in rows]
    return [row.get(column.name) for row in rows]


def _nature(field: Field | None, values: Sequence[Any]) -> tuple[bool, bool]:
    """Whether the column is set to the right, and whether its cells must stay whole."""
    if field is not None and field.spec.kind != "any":
        number = field.spec.unit != "seconds" and field.spec.kind in ("integer", "number")
        return number, number or field.spec.is_id or field.spec.unit is not None or field.spec.kind == "boolean"
    present = [value for value in values if value is not None]
    number = bool(present) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present)
    return number, number or all(not isinstance(value, (str, dict, list)) or _like_id(value) for value in present)


def _like_id(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20


def _texts(field: Field | None, values: list[Any], rows: Sequence[Mapping[str, Any]], look: Look) -> list[str]:
    if look.currency_of and field is not None and field.spec.unit == "micros":
        return [cell(field, value, look.for_record(row)) for value, row in zip(values, rows, strict=True)]
    return _as_they_are(field, values) or [cell(field, value, look) for value in values]


def _as_they_are(field: Field | None, values: Sequence[Any]) -> list[str] | None:
    """The values, where all of them are texts that any output can show: most columns, at a tenth of the time."""
    texts = [ABSENT if value is None else value for value in values]
    try:
        joined = "".join(texts)
    except TypeError:
        return None
    return texts if joined.isascii() and joined.isprintable() and not is_personal(field) else None


def _styles(name: str, values: Sequence[Any], look: Look) -> dict[str, str]:
    """The styles of the texts that have one."""
    if not look.color:
        return {}
    styles = {ABSENT: DIM} if None in values else {}
    for value in {value for value in values if isinstance(value, str)} if name.endswith("status") else ():
        style = status_style(name, value)
        if style:
            styles[shown(value, look)] = style
    return styles


def share(columns: Sequence[Drawn], width: int | None) -> list[int]:
    """The widths of as many columns, from the left, as the terminal takes; at least of the first."""
    if width is None:
        return [column.natural for column in columns]
    for count in range(len(columns), 1, -1):
        widths = _squeezed(columns[:count], width - GAP * (count - 1))
        if widths:
            return widths
    return [max(columns[0].least, min(columns[0].natural, width))] if columns else []


def _squeezed(columns: Sequence[Drawn], room: int) -> list[int]:
    """Widths that fit into the room, the widest column giving way first; none if they cannot."""
    widths = [column.natural for column in columns]
    for growing in (True, False):
        for cap in range(room, 0, -1):
            if sum(widths) <= room:
                return widths
            widths = [
                width if growing and not column.grow else max(column.least, min(width, cap))
                for column, width in zip(columns, widths, strict=True)
            ]
    return widths if sum(widths) <= room else []
