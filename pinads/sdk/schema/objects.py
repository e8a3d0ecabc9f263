"""The objects inside records. On the wire and in Python they are plain dicts; these classes declare their parts."""

from typing import Annotated, Any, TypedDict

from pinads.sdk.schema.choices import (
    AgeBucket,
    AppType,
    AudienceObjectiveType,
    BidMask,
    ConversionEvent,
    Country,
    Currency,
    EngagementType,
    FrequencyWindow,
    Gender,
    LearningMode,
    Placement,
    TargetingChange,
    TargetingPart,
    TargetingStrategy,
    TieBreaker,
    TimeRange,
    TrackingFeature,
)
from pinads.sdk.schema.marks import (
    ON_UPDATE,
    REQUIRED_ON_UPDATE,
    WRITE_ONLY,
    Digits,
    Doc,
    EntityId,
    Others,
    Pattern,
    Range,
    Refers,
    Usual,
    usual_for,
)


class TrackingUrls(TypedDict, total=False):
    """Third-party tracking URLs by event, at most three an event. ``{}`` removes them."""

    audience_verification: list[str]
    buyable_button: list[str]
    click: list[str]
    engagement: list[str]
    impression: list[str]


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


class TrackingFeatures(TypedDict, total=False):
    """The tools that an ad group was made with."""

    enabled: list[TrackingFeature]


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


class ShoppingRetargeting(TypedDict, total=False):
    """The people of dynamic retargeting: days to look back, days to leave out, tag events."""

    exclusion_window: int
    lookback_window: int
    tag_types: list[int]


class TargetingSpec(TypedDict, total=False):
    """The people that an ad group targets. Absent parts do not restrict."""

    AGE_BUCKET: Annotated[list[AgeBucket] | None, Usual(skipped="everybody"), Doc("Age ranges.")]
    APPTYPE: Annotated[list[AppType] | None, Usual(skipped="all"), Doc("Devices.")]
    AUDIENCE_EXCLUDE: Annotated[list[EntityId] | None, Refers("audiences"), Doc("Audiences to leave out.")]
    AUDIENCE_INCLUDE: Annotated[list[EntityId] | None, Refers("audiences"), Doc("Audiences to reach.")]
    GENDER: Annotated[list[Gender] | None, Usual(skipped="everybody"), Doc("Genders.")]
    GEO: Annotated[list[str] | None, Doc("Region or postal codes, such as US-CA.")]
    GEO_EXCLUDE: Annotated[list[str], Doc("Region or postal codes to leave out (closed beta).")]
    INTEREST: Annotated[list[str], Doc("Interest ids.")]
    LOCALE: Annotated[list[str] | None, Doc("Languages, such as en-US.")]
    LOCATION: Annotated[list[str] | None, Usual(skipped="everybody"), Doc("Countries or metro codes.")]
    LOCATION_EXCLUDE: Annotated[list[str], Doc("Countries or metro codes to leave out (closed beta).")]
    MAXIMUM_AGE: Annotated[
        str, Pattern(r"[0-9]+\+?", "digits, or digits and +"), Doc("Oldest age, such as 54 or 65+; not with AGE_BUCKET.")
    ]
    MINIMUM_AGE: Annotated[Digits, Doc("Youngest age, 18 or more; not with AGE_BUCKET.")]
    SHOPPING_RETARGETING: Annotated[list[ShoppingRetargeting] | None, Doc("Dynamic retargeting.")]
    TARGETING_STRATEGY: Annotated[list[TargetingStrategy] | None, Doc("What the targeting is for.")]


class TargetingSpecOperation(TypedDict, total=False):
    """One change to the targeting, such as ``{"field": "GEO", "operation": "ADD", "values": ["US-CA"]}``."""

    field: Annotated[TargetingPart, REQUIRED_ON_UPDATE, Doc("The part to change.")]
    operation: Annotated[TargetingChange, REQUIRED_ON_UPDATE, Doc("SET, ADD or REMOVE.")]
    values: Annotated[list[Any], Doc("The values that are set, added or removed.")]
    value: Annotated[str | None, Doc("The age, for MINIMUM_AGE and MAXIMUM_AGE; null removes it.")]


class QuizOption(TypedDict, total=False):
    """One answer to choose."""

    id: float
    text: str


class QuizQuestion(TypedDict, total=False):
    """One question with its options."""

    options: list[QuizOption | None]
    question_id: float
    question_text: str


class QuizResult(TypedDict, total=False):
    """The destination of one outcome of the quiz."""

    android_deep_link: str
    destination_url: str
    ios_deep_link: str
    organic_pin_id: str
    result_id: float


class QuizPinData(TypedDict, total=False):
    """A quiz ad: its questions, results and tie-breaker."""

    questions: list[QuizQuestion | None]
    results: list[QuizResult | None]
    tie_breaker_custom_result: QuizResult | None
    tie_breaker_type: TieBreaker


class CartingRetailer(TypedDict, total=False):
    """A shop that sells a product."""

    retailer_id: str
    retailer_name: str


class CartingProduct(TypedDict, total=False):
    """A product of a where-to-buy ad, and the shops that sell it."""

    carting_product_id: EntityId
    display_preferred_retailers_only: bool
    display_product_price: bool
    preferred_retailers: list[CartingRetailer]
    randomize_preferred_retailers: bool


