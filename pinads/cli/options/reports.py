"""The options of ``pinads reports``: what a report has, and what becomes of its file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, option
from pinads.cli.options.analytics import COLUMNS, Measured
from pinads.cli.options.analytics import OPTIONS as MEASURED
from pinads.cli.options.common import AdGroupIds, AdIds, CampaignIds, Unchecked
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.durations import seconds
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.unknown_values import accept, refuse_unlikely
from pinads.sdk.schema.validation import entity_id
from pinads.services.inputs.field_values import unchecked_fields
from pinads.services.inputs.ids import words
from pinads.services.inputs.parsers import as_listed
from pinads.services.listing.projection import check_query

if TYPE_CHECKING:
    from pinads.cli.options.session import Session

DEFAULT_WAIT = "30m"
SAME = {"ACCOUNT": "ADVERTISER", "ADGROUP": "AD_GROUP", "AD": "PIN_PROMOTION"}
"""What this command line calls levels that have another name in reports."""
NAMING = {"CAMPAIGN": ("CAMPAIGN_ID", "CAMPAIGN_NAME"), "AD_GROUP": ("AD_GROUP_ID", "AD_GROUP_NAME"), "PIN_PROMOTION": ("AD_ID", "AD_NAME")}
"""The columns that a report has first where none are named, so that it says what its rows are about."""
KINDS = ("json", "csv")
UNASKED = ("DATE", "TARGETING_TYPE", "TARGETING_VALUE", "KEYWORD_ID", "PIN_PROMOTION_ID")
"""Columns that rows have although nobody asks for them."""
OPTIONS = {**MEASURED, "level": "level", "report_format": "format", "targeting_types": "targeting_type"}
OPTIONS.update(campaign_ids="campaign", ad_group_ids="adgroup", ad_ids="ad")
"""The options of the API's parameters, for errors."""


def _columns() -> tuple[str, ...]:
    """What a report can have."""
    from pinads.sdk.reports.columns import ReportColumn

    return spec_of(ReportColumn).choices


def _levels() -> tuple[str, ...]:
    """What a row can be about."""
    from pinads.sdk.reports.request import Level

    ours = (name + suffix for name in SAME for suffix in ("", "_TARGETING"))
    return tuple(sorted(name.lower() for name in (*spec_of(Level).choices, *ours)))


def _targeting_types() -> tuple[str, ...]:
    """What a level that ends in _targeting can be broken down by."""
    from pinads.sdk.reports.request import TargetingType

    return spec_of(TargetingType).choices


class Asked(Measured):
    """What a report has."""

    start: Annotated[
        str, option("--start", help="First day (default -30d), 914 days ago at most; days are UTC.", metavar="DAY", panel=FILTERS)
    ] = "-30d"
    end: Annotated[
        str, option("--end", help="Last day (default today), 186 days after the first at most.", metavar="DAY", panel=FILTERS)
    ] = "now"
    columns: Annotated[
        list[str] | None,
        option(
            "--columns",
            help="What a row has (default names, spend, clicks and so on).",
            metavar="NAME,...",
            panel=FILTERS,
            choices=_columns,
        ),
    ] = None
    level: Annotated[
        str,
        option(
            "--level",
            help="What a row is about: campaign (default), account, adgroup, ad, keyword and more.",
            metavar="LEVEL",
            panel=FILTERS,
            choices=_levels,
        ),
    ] = "campaign"
    targeting_types: Annotated[
        list[str] | None,
        option(
            "--targeting-type",
            help="What a level that ends in _targeting is broken down by, such as GENDER.",
            metavar="TYPE,...",
            panel=FILTERS,
            choices=_targeting_types,
        ),
    ] = None
    campaign_ids: CampaignIds = None
    ad_group_ids: AdGroupIds = None
    ad_ids: AdIds = None
    format: Annotated[
        str,
        option(
            "--format", help="What kind of file Pinterest makes: json (default) or csv.", metavar="json|csv", panel=FILTERS, choices=KINDS
        ),
    ] = "json"
    unchecked: Unchecked = None

    def parameters_of(self) -> dict[str, Any]:
        """What ``Report.create`` takes."""
        from pinads.sdk.reports.request import ReportFormat

        types = words(self.targeting_types)
        return {
            **super().parameters_of(),
            "level": self._level,
            "report_format": as_listed(self.format, spec_of(ReportFormat).choices),
            "targeting_types": None if types is None else [as_listed(name, _targeting_types()) for name in types],
            "campaign_ids": _ids(self.campaign_ids, "--campaign"),
            "ad_group_ids": _ids(self.ad_group_ids, "--adgroup"),
            "ad_ids": _ids(self.ad_ids, "--ad"),
            "extra": unchecked_fields(self.unchecked) or None,
        }

    def names(self) -> list[str]:
        """The columns that the report has."""
        return super().names() if words(self.columns) is not None else [*NAMING.get(self._level, ()), *COLUMNS]

    @property
    def _level(self) -> str:
        name = self.level.strip().lower().replace("-", "_")
        if name not in _levels():  # It may be newer than the list; the SDK warns of it.
            refuse_unlikely(name, _levels(), "--level")
        above = name.removesuffix("_targeting").upper()
        return SAME.get(above, above) + ("_TARGETING" if name.endswith("_targeting") else "")


