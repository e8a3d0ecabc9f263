"""Ad groups: budget, bid, schedule and targeting of the ads in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import ListFilters, StatusFilter
from pinads.sdk.record import arguments
from pinads.sdk.resources.registry import model_of
from pinads.sdk.resources.statused import Statused
from pinads.sdk.schema.bid_options import PerformancePlusSettings
from pinads.sdk.schema.choices import (
    BidStrategy,
    BillableEvent,
    BudgetType,
    EntityStatus,
    LearningMode,
    PacingDeliveryType,
    PlacementGroup,
    PlacementTraffic,
    PromotionLevel,
    SummaryStatus,
)
from pinads.sdk.schema.marks import (
    MERGED,
    NOT_NULL_ON_CREATE,
    NOT_NULL_ON_UPDATE,
    ON_CREATE,
    ON_UPDATE,
    REQUIRED,
    WHILE_DRAFT,
    WRITE_ONLY,
    Called,
    CampaignRef,
    Caps,
    ChangedBy,
    ClearedBy,
    Doc,
    EndOfDay,
    EntityId,
    Items,
    Micros,
    Multiplies,
    Range,
    Refers,
    ServerDefault,
    Timestamp,
    Uncaps,
    Usual,
)
from pinads.sdk.schema.objects import AnyCase, TrackingFeatures, TrackingUrls
from pinads.sdk.schema.optimization_goals import OptimizationGoal
from pinads.sdk.schema.targeting_spec import TargetingSpec, TargetingSpecOperation, check_operations

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark
    from pinads.sdk.resources.ads import Ad


class AdGroupFilters(ListFilters, StatusFilter, total=False):
    """The filters of ``ad_groups/list``."""

    campaign_ids: Annotated[list[EntityId], Items(1, 250), Refers("campaigns"), Doc("Only ad groups of these campaigns.")]
    ad_group_ids: Annotated[list[EntityId], Items(1, 250), Refers("ad_groups"), Doc("Only these ad groups.")]
    translate_interests_to_names: Annotated[bool, Doc("Return names instead of ids of interests.")]


class AdGroup(Statused):
    """An ad group of an ad account (``ad_groups/get``).

    Args:
        ad_account_id: the ad account's id.
        ad_group_id: the ad group's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the account has no such ad group.
    """

    RESOURCE: ClassVar[Resource] = Resource("ad_group", "ad_groups", "ad group", rows_a_request=30, parent="campaign_id")
    FILTERS: ClassVar[type] = AdGroupFilters
    ALIASES: ClassVar[dict[str, str]] = {"tracking_url": "tracking_urls"}

    id: Annotated[EntityId, Doc("The ad group's id.")]
    ad_account_id: Annotated[EntityId, Doc("The ad account it belongs to.")]
    campaign_id: Annotated[
        CampaignRef, Called("campaign"), Refers("campaigns"), ON_CREATE | ON_UPDATE | REQUIRED, Doc("The campaign it belongs to.")
    ]
    name: Annotated[str, ON_CREATE | ON_UPDATE | REQUIRED, Doc("Name.")]
    status: Annotated[EntityStatus, ON_CREATE | ON_UPDATE, Doc("Status; ARCHIVED is final.")]
    budget_in_micro_currency: Annotated[
        Micros | None,
        Called("budget"),
        ON_CREATE | ON_UPDATE,
        Usual(unless=("campaign_id.is_campaign_budget_optimization",), needed=("campaign_id",)),
        Caps("DAILY", by="budget_type"),
        Doc("Budget; needed unless the campaign holds the budget (CBO)."),
    ]
    budget_type: Annotated[
        BudgetType,
        ON_CREATE | ON_UPDATE,
        Usual(when=("budget_in_micro_currency",)),
        ServerDefault("DAILY"),
        Doc("The period that the budget covers."),
    ]
    bid_in_micro_currency: Annotated[
        Micros | None,
        Called("bid"),
        ON_CREATE | ON_UPDATE,
        Usual(when=("bid_strategy_type=MAX_BID", "bid_strategy_type=TARGET_AVG"), needed=("bid_strategy_type",)),
        Caps("BID"),
        Doc("Bid."),
    ]
    bid_strategy_type: Annotated[
        BidStrategy | None, ON_CREATE | ON_UPDATE, Usual(), Uncaps("BID", ("AUTOMATIC_BID",)), Doc("The bid strategy.")
    ]
    billable_event: Annotated[
        BillableEvent, ON_CREATE | ON_UPDATE | REQUIRED | WHILE_DRAFT, Doc("The event that you pay for; can be changed only while DRAFT.")
    ]
    start_time: Annotated[Timestamp | None, ON_CREATE | ON_UPDATE, Usual(), Doc("Start time.")]
    end_time: Annotated[Timestamp | None, EndOfDay(), ON_CREATE | ON_UPDATE, Usual(needed=("budget_type=LIFETIME",)), Doc("End time.")]
    targeting_spec: Annotated[
        TargetingSpec,
        ON_CREATE | ON_UPDATE | MERGED,
        Usual(),
        ChangedBy("targeting_spec_operations"),
        Doc("Targeting; on update the API replaces all of it."),
    ]
    targeting_spec_operations: Annotated[
        list[TargetingSpecOperation],
        ON_UPDATE | WRITE_ONLY,
        Doc("Changes to its targeting that keep the rest; not with targeting_spec."),
    ]
    auto_targeting_enabled: Annotated[bool | None, ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE, Doc("Let Pinterest extend the targeting.")]
    pacing_delivery_type: Annotated[
        PacingDeliveryType, ON_CREATE | ON_UPDATE, ServerDefault("STANDARD"), Doc("The pace at which the budget is spent.")
    ]
    placement_group: Annotated[PlacementGroup, ON_CREATE | ON_UPDATE, Doc("The places where the ads appear.")]
    placement_traffic_type: Annotated[PlacementTraffic | None, ON_CREATE | ON_UPDATE, Doc("The feeds that the ads appear in.")]
    optimization_goal_metadata: Annotated[OptimizationGoal | None, ON_CREATE | ON_UPDATE, Doc("The goal of delivery.")]
    is_creative_optimization: Annotated[bool | None, ON_CREATE | ON_UPDATE, Doc("Let Pinterest choose among creatives.")]
    lifetime_frequency_cap: Annotated[int, ON_CREATE | ON_UPDATE, Doc("Maximum number of times that a person sees its ads, in total.")]
    targeting_template_ids: Annotated[
        list[EntityId] | None, Items(0, 1), ON_CREATE | ON_UPDATE, ClearedBy(["0"]), Doc('A targeting template; ["0"] clears it.')
    ]
    customer_segment_id: Annotated[
        str,
        ON_CREATE | ON_UPDATE,
        ClearedBy("0"),
        Doc('A customer segment; not with AUDIENCE_INCLUDE or a targeting template; "0" clears it.'),
    ]
    tracking_urls: Annotated[TrackingUrls | None, ON_CREATE | ON_UPDATE, Doc("Third-party tracking URLs by event.")]
    bid_multiplier: Annotated[
        float | None,
        Range(0, 10),
        ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE | NOT_NULL_ON_UPDATE,
        ClearedBy(0),
        Multiplies("BID", "bid_in_micro_currency"),
        Doc("Multiplies bids, 0 to 10; 0 clears it."),
    ]
    promotion_id: Annotated[EntityId | None, ON_CREATE | ON_UPDATE, ClearedBy("0"), ServerDefault("0"), Doc("A promotion to show.")]
    promotion_ids: Annotated[list[str], ON_CREATE | ON_UPDATE, Doc("Promotions to show; [] clears them.")]
    promotion_application_level: Annotated[PromotionLevel | None, ON_CREATE | ON_UPDATE, Doc("The level that the promotion applies to.")]
    conversion_learning_mode_type: Annotated[LearningMode | None, Doc("The state of conversion learning.")]
    dca_assets: Annotated[Any, Doc("Assets of dynamic creative ads.")]
    feed_profile_id: Annotated[str, ON_CREATE | ON_UPDATE, Doc("The product feed of a catalog ad group.")]
    is_local_inventory: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("Show products that shops near the person have.")]
    local_inventory_radius_in_miles: Annotated[float, ON_CREATE | ON_UPDATE, Doc("The maximum distance, in miles.")]
    performance_plus_campaign_settings: Annotated[
        PerformancePlusSettings | None, ON_CREATE | ON_UPDATE, Doc("Settings of Pinterest Performance+.")
    ]
    ext_features: Annotated[TrackingFeatures | None, ON_CREATE | ON_UPDATE, Doc("The tools that created it.")]
    summary_status: Annotated[SummaryStatus, Doc("Current effective status.")]
    created_time: Annotated[Timestamp, Doc("Creation time.")]
    updated_time: Annotated[Timestamp, Doc("Time of the last change.")]
    type: Annotated[str, Doc("Always adgroup.")]

    def __init__(self, ad_account_id: str, ad_group_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, ad_group_id, client, kwargs)

    def __getattr__(self, name: str) -> Any:
        value = super().__getattr__(name)
        return AnyCase(value) if name == "targeting_spec" and isinstance(value, dict) else value

    @classmethod
    def check_together(cls, body: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Check operations on the targeting against the parts that they change; the current targeting does not matter.

        Raises:
            InvalidInput: an operation that its part does not take, or a targeting spec together with operations.
        """
        if not before and body.get("targeting_spec_operations") is not None:
            check_operations(body)

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        name: str,
        campaign_id: str,
        billable_event: str,
        budget_in_micro_currency: int | None = None,
        bid_in_micro_currency: int | None = None,
        start_time: int | None = None,
        end_time: int | None = None,
        tracking_url: dict[str, list[str]] | None = None,
        auto_targeting_enabled: bool | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> AdGroup:
        """Create an ad group (``ad_groups/create``).

        Args:
            ad_account_id: the ad account's id.
            name: the ad group's name.
            campaign_id: the campaign it belongs to.
            billable_event: CLICKTHROUGH, IMPRESSION or VIDEO_V_50_MRC.
            budget_in_micro_currency: its budget in millionths of the account's currency; none in CBO campaigns.
            bid_in_micro_currency: its bid in millionths of the account's currency.
            start_time: Unix seconds.
            end_time: Unix seconds.
            tracking_url: tracking URLs by event; the API's name for it is ``tracking_urls``, which is taken too.
            auto_targeting_enabled: let Pinterest extend the targeting.
            client: the Client to use; the default client if None.
            **kwargs: further fields of the API (``targeting_spec``, ``status``, ``bid_strategy_type`` and so on), and
                ``extra={...}`` for those that pinads does not know yet.

        Returns:
            The ad group, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
        """
        return cls._create(ad_account_id, arguments(locals()), client)

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        campaign_ids: list[str] | None = None,
        ad_group_ids: list[str] | None = None,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[AdGroup], Bookmark[AdGroup] | None]:
        """Get one page of the ad account's ad groups (``ad_groups/list``); ``iter_all`` iterates over all pages.

        Args:
            ad_account_id: the ad account's id.
            campaign_ids: only ad groups of these campaigns; not with ``ad_group_ids``.
            ad_group_ids: only these ad groups; more than 250 take several requests, merged in order.
            entity_statuses: of ACTIVE, PAUSED, ARCHIVED, DRAFT, DELETED_DRAFT; None means the server's ACTIVE, PAUSED.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING or DESCENDING by id.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``translate_interests_to_names``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The ad groups, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    def list_ads(
        self,
        ad_ids: list[str] | None = None,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        **kwargs: Any,
    ) -> tuple[list[Ad], Bookmark[Ad] | None]:
        """Get one page of the ad group's ads (``ads/list``); the other arguments are as in ``Ad.get_all``.

        Args:
            ad_ids: only these of its ads. The API takes one kind of id at a time, so only they
                are requested, and those of other ad groups are dropped.
        """
        given = arguments(locals())
        model: type[Ad] = model_of("ads")
        if ad_ids is None:
            return model._get_page(self._account, self._inside(given, "ad_group_ids"), self._client)
        return model._get_page(self._account, given, self._client, keep=lambda ad: ad.ad_group_id == self.id)

    def enable_auto_targeting(self) -> bool:
        """Enable automatic targeting, so that Pinterest extends the targeting: set auto_targeting_enabled to True.

        Returns:
            True if the server's answer has that value.
        """
        return self.update_fields(auto_targeting_enabled=True)

    def disable_auto_targeting(self) -> bool:
        """Disable automatic targeting: set auto_targeting_enabled to False.

        Returns:
            True if the server's answer has that value.
        """
        return self.update_fields(auto_targeting_enabled=False)
