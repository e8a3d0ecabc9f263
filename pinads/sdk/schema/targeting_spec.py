"""The people that an ad group targets, and operations on them."""

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.choices import (
    AgeBucket,
    AppType,
    Gender,
    TargetingChange,
    TargetingPart,
    TargetingStrategy,
)
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import (
    REQUIRED_ON_UPDATE,
    Digits,
    Doc,
    EntityId,
    Mode,
    Pattern,
    Refers,
    Usual,
)
from pinads.sdk.schema.targeting_operations import ONE_VALUE, ONLY_SET, SET
from pinads.sdk.schema.validation import Check


class ShoppingRetargeting(TypedDict, total=False):
    """The people of dynamic retargeting: days to look back, days to leave out, tag events."""

    exclusion_window: int
    lookback_window: int
    tag_types: list[int]


class TargetingSpec(TypedDict, total=False):
    """The people that an ad group targets. Absent parts do not restrict."""

    AGE_BUCKET: Annotated[list[AgeBucket] | None, Usual(skipped="everybody"), Doc("Age ranges.")]
    APPTYPE: Annotated[list[AppType] | None, Usual(skipped="all"), Doc("Devices.")]
    AUDIENCE_EXCLUDE: Annotated[list[EntityId] | None, Refers("audiences"), Doc("Audiences to leave out.")]
    AUDIENCE_INCLUDE: Annotated[list[EntityId] | None, Refers("audiences"), Doc("Audiences to reach.")]
    GENDER: Annotated[list[Gender] | None, Usual(skipped="everybody"), Doc("Genders.")]
    GEO: Annotated[list[str] | None, Doc("Region or postal codes, such as US-CA.")]
    GEO_EXCLUDE: Annotated[list[str], Doc("Region or postal codes to leave out (closed beta).")]
    INTEREST: Annotated[list[str], Doc("Interest ids.")]
    LOCALE: Annotated[list[str] | None, Doc("Languages, such as en-US.")]
    LOCATION: Annotated[list[str] | None, Usual(skipped="everybody"), Doc("Countries or metro codes.")]
    LOCATION_EXCLUDE: Annotated[list[str], Doc("Countries or metro codes to leave out (closed beta).")]
    MAXIMUM_AGE: Annotated[
        str, Pattern(r"[0-9]+\+?", "digits, or digits and +"), Doc("Oldest age, such as 54 or 65+; not with AGE_BUCKET.")
    ]
    MINIMUM_AGE: Annotated[Digits, Doc("Youngest age, 18 or more; not with AGE_BUCKET.")]
    SHOPPING_RETARGETING: Annotated[list[ShoppingRetargeting] | None, Doc("Dynamic retargeting.")]
    TARGETING_STRATEGY: Annotated[list[TargetingStrategy] | None, Doc("What the targeting is for.")]


class TargetingSpecOperation(TypedDict, total=False):
    """One change to the targeting, such as ``{"field": "GEO", "operation": "ADD", "values": ["US-CA"]}``."""

    field: Annotated[TargetingPart, REQUIRED_ON_UPDATE, Doc("The part to change.")]
    operation: Annotated[TargetingChange, REQUIRED_ON_UPDATE, Doc("SET, ADD or REMOVE.")]
    values: Annotated[list[Any], Doc("The values that are set, added or removed.")]
    value: Annotated[str | None, Doc("The age, for MINIMUM_AGE and MAXIMUM_AGE; null removes it.")]


def check_operations(body: Mapping[str, Any], where: str = "") -> None:
    """Validate the operations of an ad group's update against the parts that they change.

    Args:
        body: the body of the update.
        where: the path of the body, with a dot at its end, for errors.

    Raises:
        InvalidInput: an operation or a value that the part does not accept, or a targeting spec in the same update.
    """
    operations = body.get("targeting_spec_operations")
    if operations is None:
        return
    name = where + "targeting_spec_operations"
    if body.get("targeting_spec") is not None:
        raise InvalidInput.of(name, "targeting_spec replaces the whole targeting; give one of the two")
    for index, operation in enumerate(operations):
        place, part = f"{name}[{index}]", operation["field"]
        if part in ONLY_SET and operation["operation"] != SET:
            raise InvalidInput.of(f"{place}.operation", f"{part} can only be {SET}, not {operation['operation']}")
        given = "value" if part in ONE_VALUE else "values"
        if given not in operation:
            raise InvalidInput(f"Invalid request: {place}.{given} is missing", f"{place}.{given}", reason="it is missing")
        declared = fields_of(TargetingSpec).get(part)
        value = operation[given]
        if declared is not None and (value is not None or part not in ONE_VALUE):
            Check(Mode.UPDATE).value(declared.spec, value, f"{place}.{given}")
