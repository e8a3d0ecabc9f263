"""Report templates: columns, level and filters that were chosen in Ads Manager."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.client import resolve
from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.listing import list_one_page, list_stream
from pinads.sdk.listing.pages import ListFilters
from pinads.sdk.record import BaseRecord, arguments
from pinads.sdk.reports.analytics import Granularity
from pinads.sdk.reports.report import Report
from pinads.sdk.reports.request import Level, ReportFormat
from pinads.sdk.schema.marks import Doc, EntityId, Timestamp
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark


class ReportTemplate(BaseRecord):
    """A report template, made in Ads Manager; it can be listed and used, but not changed."""

    RESOURCE: ClassVar[Resource] = Resource("template", "templates", "report template", known_by=())
    FILTERS: ClassVar[type] = ListFilters

    id: Annotated[EntityId, Doc("The template's id.")]
    ad_account_id: Annotated[EntityId, Doc("The ad account that owns it.")]
    ad_account_ids: Annotated[list[EntityId], Doc("The ad accounts that can use it.")]
    name: Annotated[str | None, Doc("Name.")]
    columns: Annotated[list[str], Doc("The columns of a row.")]
    report_level: Annotated[Level, Doc("The entity that a row is about.")]
    report_format: Annotated[ReportFormat, Doc("The format of the file.")]
    granularity: Annotated[Granularity, Doc("The period that one row covers.")]
    report_start_relative_days_in_past: Annotated[int, Doc("The first day, in days before the report is made.")]
    report_end_relative_days_in_past: Annotated[int, Doc("The last day, in days before the report is made.")]
    click_window_days: Annotated[int, Doc("Days after a click in which a conversion counts.")]
    engagement_window_days: Annotated[int, Doc("Days after an engagement in which a conversion counts.")]
    view_window_days: Annotated[int, Doc("Days after a view in which a conversion counts.")]
    conversion_report_time_type: Annotated[str, Doc("The day that a conversion counts for.")]
    reporting_time_zone: Annotated[str, Doc("The time zone of the days.")]
    filters_json: Annotated[str | None, Doc("Filters, as JSON text.")]
    creation_source: Annotated[str, Doc("Where it was made.")]
    is_default: Annotated[bool, Doc("True if Ads Manager shows it by default.")]
    is_deleted: Annotated[bool | None, Doc("True if it was deleted.")]
    is_owned_by_user: Annotated[bool, Doc("True if the token's user made it.")]
    is_scheduled: Annotated[bool, Doc("True if Pinterest creates reports from it automatically.")]
    updated_time: Annotated[Timestamp, Doc("Time of the last change.")]

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[ReportTemplate], Bookmark[ReportTemplate] | None]:
        """Get one page of an ad account's templates (``templates/list``).

        Args:
            ad_account_id: the ad account's id.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING (oldest first) or DESCENDING.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The templates, and the Bookmark of the next page or None.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        given = arguments(locals())
        return list_one_page(cls, entity_id(ad_account_id, "ad_account_id"), given, resolve(client))

    @classmethod
    def iter_all(cls, ad_account_id: str, *, client: Client | None = None, **filters: Any) -> Iterator[ReportTemplate]:
        """Iterate over all templates of an ad account, page by page; filters as in ``get_all``."""
        return list_stream(cls, entity_id(ad_account_id, "ad_account_id"), filters, resolve(client))

    def create_report(self, start_date: str | None = None, end_date: str | None = None, granularity: str | None = None) -> Report:
        """Request a report from this template; arguments and errors are those of ``Report.create_from_template``."""
        return Report.create_from_template(self.ad_account_id, self.id, start_date, end_date, granularity, self._client)