def _ids(values: list[str] | None, flag: str) -> list[str] | None:
    given = words(values)
    return None if given is None else [entity_id(one, flag) for one in given]


WaitTimeout = Annotated[
    str, option("--wait-timeout", help=f"Longest wait for the report (default {DEFAULT_WAIT}).", metavar="TIME", panel=OUTPUT)
]


class Fetched(Bundle):
    """What becomes of a report's file."""

    to: Annotated[
        Path | None,
        option(
            "--to", help="Save the file as Pinterest made it; - is standard output. Else its rows are shown.", metavar="FILE", panel=OUTPUT
        ),
    ] = None
    wait_timeout: WaitTimeout = DEFAULT_WAIT
    fields: Annotated[str | None, option("--fields", help="Only these columns.", metavar="NAME,...", panel=OUTPUT, choices=_columns)] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the rows.", metavar="EXPR", panel=OUTPUT)] = None

    @property
    def patience(self) -> float:
        """Seconds to wait at most."""
        return patience(self.wait_timeout)

    def shown(self) -> list[str]:
        """The columns to show; empty where all of them are."""
        if self.fields is None:
            return []
        given = [as_listed(word.strip(), (*UNASKED, *_columns())) for word in self.fields.split(",") if word.strip()]
        if not given:
            raise InvalidInput("Invalid --fields: it names no field", "--fields")
        return list(dict.fromkeys(given))

    def check(self, session: Session) -> None:
        """Refuse what cannot be shown or saved before a report is asked for.

        Raises:
            InvalidInput: the file cannot be written, or options contradict each other.
        """
        _ = self.patience
        check_query(self.query)
        known = (*UNASKED, *_columns())
        for name in self.shown():
            if name not in known:
                accept(name, known, "--fields", "shown where the report has it")
        if self.to is not None:
            self._check_file(self.to, session.output)
        elif self.query is None and session.format == "ids":
            raise InvalidInput("a report's rows have no ids of their own: --query '[].CAMPAIGN_ID' picks a column of ids", "--output")

    def _check_file(self, path: Path, output: str | None) -> None:
        for flag, value in (("--fields", self.fields), ("--query", self.query), ("--output", output)):
            if value is not None:
                raise InvalidInput(f"--to saves the file as Pinterest made it, {flag} is for rows that are shown: give one of them", flag)
        if str(path) != "-" and path.is_dir():
            raise InvalidInput(f"Invalid --to {path}: it is a directory", "--to")
        if str(path) != "-" and not os.access(path if path.exists() and not path.is_file() else path.parent, os.W_OK):
            raise InvalidInput(f"Invalid --to {path}: there is no directory {path.parent} that can be written", "--to")


def patience(text: str) -> float:
    """Seconds to wait for a report at most."""
    return seconds(text, "--wait-timeout")
