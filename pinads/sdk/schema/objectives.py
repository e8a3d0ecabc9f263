"""Which promotion types a campaign's objective takes."""

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
"""By objective; the first is what the API takes where none is given."""


def check_promotion(objective: str | None, promotion: str) -> None:
    """Refuse a promotion type that an objective does not take; of values newer than the lists nothing is known.

    Raises:
        InvalidInput: naming the promotion types that the objective takes.
    """
    taken = PROMOTION_TYPES.get(objective or "")
    if taken and promotion in spec_of(PromotionType).choices and promotion not in taken:
        name = "intended_promotion_type"
        raise InvalidInput(f"Invalid {name} {promotion!r}: objective {objective} takes {' or '.join(taken)}", name, taken)
