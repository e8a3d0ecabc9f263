"""Downloads of files that an answer names, from a storage host that must never see the access token."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from pinads import __version__
from pinads.sdk.errors import ApiError, BadRequest, InvalidResponse, NetworkError, NotFound, RateLimited, ServerError
from pinads.sdk.files import replacing
from pinads.sdk.http.base_url import is_loopback
from pinads.sdk.http.responses import BY_STATUS, REDIRECTS
from pinads.sdk.http.retries import Retries
from pinads.sdk.http.transport import MOST_REDIRECTS, Transport
from pinads.sdk.http.wire import WireRequest

OPERATION = "reports/download"
_BY_STATUS: dict[int, type[ApiError]] = {**BY_STATUS, 410: NotFound}


def download(transport: Transport, url: str, into: BinaryIO) -> None:
    """Write a file into ``into``; one that breaks off, or meets a 5xx, is fetched again from its beginning."""
    retries = Retries(transport.max_retries, transport.max_wait)
    while True:
        into.seek(0)
        into.truncate()
        try:
            return _fetch(transport, url, into)
        except (NetworkError, RateLimited, ServerError) as error:
            pause = retries.pause_after(error)
            if pause is None or not retries.allow(pause):
                raise
        transport.clock.sleep(pause)
        retries.waited += pause


def _fetch(transport: Transport, url: str, into: BinaryIO) -> None:
    for _ in range(1 + MOST_REDIRECTS):
        _check(url)
        # A compressed body that is cut off would go unnoticed.
        headers = {"User-Agent": f"pinads/{__version__}", "Accept-Encoding": "identity"}
        try:
            response = transport.wire.send(WireRequest("GET", url, headers, (), None, transport.timeout, into))
        except NetworkError as error:
            error.operation, error.safe_to_retry = OPERATION, True
            raise
        if response.status not in REDIRECTS:
            break
        try:
            url = urljoin(url, response.headers.get("location", ""))
        except ValueError:
            url = ""
    status = response.status
    if status != 200:
        # Storage hosts explain a refusal in XML, which is of no help.
        kind = ServerError if status >= 500 else _BY_STATUS.get(status, BadRequest)
        passing = status >= 500 or status in (408, 425, 429)
        raise kind(f"the storage host answered HTTP {status}", http_status=status, operation=OPERATION, safe_to_retry=passing)
    into.write(response.body)  # Empty where the wire wrote it itself.


def _check(url: str) -> None:
    """Refuse a URL that is neither https nor of this machine."""
    # One parser's host is another parser's user name.
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


def save(file: BinaryIO, target: Path) -> None:
    """Copy a file to a path, replacing a regular file as a whole with its mode kept."""
    with replacing(target, "wb", 0o666, keep_mode=True) as into:
        shutil.copyfileobj(file, into)
