"""The rule by which people belong to an audience."""

from typing import Annotated, Any, TypedDict

from pinads.sdk.schema.choices import (
    AudienceObjectiveType,
    Country,
    Currency,
    EngagementType,
)
from pinads.sdk.schema.marks import (
    Doc,
    EntityId,
    Range,
    Refers,
    Usual,
    usual_for,
)


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
    country: Annotated[Country, usual_for("audience_type=ACTALIKE", needed=True), Doc("Country, such as US, CA or GB (ACTALIKE).")]
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
        int, Range(1, 10), usual_for("audience_type=ACTALIKE", needed=True), Doc("Size in percent of Pinterest, 1 to 10 (ACTALIKE).")
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
