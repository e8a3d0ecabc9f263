"""The API's paths and methods, derived from the record types."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple
from urllib.parse import unquote

from pinads.emulator.auth.scopes import READ, WRITE
from pinads.emulator.figures.breakdowns import OPTIONS
from pinads.emulator.messages import BAD_PARAMETERS, NOT_FOUND, Refused, bad
from pinads.emulator.resources.ad_accounts import AdAccounts
from pinads.emulator.resources.ad_groups import AdGroups
from pinads.emulator.resources.ads import Ads
from pinads.emulator.resources.audiences import Audiences
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.campaigns import Campaigns
from pinads.emulator.resources.customer_lists import CustomerLists
from pinads.emulator.resources.keywords import Keywords

KINDS: tuple[type[Kind], ...] = (AdAccounts, Campaigns, AdGroups, Ads, Audiences, CustomerLists, Keywords)
TOKEN = "oauth/token"
AUTHORISE = "oauth/authorise"
DOWNLOAD = "reports/download"
_ANALYTICS = ("analytics", "targeting_analytics")
_REPORTING: tuple[tuple[Any, ...], ...] = (
    ("POST", "analytics/create_report", "reports"),
    ("GET", "analytics/get_report", "reports"),
    ("POST", "analytics/create_mmm_report", "mmm_reports"),
    ("GET", "analytics/get_mmm_report", "mmm_reports"),
    ("GET", "templates/list", "templates"),
    ("POST", "analytics/create_template_report", "templates", None, "reports"),
    ("GET", "ad_account/analytics", "analytics"),
    ("GET", "campaigns/analytics", "campaigns", "analytics"),
    ("GET", "ad_groups/analytics", "ad_groups", "analytics"),
    ("GET", "ads/analytics", "ads", "analytics"),
    ("GET", "ad_pins/analytics", "pins", "analytics"),
    ("GET", "product_groups/analytics", "product_groups", "analytics"),
    # Pinterest names these operations after one campaign and one ad, but several ad groups.
    ("GET", "ad_account_targeting_analytics/get", "targeting_analytics"),
    ("GET", "campaign_targeting_analytics/get", "campaigns", "targeting_analytics"),
    ("GET", "ad_groups_targeting_analytics/get", "ad_groups", "targeting_analytics"),
    ("GET", "ad_targeting_analytics/get", "ads", "targeting_analytics"),
)
"""Analytics and reports: the method, the operation's id, and the words of the path below an ad account."""
_CATEGORIES = {"analytics/get_mmm_report": "ads_read", "templates/list": "ads_read"}
BODILESS = ("analytics/create_template_report",)
"""The operations that write without a body."""
READY_STATE = "metrics_ready_state/get"
TARGETING = "targeting_options/get"

Handler = Callable[[Call], str]
Words = tuple[str | None, ...]
"""The words of a path; None for an id."""


class Endpoint(NamedTuple):
    """An operation of the API, the login page, or the download of a report's file.

    Attributes:
        name: the operation's id in Pinterest's description.
        category: its category of rate limits; empty if it has none.
        scope: the scope that the access token needs; empty if no token is needed.
        handler: executes it; None if it takes no access token.
    """

    name: str
    category: str
    scope: str = ""
    handler: Handler | None = None


class Route(NamedTuple):
    """An endpoint with the ids of a path; ``account`` is None and ``identity`` 0 where the path has none."""

    endpoint: Endpoint
    account: int | None = None
    identity: int = 0


class Routes:
    """The table of all endpoints, by path and method."""

    def __init__(self) -> None:
        self.kinds = {kind.name: kind for kind in (declared() for declared in KINDS)}
        page = dict.fromkeys(("GET", "POST"), Endpoint(AUTHORISE, "org_read"))
        self._table: dict[Words, dict[str, Endpoint]] = {
            ("oauth", "token"): {"POST": Endpoint(TOKEN, "org_read")},
            ("oauth",): page,
            ("oauth", ""): page,
            ("reports", "download"): {"GET": Endpoint(DOWNLOAD, "")},
        }
        for kind in self.kinds.values():
            above: Words = () if kind.name == "ad_account" else ("ad_accounts", None)
            for words, method, verb in (
                ((), "GET", "list"),
                ((), "POST", "create"),
                ((), "PATCH", "update") if kind.resource.batch else ((None,), "PATCH", "update"),
                ((None,), "GET", "get"),
            ):
                self._add(kind, (*above, kind.resource.collection, *words), method, verb)
        for method, name, *below in _REPORTING:
            endpoint = Endpoint(name, _CATEGORIES.get(name, "ads_analytics"), READ, _reporting(name))
            self._table.setdefault(("ad_accounts", None, *below), {})[method] = endpoint
        self._table[("resources", "metrics_ready_state")] = {"GET": Endpoint(READY_STATE, "ads_analytics", READ, _reporting(READY_STATE))}
        for name in OPTIONS:
            handler = _reporting(f"{TARGETING} {name}")
            self._table[("resources", "targeting", name)] = {"GET": Endpoint(TARGETING, "ads_read", READ, handler)}

    def _add(self, kind: Kind, words: Words, method: str, verb: str) -> None:
        listed_as = kind.resource.list_operation
        handler: Handler | None = getattr(kind, "page" if verb == "list" else verb, None)
        if handler is None or (verb == "get" and listed_as == "get"):
            return
        name = f"{kind.resource.collection}/{listed_as if verb == 'list' else verb}"
        category, scope = ("ads_read", READ) if method == "GET" else ("ads_write", WRITE)
        self._table.setdefault(words, {})[method] = Endpoint(name, category, scope, handler)

    @property
    def names(self) -> set[str]:
        """The operations' ids."""
        return {endpoint.name for methods in self._table.values() for endpoint in methods.values()}

    def find(self, method: str, path: str) -> Route:
        """Find the route of a request.

        Raises:
            Refused: 404, 405 with Allow, or 400 for an invalid id.
        """
        parts = [unquote(part) for part in path.split("/")[1:]] if path.startswith("/") else []
        words = tuple(None if _is_id(parts, index) else part for index, part in enumerate(parts))
        methods = self._table.get(words)
        if methods is None:
            raise Refused(404, NOT_FOUND, "There is no such path in this API")
        if method not in methods:
            allowed = ", ".join(sorted(methods))
            raise Refused(405, BAD_PARAMETERS, f"This path takes {allowed}, not {method[:20]}", {"Allow": allowed})
        ids = []
        for index, part in enumerate(parts):
            if words[index] is None:
                if not re.fullmatch("[0-9]{1,18}", part):
                    raise bad(f"Invalid {'ad_account_id' if index == 1 else 'id'} in the path: expected up to 18 digits")
                ids.append(int(part))
        return Route(methods[method], *ids)


def load_reporting() -> ModuleType:
    """Load the module of the operations of analytics and reports."""
    from pinads.emulator.reports import handlers  # start-up: 12 ms, which most uses of the emulator do without

    return handlers


def _reporting(operation: str) -> Handler:
    def handle(call: Call) -> str:
        handler: Handler = load_reporting().HANDLERS[operation]
        return handler(call)

    return handle


def _is_id(parts: list[str], index: int) -> bool:
    return bool(parts[index]) and index in (1, 3) and parts[0] == "ad_accounts" and parts[index] not in _ANALYTICS
