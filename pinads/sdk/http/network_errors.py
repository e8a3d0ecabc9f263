"""The error that a failed exchange means, and the next thing to do.

Only a failure before the first byte left is ConnectionFailed; after that, and if it cannot be told, the outcome is unknown.
"""

from __future__ import annotations

import http.client
import re
import ssl
from urllib.parse import urlsplit

import requests
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    InvalidChunkLength,
    InvalidHeader,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)

from pinads.sdk.errors import CannotConnect, ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.connections import ExchangeState
from pinads.sdk.http.network_environment import Proxy, address_hint, check_certificates, proxy_of

FAILURES = (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError, LookupError)
"""The errors of an exchange. requests passes some on as they come: OSError for a missing CA file, ValueError for an odd URL."""


def network_error(error: Exception, url: str, state: ExchangeState, trusts_environment: bool) -> NetworkError:
    """Make the error that a failed exchange means.

    Args:
        error: one of ``FAILURES``.
        url: the URL of the request.
        state: the state of the exchange when it failed.
        trusts_environment: True if proxies and certificates of the environment were used.
    """
    causes = _causes(error)
    # These two are raised before a connection exists; all others prove nothing where our connections were replaced.
    never_connected = _has(causes, NewConnectionError, ConnectTimeoutError)
    if state.left or (state.unwatched and not never_connected):
        return _after_sending(causes)
    return _before_sending(causes, url, trusts_environment)


def _causes(error: BaseException) -> list[BaseException]:
    """Collect an error and the errors within it: in its arguments, its ``reason`` and its context."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause not in found and len(found) < 20:
            found.append(cause)
            within = (*cause.args, getattr(cause, "reason", None), getattr(cause, "original_error", None), cause.__cause__)
            waiting += [part for part in within if isinstance(part, BaseException)]
    return found


def _has(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _after_sending(causes: list[BaseException]) -> NetworkError:
    """Make the error of a request that may have left."""
    if _has(causes, requests.Timeout, ReadTimeoutError, TimeoutError):
        return Timeout("the server did not answer in time")
    if _has(causes, ssl.SSLError, urllib3.exceptions.SSLError):
        return NetworkError("the encrypted connection failed")
    cut_off = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError, DecodeError, InvalidChunkLength)
    if _has(causes, *cut_off):
        return InvalidResponse("the answer was cut off")
    if _has(causes, InvalidHeader, requests.exceptions.InvalidHeader):
        return InvalidResponse("the answer's headers are damaged")
    return NetworkError("the connection broke before the answer was complete")


def _before_sending(causes: list[BaseException], url: str, trusts_environment: bool) -> ConnectionFailed:
    """Make the error of a request that certainly did not leave."""
    host = urlsplit(url).netloc
    proxy = proxy_of(url) if trusts_environment else None
    if trusts_environment and urlsplit(url).scheme == "https":
        try:
            check_certificates()
        except CannotConnect as unusable:
            return unusable
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"the certificate of {host} was not accepted: {cause.verify_message}"
            hint = "if a company's proxy inspects TLS, set REQUESTS_CA_BUNDLE to a file with the company's certificates"
            return CannotConnect(message, hint=hint)
    if proxy is not None and (failed := _proxy_error(causes, proxy)):
        return failed
    for cause in causes:
        if isinstance(cause, NameResolutionError):
            return ConnectionFailed(f"the name of {host} could not be resolved", hint=address_hint(url))
        if isinstance(cause, NewConnectionError):
            return ConnectionFailed(f"could not connect to {host}", hint=address_hint(url))
        if isinstance(cause, (ConnectTimeoutError, TimeoutError)):
            return ConnectionFailed(f"could not connect to {host} in time", hint=address_hint(url))
    if _has(causes, requests.ConnectionError, ssl.SSLError, urllib3.exceptions.ProtocolError):
        return ConnectionFailed(f"the connection to {host} could not be established")
    if _has(causes, requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError):
        return CannotConnect(f"not sent: {host} is not a valid address", hint="check PINADS_API_URL, and api_url in the configuration")
    return CannotConnect(f"the request could not be sent to {host}: {type(causes[0]).__name__}")


def _proxy_error(causes: list[BaseException], proxy: Proxy) -> ConnectionFailed | None:
    """Make the error of a proxy that cannot be used; None if the proxy is not at fault."""
    hint = f"check {proxy.named_by}"
    for cause in causes:
        refused = re.search(r"Tunnel connection failed: (\d{3}.*)", str(cause)) if type(cause) is OSError else None
        if refused:
            message = f"not sent: the proxy {proxy} refused the connection: {refused[1][:100]}"
            if refused[1].startswith("407"):
                hint = f"put the proxy's name and password into {proxy.named_by}: http://NAME:PASSWORD@HOST:PORT"
            # A gateway's trouble may pass; a refusal does not.
            kind = ConnectionFailed if refused[1].startswith("5") else CannotConnect
            return kind(message, variable=proxy.variable, hint=hint)
        if "SOCKS" in str(cause) and isinstance(cause, requests.exceptions.InvalidSchema):
            message = f"not sent: {proxy} is a SOCKS proxy, for which the package PySocks is missing"
            return CannotConnect(message, variable=proxy.variable, hint=f"pip install pysocks, or unset {proxy.named_by}")
    if _has(causes, NewConnectionError, ConnectTimeoutError):
        return ConnectionFailed(f"could not connect to the proxy {proxy}", variable=proxy.variable, hint=hint)
    if _has(causes, requests.Timeout, ReadTimeoutError, TimeoutError):
        return ConnectionFailed(f"could not connect through the proxy {proxy} in time", variable=proxy.variable, hint=hint)
    wrong_address = _has(causes, ValueError, requests.exceptions.InvalidProxyURL)
    if _has(causes, requests.ConnectionError, ssl.SSLError) and not wrong_address:
        return ConnectionFailed(f"could not connect through the proxy {proxy}", variable=proxy.variable, hint=hint)
    message = f"not sent: the proxy {proxy} could not be used: {type(causes[0]).__name__}"
    return CannotConnect(message, variable=proxy.variable, hint=f"{hint}: an address such as http://proxy.example.com:3128")
