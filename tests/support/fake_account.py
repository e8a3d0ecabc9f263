"""An ad account that a test makes up: its entities and what is measured of them, without an emulator's coherence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pinads.sdk.client import Client
from pinads.sdk.http.wire import WireRequest
from pinads.services.context import Context
from pinads.services.interaction import Interaction
from tests.support.fake_wire import BASE_URL, query_of
from tests.support.today import moment
from tests.support.wires import FunctionWire

DAY = 86_400
Measure = Callable[[str, Mapping[str, Any]], "Mapping[str, Any] | None"]
"""Returns what was measured of an entity, by the API's columns, for a query."""


def campaign(identity: str, name: str = "", age: int = 100, edited: int = 100, **fields: Any) -> dict[str, Any]:
    """Make a campaign that is some days old, and was changed some days ago."""
    created, updated = int(moment()) - age * DAY, int(moment()) - edited * DAY
    times = {"created_time": created, "updated_time": updated}
    return {"id": identity, "name": name or f"Campaign {identity}", "status": "ACTIVE", **times, **fields}


class FakeAccount:
    """An account with campaigns; ``asked`` is the path and query of each request.

    Args:
        campaigns: the campaigns.
        measured: what was measured of them.
        ready: tells whether the figures of a day are final.
        zone: its time zone.
    """

    def __init__(
        self,
        campaigns: list[dict[str, Any]],
        measured: Measure,
        ready: Callable[[str], bool] = lambda day: True,
        zone: str | None = "Europe/Berlin",
    ) -> None:
        self.campaigns = campaigns
        self.measured = measured
        self.ready = ready
        self.zone = zone
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def context(self, interaction: Interaction | None = None) -> Context:
        """Make a context whose client talks to this account."""
        context = Context(interaction, "demo", "1")
        context.client = Client("pina_TEST_token", BASE_URL, wire=FunctionWire(self._answer))
        return context

    def _answer(self, request: WireRequest) -> Any:
        path, query = request.url.partition("/v5/")[2].partition("?")[0], dict(query_of(request))
        self.asked.append((path, query))
        if path == "ad_accounts/1":
            return {"id": "1", "name": "Account", "currency": "EUR", "time_zone": self.zone}
        if path.endswith("metrics_ready_state"):
            is_ready = self.ready(str(query["date"]))
            return {"non_conversion_metrics_ready": is_ready, "conversion_metrics_ready": is_ready}
        if path.endswith("/analytics"):
            ids = [one for text in _listed(query["campaign_ids"]) for one in text.split(",")]
            found = ((identity, self.measured(identity, query)) for identity in ids)
            return [{"CAMPAIGN_ID": identity, **wire} for identity, wire in found if wire is not None]
        return {"items": self.campaigns if path.endswith("/campaigns") else [], "bookmark": None}


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
