"""The five records that every format is shown with, and the looks they are drawn for."""

from datetime import timedelta, timezone, tzinfo
from typing import Any

from pinads.render.columns import Column
from pinads.render.style import Style

CET: tzinfo = timezone(timedelta(hours=1), "CET")

RECORDS: list[dict[str, Any]] = [
    {
        "id": "626735565838",
        "name": "Summer sale",
        "status": "ACTIVE",
        "daily_spend_cap": 12_500_000,
        "is_campaign_budget_optimization": True,
        "created_time": 1_764_000_300,
        "tracking_urls": {"click": ["https://a.example/x"]},
    },
    {
        "id": "626735565839",
        "name": 'Sofas, "beds"\nand\ttables',
        "status": "PAUSED",
        "daily_spend_cap": None,
        "created_time": 1_764_000_300,
    },
    {"id": "626735565840", "name": "東京 🌸", "status": "ARCHIVED", "daily_spend_cap": 1, "is_campaign_budget_optimization": False},
    {"id": "626735565841", "name": "=1+1 \x1b[31m[red]\u202e", "status": "NEWLY_INVENTED", "tracking_urls": {}},
    {"id": "626735565842"},
]

NAMES = ["id", "name", "status", "daily_spend_cap", "is_campaign_budget_optimization", "created_time", "tracking_urls"]
COLUMNS = [Column(name, grow=name == "name") for name in NAMES]


def look(width: int | None = None, **changes: Any) -> Style:
    """A look without colour, in US dollars and Central European time."""
    return Style(color=False, width=width, currency="USD", timezone=CET)._replace(**changes)
