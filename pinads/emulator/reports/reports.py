"""Asynchronous reports: requests, their progress, and downloads by signed links that need no token."""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pinads.emulator.messages import JsonObject, Refused, Request, Response, bad, compact
from pinads.emulator.reports.entities import ReportOptions
from pinads.emulator.reports.periods import Reach, checked_days
from pinads.emulator.reports.report_files import files_of
from pinads.emulator.reports.rows import write_report
from pinads.emulator.requests.query import check_fields, pairs_of
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import EmulatorStore, digest
from pinads.sdk.reports import request as limits
from pinads.sdk.schema.fields import fields_of

KNOWN_AFTER = 1.0
"""Seconds until a new report's token is known; Pinterest does not know it at once either."""
FINISHED_AFTER = 2.0
REPORT_SECONDS = 3600.0
LINK_SECONDS = 300.0

_DAILY = Reach(limits.DAYS_BACK, limits.MOST_DAYS)
_HOURLY = Reach(limits.HOURLY_DAYS_BACK, limits.HOURLY_MOST_DAYS - 1)
_PRODUCT_ITEMS = Reach(limits.PRODUCT_ITEM_DAYS_BACK, limits.PRODUCT_ITEM_MOST_DAYS)
_ABOUT_ADS = re.compile("PIN_PROMOTION_.+|AD_(ID|NAME|STATUS)")
_PARAMETERS = {"report": "[0-9]{1,18}", "expires": "[0-9]{1,18}", "salt": "[0-9a-f]{16}", "signature": "[0-9a-f]{64}"}
_CONTENT_TYPES = {"JSON": "application/json", "CSV": "text/csv; charset=utf-8"}


class _Report(NamedTuple):
    """A row of the table of reports."""

    id: int
    account: int
    created: float
    key: bytes
    body: str

    def status(self, now: float) -> str:
        """Return the report's status at a time."""
        age = now - self.created
        if age < KNOWN_AFTER:
            return "DOES_NOT_EXIST"
        if age < FINISHED_AFTER:
            return "IN_PROGRESS"
        return "FINISHED" if age < REPORT_SECONDS else "EXPIRED"

    def file(self, store: EmulatorStore) -> Response:
        """Return the file, written from the stored entities as of the time of the request."""
        options = json.loads(self.body)
        file = files_of(store).get(self.key, lambda into: write_report(into, store, self.account, options, int(self.created)))
        return Response(200, {"Content-Type": _CONTENT_TYPES[options["report_format"]]}, b"", file=file)

    def link(self, base: str, now: float) -> str:
        """Create a link to the file, valid for five minutes, but no longer than the report."""
        expires = int(min(now + LINK_SECONDS, self.created + REPORT_SECONDS))
        given = {"report": str(self.id), "expires": str(expires), "salt": os.urandom(8).hex()}
        return f"{base}/reports/download?{urlencode({**given, 'signature': self.signature(given)})}"

    def signature(self, given: Mapping[str, str]) -> str:
        """Sign the parameters of a link."""
        return hmac.new(self.key, " ".join(given[name] for name in ("report", "expires", "salt")).encode(), "sha256").hexdigest()


def create(call: Call) -> str:
    """Check and store the request of a report."""
    return compact(begin(call, checked(call.body, call.now)))


def begin(call: Call, options: ReportOptions) -> JsonObject:
    """Store the checked request of a report, delete expired reports, and return the answer."""
    token = os.urandom(21).hex()
    with call.store.writing():
        call.store.run("DELETE FROM reports WHERE created <= ?", (call.moment - REPORT_SECONDS,))
        row = (digest(token), call.account, call.moment, os.urandom(32), compact(options))
        call.store.run("INSERT INTO reports (digest, account, created, key, body) VALUES (?, ?, ?, ?, ?)", row)
    return {"report_status": "IN_PROGRESS", "token": token, "message": None}


def get(call: Call) -> str:
    """Return the status of a report, and a link to its file once it is finished."""
    tokens = [text for name, text in pairs_of(call.query) if name == "token" and text]
    if not tokens:
        raise bad("Invalid request: token is missing")
    if len(tokens) > 1:
        raise bad("Invalid token: it is repeated")
    report = _find(call.store, "digest = ? AND account = ?", digest(tokens[0]), call.account)
    status = report.status(call.moment) if report else "DOES_NOT_EXIST"
    if report is None or status != "FINISHED":
        return compact({"report_status": status, "url": None, "size": None})
    size = report.file(call.store).size
    return compact({"report_status": status, "url": report.link(call.base, call.moment), "size": size})


def download(store: EmulatorStore, request: Request, headers: Mapping[str, str], now: float) -> Response:
    """Return the file of a signed link.

    Args:
        store: the emulator's database.
        request: the request, with the link's query.
        headers: the request's headers, with names in lower case.
        now: seconds since 1970.

    Raises:
        Refused: the link has expired or is not valid, or the request has a token, which such hosts must not receive.
    """
    if "authorization" in headers:
        raise bad("Only one auth mechanism is allowed: the link is signed, so send no Authorization header")
    given = dict(pairs_of(request.query))
    if not all(re.fullmatch(pattern, given.get(name, "")) for name, pattern in _PARAMETERS.items()):
        raise Refused(403, 0, "Access Denied")
    report = _find(store, "id = ?", int(given["report"]))
    if report is None or not hmac.compare_digest(report.signature(given), given["signature"]):
        raise Refused(403, 0, "Access Denied")
    if int(given["expires"]) <= now:
        raise Refused(403, 0, "Request has expired")
    return report.file(store)


def checked(body: Any, now: int) -> JsonObject:
    """Check the request of a report, and complete it with the server's defaults.

    Raises:
        Refused: a value that the API does not allow.
    """
    if not isinstance(body, dict):
        raise bad("Invalid request body: expected an object")
    options = check_fields(fields_of(limits.ReportRequest), body)
    reach = _PRODUCT_ITEMS if options["level"].startswith("PRODUCT_ITEM") else _DAILY
    checked_days(options, now, _HOURLY if options["granularity"] == "HOUR" else reach)
    for name in ("start_hour", "end_hour"):
        if options[name] is not None and options["granularity"] != "HOUR":
            raise bad(f"Invalid {name}: only granularity HOUR takes it")
    _check_level(options)
    return options


def _check_level(options: ReportOptions) -> None:
    level, types = options["level"], options["targeting_types"]
    if level.endswith("_TARGETING") and not types:
        raise bad(f"Invalid request: targeting_types is missing, which level {level} needs")
    if types and not level.endswith("_TARGETING"):
        raise bad(f"Invalid targeting_types: level {level} does not take them, only levels that end in _TARGETING")
    if not level.startswith("PRODUCT_ITEM"):
        return
    for name in ("ad_ids", "ad_statuses"):
        if options[name] is not None:
            raise bad(f"Invalid {name}: level {level} does not take them")
    for column in options["columns"]:
        if _ABOUT_ADS.fullmatch(column):
            raise bad(f"Invalid columns: level {level} does not have {column}")


def _find(store: EmulatorStore, where: str, *arguments: Any) -> _Report | None:
    rows = store.query(f"SELECT id, account, created, key, body FROM reports WHERE {where}", arguments)
    return _Report._make(rows[0]) if rows else None
