"""The common parts of an ad group's targeting as options of their own."""

from __future__ import annotations

from typing import Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import TARGETING, Choices, option
from pinads.sdk.schema.choices import AgeBucket, AppType, Gender
from pinads.sdk.schema.fields import spec_of
from pinads.services.inputs.targeting import TargetingOptions


def _part(flag: str, help: str, metavar: str, choices: Choices = ()) -> Any:
    return option(flag, help=help, metavar=metavar, panel=TARGETING, choices=choices, many=True)


ReplaceTargeting = Annotated[
    bool, option("--replace-targeting", help="Replace the whole targeting with the given parts; remove all others.", panel=TARGETING)
]


class TargetingPartsOptions(Bundle):
    """The parts of ``targeting_spec``, repeatable and with commas."""

    options = TargetingOptions

    geo: Annotated[list[str] | None, _part("--geo", "Region or postal codes, such as US-CA.", "CODE,...")] = None
    location: Annotated[list[str] | None, _part("--location", "Countries or metro codes.", "CODE,...")] = None
    gender: Annotated[list[str] | None, _part("--gender", "male, female, unknown.", "GENDER,...", spec_of(Gender).choices)] = None
    age: Annotated[list[str] | None, _part("--age", "Ages: 25-34,35-44 or 18+ or 25-54.", "AGES", spec_of(AgeBucket).choices)] = None
    device: Annotated[list[str] | None, _part("--device", "Devices, such as iphone,ipad.", "DEVICE,...", spec_of(AppType).choices)] = None
    locale: Annotated[list[str] | None, _part("--locale", "Languages, such as en-US.", "LOCALE,...")] = None
    interest: Annotated[list[str] | None, _part("--interest", "Interest ids.", "ID,...")] = None
    audience_include: Annotated[list[str] | None, _part("--audience-include", "Audiences to reach.", "ID|NAME,...")] = None
    audience_exclude: Annotated[list[str] | None, _part("--audience-exclude", "Audiences to leave out.", "ID|NAME,...")] = None


Targeting = Annotated[TargetingOptions, TargetingPartsOptions]
