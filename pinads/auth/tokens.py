"""Sources of a command's access token: the environment, or the profile's store, where it is renewed before it expires.

A renewal holds a lock that all programs with this configuration share, and reads the store again under it: of ten programs whose token
has expired, one renews it and nine use its result. The refresh token rotates, so the new one is stored, and read back, before the new
access token is used. The start of a renewal is stored first: this proves that the store accepts writes, and after a power cut the next
program can report what happened.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from pinads.auth.credential import CLIENT, Credential, host_of
from pinads.auth.given_tokens import app_secret, given_refresh_token, given_token
from pinads.auth.store import TWO_WAYS, CredentialStore, load, save
from pinads.auth.stores import store_of
from pinads.config.config_file import locked
from pinads.config.directories import check_config_dir
from pinads.config.profiles import Profile
from pinads.config.settings import SCOPES
from pinads.sdk import environment
from pinads.sdk.errors import ConnectionFailed, CredentialError, MissingCredentials, PinadsError
from pinads.sdk.http.token_endpoint import App, GrantRefused, IncompleteGrant, TokenEndpoint
from pinads.sdk.http.transport import TokenSource
from pinads.sdk.http.wire import Wire
from pinads.sdk.redaction import remember
from pinads.sdk.schema.validation import checked_token

LONGEST_RENEWAL = 120.0

Say = Callable[[str], None]


def source_of(profile: Profile) -> str:
    """Name the source of a profile's token: ``environment``, ``store`` or ``none``; no keyring is opened."""
    if given_token() or given_refresh_token():
        return "environment"
    return "store" if profile.get("store") else "none"


def token_source(profile: Profile, wire: Wire, base_url: str, timeout: tuple[float, float], say: Say) -> TokenSource:
    """Choose the source of a profile's access token where the environment has none (``given_tokens.static_source``).

    Args:
        profile: the profile.
        wire: the carrier of renewals.
        base_url: the API that renews.
        timeout: seconds to connect, and for a whole exchange.
        say: called with notes and warnings for the user.

    Raises:
        MissingCredentials: neither the environment nor the profile has a token.
        NoHome: the same, and there is no directory to store one in.
    """
    endpoint = TokenEndpoint(wire, base_url, timeout)
    if given_refresh_token():
        return RenewedFromEnvironment(endpoint, say)
    store = store_of(profile)
    if store is None:
        check_config_dir()  # Without a directory for a login, its error names other ways.
        raise MissingCredentials(
            f"there is no access token for profile {profile.name!r}: set PINADS_ACCESS_TOKEN, or try the built-in `profile` demo",
            f"pinads auth login{profile.option}",
        )
    return StoredTokens(profile, store, endpoint, say)


class RenewedFromEnvironment:
    """A token source for a refresh token of the environment: the access token is fetched once and never stored."""

    def __init__(self, endpoint: TokenEndpoint, say: Say) -> None:
        found = environment.refresh_settings()
        assert found is not None
        variable, app_id, secret = found
        self._variable, self._refresh_token = variable
        self._app = App(app_id, secret)
        self._endpoint = endpoint
        self._say = say
        self._guard = threading.Lock()
        self._token: str | None = None
        remember(self._refresh_token)

    def token(self) -> str:
        """Return the access token; fetch it on first use."""
        with self._guard:
            if self._token is None:
                self._token = self._fetched()
            return self._token

    def refresh(self, rejected: str) -> str | None:
        """Return None: the token of the environment is renewed once only."""
        return None

    def _fetched(self) -> str:
        try:
            answer = self._endpoint.renew(self._app, self._refresh_token)
        except GrantRefused as error:
            raise CredentialError(f"{self._variable} was refused: {error.message}", "get a new one, or set PINADS_ACCESS_TOKEN") from None
        if answer.get("refresh_token") not in (None, self._refresh_token):
            self._say(
                f"note: Pinterest has replaced the refresh token, so the one in {self._variable} may no longer be valid; "
                "for repeated use log in with pinads auth login, which stores the new one"
            )
        token = str(answer["access_token"])
        remember(token)
        return checked_token(token)


