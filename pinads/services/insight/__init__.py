"""Insight: what campaigns did, what they cost, and what to change.

Loaded on first use, as ``pinads.services.writes`` is: listings need neither the catalogue of metrics nor what computes with it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.insight.analytics import analyze, analyze_account, analyze_ads

__all__ = ["analyze", "analyze_account", "analyze_ads"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.analytics"), name)
