"""What campaigns, ad groups and ads have beyond the other entities: a status of their owner's choosing, and analytics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.sdk.entity import Entity

if TYPE_CHECKING:
    from pinads.sdk.client import Client


class Statused(Entity):
    """An entity with a status of its owner's choosing, and a performance that can be measured."""

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
            ids: the entities; more than 250 are asked for in several requests.
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC.
            end_date: last day; with granularity HOUR at most 3 days after the first.
            columns: what to measure, such as ``SPEND_IN_DOLLAR`` (in the account's currency) or ``TOTAL_CLICKTHROUGH``.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: ``click_window_days``, ``engagement_window_days``, ``view_window_days``, ``conversion_report_time``,
                ``reporting_timezone``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The rows as the API sent them: the entity's id, the DATE, and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        from pinads.sdk.analytics import fetch_analytics
        from pinads.sdk.client import resolve

        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        resource = cls.RESOURCE
        return fetch_analytics(resource.collection, ad_account_id, f"{resource.kind}_ids", ids, given, resolve(client))

    def pause(self) -> bool:
        """Stop it for the time being: status PAUSED.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="PAUSED")

    def activate(self) -> bool:
        """Let it run: status ACTIVE. This can spend money at once.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="ACTIVE")

    def archive(self) -> bool:
        """Put it away for good: status ARCHIVED, which is final.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="ARCHIVED")
