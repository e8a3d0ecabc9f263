"""Asynchronous reports: asked for, waited for, and downloaded by a signed link that needs no token."""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pinads.emulator.messages import Refused, Request, Response, bad, compact
from pinads.emulator.reports.periods import Reach, checked_days
from pinads.emulator.reports.rows import written
from pinads.emulator.requests.query import pairs_of
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import EmulatorStore
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports import request as limits
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check

KNOWN_AFTER = 1.0
"""Seconds until a new report's token is known, which at Pinterest it is not at once."""
FINISHED_AFTER = 2.0
REPORT_SECONDS = 3600.0
LINK_SECONDS = 300.0

_DAILY = Reach(limits.DAYS_BACK, limits.MOST_DAYS)
_HOURLY = Reach(limits.HOURLY_DAYS_BACK, limits.HOURLY_MOST_DAYS - 1)
_PRODUCT_ITEMS = Reach(limits.PRODUCT_ITEM_DAYS_BACK, limits.PRODUCT_ITEM_MOST_DAYS)
_ABOUT_ADS = re.compile("PIN_PROMOTION_.+|AD_(ID|NAME|STATUS)")
_PARAMETERS = {"report": "[0-9]{1,18}", "expires": "[0-9]{1,18}", "salt": "[0-9a-f]{16}", "signature": "[0-9a-f]{64}"}
_CONTENT_TYPES = {"JSON": "application/json", "CSV": "text/csv; charset=utf-8"}
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>\n'
_XML_CODES = {400: "InvalidRequest", 429: "SlowDown", 500: "InternalError", 503: "ServiceUnavailable"}


class _Report(NamedTuple):
    """A row of the table."""

    id: int
    account: int
    created: float
    key: bytes
    body: str

    def status(self, now: float) -> str:
        """How far it is."""
        age = now - self.created
        if age < KNOWN_AFTER:
            return "DOES_NOT_EXIST"
        if age < FINISHED_AFTER:
            return "IN_PROGRESS"
        return "FINISHED" if age < REPORT_SECONDS else "EXPIRED"

    def file(self, store: EmulatorStore) -> Response:
        """The file, made anew of what is there each time; what has begun and ended is judged by when it was asked for."""
        asked = json.loads(self.body)
        body = written(store, self.account, asked, int(self.created)).encode("utf-8", "replace")
        return Response(200, {"Content-Type": _CONTENT_TYPES[asked["report_format"]]}, body)

    def link(self, base: str, now: float) -> str:
        """A new link to the file, which is good for five minutes, but no longer than the report."""
        expires = int(min(now + LINK_SECONDS, self.created + REPORT_SECONDS))
        given = {"report": str(self.id), "expires": str(expires), "salt": os.urandom(8).hex()}
        return f"{base}/reports/download?{urlencode({**given, 'signature': self.signature(given)})}"

    def signature(self, given: Mapping[str, str]) -> str:
        """What proves that a link was given out."""
        return hmac.new(self.key, " ".join(given[name] for name in ("report", "expires", "salt")).encode(), "sha256").hexdigest()


def create(call: Call) -> str:
    """Take a report's request; those that have expired are forgotten."""
    asked = _checked(call.body, call.now)
    token = os.urandom(21).hex()
    with call.store.writing():
        call.store.run("DELETE FROM reports WHERE created <= ?", (call.moment - REPORT_SECONDS,))
        row = (_digest(token), call.account, call.moment, os.urandom(32), compact(asked))
        call.store.run("INSERT INTO reports (digest, account, created, key, body) VALUES (?, ?, ?, ?, ?)", row)
    return compact({"report_status": "IN_PROGRESS", "token": token, "message": None})


def get(call: Call) -> str:
    """Answer how far a report is, and a link to the file of one that is finished."""
    report = _find(call.store, "digest = ? AND account = ?", _digest(_token(call)), call.account)
    status = report.status(call.moment) if report else "DOES_NOT_EXIST"
    if report is None or status != "FINISHED":
        return compact({"report_status": status, "url": None, "size": None})
    size = len(report.file(call.store).body)
    return compact({"report_status": status, "url": report.link(call.base, call.moment), "size": size})


def download(store: EmulatorStore, request: Request, headers: Mapping[str, str], now: float) -> Response:
    """Answer the file that a link leads to.

    Args:
        store: where reports are kept.
        request: with the link's query.
        headers: the request's, with names in lower case.
        now: seconds since 1970.

    Raises:
        Refused: the link has expired or was not given out, or there is a token too, which such hosts must not be sent.
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


def refusal(refused: Refused) -> Response:
    """A refusal as hosts of files word it."""
    text = _XML.format(code=_XML_CODES.get(refused.status, "AccessDenied"), message=escape(refused.message))
    return Response(refused.status, {**refused.headers, "Content-Type": "application/xml"}, text.encode("utf-8", "replace"))


def _checked(body: Any, now: int) -> dict[str, Any]:
    """What a report is asked to have, with the server's defaults."""
    if not isinstance(body, dict):
        raise bad("Invalid request body: expected an object")
    fields = fields_of(limits.ReportRequest)
    try:
        given = Check(Mode.CREATE, strict=False).object(fields, body)
    except InvalidInput as error:
        raise bad(error.message) from None
    asked = {name: given.get(name, field.default) for name, field in fields.items()}
    checked_days(asked, now, _reach(asked))
    _check_hours(asked)
    _check_level(asked)
    return asked


def _reach(asked: Mapping[str, Any]) -> Reach:
    if asked["granularity"] == "HOUR":
        return _HOURLY
    return _PRODUCT_ITEMS if asked["level"].startswith("PRODUCT_ITEM") else _DAILY


def _check_hours(asked: Mapping[str, Any]) -> None:
    for name in ("start_hour", "end_hour"):
        if asked[name] is not None and asked["granularity"] != "HOUR":
            raise bad(f"Invalid {name}: only granularity HOUR takes it")


def _check_level(asked: Mapping[str, Any]) -> None:
    level, types = asked["level"], asked["targeting_types"]
    if level.endswith("_TARGETING") and not types:
        raise bad(f"Invalid request: targeting_types is missing, which level {level} needs")
    if types and not level.endswith("_TARGETING"):
        raise bad(f"Invalid targeting_types: level {level} does not take them, only levels that end in _TARGETING")
    if not level.startswith("PRODUCT_ITEM"):
        return
    for name in ("ad_ids", "ad_statuses"):
        if asked[name] is not None:
            raise bad(f"Invalid {name}: level {level} does not take them")
    for column in asked["columns"]:
        if _ABOUT_ADS.fullmatch(column):
            raise bad(f"Invalid columns: level {level} does not have {column}")


def _token(call: Call) -> str:
    tokens = [text for name, text in pairs_of(call.query) if name == "token" and text]
    if not tokens:
        raise bad("Invalid request: token is missing")
    if len(tokens) > 1:
        raise bad("Invalid token: it is given more than once")
    return tokens[0]


def _find(store: EmulatorStore, where: str, *arguments: Any) -> _Report | None:
    rows = store.query(f"SELECT id, account, created, key, body FROM reports WHERE {where}", arguments)
    return _Report._make(rows[0]) if rows else None


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
