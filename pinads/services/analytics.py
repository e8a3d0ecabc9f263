"""Metrics of ad accounts, campaigns, ad groups and ads over days, as the API has them at once."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.statused import Statused, load_analytics
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.fields import fields_of, spec_of
from pinads.services.errors import about_options, option
from pinads.services.inputs.ids import accounts_of, ids_of, words
from pinads.services.inputs.parsers import as_listed
from pinads.services.inputs.times import parse_time
from pinads.services.listing.listings import named
from pinads.services.listing.projection import of_rows, queried
from pinads.services.results import Value

if TYPE_CHECKING:
    from pinads.sdk.reports.targeting_analytics import TargetingRow
    from pinads.sdk.resources.ad_accounts import AdAccount
    from pinads.sdk.resources.ads import Ad
    from pinads.services.context import Context

COLUMNS = ("SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "CTR_2", "ECPC_IN_DOLLAR", "TOTAL_CONVERSIONS")
BREAKDOWN = ("targeting_type", "targeting_value")
"""The columns of rows that are broken down by targeting."""
OPTIONS = {
    "campaign_id": "campaign",
    "campaign_ids": "campaign",
    "pin_ids": "pin",
    "start_date": "start",
    "end_date": "end",
    "targeting_types": "targeting_type",
    "columns": "columns",
    "granularity": "granularity",
    "click_window_days": "click_window_days",
    "engagement_window_days": "engagement_window_days",
    "view_window_days": "view_window_days",
    "conversion_report_time": "conversion_report_time",
}
"""The options by the API's parameters, for errors."""


@dataclass(frozen=True)
class MetricOptions:
    """The options that analytics and reports have in common.

    Attributes:
        start: the first day, such as ``2026-11-24`` or ``-30d``.
        end: the last day.
        columns: the metrics, with or without commas; the common ones if None.
        granularity: the span that a row covers: total, day, hour, week or month.
        click_window_days: days after a click within which a conversion counts.
        engagement_window_days: the same after an engagement.
        view_window_days: the same after a view.
        conversion_report_time: time_of_ad_action or time_of_conversion.
        account_days: count days in the ad account's time zone, not in UTC.
        allow_unknown: send values that look like typos of known ones.
    """

    start: str = "-30d"
    end: str = "now"
    columns: list[str] | None = None
    granularity: str = "total"
    click_window_days: int | None = None
    engagement_window_days: int | None = None
    view_window_days: int | None = None
    conversion_report_time: str | None = None
    account_days: bool = False
    allow_unknown: bool = False

    def parameters(self) -> dict[str, Any]:
        """Build the API's query parameters."""
        known = _choices()
        report_time = self.conversion_report_time
        return {
            "start_date": day(self.start, option("start")),
            "end_date": day(self.end, option("end")),
            "columns": self.column_names(),
            "granularity": as_listed(self.granularity, known["granularity"]),
            "click_window_days": self.click_window_days,
            "engagement_window_days": self.engagement_window_days,
            "view_window_days": self.view_window_days,
            "conversion_report_time": as_listed(report_time, known["conversion_report_time"]) if report_time else None,
            "reporting_timezone": "AD_ACCOUNT_TIME_ZONE" if self.account_days else None,
        }

    def column_names(self) -> list[str]:
        """Return the columns to request."""
        given = words(self.columns)
        return list(COLUMNS) if given is None else list(dict.fromkeys(column for name in given for column in named_columns(name)))


@dataclass(frozen=True)
class AnalyticsOptions(MetricOptions):
    """The options of analytics.

    Attributes:
        targeting_types: break the metrics down by these, each on its own.
        fields: the columns to show.
        query: a JMESPath expression on the rows.
    """

    targeting_types: list[str] | None = None
    fields: str | None = None
    query: str | None = None

    def types(self) -> list[str] | None:
        """Return the targeting types to break down by; None for no breakdown."""
        given = words(self.targeting_types)
        return None if given is None else list(dict.fromkeys(as_listed(name, targeting_types()) for name in given))

    def check(self, kind: str) -> None:
        """Refuse parameters that the API would refuse, before anything is listed.

        Raises:
            InvalidInput: there is one.
        """
        analytics, targeting_analytics = load_analytics()
        given, types = self.parameters(), self.types()
        with about_options(OPTIONS):
            if types is None:
                analytics.checked_query(fields_of(analytics.AnalyticsQuery), given)
            else:
                targeting_analytics.checked_targeting_query(kind, {**given, "targeting_types": types})


def named_columns(name: str) -> list[str]:
    """Return the columns of a metric by its short name or the API's.

    A name in capitals may be newer than the catalogue, and is a column then.

    Raises:
        InvalidInput: there is no such metric.
    """
    from pinads.sdk.reports import metrics  # start-up: 3 ms of every resource, for one of its commands

    try:
        metric = metrics.find_metric(name)
    except InvalidInput:
        if name != name.upper():
            raise
        return [name]
    return metrics.api_columns([metric]) if metric.computed else [metric.api]


def metric_names() -> tuple[str, ...]:
    """Return the columns that analytics can have."""
    return _choices()["columns"]


def _choices() -> dict[str, tuple[str, ...]]:
    analytics, _ = load_analytics()
    report_times = fields_of(analytics.Counting)["conversion_report_time"].spec.choices
    return {
        "columns": spec_of(analytics.AnalyticsColumn).choices,
        "granularity": spec_of(analytics.Granularity).choices,
        "conversion_report_time": report_times,
    }


def targeting_types(kind: str | None = None) -> tuple[str, ...]:
    """Return the targeting types by which metrics of a kind of entity, or of any, can be broken down."""
    levels = load_analytics()[1].LEVELS
    names: dict[str, None] = {}
    for level in (levels[kind],) if kind else levels.values():
        items = fields_of(level.query)["targeting_types"].spec.items
        assert items is not None
        names.update(dict.fromkeys(items.choices))
    return tuple(names)


