"""Ads: a Pin promoted in an ad group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import ListFilters, StatusFilter
from pinads.sdk.record import arguments
from pinads.sdk.resources.entity import client_of
from pinads.sdk.resources.statused import Statused, fetch_analytics
from pinads.sdk.schema.ad_formats import CartingProduct, QuizPinData
from pinads.sdk.schema.choices import (
    AdSummaryStatus,
    CallToAction,
    CollectionsHeader,
    CreativeType,
    DisclosureType,
    EntityStatus,
    GridClickType,
    RejectedReason,
    ReviewStatus,
)
from pinads.sdk.schema.marks import (
    NULL_ON_UPDATE,
    ON_CREATE,
    ON_UPDATE,
    REQUIRED,
    WHILE_DRAFT,
    AdGroupRef,
    Called,
    Doc,
    EntityId,
    Items,
    Range,
    Refers,
    Timestamp,
    Usual,
)
from pinads.sdk.schema.objects import TrackingUrls
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark


class AdFilters(ListFilters, StatusFilter, total=False):
    """The filters of ``ads/list``."""

    campaign_ids: Annotated[list[EntityId], Items(1, 250), Refers("campaigns"), Doc("Only ads of these campaigns.")]
    ad_group_ids: Annotated[list[EntityId], Items(1, 250), Refers("ad_groups"), Doc("Only ads of these ad groups.")]
    ad_ids: Annotated[list[EntityId], Items(1, 250), Refers("ads"), Doc("Only these ads.")]


class Ad(Statused):
    """An ad of an ad account (``ads/get``).

    Args:
        ad_account_id: the ad account's id.
        ad_id: the ad's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the account has no such ad.
    """

    RESOURCE: ClassVar[Resource] = Resource("ad", "ads", "ad", rows_a_request=30, parent="ad_group_id", known_by=("name", "pin_id"))
    FILTERS: ClassVar[type] = AdFilters

    id: Annotated[EntityId, Doc("The ad's id.")]
    ad_account_id: Annotated[EntityId, Doc("The ad account it belongs to.")]
    campaign_id: Annotated[EntityId, Called("campaign"), Refers("campaigns"), Doc("The campaign it belongs to.")]
    ad_group_id: Annotated[
        AdGroupRef, Called("adgroup"), Refers("ad_groups"), ON_CREATE | ON_UPDATE | REQUIRED, Doc("The ad group it belongs to.")
    ]
    pin_id: Annotated[
        EntityId,
        Called("pin"),
        Refers("pins"),
        ON_CREATE | ON_UPDATE | REQUIRED | NULL_ON_UPDATE | WHILE_DRAFT,
        Doc("The Pin; can be changed only while DRAFT."),
    ]
    creative_type: Annotated[CreativeType, ON_CREATE | ON_UPDATE | REQUIRED, Doc("Format of the ad.")]
    name: Annotated[str | None, ON_CREATE | ON_UPDATE, Usual(), Doc("Name, up to 255 characters.")]
    status: Annotated[EntityStatus, ON_CREATE | ON_UPDATE, Doc("Status; ARCHIVED is final.")]
    destination_url: Annotated[str | None, ON_CREATE | ON_UPDATE, Usual(), Doc("The URL that a click leads to.")]
    click_tracking_url: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("URL that is called on a click.")]
    view_tracking_url: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("URL that is called on an impression.")]
    tracking_urls: Annotated[TrackingUrls | None, ON_CREATE | ON_UPDATE, Doc("Third-party tracking URLs by event.")]
    carousel_destination_urls: Annotated[list[str] | None, ON_CREATE | ON_UPDATE, Doc("The URLs that clicks on the cards lead to.")]
    android_deep_link: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("Deep link for Android.")]
    ios_deep_link: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("Deep link for iOS.")]
    carousel_android_deep_links: Annotated[list[str] | None, ON_CREATE | ON_UPDATE, Doc("Deep links of the cards for Android.")]
    carousel_ios_deep_links: Annotated[list[str] | None, ON_CREATE | ON_UPDATE, Doc("Deep links of the cards for iOS.")]
    customizable_cta_type: Annotated[CallToAction | None, ON_CREATE | ON_UPDATE, Doc("The text on its button.")]
    lead_form_id: Annotated[AdGroupRef | None, Called("lead form"), ON_CREATE | ON_UPDATE, Doc("The form of a lead ad.")]
    quiz_pin_data: Annotated[QuizPinData | None, ON_CREATE | ON_UPDATE, Doc("The quiz of a quiz ad.")]
    disclosure_type: Annotated[DisclosureType | None, ON_CREATE | ON_UPDATE, Doc("The kind of a pharmaceutical disclosure.")]
    disclosure_url: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("The URL of the disclosure.")]
    grid_click_type: Annotated[
        GridClickType | None, ON_CREATE | ON_UPDATE, Doc("The target of a click; the server ignores the value sent.")
    ]
    is_pin_deleted: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("True if the original Pin is deleted.")]
    is_removable: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("True if the Pin can be saved.")]
    collection_items_destination_url_template: Annotated[str | None, ON_CREATE | ON_UPDATE, Doc("URL template of a collection's items.")]
    collections_header_type: Annotated[CollectionsHeader | None, ON_CREATE | ON_UPDATE, Doc("The heading of a collection's items.")]
    is_collage_single_destination: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("True if the whole collage leads to one destination.")]
    is_collage_accepted_terms: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("True if you accept the terms of collage ads.")]
    is_carting: Annotated[bool, ON_CREATE | ON_UPDATE, Doc("True if it is a where-to-buy ad.")]
    carting_platform_type: Annotated[int, Range(1, 2), Doc("The vendor's platform of a where-to-buy ad.")]
    carting_products: Annotated[list[CartingProduct], Doc("The products of a where-to-buy ad.")]
    review_status: Annotated[ReviewStatus, Doc("State of the review.")]
    rejected_reasons: Annotated[list[RejectedReason], Doc("The reasons why the review rejected it.")]
    rejection_labels: Annotated[list[str], Doc("The reasons in words.")]
    summary_status: Annotated[AdSummaryStatus, Doc("Current effective status.")]
    created_time: Annotated[Timestamp, Doc("Creation time.")]
    updated_time: Annotated[Timestamp, Doc("Time of the last change.")]
    type: Annotated[str, Doc("Always pinpromotion.")]

    def __init__(self, ad_account_id: str, ad_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, ad_id, client, kwargs)

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        ad_group_id: str,
        creative_type: str,
        pin_id: str,
        is_pin_deleted: bool = False,
        is_removable: bool = True,
        status: str = "ACTIVE",
        android_deep_link: str | None = None,
        carousel_android_deep_links: list[str] | None = None,
        carousel_destination_urls: list[str] | None = None,
        carousel_ios_deep_links: list[str] | None = None,
        click_tracking_url: str | None = None,
        destination_url: str | None = None,
        ios_deep_link: str | None = None,
        name: str | None = None,
        tracking_urls: dict[str, list[str]] | None = None,
        view_tracking_url: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> Ad:
        """Create an ad from a Pin (``ads/create``). It starts to run at once unless ``status`` is PAUSED.

        Args:
            ad_account_id: the ad account's id.
            ad_group_id: the ad group it belongs to.
            creative_type: REGULAR, VIDEO, SHOPPING, CAROUSEL and so on (13 in all).
            pin_id: the Pin to promote.
            is_pin_deleted: whether the original Pin is deleted.
            is_removable: whether the Pin can be saved.
            status: ACTIVE, PAUSED or DRAFT.
            android_deep_link: deep link for Android.
            carousel_android_deep_links: deep links of the cards for Android.
            carousel_destination_urls: where clicks on the cards lead.
            carousel_ios_deep_links: deep links of the cards for iOS.
            click_tracking_url: called on a click.
            destination_url: where a click leads.
            ios_deep_link: deep link for iOS.
            name: its name, 255 characters at most.
            tracking_urls: lists of at most three URLs under impression, click, engagement, buyable_button and
                audience_verification.
            view_tracking_url: called on an impression.
            client: the Client to use; the default client if None.
            **kwargs: further fields of the API, and ``extra={...}`` for those that pinads does not know yet.

        Returns:
            The ad, built from the server's response.

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
        ad_ids: list[str] | None = None,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[Ad], Bookmark[Ad] | None]:
        """Get one page of the ad account's ads (``ads/list``); ``iter_all`` iterates over all pages.

        Of ``campaign_ids``, ``ad_group_ids`` and ``ad_ids`` only one may be given; more than 250 ids take
        several requests, merged in order.

        Args:
            ad_account_id: the ad account's id.
            campaign_ids: only ads of these campaigns.
            ad_group_ids: only ads of these ad groups.
            ad_ids: only these ads.
            entity_statuses: of ACTIVE, PAUSED, ARCHIVED, DRAFT, DELETED_DRAFT; None means the server's ACTIVE, PAUSED.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING or DESCENDING by id.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for query parameters that pinads does not know yet.

        Returns:
            The ads, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    @classmethod
    def get_analytics(
        cls,
        ad_account_id: str,
        ids: list[str] | None = None,
        start_date: str | None = None,
        end_date: str | None = None,
        columns: list[str] | None = None,
        granularity: str = "TOTAL",
        client: Client | None = None,
        *,
        campaign_ids: list[str] | None = None,
        pin_ids: list[str] | None = None,
        **kwargs: Any,
    ) -> list[dict[str, Any]]:
        """Measure ads (``ads/analytics``): those named by ``ids``, or those of some Pins in some campaigns.

        Args:
            ad_account_id: the ad account's id.
            ids: the ads; None together with ``campaign_ids`` and ``pin_ids``.
            start_date: first day; the arguments from here on are those of ``Campaign.get_analytics``.
            end_date: last day.
            columns: the metrics.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            campaign_ids: the campaigns of the ads; needs ``pin_ids``.
            pin_ids: the Pins of the ads; needs ``campaign_ids``.
            **kwargs: as in ``Campaign.get_analytics``.

        Returns:
            The rows as the API sent them: AD_ID, the DATE, and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        if campaign_ids is None and pin_ids is None:
            return fetch_analytics("ads", ad_account_id, "ad_ids", ids, given, client_of(client))
        if ids is not None or campaign_ids is None or pin_ids is None:
            missing = "pin_ids" if pin_ids is None else "campaign_ids"
            raise InvalidInput("Invalid request: give either ids, or both campaign_ids and pin_ids", "ids" if ids is not None else missing)
        return fetch_analytics("ads", ad_account_id, "campaign_ids", campaign_ids, given, client_of(client), pin_ids)

    @classmethod
    def get_pin_analytics(
        cls,
        ad_account_id: str,
        campaign_id: str,
        pin_ids: list[str],
        start_date: str,
        end_date: str,
        columns: list[str],
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> list[dict[str, Any]]:
        """Measure the Pins of a campaign's ads (``ad_pins/analytics``): a row for each Pin, whatever ads it has.

        Args:
            ad_account_id: the ad account's id.
            campaign_id: the campaign.
            pin_ids: the Pins; more than 100 take several requests.
            start_date: first day; the arguments from here on are those of ``Campaign.get_analytics``.
            end_date: last day.
            columns: the metrics; with granularity HOUR the API has no conversions.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: as in ``Campaign.get_analytics``.

        Returns:
            The rows as the API sent them: PIN_ID, the DATE, and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        given["campaign_id"] = entity_id(campaign_id, "campaign_id")
        return fetch_analytics("pins", ad_account_id, None, None, given, client_of(client), pin_ids)
