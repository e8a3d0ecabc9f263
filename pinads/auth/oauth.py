"""The page where a person lets an app in; ``pinads.sdk.http.token_endpoint`` exchanges its code for tokens."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.sandbox import SANDBOX
from pinads.sdk.http.token_endpoint import App as App
from pinads.sdk.http.token_endpoint import GrantRefused as GrantRefused
from pinads.sdk.http.token_endpoint import TokenEndpoint as TokenEndpoint

AUTHORIZE = "https://www.pinterest.com/oauth/"
_PINTEREST = tuple(urlsplit(url).netloc for url in (PRODUCTION, SANDBOX))


def authorize_url(base_url: str, app_id: str, redirect_uri: str, scopes: str, state: str) -> str:
    """The page where a person allows the app to act for them."""
    parts = urlsplit(base_url)
    # What stands in for Pinterest's API has the page beside it.
    page = AUTHORIZE if parts.netloc in _PINTEREST else f"{parts.scheme}://{parts.netloc}/oauth/"
    query = {"client_id": app_id, "redirect_uri": redirect_uri, "response_type": "code", "scope": scopes, "state": state}
    return f"{page}?{urlencode(query)}"
