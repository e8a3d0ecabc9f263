"""Readiness of metrics: whether the figures of a day are final (``metrics_ready_state/get``)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pinads.sdk.client import resolve
from pinads.sdk.errors import InvalidInput, InvalidResponse
from pinads.sdk.http.operations import Operation
from pinads.sdk.reports.analytics import CATEGORY
from pinads.sdk.schema.messages import describe

if TYPE_CHECKING:
    from pinads.sdk.client import Client

GET = Operation("metrics_ready_state/get", "GET", "resources", CATEGORY, repeatable=True)


class Readiness(NamedTuple):
    """The readiness of a day's figures: True for those that are final.

    Attributes:
        delivery: spend, impressions, clicks and the like.
        conversions: conversions, and what is computed from them.
    """

    delivery: bool
    conversions: bool


def metrics_readiness(day: date | str, client: Client | None = None) -> Readiness:
    """Return which figures of a day are final (``metrics_ready_state/get``).

    Args:
        day: a day of UTC, as a date or a text such as ``2026-11-24``. Pinterest may correct figures that are not final; conversions
            take days longer than clicks.
        client: the Client to use; the default client if None.

    Raises:
        InvalidInput: it is not a day; nothing was sent.
        BadRequest: the API refused the day, such as one in the future.
        InvalidResponse: the answer does not say; retrying is safe.
    """
    try:
        asked = date.fromisoformat(day if isinstance(day, str) else f"{day:%Y-%m-%d}")
    except (TypeError, ValueError):
        raise InvalidInput(f"Invalid day {describe(day)}: expected a date such as 2026-11-24", "day") from None
    answer = resolve(client).request(GET, "/resources/metrics_ready_state", query={"date": asked.isoformat()})
    states = [answer.get(f"{kind}_metrics_ready") if isinstance(answer, dict) else None for kind in ("non_conversion", "conversion")]
    if not all(isinstance(state, bool) for state in states):
        raise InvalidResponse("the answer does not say whether metrics are ready", operation=GET.name, safe_to_retry=True)
    return Readiness(*map(bool, states))
