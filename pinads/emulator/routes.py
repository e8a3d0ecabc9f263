"""The API's paths and methods, made from the records."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from pinads.emulator.auth.scopes import READ, WRITE
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
ANALYTICS = "analytics"
TARGETING_ANALYTICS = "targeting_analytics"
_ANALYTICS_LIMIT = "ads_analytics"

Handler = Callable[[Call], str]


class Endpoint(NamedTuple):
    """One operation of the API, the page on which apps are let in, or the download of a report's file.

    Attributes:
        name: its id in Pinterest's description.
        category: of rate limits; empty where there are none.
        scope: what an access token must be good for; empty where none is needed.
        handler: what executes it; None for what takes no access token.
    """

    name: str
    category: str
    scope: str = ""
    handler: Handler | None = None


class Route(NamedTuple):
    """An operation with the ids of its path; ``account`` is None and ``identity`` 0 where the path has none."""

    operation: Endpoint
    account: int | None = None
    identity: int = 0


class Routes:
    """Finds the operation of a request."""

    def __init__(self) -> None:
        self.kinds = {kind.name: kind for kind in (declared() for declared in KINDS)}
        page = dict.fromkeys(("GET", "POST"), Endpoint(AUTHORISE, "org_read"))
        # A path is known by its words; None stands for an id.
        self._table: dict[tuple[str | None, ...], dict[str, Endpoint]] = {
            ("oauth", "token"): {"POST": Endpoint(TOKEN, "org_read")},
            ("oauth",): page,
            ("oauth", ""): page,
            ("reports", "download"): {"GET": Endpoint(DOWNLOAD, "")},
            ("ad_accounts", None, "reports"): {
                method: Endpoint(f"{ANALYTICS}/{verb}_report", _ANALYTICS_LIMIT, READ, _reporting(verb))
                for method, verb in (("POST", "create"), ("GET", "get"))
            },
        }
        for kind in self.kinds.values():
            above: tuple[str | None, ...] = () if kind.name == "ad_account" else ("ad_accounts", None)
            for words, method, verb in (
                ((), "GET", "list"),
                ((), "POST", "create"),
                ((), "PATCH", "update") if kind.resource.batch else ((None,), "PATCH", "update"),
                ((None,), "GET", "get"),
            ):
                self._add(kind, (*above, kind.resource.collection, *words), method, verb)

        for measured, collection in (
            (None, None),
            *((name, self.kinds[name].resource.collection) for name in ("campaign", "ad_group", "ad")),
            ("pin", "pins"),
        ):
            below = (collection,) if collection else ()
            name = {None: "ad_account", "pin": "ad_pins"}.get(measured) or collection
            operation = Endpoint(f"{name}/{ANALYTICS}", _ANALYTICS_LIMIT, READ, _measuring(measured))
            path: tuple[str | None, ...] = ("ad_accounts", None, *below, ANALYTICS)
            self._table[path] = {"GET": operation}
        # Pinterest names these operations after one campaign and one ad, but several ad groups.
        for measured, name in (("ad_account", "ad_account"), ("campaign", "campaign"), ("ad_group", "ad_groups"), ("ad", "ad")):
            below = () if measured == "ad_account" else (self.kinds[measured].resource.collection,)
            operation = Endpoint(f"{name}_{TARGETING_ANALYTICS}/get", _ANALYTICS_LIMIT, READ, _breaking_down(measured))
            path = ("ad_accounts", None, *below, TARGETING_ANALYTICS)
            self._table[path] = {"GET": operation}

    def _add(self, kind: Kind, words: tuple[str | None, ...], method: str, verb: str) -> None:
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
        return {operation.name for methods in self._table.values() for operation in methods.values()}

    def find(self, method: str, path: str) -> Route:
        """The route of a request.

        Raises:
            Refused: 404, 405 with Allow, or 400 where an id is none.
        """
        parts = [unquote(part) for part in path.split("/")[1:]] if path.startswith("/") else []
        words = tuple(None if _stands_for_id(parts, index) else part for index, part in enumerate(parts))
        methods = self._table.get(words)
        if methods is None:
            raise Refused(404, NOT_FOUND, "There is no such path in this API")
        if method not in methods:
            allowed = ", ".join(sorted(methods))
            raise Refused(405, BAD_PARAMETERS, f"This path takes {allowed}, not {method[:20]}", {"Allow": allowed})
        ids = [_identity(part, index) for index, part in enumerate(parts) if words[index] is None]
        return Route(methods[method], *ids)


def _measuring(kind: str | None) -> Handler:
    def rows(call: Call) -> str:
        # Its list of columns is long, and most runs do not ask for it.
        from pinads.emulator.reports.analytics import Analytics

        return Analytics(kind).rows(call)

    return rows


def _breaking_down(kind: str) -> Handler:
    def rows(call: Call) -> str:
        from pinads.emulator.reports.targeting_analytics import TargetingAnalytics

        return TargetingAnalytics(kind).rows(call)

    return rows


def _reporting(verb: str) -> Handler:
    def answer(call: Call) -> str:
        from pinads.emulator.reports import reports

        return (reports.create if verb == "create" else reports.get)(call)

    return answer


def _stands_for_id(parts: list[str], index: int) -> bool:
    return bool(parts[index]) and index in (1, 3) and parts[0] == "ad_accounts" and parts[index] not in (ANALYTICS, TARGETING_ANALYTICS)


def _identity(part: str, index: int) -> int:
    if not re.fullmatch("[0-9]{1,18}", part):
        raise bad(f"Invalid {'ad_account_id' if index == 1 else 'id'} in the path: expected up to 18 digits")
    return int(part)
