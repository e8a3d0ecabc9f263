"""Logging in: the three ways to a first token, its verification, and where it is kept."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import NamedTuple

from pinads.auth.credential import CLIENT, CODE, TOKEN, Credential, host_of
from pinads.auth.file_store import FileStore
from pinads.auth.oauth import authorize_url
from pinads.auth.redirect_server import listening, read_answer
from pinads.auth.store import Store, save, try_out
from pinads.auth.stores import store_of
from pinads.auth.tokens import LONGEST_RENEWAL
from pinads.config.config_file import locked
from pinads.config.profiles import Profile, change_profile
from pinads.sdk.client import Client
from pinads.sdk.errors import AuthenticationError, CredentialError, MissingScope, PinadsError
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from pinads.sdk.http.transport import TokenSource
from pinads.sdk.redaction import remember
from pinads.sdk.schema.validation import checked_token

Say = Callable[[str], None]


class Verified(NamedTuple):
    """What a first call with the token showed: the ad accounts (id, name), or why there was no answer."""

    accounts: list[tuple[str, str]]
    problem: PinadsError | None = None


def with_browser(endpoint: TokenEndpoint, base_url: str, app: App, redirect_uri: str, scopes: str, wait: float, say: Say) -> Credential:
    """Log in through a browser on this machine.

    Raises:
        CredentialError: the person said no, the answer is forged, nobody came, or the code was refused.
    """
    state = secrets.token_urlsafe(24)
    url = authorize_url(base_url, app.id, redirect_uri, scopes, state)
    with listening(redirect_uri) as server:
        say(f"Your browser opens this page; if none comes up, open it yourself:\n{url}\nWaiting for your answer there; Ctrl-C gives up.")
        # Some browsers keep the caller waiting until they are closed, and meanwhile want the answer of our server.
        threading.Thread(target=_open, args=(url,), name="pinads-browser", daemon=True).start()
        code = server.wait(state, wait)
    return _credential(CODE, base_url, app, scopes, endpoint.exchange(app, code, redirect_uri), say)


def _open(url: str) -> None:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        return  # What is left are browsers that would take over this terminal.
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(url)


def by_pasting(
    endpoint: TokenEndpoint, base_url: str, app: App, redirect_uri: str, scopes: str, read: Callable[[], str], say: Say
) -> Credential:
    """Log in through a browser anywhere: a person carries the URL there, and its answer back."""
    state = secrets.token_urlsafe(24)
    say(
        f"Open this page in any browser and allow the access:\n{authorize_url(base_url, app.id, redirect_uri, scopes, state)}\n"
        f"The browser then goes to {redirect_uri}, and may find nothing there. Paste the whole address that it shows:"
    )
    code = read_answer(read(), state)
    return _credential(CODE, base_url, app, scopes, endpoint.exchange(app, code, redirect_uri), say)


def for_the_app(endpoint: TokenEndpoint, base_url: str, app: App, scopes: str) -> Credential:
    """A token for the app's own account, without a person."""
    return _credential(CLIENT, base_url, app, scopes, endpoint.client_token(app, scopes))


def brought_along(base_url: str, token: str) -> Credential:
    """A token that somebody got elsewhere."""
    remember(token)
    return Credential(checked_token(token), host_of(base_url), TOKEN, issued_at=int(time.time()))


def _credential(grant: str, base_url: str, app: App, scopes: str, answer: dict[str, object], say: Say = lambda text: None) -> Credential:
    blank = Credential("", host_of(base_url), grant, app_id=app.id, app_secret=app.secret, scopes=scopes)
    return blank.renewed(answer, say)


class JustThis(TokenSource):
    """A token that was got a moment ago."""

    def __init__(self, credential: Credential) -> None:
        self._credential = credential

    def token(self) -> str:
        """The token."""
        return self._credential.access_token

    def refresh(self, rejected: str) -> str | None:
        """Never another one."""
        return None


def verify(client: Client) -> Verified:
    """See what the token is good for, by listing the ad accounts.

    Raises:
        AuthenticationError: for nothing: the API refuses it.
    """
    from pinads.sdk.resources.ad_accounts import AdAccount

    try:
        return Verified([(str(account.id), str(account.wire.get("name") or "")) for account in AdAccount.iter_all(client=client)])
    except MissingScope as error:
        return Verified([], error)
    except AuthenticationError:
        raise
    except PinadsError as error:
        return Verified([], error)


def chosen_store(insecure: bool, profile: Profile) -> Store:
    """Where the credential will be kept, tried out before anything is asked for.

    Raises:
        CredentialError: there is no such place here.
    """
    if insecure:
        store: Store = FileStore()
    else:
        from pinads.auth.keyring_store import detect

        store = detect()
    try_out(store, profile)
    return store


def keep(profile: Profile, store: Store, credential: Credential, settings: dict[str, str]) -> None:
    """Store a credential and what the profile has to know of it; nothing is left where the profile kept one before.

    Raises:
        CredentialError: the store did not keep it.
    """
    before = store_of(profile)
    with locked(f"token-{profile.name}", LONGEST_RENEWAL):
        save(store, profile, credential)
        change_profile(profile.name, {**settings, "store": store.name})
    if before is not None and before.name != store.name:
        _forget(before, profile.name)


def _forget(store: Store, profile: str) -> None:
    # It is out of use, and a keyring that is gone cannot be cleaned.
    with contextlib.suppress(CredentialError):
        store.delete(profile)


def forget(profile: Profile) -> bool:
    """Log a profile out; answers whether there was anything to forget.

    Raises:
        CredentialError: the store does not let go of it.
    """
    store = store_of(profile)
    if store is None:
        return False
    with locked(f"token-{profile.name}", LONGEST_RENEWAL):
        there = store.delete(profile.name)
        change_profile(profile.name, {}, clear=("store",))
    return there