def day(text: str, where: str) -> str:
    """Read a day such as 2026-11-24, -30d or now.

    Args:
        text: the day.
        where: how messages refer to it.
    """
    today = datetime.fromtimestamp(time.time(), timezone.utc)
    if re.fullmatch("-[0-9]{1,5}d", text):
        moment = today - timedelta(days=int(text[1:-1]))
    elif text in ("now", "today"):
        moment = today
    else:
        try:
            moment = datetime.fromtimestamp(parse_time(text, timezone.utc), timezone.utc)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None
    return moment.strftime("%Y-%m-%d")


def measure_account(context: Context, model: type[AdAccount], account: str | None, options: AnalyticsOptions) -> Value:
    """Measure an ad account as a whole; the context's if None."""
    record = model.from_wire({"id": context.at(accounts_of([account] if account else None)).account}, context.client)
    return _shown(_rows(record, options), ("AD_ACCOUNT_ID",), options)


def measure(context: Context, model: type[Statused], ids: list[str] | None, options: AnalyticsOptions) -> Value:
    """Measure the entities that are named by id, or all of them."""
    wanted = ids_of(ids) if ids else []
    options.check(model.RESOURCE.kind)
    if not ids:
        wanted = [record.id for record in model.iter_all(context.account, client=context.client, entity_statuses=ALL_STATUSES)]
    return _measure(context, model, wanted, options)


def measure_in_campaigns(
    context: Context,
    model: type[Ad],
    ids: list[str] | None,
    campaigns: list[str] | None,
    pins: list[str] | None,
    per_pin: bool,
    options: AnalyticsOptions,
) -> Value:
    """Measure ads by their campaigns and Pins, or the Pins themselves.

    Raises:
        InvalidInput: the options contradict each other.
    """
    by_campaign, by_pin, each_pin = option("campaign"), option("pin"), option("per_pin")
    if ids:
        raise InvalidInput(f"Give either ads by id, or {by_campaign} and {by_pin}", "ID")
    if not campaigns:
        raise InvalidInput(f"{by_pin} and {each_pin} need the campaigns that the Pins are in: add {by_campaign} ID", by_campaign)
    if per_pin and (len(campaigns) > 1 or not pins):
        raise InvalidInput(f"{each_pin} measures the Pins of one campaign: give one {by_campaign}, and {by_pin} ID,...", each_pin)
    if options.types() is not None and pins:
        by_targeting = option("targeting_type")
        raise InvalidInput(f"{by_targeting} breaks down ads, not Pins: leave out {by_pin} and {each_pin}", by_targeting)
    if not pins:
        options.check(model.RESOURCE.kind)
        with about_options(OPTIONS):
            listed = model.iter_all(context.account, client=context.client, campaign_ids=campaigns, entity_statuses=ALL_STATUSES)
            found = [ad.id for ad in listed]
        return _measure(context, model, found, options)
    given = {**options.parameters(), "client": context.client}
    with about_options(OPTIONS):
        if per_pin:
            rows = model.get_pin_analytics(context.account, campaigns[0], pins, **given)
            return _shown(rows, ("PIN_ID",), options)
        rows = model.get_analytics(context.account, campaign_ids=campaigns, pin_ids=pins, **given)
    return _with_names(context, model, rows, options)


def _measure(context: Context, model: type[Statused], ids: list[str], options: AnalyticsOptions) -> Value:
    rows = _rows(model, options, context.account, ids, client=context.client) if ids else []
    return _with_names(context, model, rows, options)


def _rows(measured: AdAccount | type[Statused], options: AnalyticsOptions, *about: Any, **more: Any) -> list[dict[str, Any]]:
    """Fetch rows of metrics, flat also where they are broken down; ``about`` and ``more`` are arguments of the SDK's methods."""
    given, types = {**options.parameters(), **more}, options.types()
    with about_options(OPTIONS):
        if types is None:
            return measured.get_analytics(*about, **given)
        rows = measured.get_targeting_analytics(*about, **{**given, "targeting_types": types})
    first = (f"{measured.RESOURCE.kind}_id".upper(), "DATE")
    return [_flat(row, first) for row in rows]


def _flat(row: TargetingRow, first: Sequence[str]) -> dict[str, Any]:
    """Flatten a row of a breakdown: id and day, then the breakdown, then the metrics."""
    metrics = row["metrics"]
    about = {name: metrics[name] for name in first if name in metrics}
    return {**about, **{name: row.get(name) for name in BREAKDOWN}, **metrics}


def _with_names(context: Context, model: type[Statused], rows: list[dict[str, Any]], options: AnalyticsOptions) -> Value:
    """Add the names of the entities where a person reads a table."""
    id_column = f"{model.RESOURCE.kind.upper()}_ID"
    if not context.interaction.shows_tables:
        return _shown(rows, (id_column,), options)
    names = named(context, rows, id_column, {id_column: (model,)})
    return _shown([{"NAME": names.get(str(row.get(id_column, ""))), **row} for row in rows], (id_column, "NAME"), options)


def _shown(rows: list[dict[str, Any]], first: Sequence[str], options: AnalyticsOptions) -> Value:
    """Order the columns of rows: id, day and breakdown, then the metrics as requested."""
    dated: Sequence[str] = ("DATE",) if options.granularity.upper() != "TOTAL" else ()
    broken_down = () if options.types() is None else BREAKDOWN
    rows, columns = of_rows(rows, (*first, *dated, *broken_down, *options.column_names()), options.fields)
    return Value(queried(rows, options.query)) if options.query else Value(rows, columns, "row")
