"""The options of a report request: its days, columns, level and filters."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.metrics import COMMON_METRICS, DEFAULT_METRICS, METRICS, Metric, api_columns
from pinads.sdk.reports.request import Level, ReportFormat, ReportRequest, TargetingType
from pinads.sdk.schema.fields import fields_of, spec_of
from pinads.sdk.schema.unknown_values import refuse_unlikely, refuse_unlisted
from pinads.sdk.schema.validation import as_listed
from pinads.services.errors import option
from pinads.services.figures import catalogue
from pinads.services.figures.options import PARAMETERS, PeriodOptions
from pinads.services.figures.periods import UTC, Calendar, Period, calendar_of, period_of
from pinads.services.inputs.field_values import unchecked_fields
from pinads.services.inputs.ids import ids_in, words
from pinads.services.reports.ranges import ReportReach, reach_of, refuse_too_old

if TYPE_CHECKING:
    from pinads.services.context import Context

DEFAULT_PERIOD = "30d"
SAME = {"ACCOUNT": "ADVERTISER", "ADGROUP": "AD_GROUP", "AD": "PIN_PROMOTION"}
"""The API's names of levels that pinads calls otherwise."""
NAMING = {
    "CAMPAIGN": ("CAMPAIGN_ID", "CAMPAIGN_NAME", "CAMPAIGN_ENTITY_STATUS"),
    "AD_GROUP": ("AD_GROUP_ID", "AD_GROUP_NAME", "AD_GROUP_ENTITY_STATUS"),
    "PIN_PROMOTION": ("AD_ID", "AD_NAME", "AD_STATUS"),
    "KEYWORD": ("AD_GROUP_ID",),
}
"""The columns with the id, name and status of what a row is about, by level; of a keyword only that of its ad group, which has its name."""
OPTIONS = {
    **PARAMETERS,
    "level": "level",
    "granularity": "granularity",
    "report_format": "format",
    "targeting_types": "targeting_type",
    "campaign_ids": "campaign",
    "ad_group_ids": "adgroup",
    "ad_ids": "ad",
}
"""The options by the API's parameters, for errors."""


