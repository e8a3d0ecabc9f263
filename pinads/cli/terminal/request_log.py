"""The log of requests for -v and --debug, without tokens and people's data."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from pinads.render.text import safe
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.redaction import redact, redact_body, redact_header, redact_query

_QUERY = r"\?[^\s'\"()<>]+"
"""The query of a URL, which may grant access to anybody."""


def show_traceback() -> None:
    """Print the traceback of the current error to stderr."""
    for line in traceback.format_exc().splitlines():
        print(safe(redact(re.sub(_QUERY, "?(not shown)", line))), file=sys.stderr)


def show_warnings() -> Callable[[], None]:
    """Print the SDK's warnings, such as retries, to stderr; return the function that stops it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.addFilter(_harmless)
    logger = logging.getLogger("pinads")
    logger.addHandler(handler)
    return lambda: logger.removeHandler(handler)


def _harmless(record: logging.LogRecord) -> bool:
    record.msg, record.args = safe(record.getMessage()), ()
    return True


def show(request: WireRequest, response: WireResponse, bodies: bool) -> None:
    """Print a request and its response to stderr."""
    query = f"?{urlencode(redact_query(request.query), safe='()')}" if request.query else ""
    rid = response.headers.get("x-pinterest-rid", "-")
    line = f"{request.method} {urlsplit(request.url).path}{query} -> HTTP {response.status} (request {rid})"
    # A path may be a misplaced secret, and the request id is any text of the server.
    print(safe(redact(line)), file=sys.stderr)
    if not bodies:
        return
    for mark, headers, body in ((">", request.headers, request.body), ("<", response.headers, response.body)):
        for name, value in headers.items():
            print(safe(f"{mark} {name}: {redact_header(name, value)}"), file=sys.stderr)
        if body:
            print(safe(f"{mark} {redact_body(body)}"), file=sys.stderr)
