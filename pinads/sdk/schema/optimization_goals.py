"""The goals that the delivery of an ad group is optimised for."""

from typing import Annotated, TypedDict

from pinads.sdk.schema.choices import (
    ConversionEvent,
    LearningMode,
    TimeRange,
)
from pinads.sdk.schema.marks import Digits, Range


class AttributionWindows(TypedDict, total=False):
    """The days after an event within which a conversion counts."""

    click_window_days: int
    engagement_window_days: int
    view_window_days: int


class ConversionGoal(TypedDict, total=False):
    """The conversion that delivery is optimised for."""

    attribution_windows: AttributionWindows
    conversion_event: ConversionEvent
    conversion_tag_id: Digits
    cpa_goal_value_in_micro_currency: Digits
    is_roas_optimized: bool | None
    learning_mode_type: LearningMode | None
    reporting_event: str


class FrequencyGoal(TypedDict, total=False):
    """The number of times that a person should see the ad."""

    frequency: Annotated[int, Range(2, 20)]
    timerange: TimeRange


class ScrollupGoal(TypedDict, total=False):
    """The value of a scroll-up."""

    scrollup_goal_value_in_micro_currency: Digits | None


class OptimizationGoal(TypedDict, total=False):
    """The goal that an ad group's delivery is optimised for."""

    conversion_tag_v3_goal_metadata: ConversionGoal
    frequency_goal_metadata: FrequencyGoal
    scrollup_goal_metadata: ScrollupGoal
