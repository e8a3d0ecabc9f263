"""What -v and --debug show of a request: never a token, never people's data."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from pinads.render.text import safe
from pinads.sdk.wire import WireRequest, WireResponse

SECRET_HEADERS = ("authorization", "cookie", "set-cookie", "proxy-authorization")
SECRET_NAMES = ("access_token", "refresh_token", "client_secret", "records", "code")
TOKEN = re.compile(r"pin[ar]_[\w.-]+")


def show_traceback() -> None:
    """Print where the error that is being handled came from to stderr."""
    for line in traceback.format_exc().splitlines():
        print(safe(TOKEN.sub("(token)", line)), file=sys.stderr)


def show_warnings() -> Callable[[], None]:
    """Print the SDK's warnings (a request that is sent again, and why) to stderr; answers what ends it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.addFilter(_harmless)
    logger = logging.getLogger("pinads")
    logger.addHandler(handler)
    return lambda: logger.removeHandler(handler)


def _harmless(record: logging.LogRecord) -> bool:
    record.msg, record.args = safe(TOKEN.sub("(token)", record.getMessage())), ()
    return True


def show(request: WireRequest, response: WireResponse, bodies: bool) -> None:
    """Print one exchange to stderr."""
    query = f"?{urlencode(request.query)}" if request.query else ""
    rid = response.headers.get("x-pinterest-rid", "-")
    print(safe(f"{request.method} {urlsplit(request.url).path}{query} -> HTTP {response.status} (request {rid})"), file=sys.stderr)
    if not bodies:
        return
    for mark, headers, body in ((">", request.headers, request.body), ("<", response.headers, response.body)):
        for name, value in headers.items():
            print(safe(f"{mark} {name}: {redacted_header(name, value)}"), file=sys.stderr)
        if body:
            print(safe(f"{mark} {redacted_body(body)}"), file=sys.stderr)


def redacted_header(name: str, value: str) -> str:
    """A header's value as it may be shown."""
    return "(not shown)" if name.lower() in SECRET_HEADERS else TOKEN.sub("(token)", value)


def redacted_body(body: bytes) -> str:
    """A body as it may be shown; one that is not JSON is shown by its size only."""
    try:
        value = json.loads(body)
    except ValueError:
        return f"({len(body)} bytes, not JSON)"
    return TOKEN.sub("(token)", json.dumps(redacted(value), ensure_ascii=False))


def redacted(value: Any) -> Any:
    """JSON with secrets and people's data taken out."""
    if isinstance(value, dict):
        return {k: "(not shown)" if k in SECRET_NAMES and isinstance(v, str) else redacted(v) for k, v in value.items()}
    return [redacted(item) for item in value] if isinstance(value, list) else value
