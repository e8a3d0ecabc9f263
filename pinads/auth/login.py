"""Login: the ways to a first token, its verification, and storing it."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from pinads.auth.browser import open_page
from pinads.auth.credential import CLIENT, CODE, TOKEN, Credential, host_of
from pinads.auth.redirect_server import listening, read_answer
from pinads.auth.store import CredentialStore, save
from pinads.auth.stores import store_of
from pinads.auth.tokens import LONGEST_RENEWAL
from pinads.config.config_file import locked
from pinads.config.profiles import Profile, change_profile
from pinads.sdk.client import Client
from pinads.sdk.errors import AuthenticationError, CredentialError, MissingScope, PinadsError
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.sandbox import SANDBOX
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from pinads.sdk.redaction import remember
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.validation import checked_token

AUTHORIZE = "https://www.pinterest.com/oauth/"
_PINTEREST = tuple(urlsplit(url).netloc for url in (PRODUCTION, SANDBOX))

Say = Callable[[str], None]


class Verified(NamedTuple):
    """The result of a first call with the token: the ad accounts as the API sent them, or the error."""

    accounts: list[Mapping[str, Any]]
    problem: PinadsError | None = None


def with_browser(endpoint: TokenEndpoint, base_url: str, app: App, redirect_uri: str, scopes: str, wait: float, say: Say) -> Credential:
    """Log in through a browser on this machine.

    Raises:
        CredentialError: access was denied, the answer is forged, no browser came back, or the code was refused.
    """
    state = secrets.token_urlsafe(24)
    url = _authorize_url(base_url, app.id, redirect_uri, scopes, state)
    with listening(redirect_uri) as server:
        say(f"Your browser opens this page. If it does not, open it yourself:\n{url}\nWaiting for your answer there; Ctrl-C cancels.")
        # Some browsers block the caller until they are closed, and need the answer of our server before that.
        threading.Thread(target=open_page, args=(url,), name="pinads-browser", daemon=True).start()
        code = server.wait(state, wait)
    return _credential(CODE, base_url, app, scopes, endpoint.exchange(app, code, redirect_uri), say)


def by_pasting(
    endpoint: TokenEndpoint, base_url: str, app: App, redirect_uri: str, scopes: str, read: Callable[[], str], say: Say
) -> Credential:
    """Log in through a browser on any machine: a person copies the URL there, and its answer back.

    Raises:
        CredentialError: access was denied, the answer is not of this login, or the code was refused.
    """
    state = secrets.token_urlsafe(24)
    say(
        f"Open this page in any browser and allow access:\n{_authorize_url(base_url, app.id, redirect_uri, scopes, state)}\n"
        f"The browser then goes to {redirect_uri} and may show an error. Paste the whole address from its address bar:"
    )
    code = read_answer(read(), state)
    return _credential(CODE, base_url, app, scopes, endpoint.exchange(app, code, redirect_uri), say)


def _authorize_url(base_url: str, app_id: str, redirect_uri: str, scopes: str, state: str) -> str:
    """Build the URL of the page where a person allows the app to act for them."""
    parts = urlsplit(base_url)
    # A server that emulates Pinterest's API serves the page at the same host.
    page = AUTHORIZE if parts.netloc in _PINTEREST else f"{parts.scheme}://{parts.netloc}/oauth/"
    query = {"client_id": app_id, "redirect_uri": redirect_uri, "response_type": "code", "scope": scopes, "state": state}
    return f"{page}?{urlencode(query)}"


def for_the_app(endpoint: TokenEndpoint, base_url: str, app: App, scopes: str) -> Credential:
    """Fetch a token for the app's own account, without a person."""
    return _credential(CLIENT, base_url, app, scopes, endpoint.client_token(app, scopes))


def from_token(base_url: str, token: str) -> Credential:
    """Create a credential from a token that the user supplies."""
    remember(token)
    return Credential(checked_token(token), host_of(base_url), TOKEN, issued_at=int(time.time()))


def _credential(grant: str, base_url: str, app: App, scopes: str, answer: dict[str, object], say: Say = lambda text: None) -> Credential:
    blank = Credential("", host_of(base_url), grant, app_id=app.id, app_secret=app.secret, scopes=scopes)
    return blank.renewed(answer, say)


def verify(client: Client) -> Verified:
    """Verify a token by listing the ad accounts.

    Raises:
        AuthenticationError: the API refuses the token.
    """
    try:
        return Verified([account.wire for account in AdAccount.iter_all(client=client)])
    except MissingScope as error:
        return Verified([], error)
    except AuthenticationError:
        raise
    except PinadsError as error:
        return Verified([], error)


def keep(profile: Profile, store: CredentialStore, credential: Credential, settings: dict[str, str]) -> None:
    """Store a credential and the profile's settings for it, and delete one in the profile's earlier store.

    Raises:
        CredentialError: the store did not store it.
    """
    before = store_of(profile)
    with locked(f"token-{profile.name}", LONGEST_RENEWAL):
        save(store, profile, credential)
        change_profile(profile.name, {**settings, "store": store.name})
    if before is not None and before.name != store.name:
        # The old credential is out of use, and an earlier keyring may no longer exist.
        with contextlib.suppress(CredentialError):
            before.delete(profile.name)


def forget(profile: Profile) -> bool:
    """Log a profile out; return False if it had no credential.

    Raises:
        CredentialError: the store cannot delete it.
    """
    store = store_of(profile)
    if store is None:
        return False
    with locked(f"token-{profile.name}", LONGEST_RENEWAL):
        deleted = store.delete(profile.name)
        change_profile(profile.name, {}, clear=("store",))
    return deleted