class CustomerRecord(TypedDict, total=False):
    """The data of one person; each part is optional."""

    email: Annotated[str, Doc("E-mail address, plain or hashed (SHA1, SHA256, MD5).")]
    external_id: Annotated[str, Doc("Your own id of the person, not hashed.")]
    hashed_phone_number: Annotated[str, Doc("Telephone number, hashed.")]
    hashed_pinner_id: Annotated[str, Doc("Pinterest's id of the person, hashed.")]
    ip_address: Annotated[str, Doc("IP address, not hashed.")]
    liveramp_envelope: Annotated[str, Doc("LiveRamp envelope, in Base64.")]
    maid: Annotated[str, Doc("Mobile advertising id, plain or hashed.")]
    user_agent: Annotated[str, Doc("The browser's user agent, not hashed.")]


class LineItem(TypedDict, total=False):
    """A product in a tag event."""

    product_brand: str
    product_category: str
    product_id: int
    product_name: str
    product_price: str
    product_quantity: int
    product_variant: str
    product_variant_id: str


class EventData(TypedDict, total=False):
    """Details of a tag event that an audience's rule filters on."""

    currency: Currency
    lead_type: str
    line_items: LineItem
    order_id: str
    order_quantity: int
    page_name: str
    promo_code: str
    property: str
    search_query: str
    value: str
    video_title: str


class AudienceRule(TypedDict, total=False):
    """The rule of an audience; the parts that apply depend on the audience's type."""

    ad_account_id: EntityId
    ad_id: Annotated[list[EntityId], Refers("ads"), Doc("Ads that were engaged with (ENGAGEMENT).")]
    campaign_id: Annotated[list[EntityId], Refers("campaigns"), Doc("Campaigns that were engaged with (ENGAGEMENT).")]
    country: Annotated[Country, usual_for("audience_type=ACTALIKE", needed=True), Doc("Its country, such as US, CA or GB (ACTALIKE).")]
    customer_list_id: Annotated[
        EntityId, Refers("customer_lists"), usual_for("audience_type=CUSTOMER_LIST", needed=True), Doc("The customer list (CUSTOMER_LIST).")
    ]
    engagement_domain: Annotated[
        list[str], usual_for("audience_type=ENGAGEMENT", needed=True), Doc("Verified domains of the account (ENGAGEMENT).")
    ]
    engagement_type: Annotated[
        EngagementType, usual_for("audience_type=ENGAGEMENT", skipped="all"), Doc("The kind of engagement; all if absent (ENGAGEMENT).")
    ]
    engager_type: Annotated[int, Doc("1 or 2 (ENGAGEMENT).")]
    event: Annotated[str, usual_for("audience_type=VISITOR", skipped="any"), Doc("The tag event, such as checkout (VISITOR).")]
    event_data: Annotated[EventData, Doc("Details of the event (VISITOR).")]
    event_source: Annotated[dict[str, Any], Doc('Such as {"=": ["web", "mobile"]} (VISITOR).')]
    ingestion_source: Annotated[dict[str, Any], Doc('Such as {"=": ["tag"]} (VISITOR).')]
    objective_type: Annotated[list[AudienceObjectiveType], Doc("Objectives of the campaigns (ENGAGEMENT).")]
    percentage: Annotated[
        int, Range(1, 10), usual_for("audience_type=ACTALIKE", needed=True), Doc("Size in per cent of Pinterest, 1 to 10 (ACTALIKE).")
    ]
    pin_id: Annotated[list[EntityId], Refers("pins"), Doc("Organic Pins that were engaged with (ENGAGEMENT).")]
    prefill: Annotated[bool, Doc("Fill from existing data (default) or start empty (VISITOR).")]
    retention_days: Annotated[
        int,
        Range(1, 540),
        Usual(when=("audience_type=VISITOR", "audience_type=ENGAGEMENT"), skipped="180"),
        Doc("Days a person stays, 1 to 540; default 180 (ENGAGEMENT, VISITOR)."),
    ]
    seed_id: Annotated[
        list[EntityId], Refers("audiences"), usual_for("audience_type=ACTALIKE", needed=True), Doc("Audiences to resemble (ACTALIKE).")
    ]
    # The description's schema knows a list only; its prose, and Pinterest's SDK, a text or an operator with a text too.
    url: Annotated[Any, Doc('URLs; a list, a text, or such as {"contains": "view_item"} (ENGAGEMENT, VISITOR).')]
    visitor_source_id: Annotated[EntityId, usual_for("audience_type=VISITOR", needed=True), Doc("The Pinterest tag (VISITOR).")]


class Owner(TypedDict, total=False):
    """The owner of an ad account."""

    id: str
    username: str


class AnyCase(dict[str, Any]):
    """An object of an answer whose keys are found in lower case too, as in Pinterest's own SDK."""

    def _spelled(self, key: Any) -> Any:
        """Find the spelling under which a key is stored: its own, or upper case."""
        upper = key.upper() if isinstance(key, str) else key
        return upper if dict.__contains__(self, upper) and not dict.__contains__(self, key) else key

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(self._spelled(key))

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(self._spelled(key), value)

    def __delitem__(self, key: str) -> None:
        super().__delitem__(self._spelled(key))

    def __contains__(self, key: object) -> bool:
        return super().__contains__(self._spelled(key))

    def get(self, key: str, default: Any = None) -> Any:
        """Get the value of a key in either spelling, or the default."""
        return super().get(self._spelled(key), default)

    def __getattr__(self, name: str) -> Any:
        if name not in self:
            raise AttributeError(f"there is no {name!r} among {', '.join(self) or 'no keys'}")
        return self[name]
