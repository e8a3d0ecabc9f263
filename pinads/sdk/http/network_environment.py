"""The environment's settings for connections: proxies and certificate authorities, and checks of them."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, select_proxy

from pinads.sdk.environment import API_URL
from pinads.sdk.errors import CannotConnect
from pinads.sdk.http.base_url import is_loopback

CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
IGNORED_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
KEY_LOG = "SSLKEYLOGFILE"


class Proxy(NamedTuple):
    """A proxy in use: the variable that names it (None: the system's settings), and its address without credentials."""

    variable: str | None
    address: str

    @property
    def named_by(self) -> str:
        """The origin of the setting, as a message names it."""
        return self.variable or "the system's proxy settings"

    def __str__(self) -> str:
        return f"{self.address} ({self.named_by})"


def proxy_of(url: str) -> Proxy | None:
    """Find the proxy that requests to a URL go through."""
    try:
        address = select_proxy(url, get_environ_proxies(url))
    except (ValueError, OSError):
        return None
    if not address:
        return None
    scheme = urlsplit(url).scheme
    names = (name for base in (f"{scheme}_proxy", "all_proxy") for name in (base, base.upper()))
    start, separator, rest = address.rpartition("://")
    without_credentials = start + separator + rest.rpartition("@")[2]
    return Proxy(next((name for name in names if os.environ.get(name) == address), None), without_credentials)


def ca_bundle() -> tuple[str, str] | None:
    """Find the variable that names a file or directory of certificate authorities, and its value."""
    return next(((name, value) for name in CA_VARIABLES if (value := os.environ.get(name))), None)


def network_settings(url: str) -> list[str]:
    """Describe the environment's settings for requests to a URL, one setting an item."""
    proxy, bundle = proxy_of(url), ca_bundle()
    settings = [f"proxy {proxy}" if proxy else "no proxy"]
    settings.append(f"certificates from {bundle[1]} ({bundle[0]})" if bundle else "certificates that come with pinads")
    ignored = [name for name in IGNORED_VARIABLES if os.environ.get(name)]
    if ignored and bundle is None:
        settings.append(f"{' and '.join(ignored)} ignored: set REQUESTS_CA_BUNDLE instead")
    return settings


def address_hint(url: str) -> str:
    """Name the settings that decide where requests to a URL go, for an address that cannot be reached."""
    host = urlsplit(url).hostname or ""
    named = next((name for name in API_URL if host and host in os.environ.get(name, "").lower()), None)
    if named:
        return f"check the network, {named} and the proxy (HTTPS_PROXY)"
    if is_loopback(url):
        return "start the server there, or check api_url in the configuration"
    return "check the network; if a company's proxy is needed, set HTTPS_PROXY to its address"


def check_certificates() -> None:
    """Check the files that the environment names for TLS.

    Raises:
        CannotConnect: one of them cannot be used.
    """
    bundle = ca_bundle()
    if bundle is not None and (problem := _ca_problem(bundle[1])):
        name, value = bundle
        hint = f"set {name} to a file of certificates in PEM format, or unset it to use those that come with pinads"
        raise CannotConnect(f"not sent: {name} names {value!r}, {problem}", variable=name, hint=hint)
    log = os.environ.get(KEY_LOG)
    if log:
        try:
            with Path(log).open("ab"):
                pass
        except OSError as error:
            message = f"not sent: {KEY_LOG} names {log!r}, which cannot be written ({error.strerror})"
            raise CannotConnect(message, variable=KEY_LOG, hint=f"unset {KEY_LOG}, or set it to a file that can be written") from None


def _ca_problem(value: str) -> str | None:
    """Describe why a file of certificates cannot be used; None if it can."""
    path = Path(value)
    try:
        if not path.exists():
            return "which does not exist"
        if path.is_dir():
            return None
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError:
        return "which has no certificates in PEM format"
    except (OSError, ValueError) as error:
        return f"which cannot be read ({getattr(error, 'strerror', None) or error})"
    return None
