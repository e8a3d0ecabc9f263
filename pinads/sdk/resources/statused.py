"""The base of entities that have a status and analytics."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from pinads.sdk.resources.entity import Entity, client_of

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.reports.targeting_analytics import TargetingRow


def fetch_analytics(*args: Any, targeting: bool = False) -> list[Any]:
    """Fetch the rows of an analytics operation, of one by targeting if asked; see ``pinads.sdk.reports``."""
    analytics, targeting_analytics = load_analytics()
    rows: list[Any] = targeting_analytics.fetch_targeting_analytics(*args) if targeting else analytics.fetch_analytics(*args)
    return rows


def load_analytics() -> tuple[ModuleType, ModuleType]:
    """Load the modules of analytics, without and with targeting."""
    from pinads.sdk.reports import analytics, targeting_analytics  # start-up: 3 ms of every resource, for one of its commands

    return analytics, targeting_analytics


class Statused(Entity):
    """An entity that can be paused, activated and archived, and whose performance can be measured."""

    @classmethod
    def get_analytics(
        cls,
        ad_account_id: str,
        ids: list[str],
        start_date: str,
        end_date: str,
        columns: list[str],
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> list[dict[str, Any]]:
        """Measure entities (``campaigns/analytics``, ``ad_groups/analytics``, ``ads/analytics``).

        Args:
            ad_account_id: the ad account's id.
            ids: the entities, at least one; more than 250 take several requests.
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC, unless
                ``reporting_timezone`` is AD_ACCOUNT_TIME_ZONE.
            end_date: last day; with granularity HOUR at most 3 days after the first.
            columns: the metrics, 250 at most, such as ``SPEND_IN_DOLLAR`` (in the account's currency), ``SPEND_IN_MICRO_DOLLAR``
                (millionths of it) or ``ECTR`` (a fraction, not percent); ``pinads.sdk.METRICS`` has their meanings, units and totals.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: ``click_window_days``, ``engagement_window_days``, ``view_window_days`` (0, 1, 7, 14, 30 or 60 days),
                ``conversion_report_time``, ``reporting_timezone``; of campaigns and ad groups ``aggregate_report_rows`` (one row for at
                most 250 together); ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The rows as the API sent them: the entity's id, the DATE (unless granularity is TOTAL), and the columns. A column without
            a value may be missing.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
            BadRequest: the API refused it, such as days that are too long ago.
            InvalidResponse: the answer is not a list of rows; retrying is safe.
        """
        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        resource = cls.RESOURCE
        return fetch_analytics(resource.collection, ad_account_id, f"{resource.kind}_ids", ids, given, client_of(client))

    @classmethod
    def get_targeting_analytics(
        cls,
        ad_account_id: str,
        ids: list[str],
        start_date: str,
        end_date: str,
        targeting_types: list[str],
        columns: list[str],
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> list[TargetingRow]:
        """Measure entities by targeting.

        The operations are ``campaign_targeting_analytics/get``, ``ad_groups_targeting_analytics/get`` and ``ad_targeting_analytics/get``.
        Each targeting type breaks down the same figures on its own: add up the rows of one type, never those of several.

        Args:
            ad_account_id: the ad account's id.
            ids: the entities, at least one; more than 250 take several requests.
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC.
            end_date: last day, at most 90 days after the first; with granularity HOUR a request covers at most 3 days.
            targeting_types: 1 to 14 of KEYWORD, APPTYPE, GENDER, LOCATION, PLACEMENT, COUNTRY, TARGETED_INTEREST, PINNER_INTEREST,
                AUDIENCE_INCLUDE, GEO, AGE_BUCKET, REGION, AGE_BUCKET_AND_GENDER (beta); of campaigns also CREATIVE_TYPE and
                AUDIENCE_MULTIPLIER, of ad groups CREATIVE_ENHANCEMENTS (beta), of ads QUIZ_RESULT.
            columns: the metrics, such as ``SPEND_IN_DOLLAR`` (in the account's currency), ``SPEND_IN_MICRO_DOLLAR``
                (millionths of it) or ``TOTAL_CLICKTHROUGH``.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: ``click_window_days``, ``engagement_window_days``, ``view_window_days``, ``conversion_report_time``,
                ``attribution_types`` (INDIVIDUAL, HOUSEHOLD), ``reporting_timezone``; of ad groups and ads also ``sort_columns`` (1
                or 2, for at most 250 entities) and ``sort_ascending``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The rows as the API sent them: ``targeting_type``, ``targeting_value``, and ``metrics`` with the entity's id, the DATE
            (unless granularity is TOTAL) and the columns. A column without a value may be missing.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
            BadRequest: the API refused it, such as days that are too long ago.
            InvalidResponse: the answer is not a list of such rows; retrying is safe.
        """
        given = {"start_date": start_date, "end_date": end_date, "targeting_types": targeting_types, "columns": columns}
        given.update(granularity=granularity, **kwargs)
        return fetch_analytics(cls.RESOURCE.kind, ad_account_id, ids, given, client_of(client), targeting=True)

    def pause(self) -> bool:
        """Pause the entity: set its status to PAUSED.

        Returns:
            True if the server's response has that status.
        """
        return self.update_fields(status="PAUSED")

    def activate(self) -> bool:
        """Activate the entity: set its status to ACTIVE. It can then spend money at once.

        Returns:
            True if the server's response has that status.
        """
        return self.update_fields(status="ACTIVE")

    def archive(self) -> bool:
        """Archive the entity: set its status to ARCHIVED, which is final.

        Returns:
            True if the server's response has that status.
        """
        return self.update_fields(status="ARCHIVED")