class StoredTokens:
    """A token source over a profile's store: renews before expiry and when the server refuses a token. Safe for threads."""

    def __init__(self, profile: Profile, store: CredentialStore, endpoint: TokenEndpoint, say: Say) -> None:
        self._profile = profile
        self._store = store
        self._endpoint = endpoint
        self._say = say
        self._guard = threading.Lock()
        self._held: Credential | None = None

    def token(self) -> str:
        """Return the access token; renew it shortly before it expires."""
        held = self._held
        if held is None or held.expiring:
            with self._guard:
                held = self._held = self._current()
        return held.access_token

    def refresh(self, rejected: str) -> str | None:
        """Renew a token that the server refused; return None if only a person can get a new one."""
        with self._guard:
            self._held = self._renewed(rejected, needed=True)
        return None if self._held.access_token == rejected else self._held.access_token

    def renew(self) -> Credential:
        """Renew the token now, and return the stored credential.

        Raises:
            CredentialError: it cannot be renewed.
        """
        with self._guard:
            present = self._loaded()
            if not present.renewable:
                raise CredentialError(f"the token of profile {self._profile.name!r} cannot be refreshed{_why_not(present)}", self._login)
            self._held = self._renewed(present.access_token, needed=True)
        return self._held

    @property
    def _login(self) -> str:
        return f"pinads auth login{self._profile.option}"

    def _loaded(self) -> Credential:
        credential = load(self._store, self._profile)
        host = host_of(self._profile.base_url or "")
        if credential.host != host:
            raise CredentialError(
                f"the token of profile {self._profile.name!r} is for {credential.host}, and is not sent to {host}",
                f"log in there with {self._login}, or undo the change of PINADS_API_URL, api_url or environment",
            )
        return credential

    def _current(self) -> Credential:
        held = self._held if self._held is not None and not self._held.expiring else self._loaded()
        return self._renewed(held.access_token, needed=held.expired) if held.expiring else held

    def _renewed(self, old: str, needed: bool) -> Credential:
        """Renew the credential unless another program has; without need, an error is a warning."""
        with locked(f"token-{self._profile.name}", LONGEST_RENEWAL):
            held = self._loaded()
            if held.access_token != old and not held.expiring:
                return held
            needed = needed if held.access_token == old else held.expired
            try:
                return self._renew(held)
            except PinadsError as error:
                if needed:
                    raise
                self._say(f"warning: {error.message}; the access token is valid until {_clock(held.expires_at)}")
                return held

    def _renew(self, held: Credential) -> Credential:
        if not held.renewable:
            if not held.expired:
                return held  # If the server refuses it all the same, its error says more.
            raise CredentialError(f"the access token of profile {self._profile.name!r} has expired{_why_not(held)}", self._login)
        if held.refresh_expired and held.grant != CLIENT:
            raise CredentialError(f"the login of profile {self._profile.name!r} expired at {_clock(held.refresh_expires_at)}", self._login)
        save(self._store, self._profile, held._replace(renewing_since=int(time.time())))
        try:
            fresh = held.renewed(self._asked(held), self._say)
        except IncompleteGrant as error:
            self._keep_part(held, error)
            raise
        try:
            save(self._store, self._profile, fresh)
        except CredentialError as error:
            lost = (
                f"Pinterest has replaced the token of profile {self._profile.name!r}, and the new one could not be stored: {error.message}"
            )
            raise CredentialError(lost, f"{error.hint or TWO_WAYS}; then log in again with {self._login}") from error
        if fresh.access_token == held.access_token and fresh.expired:
            raise CredentialError("the token endpoint answered an access token that cannot be sent (not shown)", self._login)
        return fresh

    def _keep_part(self, held: Credential, error: IncompleteGrant) -> None:
        """Store the refresh token of an answer without an access token, so the next command can renew with it."""
        kept = held.renewed(error.answer, self._say) if isinstance(error.answer, dict) else held
        if kept.refresh_token != held.refresh_token:
            save(self._store, self._profile, kept)
            self._say("note: its refresh token is stored, and the next command refreshes with it")

    def _asked(self, held: Credential) -> dict[str, object]:
        app = App(str(held.app_id), app_secret() or str(held.app_secret))
        try:
            if held.grant == CLIENT:
                return self._endpoint.client_token(app, held.scopes or SCOPES)
            return self._endpoint.renew(app, str(held.refresh_token))
        except ConnectionFailed:
            save(self._store, self._profile, held)  # Nothing was sent, so clear renewing_since.
            raise
        except GrantRefused as error:
            if held.renewing_since is not None and held.grant != CLIENT:
                told = (
                    f"a token refresh for profile {self._profile.name!r} was interrupted at {_clock(held.renewing_since)}, after "
                    "Pinterest had replaced its refresh token and before the new one was stored"
                )
            else:
                told = f"the login of profile {self._profile.name!r} cannot be refreshed: {error.message}"
            raise CredentialError(told, self._login) from None


def _why_not(held: Credential) -> str:
    if held.grant != CLIENT and not held.refresh_token:
        return ": it was issued without a refresh token"
    return "" if held.app_secret else ": the app's secret is not stored with it"


def _clock(seconds: int | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds)) if seconds is not None else "an unknown time"
