"""The analytics commands of accounts, campaigns, adgroups and ads."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, option
from pinads.cli.options.common import allow_unknown
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.fields import fields_of, spec_of
from pinads.services.errors import about_options
from pinads.services.inputs.ids import ids_of, words
from pinads.services.inputs.parsers import as_listed
from pinads.services.inputs.times import parse_time
from pinads.services.listing.listings import named
from pinads.services.listing.projection import of_rows, queried
from pinads.services.results import Value

if TYPE_CHECKING:
    from pinads.cli.options.session import Session
    from pinads.sdk.reports.targeting_analytics import TargetingRow
    from pinads.sdk.resources.ad_accounts import AdAccount
    from pinads.sdk.resources.entity import Statused

COLUMNS = ("SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "CTR_2", "ECPC_IN_DOLLAR", "TOTAL_CONVERSIONS")

SPANS = ("total", "day", "hour", "week", "month")
WINDOWS = ("0", "1", "7", "14", "30", "60")
BROKEN_DOWN = ("targeting_type", "targeting_value")
"""The columns that rows have with --targeting-type."""
REPORT_TIMES = ("time_of_ad_action", "time_of_conversion")
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
"""The options of the API's parameters, for errors."""


def _columns() -> tuple[str, ...]:
    """What can be measured."""
    from pinads.sdk.reports.analytics import AnalyticsColumn

    return spec_of(AnalyticsColumn).choices


