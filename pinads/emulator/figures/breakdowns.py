"""Targeting types and the values that metrics are broken down by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pinads.emulator.figures.daily_figures import Share

_AMERICAN = ("US-CA", "US-NY", "US-TX")
VALUES: dict[str, tuple[str, ...]] = {
    "KEYWORD": ("linen tablecloth", "handmade ceramics", "wool rug"),
    "APPTYPE": ("iphone", "web", "android_mobile"),
    "GENDER": ("female", "male", "unknown"),
    "LOCATION": ("501", "803"),
    "PLACEMENT": ("BROWSE", "SEARCH"),
    "COUNTRY": ("US", "CA"),
    "TARGETED_INTEREST": ("935541271955", "920236059316"),
    "PINNER_INTEREST": ("935541271955", "920236059316", "941870572865"),
    "AUDIENCE_INCLUDE": ("2542620000001", "2542620000004"),
    "GEO": _AMERICAN,
    "AGE_BUCKET": ("25-34", "35-44", "45-49"),
    "REGION": _AMERICAN,
    "MEDIA_TYPE": ("IMAGE", "VIDEO"),
    "AGE_BUCKET_AND_GENDER": ("25-34&female", "35-44&female", "25-34&male"),
    "AUDIENCE_MULTIPLIER": ("2542620000001",),
    "CREATIVE_ENHANCEMENTS": ("NONE", "BACKGROUND"),
    "CREATIVE_TYPE": ("REGULAR", "VIDEO"),
    "QUIZ_RESULT": ("1", "2", "3"),
    "LOCAL_ADS_STORE_CODE": ("1001", "1002"),
}
"""Made-up values by targeting type; the first value gets the largest share of the metrics."""
NAMES: dict[str, dict[str, str]] = {
    "INTEREST": {"935541271955": "Home decor", "920236059316": "DIY and crafts", "941870572865": "Slow living"},
    "LOCATION": {"501": "U.S.: New York", "803": "U.S.: Los Angeles", "US": "United States", "CA": "Canada"},
}
"""Names of values, by the targeting type that has them in requests."""
OPTIONS = ("APPTYPE", "GENDER", "LOCALE", "AGE_BUCKET", "LOCATION", "GEO", "INTEREST", "KEYWORD", "AUDIENCE_INCLUDE", "AUDIENCE_EXCLUDE")
"""The targeting types whose values can be listed."""


def shares_of(values: Sequence[str]) -> Iterator[tuple[str, Share]]:
    """Yield the share of each value: each is smaller than the one before, and together they are all."""
    bounds = [number * (2 * len(values) + 1 - number) for number in range(len(values) + 1)]
    for value, (begins, ends) in zip(values, pairwise(bounds), strict=True):
        yield value, (begins, ends, bounds[-1])