class ReportOptions(PeriodOptions):
    """The options of a report request.

    Attributes:
        columns: metrics by short or API name, with or without commas; the common ones if None.
        granularity: the span that a row covers: total, day, hour, week or month.
        level: the kind of entity that a row is about.
        targeting_types: the breakdown of a level that ends in _targeting.
        campaign_ids: only of these campaigns, by id or name.
        ad_group_ids: only of these ad groups, by id or name.
        ad_ids: only of these ads, by id or name.
        format: the format of Pinterest's file: csv, which has the figures that are 0, or json, which has not.
        unchecked: parameters without a declaration, as ``FIELD=JSON``.
        allow_unknown: send values that look like typos of known ones.
    """

    columns: list[str] | None = None
    granularity: str = "total"
    level: str = "campaign"
    targeting_types: list[str] | None = None
    campaign_ids: list[str] | None = None
    ad_group_ids: list[str] | None = None
    ad_ids: list[str] | None = None
    format: str = "csv"
    unchecked: list[str] | None = None
    allow_unknown: bool = False

    def arguments(self, context: Context, api_names: bool = False) -> dict[str, Any]:
        """Build the arguments of ``Report.create``, without the days.

        Args:
            context: has the names of entities.
            api_names: request just the columns that were named, without the ids, names and statuses of what rows are about, and
                without the parts of ratios that are recomputed.

        Raises:
            InvalidInput: an option cannot be honoured; nothing was sent.
        """
        types = words(self.targeting_types)
        return {
            **self.parameters(),
            "columns": self._columns(api_names),
            "level": self._level(),
            "granularity": as_listed(self.granularity, fields_of(ReportRequest)["granularity"].spec.choices),
            "report_format": as_listed(self.format, spec_of(ReportFormat).choices),
            "targeting_types": None if types is None else [as_listed(name, targeting_types()) for name in types],
            "campaign_ids": _ids(context, "campaigns", self.campaign_ids, option("campaign")),
            "ad_group_ids": _ids(context, "ad_groups", self.ad_group_ids, option("adgroup")),
            "ad_ids": _ids(context, "ads", self.ad_ids, option("ad")),
            "extra": unchecked_fields(self.unchecked) or None,
        }

    def metrics(self) -> list[Metric | str]:
        """Return the columns that were named, or the common ones; as a text what the catalogue has not."""
        given = words(self.columns)
        if given is not None and not given:
            raise InvalidInput(f"Invalid {option('columns')}: it names no metric", "columns")
        return list(dict.fromkeys(column_of(name, option("columns")) for name in (DEFAULT_METRICS if given is None else given)))

    def days_anywhere(self) -> Period:
        """Read the days without asking for the ad account's time zone; they may be off by one.

        Raises:
            InvalidInput: they are not days in any zone, contradict each other, or are too long ago in all of them.
        """
        period = period_of(_calendar(14), self.last, self.start, self.end, DEFAULT_PERIOD)
        refuse_too_old(period, _calendar(-12).today, self.reach())
        return period

    def days(self, context: Context) -> tuple[Period, Calendar]:
        """Read the days in the calendar of the ad account.

        Raises:
            InvalidInput: they are not days, contradict each other, or are too long ago.
        """
        calendar = calendar_of(context, self.utc)
        period = period_of(calendar, self.last, self.start, self.end, DEFAULT_PERIOD)
        refuse_too_old(period, calendar.today, self.reach())
        return period, calendar

    def reach(self) -> ReportReach:
        """Return how far such a report reaches."""
        return reach_of(self._level(), self.granularity.upper())

    def _columns(self, api_names: bool) -> list[str]:
        chosen = self.metrics()
        metrics = [each for each in chosen if isinstance(each, Metric)]
        others = [each for each in chosen if isinstance(each, str)]
        naming = () if api_names and self.columns is not None else NAMING.get(self._level().removesuffix("_TARGETING"), ())
        if api_names:
            figures = [column for each in metrics for column in (api_columns([each]) if each.computed else [each.api])]
        else:
            figures = api_columns(metrics)
        return list(dict.fromkeys((*naming, *figures, *others)))

    def _level(self) -> str:
        name = self.level.strip().lower().replace("-", "_")
        if name not in levels():  # What is in capitals is a name of the API, and may be newer than the list; the SDK warns of it.
            refuse = refuse_unlikely if self.level.isupper() else refuse_unlisted
            refuse(name, levels(), option("level"))
        above = name.removesuffix("_targeting").upper()
        return SAME.get(above, above) + ("_TARGETING" if name.endswith("_targeting") else "")


def column_of(name: str, where: str) -> Metric | str:
    """Find a column of reports by its short or API name; a newer name stays a text.

    Raises:
        InvalidInput: there is no such column.
    """
    found = catalogue.column_of(name, where, catalogue.REPORTS)
    if isinstance(found, Metric) and not found.in_reports:
        raise InvalidInput(f"Invalid {where} {name!r}: reports do not have it", where)
    return found


def report_columns() -> tuple[str, ...]:
    """Return the names of columns to offer: the short ones that people use, then the API's."""
    return (*(name for name in COMMON_METRICS if METRICS[name].in_reports), *spec_of(ReportColumn).choices)


def levels() -> tuple[str, ...]:
    """Return the levels, in the API's names and in those of pinads."""
    ours = (name + suffix for name in SAME for suffix in ("", "_TARGETING"))
    return tuple(sorted(name.lower() for name in (*spec_of(Level).choices, *ours)))


def targeting_types() -> tuple[str, ...]:
    """Return the breakdowns of a level that ends in _targeting."""
    return spec_of(TargetingType).choices


def _ids(context: Context, collection: str, values: list[str] | None, where: str) -> list[str] | None:
    return ids_in(context, (collection,), values, where) if values else None


def _calendar(hours: int) -> Calendar:
    """Return the calendar of a zone so many hours ahead of UTC; they are 14 to -12."""
    return Calendar(datetime.fromtimestamp(time.time(), timezone(timedelta(hours=hours))).date(), UTC)
