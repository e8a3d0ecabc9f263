"""Names of the values of targeting types (``targeting_options/get``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.sdk.client import resolve
from pinads.sdk.errors import InvalidResponse
from pinads.sdk.http.operations import Operation

if TYPE_CHECKING:
    from pinads.sdk.client import Client

GET = Operation("targeting_options/get", "GET", "resources", "ads_read", repeatable=True)


def targeting_options(targeting_type: str, ad_account_id: str | None = None, client: Client | None = None) -> dict[str, str]:
    """Return the names of a targeting type's values by the values (``targeting_options/get``).

    Args:
        targeting_type: ``INTEREST``, ``LOCATION`` and the like.
        ad_account_id: the ad account whose values are wanted too.
        client: the Client to use; the default client if None.

    Raises:
        BadRequest: the API has no such type.
        InvalidResponse: the answer is not a list of objects; retrying is safe.
    """
    query = {} if ad_account_id is None else {"ad_account_id": ad_account_id}
    answer = resolve(client).request(GET, f"/resources/targeting/{targeting_type}", query=query)
    if not isinstance(answer, list) or not all(isinstance(part, dict) for part in answer):
        raise InvalidResponse("the answer has no names of values", operation=GET.name, safe_to_retry=True)
    return {str(value): name for part in answer for value, name in part.items() if isinstance(name, str)}
