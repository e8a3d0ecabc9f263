"""Performance of campaigns, ad groups, ads and ad accounts broken down by targeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypedDict

from pinads.sdk.errors import InvalidInput, InvalidResponse
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.pages import IDS_A_REQUEST
from pinads.sdk.reports.analytics import CATEGORY, AttributionTypes, Measurement, checked_query, chunked_ids
from pinads.sdk.schema.fields import Fields, fields_of
from pinads.sdk.schema.marks import REQUIRED, Choices, Doc, EntityId, Items
from pinads.sdk.schema.validation import entity_id, taken_extra

if TYPE_CHECKING:
    from pinads.sdk.client import Client

_COMMON = (
    "KEYWORD APPTYPE GENDER LOCATION PLACEMENT COUNTRY TARGETED_INTEREST PINNER_INTEREST AUDIENCE_INCLUDE GEO AGE_BUCKET REGION "
    "AGE_BUCKET_AND_GENDER"
)
AccountTargetingType = Annotated[str, Choices(_COMMON)]
CampaignTargetingType = Annotated[str, Choices(f"{_COMMON} CREATIVE_TYPE AUDIENCE_MULTIPLIER")]
AdGroupTargetingType = Annotated[str, Choices(f"{_COMMON} CREATIVE_ENHANCEMENTS")]
AdTargetingType = Annotated[str, Choices(f"{_COMMON} QUIZ_RESULT")]
"""The breakdowns of each kind of entity."""


class _Measured(Measurement, total=False):
    attribution_types: AttributionTypes


class _Sorted(_Measured, total=False):
    sort_columns: Annotated[list[str], Items(1, 2), Doc("Columns to sort by, the first one first.")]
    sort_ascending: Annotated[bool, Doc("Sort in ascending order.")]


class AccountTargetingQuery(_Measured, total=False):
    """The query of ``ad_account_targeting_analytics/get``."""

    targeting_types: Annotated[list[AccountTargetingType], REQUIRED, Items(1, 15), Doc("The breakdowns of the figures.")]


class CampaignTargetingQuery(_Measured, total=False):
    """The query of ``campaign_targeting_analytics/get``."""

    targeting_types: Annotated[list[CampaignTargetingType], REQUIRED, Items(1, 14), Doc("The breakdowns of the figures.")]
    campaign_ids: Annotated[list[EntityId], REQUIRED, Items(1, IDS_A_REQUEST)]


class AdGroupTargetingQuery(_Sorted, total=False):
    """The query of ``ad_groups_targeting_analytics/get``."""

    targeting_types: Annotated[list[AdGroupTargetingType], REQUIRED, Items(1, 14), Doc("The breakdowns of the figures.")]
    ad_group_ids: Annotated[list[EntityId], REQUIRED, Items(1, IDS_A_REQUEST)]


class AdTargetingQuery(_Sorted, total=False):
    """The query of ``ad_targeting_analytics/get``."""

    targeting_types: Annotated[list[AdTargetingType], REQUIRED, Items(1, 14), Doc("The breakdowns of the figures.")]
    ad_ids: Annotated[list[EntityId], REQUIRED, Items(1, IDS_A_REQUEST)]


class TargetingRow(TypedDict, total=False):
    """One row of an answer: the figures of one value of one targeting type."""

    targeting_type: Annotated[str, Doc("The targeting type, such as AGE_BUCKET.")]
    targeting_value: Annotated[str, Doc("One of its values, such as 45-49.")]
    metrics: Annotated[dict[str, Any], Doc("The entity's id, the DATE, and the columns.")]


class TargetingAnswer(TypedDict, total=False):
    """The answer of a targeting analytics operation."""

    data: Annotated[list[TargetingRow], Doc("The rows.")]


class TargetingLevel(NamedTuple):
    """A targeting analytics operation.

    Attributes:
        operation: its id in Pinterest's description.
        below: the path between the ad account and its last part.
        ids: the parameter that takes the measured ids; None if the ad account itself is measured.
        query: its declared parameters.
    """

    operation: str
    below: str
    ids: str | None
    query: type


LEVELS = {
    "ad_account": TargetingLevel("ad_account_targeting_analytics/get", "", None, AccountTargetingQuery),
    "campaign": TargetingLevel("campaign_targeting_analytics/get", "/campaigns", "campaign_ids", CampaignTargetingQuery),
    "ad_group": TargetingLevel("ad_groups_targeting_analytics/get", "/ad_groups", "ad_group_ids", AdGroupTargetingQuery),
    "ad": TargetingLevel("ad_targeting_analytics/get", "/ads", "ad_ids", AdTargetingQuery),
}
"""The operations, by the kind of entity that they measure."""


def checked_targeting_query(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check the parameters of a targeting analytics operation, all but the ids; return them as they are sent.

    Raises:
        InvalidInput: a parameter that the API would refuse.
    """
    level = LEVELS[kind]
    query = checked_query(Fields((name, field) for name, field in fields_of(level.query).items() if name != level.ids), given)
    # A type that is named twice would have its rows, and so its figures, twice.
    return {**query, "targeting_types": ",".join(dict.fromkeys(query["targeting_types"].split(",")))}


def fetch_targeting_analytics(
    kind: str, ad_account_id: Any, ids: Sequence[str] | None, given: dict[str, Any], client: Client
) -> list[TargetingRow]:
    """Fetch the rows of a targeting analytics operation; more than 250 ids take several requests.

    Args:
        kind: ``campaign``, ``ad_group`` or ``ad``; ``ad_account`` is the ad account as a whole.
        ad_account_id: the ad account's id.
        ids: the entities; the API needs at least one.
        given: the other query parameters; None is left out.
        client: the Client to use.

    Raises:
        InvalidInput: a parameter that the API would refuse; nothing was sent.
        InvalidResponse: the answer is not a list of rows with metrics; retrying is safe.
    """
    account, level = entity_id(ad_account_id, "ad_account_id"), LEVELS[kind]
    extra = taken_extra(given)
    query = checked_targeting_query(kind, given)
    chunks = chunked_ids(level.ids, ids)
    if "sort_columns" in query and len(chunks) > 1:
        raise InvalidInput(
            f"Invalid sort_columns: Pinterest sorts the rows of at most {IDS_A_REQUEST} entities, which fit one request", "sort_columns"
        )
    operation = Operation(level.operation, "GET", level.below.lstrip("/"), CATEGORY, repeatable=True)
    path = f"/ad_accounts/{account}{level.below}/targeting_analytics"
    rows: list[TargetingRow] = []
    for chunk in chunks:
        answer = client.request(operation, path, query={**query, **chunk, **extra})
        found = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(found, list) or not all(isinstance(row, dict) and isinstance(row.get("metrics"), dict) for row in found):
            raise InvalidResponse("the answer is not a list of rows with metrics", operation=level.operation, safe_to_retry=True)
        rows.extend(found)
    return rows
