"""The page where a person grants an app access; ``pinads.sdk.http.token_endpoint`` exchanges its code for tokens."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.sandbox import SANDBOX

AUTHORIZE = "https://www.pinterest.com/oauth/"
_PINTEREST = tuple(urlsplit(url).netloc for url in (PRODUCTION, SANDBOX))


def authorize_url(base_url: str, app_id: str, redirect_uri: str, scopes: str, state: str) -> str:
    """Build the URL of the page where a person allows the app to act for them."""
    parts = urlsplit(base_url)
    # A server that emulates Pinterest's API serves the page at the same host.
    page = AUTHORIZE if parts.netloc in _PINTEREST else f"{parts.scheme}://{parts.netloc}/oauth/"
    query = {"client_id": app_id, "redirect_uri": redirect_uri, "response_type": "code", "scope": scopes, "state": state}
    return f"{page}?{urlencode(query)}"
