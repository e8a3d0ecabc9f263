"""Campaigns: an objective, a spending limit, and the ad groups under them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import ListFilters, StatusFilter
from pinads.sdk.record import arguments
from pinads.sdk.resources.registry import model_of
from pinads.sdk.resources.statused import Statused
from pinads.sdk.schema.bid_options import BidOptions, PerformancePlusSettings
from pinads.sdk.schema.choices import AppPlatform, EntityStatus, ObjectiveType, PromotionType, SummaryStatus
from pinads.sdk.schema.marks import (
    FROM_PATH,
    NOT_NULL_ON_CREATE,
    NOT_NULL_ON_UPDATE,
    NULL_ON_UPDATE,
    ON_CREATE,
    ON_UPDATE,
    REQUIRED,
    REQUIRED_ON_UPDATE,
    WHILE_DRAFT,
    WRITE_ONLY,
    Called,
    Caps,
    ClearedBy,
    DependsOn,
    Doc,
    Ending,
    EndOfDay,
    EntityId,
    Items,
    Micros,
    Multiplies,
    Refers,
    ServerDefault,
    Timestamp,
    Usual,
)
from pinads.sdk.schema.objectives import check_promotion
from pinads.sdk.schema.objects import TrackingUrls

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark
    from pinads.sdk.resources.ad_groups import AdGroup


class CampaignFilters(ListFilters, StatusFilter, total=False):
    """The filters of ``campaigns/list``."""

    campaign_ids: Annotated[list[EntityId], Items(1, 250), Refers("campaigns"), Doc("Only these campaigns.")]


class Campaign(Statused):
    """A campaign of an ad account (``campaigns/get``).

    Args:
        ad_account_id: the ad account's id.
        campaign_id: the campaign's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the account has no such campaign.
    """

    RESOURCE: ClassVar[Resource] = Resource("campaign", "campaigns", "campaign", rows_a_request=30)
    FILTERS: ClassVar[type] = CampaignFilters

    id: Annotated[EntityId, Doc("The campaign's id.")]
    ad_account_id: Annotated[
        EntityId, ON_CREATE | ON_UPDATE | REQUIRED | REQUIRED_ON_UPDATE | FROM_PATH, Doc("The ad account it belongs to.")
    ]
    name: Annotated[str, ON_CREATE | ON_UPDATE | REQUIRED, Doc("Name.")]
    status: Annotated[EntityStatus, ON_CREATE | ON_UPDATE, ServerDefault("ACTIVE"), Doc("Status; ARCHIVED is final.")]
    objective_type: Annotated[
        ObjectiveType,
        ON_CREATE | ON_UPDATE | REQUIRED | NULL_ON_UPDATE | WHILE_DRAFT,
        Ending(("WEB_CONVERSION", "CATALOG_SALES"), "2027-02-01", "use SALES instead"),
        Doc("Objective; can be changed only while DRAFT."),
    ]
    intended_promotion_type: Annotated[
        PromotionType,
        ON_CREATE | ON_UPDATE | WHILE_DRAFT,
        DependsOn("objective_type"),
        Doc("The kind of promotion; the choices depend on the objective."),
    ]
    daily_spend_cap: Annotated[
        Micros | None,
        Called("daily spend cap", "daily budget"),
        ON_CREATE | ON_UPDATE,
        Usual(),
        Caps("DAILY"),
        Doc("Maximum spend per day; not with a lifetime cap."),
    ]
    lifetime_spend_cap: Annotated[
        Micros | None,
        Called("lifetime spend cap", "lifetime budget"),
        ON_CREATE | ON_UPDATE,
        Usual(unless=("daily_spend_cap",), needed=("is_campaign_budget_optimization", "objective_type=AWARENESS")),
        Caps("LIFETIME"),
        Doc("Maximum spend in total; not with a daily cap."),
    ]
    is_campaign_budget_optimization: Annotated[
        bool | None,
        ON_CREATE | ON_UPDATE | WHILE_DRAFT,
        Usual(),
        Doc("The campaign holds the budget and shares it among its ad groups (CBO)."),
    ]
    is_flexible_daily_budgets: Annotated[
        bool | None,
        ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE,
        ServerDefault(False),
        Doc("Single days may overspend, whole weeks may not."),
    ]
    default_ad_group_budget_in_micro_currency: Annotated[
        Micros | None,
        Called("default adgroup budget"),
        ON_CREATE | ON_UPDATE | WRITE_ONLY,
        Caps("DAILY"),
        Doc("Daily budget that ad groups get when CBO is turned off."),
    ]
    start_time: Annotated[
        Timestamp | None, ON_CREATE | ON_UPDATE, Usual(when=("is_campaign_budget_optimization",)), Doc("Start time; CBO campaigns only.")
    ]
    end_time: Annotated[
        Timestamp | None,
        EndOfDay(),
        ON_CREATE | ON_UPDATE,
        Usual(when=("is_campaign_budget_optimization",), needed=("lifetime_spend_cap",)),
        ClearedBy(-1),
        Doc("End time; CBO campaigns only; -1 clears it."),
    ]
    order_line_id: Annotated[
        EntityId | None, Called("order line"), ON_CREATE | ON_UPDATE, ClearedBy("0"), Doc('The order line on the invoice; "0" clears it.')
    ]
    tracking_urls: Annotated[TrackingUrls | None, ON_CREATE | ON_UPDATE, Doc("Third-party tracking URLs by event.")]
    bid_options: Annotated[
        BidOptions | None,
        ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE | NOT_NULL_ON_UPDATE,
        Multiplies("BID"),
        Doc("Bid multipliers."),
    ]
    is_automated_campaign: Annotated[
        bool | None, ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE | WHILE_DRAFT, ServerDefault(False), Doc("Created by the automated flow.")
    ]
    is_performance_plus: Annotated[
        bool, ON_CREATE | ON_UPDATE | WHILE_DRAFT, ServerDefault(False), Doc("Pinterest Performance+; can be changed only while DRAFT.")
    ]
    performance_plus_campaign_settings: Annotated[PerformancePlusSettings | None, ON_UPDATE, Doc("Settings of Pinterest Performance+.")]
    is_top_of_search: Annotated[
        bool, ON_CREATE | ON_UPDATE | WHILE_DRAFT, Doc("Ads at the top of search results (restricted); can be changed only while DRAFT.")
    ]
    is_ltv_optimized: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("Optimised for lifetime value; for eligible advertisers.")]
    app_id: Annotated[str, ON_CREATE | ON_UPDATE | WRITE_ONLY, Doc("The promoted app's id in its store; APP_INSTALL only.")]
    app_platform: Annotated[AppPlatform, ON_CREATE | ON_UPDATE | WRITE_ONLY, Doc("The promoted app's system; APP_INSTALL only.")]
    is_carting: Annotated[bool, Doc("True if it has where-to-buy ads.")]
    summary_status: Annotated[SummaryStatus, Doc("Current effective status.")]
    created_time: Annotated[Timestamp, Doc("Creation time.")]
    updated_time: Annotated[Timestamp, Doc("Time of the last change.")]
    type: Annotated[str, Doc("Always campaign.")]

    def __init__(self, ad_account_id: str, campaign_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, campaign_id, client, kwargs)

    @classmethod
    def check_together(cls, body: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Check the promotion type of a write against its objective, or the one that the campaign has.

        Raises:
            InvalidInput: the objective does not take that promotion type.
        """
        if body.get("intended_promotion_type") is not None:
            check_promotion(body.get("objective_type") or before.get("objective_type"), body["intended_promotion_type"])

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        name: str,
        objective_type: str,
        status: str = "ACTIVE",
        lifetime_spend_cap: int | None = None,
        daily_spend_cap: int | None = None,
        order_line_id: int | str | None = None,
        tracking_urls: dict[str, list[str]] | None = None,
        start_time: int | None = None,
        end_time: int | None = None,
        is_campaign_budget_optimization: bool = False,
        is_flexible_daily_budgets: bool = False,
        default_ad_group_budget_in_micro_currency: int | None = None,
        is_automated_campaign: bool = False,
        client: Client | None = None,
        **kwargs: Any,
    ) -> Campaign:
        """Create a campaign (``campaigns/create``). It starts to run at once unless ``status`` is PAUSED.

        Args:
            ad_account_id: the ad account's id.
            name: the campaign's name.
            objective_type: AWARENESS, CONSIDERATION, SALES, LEADS, VIDEO_COMPLETION, APP_INSTALL or CTV_CONSIDERATION;
                until 2027-02-01 also WEB_CONVERSION and CATALOG_SALES.
            status: ACTIVE, PAUSED or DRAFT.
            lifetime_spend_cap: most to spend in all, in millionths of the account's currency.
            daily_spend_cap: most to spend in a day, in millionths of the account's currency; not with a lifetime cap.
            order_line_id: the order line on the invoice.
            tracking_urls: lists of at most three URLs under impression, click, engagement, buyable_button and
                audience_verification.
            start_time: Unix seconds; CBO campaigns only.
            end_time: Unix seconds; CBO campaigns only.
            is_campaign_budget_optimization: the campaign holds the budget, its ad groups have none (CBO).
            is_flexible_daily_budgets: days may overspend, weeks may not.
            default_ad_group_budget_in_micro_currency: daily budget that ad groups get when CBO is turned off.
            is_automated_campaign: made by the automated flow.
            client: the Client to use; the default client if None.
            **kwargs: further fields of the API (``intended_promotion_type``, ``bid_options``, ``is_performance_plus``),
                and ``extra={...}`` for those that pinads does not know yet.

        Returns:
            The campaign, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused it; code 2384 means that it needs a budget.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
        """
        return cls._create(ad_account_id, arguments(locals()), client)

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        campaign_ids: list[str] | None = None,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[Campaign], Bookmark[Campaign] | None]:
        """Get one page of the ad account's campaigns (``campaigns/list``); ``iter_all`` iterates over all pages.

        Args:
            ad_account_id: the ad account's id.
            campaign_ids: only these campaigns; more than 250 take several requests, merged in order.
            entity_statuses: of ACTIVE, PAUSED, ARCHIVED, DRAFT, DELETED_DRAFT; None means the server's ACTIVE, PAUSED.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING or DESCENDING by id.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for query parameters that pinads does not know yet.

        Returns:
            The campaigns, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    def list_ad_groups(
        self,
        page_size: int | None = 25,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        entity_statuses: list[str] | None = None,
        **kwargs: Any,
    ) -> tuple[list[AdGroup], Bookmark[AdGroup] | None]:
        """Get one page of the campaign's ad groups (``ad_groups/list``); arguments as in ``AdGroup.get_all``."""
        given = arguments(locals())
        model: type[AdGroup] = model_of("ad_groups")
        return model._get_page(self._account, self._inside(given, "campaign_ids"), self._client)

    def get_daily_budget(self) -> int | None:
        """Return the daily spending cap in millionths of the account's currency, or None if there is none."""
        return self.daily_spend_cap

    def get_lifetime_budget(self) -> int | None:
        """Return the lifetime spending cap in millionths of the account's currency, or None if there is none."""
        return self.lifetime_spend_cap

    def set_daily_budget(self, new_spend_cap: int) -> bool:
        """Set the daily spending cap (``campaigns/update``), in millionths of the account's currency.

        Returns:
            True if the server's response has the new cap.
        """
        return self.update_fields(daily_spend_cap=new_spend_cap)

    def set_lifetime_budget(self, new_spend_cap: int) -> bool:
        """Set the lifetime spending cap (``campaigns/update``), in millionths of the account's currency.

        Returns:
            True if the server's response has the new cap.
        """
        return self.update_fields(lifetime_spend_cap=new_spend_cap)
