"""Reports for marketing mix models: delivery by targeting, without conversions, by day or week (in beta)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypedDict

from pinads.sdk.client import resolve
from pinads.sdk.http.operations import Operation
from pinads.sdk.record import arguments
from pinads.sdk.reports.analytics import CATEGORY, Day, check_order
from pinads.sdk.reports.report import Report
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import REQUIRED, Choices, Doc, Items, Mode
from pinads.sdk.schema.validation import entity_id, write_body

if TYPE_CHECKING:
    from typing_extensions import Self

    from pinads.sdk.client import Client

CREATE = Operation("analytics/create_mmm_report", "POST", "mmm_reports", CATEGORY, repeatable=True)
GET = Operation("analytics/get_mmm_report", "GET", "mmm_reports", "ads_read", repeatable=True)

MixColumn = Annotated[
    str,
    Choices(
        "SPEND_IN_DOLLAR SPEND_IN_MICRO_DOLLAR ECPC_IN_DOLLAR ECTR CAMPAIGN_NAME TOTAL_ENGAGEMENT EENGAGEMENT_RATE ECPM_IN_DOLLAR "
        "CAMPAIGN_ID ADVERTISER_ID AD_GROUP_ID AD_GROUP_NAME CLICKTHROUGH_1 IMPRESSION_1 CLICKTHROUGH_2 IMPRESSION_2 "
        "TOTAL_CLICKTHROUGH TOTAL_IMPRESSION ADVERTISER_NAME SPEND_ORDER_LINE_PAID_TYPE CAMPAIGN_OBJECTIVE_TYPE PINNER_LIST_NAME "
        "ADS_CREDIT_SPEND_IN_DOLLAR ADVERTISER_PAID_SPEND_IN_DOLLAR ADVERTISER_PAID_ECPC_IN_DOLLAR ADVERTISER_PAID_ECPM_IN_DOLLAR"
    ),
]
"""The columns. Names with DOLLAR mean the ad account's currency; ADVERTISER_PAID is without advertising credit."""

AdvertiserCountry = Annotated[
    str, Choices("US GB CA IE AU NZ FR SE IL DE AT IT ES NL BE PT CH HK JP KR SG NO DK FI CY LU MT PL RO HU CZ GR SK BR MX AR CL CO")
]


class MarketingMixRequest(TypedDict, total=False):
    """The body of ``analytics/create_mmm_report``."""

    report_name: Annotated[str, REQUIRED, Doc("The report's name.")]
    start_date: Annotated[Day, REQUIRED, Doc("First day; days are UTC.")]
    end_date: Annotated[Day, REQUIRED, Doc("Last day.")]
    granularity: Annotated[str, REQUIRED, Choices("DAY WEEK"), Doc("The period that one row covers.")]
    level: Annotated[str, REQUIRED, Choices("CAMPAIGN_TARGETING AD_GROUP_TARGETING"), Doc("The entity that a row is about.")]
    targeting_types: Annotated[
        list[Annotated[str, Choices("APPTYPE COUNTRY CREATIVE_TYPE GENDER LOCATION PLACEMENT AUDIENCE_INCLUDE")]],
        REQUIRED,
        Items(1, 7),
        Doc("The breakdown of a row."),
    ]
    columns: Annotated[list[MixColumn], REQUIRED, Items(1, 250), Doc("The columns of a row.")]
    countries: Annotated[list[AdvertiserCountry], Doc("Only these countries.")]
    advertiser_ids: Annotated[list[str], Doc("Several ad accounts in one report.")]
    custom_column_ids: Annotated[list[str], Items(0, 20), Doc("Columns that the advertiser defined.")]


class MarketingMixReport(Report):
    """A report for marketing mix models (``analytics/get_mmm_report``); waiting, rows and file are as of ``Report``."""

    LOOK: ClassVar[Operation] = GET

    @classmethod
    def create(  # type: ignore[override]
        cls,
        ad_account_id: str,
        report_name: str,
        start_date: str,
        end_date: str,
        columns: list[str],
        targeting_types: list[str],
        level: str = "CAMPAIGN_TARGETING",
        granularity: str = "DAY",
        client: Client | None = None,
        **kwargs: Any,
    ) -> Self:
        """Request a report for marketing mix models (``analytics/create_mmm_report``, at most 5 a minute and advertiser).

        Args:
            ad_account_id: the ad account's id.
            report_name: its name.
            start_date: first day, ``YYYY-MM-DD``; days are UTC.
            end_date: last day.
            columns: the columns of a row, such as ``SPEND_IN_DOLLAR`` (in the account's currency); without conversions.
            targeting_types: 1 to 7 of APPTYPE, COUNTRY, CREATIVE_TYPE, GENDER, LOCATION, PLACEMENT, AUDIENCE_INCLUDE.
            level: CAMPAIGN_TARGETING or AD_GROUP_TARGETING.
            granularity: DAY or WEEK.
            client: the Client to use; the default client if None.
            **kwargs: ``countries``, ``advertiser_ids``, ``custom_column_ids`` (20 at most); ``extra={...}`` for parameters that pinads
                does not know yet.

        Returns:
            The report, with its token.

        Raises:
            InvalidInput: a parameter of a wrong name, type or choice; nothing was sent.
            BadRequest: the API refused it.
        """
        body = write_body(fields_of(MarketingMixRequest), arguments(locals()), Mode.CREATE, {})
        check_order(body)
        account = entity_id(ad_account_id, "ad_account_id")
        return cls._begin(CREATE, CREATE.path(account), account, resolve(client), body=body)

    @classmethod
    def _unwrapped(cls, answer: dict[str, Any]) -> dict[str, Any]:
        """Return the part of an answer with the status: ``data`` in versions before 5.28."""
        data = answer.get("data")
        return data if isinstance(data, dict) else answer
