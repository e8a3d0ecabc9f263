"""Promotion types that a campaign's objective accepts."""

from __future__ import annotations

from collections.abc import Mapping

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.choices import PromotionType
from pinads.sdk.schema.fields import spec_of

PROMOTION_TYPES: Mapping[str, tuple[str, ...]] = {
    "AWARENESS": ("STANDARD_AD",),
    "VIDEO_COMPLETION": ("STANDARD_AD",),
    "APP_INSTALL": ("STANDARD_AD",),
    "CTV_CONSIDERATION": ("STANDARD_AD",),
    "CONSIDERATION": ("STANDARD_AD", "CATALOG"),
    "SALES": ("STANDARD_AD", "CATALOG"),
    "LEADS": ("STANDARD_AD", "CATALOG"),
    "WEB_CONVERSION": ("LEGACY", "STANDARD_AD"),
    "CATALOG_SALES": ("LEGACY",),
}
"""The promotion types of each objective; the first is the API's default."""


def check_promotion(objective: str | None, promotion: str) -> None:
    """Refuse a promotion type that an objective does not accept; values newer than the lists pass.

    Raises:
        InvalidInput: it names the promotion types that the objective accepts.
    """
    taken = PROMOTION_TYPES.get(objective or "")
    if taken and promotion in spec_of(PromotionType).choices and promotion not in taken:
        name = "intended_promotion_type"
        reason = f"objective {objective} takes {' or '.join(taken)}"
        raise InvalidInput(f"Invalid {name} {promotion!r}: {reason}", name, taken, reason=f"{reason}, not {promotion!r}")
