"""What a failed exchange means: whether its request may have left, and what to do about it.

Only a failure before the first byte left is ConnectionFailed; after that, and wherever it cannot be told, the outcome is open.
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
from pinads.sdk.http.connections import Exchange
from pinads.sdk.http.network_environment import Proxy, address_hint, check_certificates, proxy_of

FAILURES = (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError, LookupError)
"""What an exchange may raise. requests passes some of it on as it comes: OSError for a missing CA file, ValueError for an odd URL."""
_SOCKS = "pip install pysocks"


def network_error(error: Exception, url: str, exchange: Exchange, trusts_environment: bool) -> NetworkError:
    """Make the error that a failed exchange means.

    Args:
        error: one of ``FAILURES``.
        url: where the request went.
        exchange: what is known of the exchange.
        trusts_environment: whether proxies and certificates of the environment were used.
    """
    causes = list(_causes(error))
    # These two are raised before a connection exists; all others prove nothing where our connections were replaced.
    never_connected = any(isinstance(cause, (NewConnectionError, ConnectTimeoutError)) for cause in causes)
    if exchange.left or (exchange.unwatched and not never_connected):
        return _after_sending(causes)
    return _before_sending(causes, url, trusts_environment)


def _causes(error: BaseException) -> list[BaseException]:
    """The error and the errors within it: in its arguments, its ``reason`` and its context."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause not in found and len(found) < 20:
            found.append(cause)
            within = (*cause.args, getattr(cause, "reason", None), getattr(cause, "original_error", None), cause.__cause__)
            waiting += [part for part in within if isinstance(part, BaseException)]
    return found


def _after_sending(causes: list[BaseException]) -> NetworkError:
    if any(isinstance(cause, (requests.Timeout, ReadTimeoutError, TimeoutError)) for cause in causes):
        return Timeout("the server did not answer in time")
    if any(isinstance(cause, (ssl.SSLError, urllib3.exceptions.SSLError)) for cause in causes):
        return NetworkError("the encrypted connection failed")
    cut = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError, DecodeError, InvalidChunkLength)
    if any(isinstance(cause, cut) for cause in causes):
        return InvalidResponse("the answer was cut off")
    if any(isinstance(cause, (InvalidHeader, requests.exceptions.InvalidHeader)) for cause in causes):
        return InvalidResponse("the answer's headers are damaged")
    return NetworkError("the connection broke before the answer was whole")


def _before_sending(causes: list[BaseException], url: str, trusts_environment: bool) -> ConnectionFailed:
    host = urlsplit(url).netloc
    proxy = proxy_of(url) if trusts_environment else None
    if trusts_environment and urlsplit(url).scheme == "https":
        try:
            check_certificates()
        except CannotConnect as unusable:
            return unusable
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _untrusted(host, cause)
    if proxy is not None and (failed := _proxy_error(causes, proxy)):
        return failed
    for cause in causes:
        if isinstance(cause, NameResolutionError):
            return ConnectionFailed(f"the name of {host} could not be resolved", safe_to_retry=True, hint=address_hint(url))
        if isinstance(cause, NewConnectionError):
            return ConnectionFailed(f"could not connect to {host}", safe_to_retry=True, hint=address_hint(url))
        if isinstance(cause, (ConnectTimeoutError, TimeoutError)):
            return ConnectionFailed(f"could not connect to {host} in time", safe_to_retry=True, hint=address_hint(url))
    if any(isinstance(cause, (requests.ConnectionError, ssl.SSLError, urllib3.exceptions.ProtocolError)) for cause in causes):
        return ConnectionFailed(f"the connection to {host} could not be established", safe_to_retry=True)
    if any(isinstance(cause, (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError)) for cause in causes):
        return CannotConnect(f"not sent: {host} is not a valid address", hint="check PINADS_API_URL, and api_url in the configuration")
    return CannotConnect(f"the request could not be sent to {host}: {type(causes[0]).__name__}")


def _untrusted(host: str, error: ssl.SSLCertVerificationError) -> CannotConnect:
    told = f"the certificate of {host} was not accepted: {error.verify_message}"
    hint = "where a company's proxy inspects TLS, set REQUESTS_CA_BUNDLE to a file with the company's certificates"
    return CannotConnect(told, hint=hint)


def _proxy_error(causes: list[BaseException], proxy: Proxy) -> ConnectionFailed | None:
    """Make the error of a proxy that cannot be used; None where the proxy is not at fault."""
    hint = f"check {proxy.named_by}"
    for cause in causes:
        refused = re.search(r"Tunnel connection failed: (\d{3}.*)", str(cause)) if type(cause) is OSError else None
        if refused:
            told = f"not sent: the proxy {proxy} refused the connection: {refused[1][:100]}"
            # A gateway's trouble may pass; a refusal does not.
            kind = ConnectionFailed if refused[1].startswith("5") else CannotConnect
            return kind(told, safe_to_retry=True, variable=proxy.variable, hint=_credentials(proxy) if refused[1][:3] == "407" else hint)
        if "SOCKS" in str(cause) and isinstance(cause, requests.exceptions.InvalidSchema):
            told = f"not sent: {proxy} is a SOCKS proxy, for which the package PySocks is missing"
            return CannotConnect(told, variable=proxy.variable, hint=f"{_SOCKS}, or unset {proxy.named_by}")
    if any(isinstance(cause, (NewConnectionError, ConnectTimeoutError)) for cause in causes):
        told = f"could not connect to the proxy {proxy}"
        return ConnectionFailed(told, safe_to_retry=True, variable=proxy.variable, hint=hint)
    if any(isinstance(cause, (requests.Timeout, ReadTimeoutError, TimeoutError)) for cause in causes):
        told = f"the proxy {proxy} gave no connection in time"
        return ConnectionFailed(told, safe_to_retry=True, variable=proxy.variable, hint=hint)
    if any(isinstance(cause, (requests.ConnectionError, ssl.SSLError)) for cause in causes) and not _is_wrong_address(causes):
        told = f"no connection through the proxy {proxy} could be established"
        return ConnectionFailed(told, safe_to_retry=True, variable=proxy.variable, hint=hint)
    told = f"not sent: the proxy {proxy} could not be used: {type(causes[0]).__name__}"
    return CannotConnect(told, variable=proxy.variable, hint=f"{hint}: an address such as http://proxy.example.com:3128")


def _credentials(proxy: Proxy) -> str:
    return f"put the proxy's name and password into {proxy.named_by}: http://NAME:PASSWORD@HOST:PORT"


def _is_wrong_address(causes: list[BaseException]) -> bool:
    return any(isinstance(cause, (ValueError, requests.exceptions.InvalidProxyURL)) for cause in causes)