class Measured(Bundle):
    """What is measured, and over which days."""

    start: Annotated[str, option("--start", help="First day (default -30d; days are UTC).", metavar="DAY", panel=FILTERS)] = "-30d"
    end: Annotated[str, option("--end", help="Last day (default today).", metavar="DAY", panel=FILTERS)] = "now"
    columns: Annotated[
        list[str] | None,
        option("--columns", help="What to measure (default spend, clicks and so on).", metavar="NAME,...", panel=FILTERS, choices=_columns),
    ] = None
    granularity: Annotated[
        str,
        option(
            "--granularity",
            help="What one row covers: total (default), day, hour, week, month.",
            metavar="SPAN",
            panel=FILTERS,
            choices=SPANS,
        ),
    ] = "total"
    click_window_days: Annotated[
        int | None, option("--click-window-days", help="0, 1, 7, 14, 30 (default) or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    engagement_window_days: Annotated[
        int | None, option("--engagement-window-days", help="0, 1, 7, 14, 30 (default) or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    view_window_days: Annotated[
        int | None, option("--view-window-days", help="0, 1 (default), 7, 14, 30 or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    conversion_report_time: Annotated[
        str | None,
        option(
            "--conversion-report-time",
            help="time_of_ad_action (default) or time_of_conversion.",
            metavar="WHICH",
            panel=FILTERS,
            choices=REPORT_TIMES,
        ),
    ] = None
    account_days: Annotated[bool, option("--account-days", help="Days of the ad account's time zone instead of UTC.", panel=FILTERS)] = (
        False
    )
    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False

    def parameters_of(self) -> dict[str, Any]:
        """The API's query parameters."""
        from pinads.sdk.reports.analytics import Counting, Granularity

        report_time, times = self.conversion_report_time, fields_of(Counting)["conversion_report_time"].spec.choices
        return {
            "start_date": day(self.start, "--start"),
            "end_date": day(self.end, "--end"),
            "columns": self.names(),
            "granularity": as_listed(self.granularity, spec_of(Granularity).choices),
            "click_window_days": self.click_window_days,
            "engagement_window_days": self.engagement_window_days,
            "view_window_days": self.view_window_days,
            "conversion_report_time": as_listed(report_time, times) if report_time else None,
            "reporting_timezone": "AD_ACCOUNT_TIME_ZONE" if self.account_days else None,
        }

    def names(self) -> list[str]:
        """The columns to measure."""
        given = words(self.columns)
        return list(COLUMNS) if given is None else [as_listed(name, _columns()) for name in given]


def _targeting_types(kind: str) -> tuple[str, ...]:
    """What the figures of a kind of entity can be broken down by."""
    from pinads.sdk.reports.targeting_analytics import LEVELS

    items = fields_of(LEVELS[kind].query)["targeting_types"].spec.items
    assert items is not None
    return items.choices


def _by_targeting(kind: str) -> Any:
    """The option that breaks figures down."""
    return option(
        "--targeting-type",
        help="Break figures down by these, such as GENDER; each on its own.",
        metavar="TYPE,...",
        panel=FILTERS,
        choices=lambda: _targeting_types(kind),
    )


class Measuring(Measured):
    """What to measure, broken down by what, and what to show of it: of an ad account."""

    targeting_types: Annotated[list[str] | None, _by_targeting("ad_account")] = None
    fields: Annotated[str | None, option("--fields", help="Only these columns.", metavar="NAME,...", panel=OUTPUT, choices=_columns)] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=OUTPUT)] = None

    def types(self) -> list[str] | None:
        """What figures are broken down by; None where they are not."""
        from pinads.sdk.reports.targeting_analytics import LEVELS

        given = words(self.targeting_types)
        known = dict.fromkeys(name for kind in LEVELS for name in _targeting_types(kind))
        return None if given is None else list(dict.fromkeys(as_listed(name, known) for name in given))

    def check(self, kind: str) -> None:
        """Refuse what the API would refuse, before anything is listed to be measured.

        Raises:
            InvalidInput: a parameter that the API would refuse.
        """
        from pinads.sdk.reports.analytics import AnalyticsQuery, checked_query
        from pinads.sdk.reports.targeting_analytics import checked_targeting_query

        given, types = self.parameters_of(), self.types()
        with about_options(OPTIONS):
            if types is None:
                checked_query(fields_of(AnalyticsQuery), given)
            else:
                checked_targeting_query(kind, {**given, "targeting_types": types})


class MeasuringCampaigns(Measuring):
    """What to measure of campaigns."""

    targeting_types: Annotated[list[str] | None, _by_targeting("campaign")] = None


class MeasuringAdGroups(Measuring):
    """What to measure of ad groups."""

    targeting_types: Annotated[list[str] | None, _by_targeting("ad_group")] = None


class MeasuringAds(Measuring):
    """What to measure of ads."""

    targeting_types: Annotated[list[str] | None, _by_targeting("ad")] = None


def day(text: str, option_name: str) -> str:
    """A day for a text such as 2026-11-24, -30d or now."""
    today = datetime.fromtimestamp(time.time(), timezone.utc)
    if re.fullmatch("-[0-9]{1,5}d", text):
        moment = today - timedelta(days=int(text[1:-1]))
    elif text in ("now", "today"):
        moment = today
    else:
        try:
            moment = datetime.fromtimestamp(parse_time(text, timezone.utc), timezone.utc)
        except ValueError as error:
            raise InvalidInput(f"Invalid {option_name}: {error}", option_name) from None
    return moment.strftime("%Y-%m-%d")


def measure(session: Session, model: type[Statused], ids: list[str] | None, measuring: Measuring) -> Value:
    """The analytics of entities that are named by id, or of all of them."""
    wanted = ids_of(ids) if ids else []
    measuring.check(model.RESOURCE.kind)
    if not ids:
        wanted = [
            record.id for record in model.iter_all(session.context.account, client=session.context.client, entity_statuses=ALL_STATUSES)
        ]
    return _measured(session, model, wanted, measuring)


def measure_in_campaigns(
    session: Session, ids: list[str] | None, campaigns: list[str] | None, pins: list[str] | None, per_pin: bool, measuring: Measuring
) -> Value:
    """The analytics of ads by their campaigns and Pins, or of the Pins themselves."""
    from pinads.sdk.resources.ads import Ad

    if ids:
        raise InvalidInput("Give either ads by id, or --campaign and --pin", "ID")
    if not campaigns:
        raise InvalidInput("--pin and --per-pin need the campaigns that the Pins are in: add --campaign ID", "--campaign")
    if per_pin and (len(campaigns) > 1 or not pins):
        raise InvalidInput("--per-pin measures the Pins of one campaign: give one --campaign, and --pin ID,...", "--per-pin")
    if measuring.types() is not None and pins:
        raise InvalidInput("--targeting-type breaks down ads, not Pins: leave out --pin and --per-pin", "--targeting-type")
    if not pins:
        measuring.check(Ad.RESOURCE.kind)
        with about_options(OPTIONS):
            listed = Ad.iter_all(
                session.context.account, client=session.context.client, campaign_ids=campaigns, entity_statuses=ALL_STATUSES
            )
            found = [ad.id for ad in listed]
        return _measured(session, Ad, found, measuring)
    given = {**measuring.parameters_of(), "client": session.context.client}
    with about_options(OPTIONS):
        if per_pin:
            rows = Ad.get_pin_analytics(session.context.account, campaigns[0], pins, **given)
            return shown(rows, ("PIN_ID",), measuring)
        rows = Ad.get_analytics(session.context.account, campaign_ids=campaigns, pin_ids=pins, **given)
    return _named(session, Ad, rows, measuring)


def _measured(session: Session, model: type[Statused], ids: list[str], measuring: Measuring) -> Value:
    rows = rows_of(model, measuring, session.context.account, ids, client=session.context.client) if ids else []
    return _named(session, model, rows, measuring)


def rows_of(measured: AdAccount | type[Statused], measuring: Measuring, *about: Any, **more: Any) -> list[dict[str, Any]]:
    """Fetch the rows of an analytics operation, flat also where they are broken down.

    Args:
        measured: what has ``get_analytics`` and ``get_targeting_analytics``.
        measuring: what to measure.
        about: their first arguments.
        more: further ones.
    """
    given, types = {**measuring.parameters_of(), **more}, measuring.types()
    with about_options(OPTIONS):
        if types is None:
            return measured.get_analytics(*about, **given)
        rows = measured.get_targeting_analytics(*about, **{**given, "targeting_types": types})
    first = (f"{measured.RESOURCE.kind}_id".upper(), "DATE")
    return [_flat(row, first) for row in rows]


def _flat(row: TargetingRow, first: Sequence[str]) -> dict[str, Any]:
    """A row of a breakdown as one object: what it is about, then its figures."""
    metrics = row["metrics"]
    about = {name: metrics[name] for name in first if name in metrics}
    return {**about, **{name: row.get(name) for name in BROKEN_DOWN}, **metrics}


def _named(session: Session, model: type[Statused], rows: list[dict[str, Any]], measuring: Measuring) -> Value:
    """The rows, in a table with the names of what they are about."""
    id_column = f"{model.RESOURCE.kind.upper()}_ID"
    if session.format != "table":
        return shown(rows, (id_column,), measuring)
    names = named(session.context, rows, id_column, {id_column: (model,)})
    return shown([{"NAME": names.get(str(row.get(id_column, ""))), **row} for row in rows], (id_column, "NAME"), measuring)


def shown(rows: list[dict[str, Any]], first: Sequence[str], measuring: Measuring) -> Value:
    """The rows, with the columns in the order that was asked for."""
    dated: Sequence[str] = ("DATE",) if measuring.granularity.upper() != "TOTAL" else ()
    broken_down = () if measuring.types() is None else BROKEN_DOWN
    rows, columns = of_rows(rows, (*first, *dated, *broken_down, *measuring.names()), measuring.fields)
    return Value(queried(rows, measuring.query)) if measuring.query else Value(rows, columns, "row")
