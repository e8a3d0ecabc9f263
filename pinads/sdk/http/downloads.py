"""Fetching a file from where an answer said that it is: a storage host, which must never see the access token."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from pinads import __version__
from pinads.sdk.errors import ApiError, BadRequest, InvalidResponse, NetworkError, NotFound, PermissionDenied, RateLimited, ServerError
from pinads.sdk.files import replacing
from pinads.sdk.http.responses import REDIRECTS
from pinads.sdk.http.transport import FINAL, MOST_REDIRECTS, Transport
from pinads.sdk.http.wire import WireRequest, WireResponse, is_loopback

OPERATION = "reports/download"
_BY_STATUS: dict[int, type[ApiError]] = {
    403: PermissionDenied,
    404: NotFound,
    408: ServerError,
    410: NotFound,
    425: ServerError,
    429: RateLimited,
}


def download(transport: Transport, url: str, into: BinaryIO) -> None:
    """Write the file into ``into``; one that breaks off, or meets a 5xx, is fetched again from its beginning."""
    pauses, waited = transport.pauses(), 0.0
    while True:
        into.seek(0)
        into.truncate()
        try:
            return _fetch(transport, url, into)
        except (NetworkError, RateLimited, ServerError) as error:
            pause = None if isinstance(error, FINAL) else next(pauses, None)
            if pause is None or waited + pause > transport.max_wait or not error.safe_to_retry:
                raise
        transport.clock.sleep(pause)
        waited += pause


def _fetch(transport: Transport, url: str, into: BinaryIO) -> None:
    for _ in range(1 + MOST_REDIRECTS):
        _check(url)
        # Of a packed body nobody would notice that its end is missing.
        headers = {"User-Agent": f"pinads/{__version__}", "Accept-Encoding": "identity"}
        response = _sent(transport, WireRequest("GET", url, headers, (), None, transport.timeout, into))
        if response.status not in REDIRECTS:
            break
        url = _joined(url, response.headers.get("location", ""))
    if response.status != 200:
        raise _refusal(response)
    into.write(response.body)  # what the wire did not write itself


def _joined(url: str, location: str) -> str:
    with suppress(ValueError):
        return urljoin(url, location)
    return ""


def _sent(transport: Transport, request: WireRequest) -> WireResponse:
    try:
        return transport.wire.send(request)
    except NetworkError as error:
        error.operation, error.safe_to_retry = OPERATION, True
        raise


def _check(url: str) -> None:
    # What one parser takes for a host, another takes for a user's name.
    plain = re.fullmatch(r"[!-~]+", url) and "\\" not in url
    with suppress(ValueError):
        parts = urlsplit(url)
        if (
            plain
            and parts.hostname
            and "@" not in parts.netloc
            and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url)))
        ):
            return
    raise InvalidResponse("the file is not at an https address: nothing was fetched", operation=OPERATION)


def _refusal(response: WireResponse) -> ApiError:
    """The error that an answer outside 2xx is; storage hosts explain themselves in XML, which tells nobody anything."""
    status = response.status
    kind = ServerError if status >= 500 else _BY_STATUS.get(status, BadRequest)
    again = status >= 500 or status in (408, 425, 429)
    return kind(f"the storage host answered HTTP {status}", http_status=status, operation=OPERATION, safe_to_retry=again)


def save(file: BinaryIO, target: Path) -> None:
    """Copy a file to a path: a regular file there is replaced as a whole and keeps its mode, a device or pipe is written to."""
    with replacing(target, "wb", 0o666, keep_mode=True) as into:
        shutil.copyfileobj(file, into)
