"""Multipliers of bids, and settings of Performance+ campaigns."""

from typing import Annotated, TypedDict

from pinads.sdk.schema.choices import (
    AgeBucket,
    AppType,
    BidMask,
    FrequencyWindow,
    Gender,
    Placement,
)
from pinads.sdk.schema.marks import (
    ON_UPDATE,
    REQUIRED_ON_UPDATE,
    WRITE_ONLY,
    Doc,
    EntityId,
    Others,
    Range,
)


class AppTypeMultipliers(TypedDict, total=False):
    """A bid multiplier for each kind of device, such as ``{"iphone": 1.5}``."""

    APP_TYPE: AppType


class AudienceMultipliers(TypedDict, total=False):
    """A bid multiplier for each audience id, 0 to 10."""

    AUDIENCE_ID: EntityId


class PlacementMultipliers(TypedDict, total=False):
    """A bid multiplier for each placement, such as ``{"SEARCH": 1.2}``."""

    PLACEMENT: Placement


class GenderMultipliers(TypedDict, total=False):
    """A bid multiplier for each gender, such as ``{"female": 1.2}``."""

    GENDER: Gender


class AgeBucketMultipliers(TypedDict, total=False):
    """A bid multiplier for each age range, such as ``{"25-34": 1.2}``."""

    AGE_BUCKET: AgeBucket


class FrequencyMultipliers(TypedDict, total=False):
    """A bid multiplier for each number of impressions that a person has had, such as ``{"0": 2, "3": 0.5}``."""

    IMPRESSION_COUNT: str


class BidOptions(TypedDict, total=False):
    """A campaign's bid multipliers."""

    app_type_multipliers: Annotated[AppTypeMultipliers | None, Others(), Doc("By kind of device.")]
    audience_multipliers: Annotated[AudienceMultipliers, Others(Range(0, 10)), Doc("By audience id.")]
    placement_multipliers: Annotated[PlacementMultipliers | None, Others(), Doc("By placement.")]
    gender_multipliers: Annotated[GenderMultipliers | None, Others(Range(0, 10)), Doc("By gender.")]
    age_bucket_multipliers: Annotated[AgeBucketMultipliers | None, Others(Range(0, 10)), Doc("By age range.")]
    frequency_multipliers: Annotated[
        FrequencyMultipliers | None, Others(Range(0, 10)), Doc("By impressions that a person has had, 0 to 10.")
    ]
    freq_bid_multiplier_time_window: Annotated[FrequencyWindow | None, Doc("The span that those impressions are counted in.")]
    update_mask: Annotated[list[BidMask], ON_UPDATE | REQUIRED_ON_UPDATE | WRITE_ONLY, Doc("Which multipliers the update touches.")]


class PerformancePlusSettings(TypedDict, total=False):
    """Settings of Pinterest Performance+."""

    boost_prospecting_ad_group_bid: Annotated[bool, Doc("Bid more for people who do not know you yet.")]
    pinner_list_exclusions: Annotated[list[str], Doc("Audiences to leave out.")]
