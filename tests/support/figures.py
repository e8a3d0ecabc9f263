"""A small table of figures, written by hand: what analytics of three campaigns could answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pinads.services.figures.figure_table import (
    CHANGE,
    COUNT,
    ID,
    MONEY,
    PERCENT,
    RATIO,
    STATUS,
    TEXT,
    TREND,
    FigureColumn,
    FigureOptions,
    FigureTable,
)

COLUMNS = (
    FigureColumn("id", "ID", ID, shown=False),
    FigureColumn("name", "NAME", TEXT),
    FigureColumn("status", "STATUS", STATUS),
    FigureColumn("spend", "SPEND", MONEY, "SPEND_IN_DOLLAR"),
    FigureColumn("impressions", "IMPRESSIONS", COUNT, "IMPRESSION_1", short="IMPR"),
    FigureColumn("ctr", "CTR", PERCENT, "CTR"),
    FigureColumn("cpc", "CPC", MONEY, "CPC_IN_DOLLAR"),
    FigureColumn("roas", "ROAS", RATIO, "CHECKOUT_ROAS"),
    FigureColumn("change", "CHANGE", CHANGE),
    FigureColumn("trend", "TREND", TREND),
)
LONG_NAME = "Herbst 🍂 | Bettwäsche & Decken | Prospecting | DE, AT, CH | Broad | v2"


def rows() -> list[dict[str, Any]]:
    first = {
        "id": "626735000001",
        "name": LONG_NAME,
        "status": "ACTIVE",
        "spend": Decimal("1234.5"),
        "impressions": 1_234_567,
        "ctr": Decimal("0.8512345678"),
        "cpc": Decimal("0.117464"),
        "roas": Decimal("3.456"),
        "change": Decimal("12.34"),
        "trend": [Decimal("150"), 170, 0, None, Decimal("200.5"), 190, Decimal("300")],
    }
    second = {
        "id": "626735000002",
        "name": "=HYPERLINK(1)\x1b[31m",
        "status": "PAUSED",
        "spend": Decimal("0.00"),
        "impressions": 0,
        "ctr": None,
        "cpc": None,
        "roas": None,
        "change": Decimal("-100"),
        "trend": [],
    }
    return [first, second]


def figures(currency: str | None = "EUR", columns: Sequence[FigureColumn] = COLUMNS, **more: Any) -> FigureTable:
    total = {"spend": Decimal("1234.50"), "impressions": 1_234_567, "ctr": Decimal("0.8512"), "cpc": Decimal("0.117464"), "roas": None}
    given: dict[str, Any] = {
        "total": total,
        "title": "Campaigns",
        "subtitle": "2026-11-23 to 2026-11-29, Europe/Berlin",
        "notes": ["Conversions within 30 days of a click, 1 day of a view.", "Figures of the last 3 days may still change."],
        "noun": "campaign",
        "kind": "campaign",
        "showing": FigureOptions(),
        **more,
    }
    return FigureTable(columns, given.pop("rows", rows()), currency=currency, **given)
