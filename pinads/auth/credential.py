"""The credential of a profile: its tokens, scopes and expiry, as one text short enough for every keyring."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pinads.sdk.errors import CredentialError, InvalidInput
from pinads.sdk.http.base_url import LOOPBACK
from pinads.sdk.redaction import redact, remember
from pinads.sdk.schema.durations import seconds
from pinads.sdk.schema.validation import describe, is_token

LONGEST = 1_200
"""Characters of a credential's text: an item of Windows' credential manager holds 2,560 bytes of UTF-16."""
MARGIN = 300
"""Seconds before its expiry at which an access token is renewed: clocks differ, and requests take time."""
THIS_MACHINE = "this machine"
DAY = 86_400
ACCESS_LIFETIME = 30 * DAY
REFRESH_LIFETIME = 60 * DAY
"""Seconds that Pinterest's tokens live, assumed if the lifetime in an answer cannot be parsed."""
_LONGEST_LIFETIME = 3650 * DAY
_LONGEST_SCOPES = 300

CODE = "authorization_code"
CLIENT = "client_credentials"
TOKEN = "token"


class Credential(NamedTuple):
    """The tokens of a profile, as a store keeps them.

    Attributes:
        access_token: the token that is sent with every request.
        host: the only host that it is sent to.
        grant: its origin: ``authorization_code``, ``client_credentials``, or ``token`` for one that the user supplied.
        refresh_token: valid for one renewal, which returns the next one.
        app_id: the id of the app that it was issued to.
        app_secret: the secret of the app, needed for renewals.
        scopes: its scopes, separated by commas; empty if unknown.
        issued_at, expires_at, refresh_expires_at: Unix seconds; None if unknown.
        renewing_since: start of a renewal that has not ended, Unix seconds; else None.
    """

    access_token: str
    host: str
    grant: str = TOKEN
    refresh_token: str | None = None
    app_id: str | None = None
    app_secret: str | None = None
    scopes: str = ""
    issued_at: int | None = None
    expires_at: int | None = None
    refresh_expires_at: int | None = None
    renewing_since: int | None = None

    @property
    def text(self) -> str:
        """The JSON text that a store keeps.

        Raises:
            CredentialError: it is too long for some keyrings.
        """
        text = json.dumps({name: value for name, value in self._asdict().items() if value not in (None, "")}, separators=(",", ":"))
        if len(text) > LONGEST:
            raise CredentialError(f"the credential has {len(text)} characters, and some keyrings store only {LONGEST:,}")
        return text

    @classmethod
    def of(cls, text: str) -> Credential | None:
        """Parse a credential from a store; None if the text is not one."""
        try:
            facts = json.loads(text)
            credential = cls(**{name: value for name, value in facts.items() if name in cls._fields})
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        for secret in (credential.access_token, credential.refresh_token, credential.app_secret):
            remember(secret)
        return credential

    def renewed(self, answer: Mapping[str, Any], say: Callable[[str], None] = lambda text: None) -> Credential:
        """Apply an answer of the token endpoint to the credential.

        The old refresh token is spent, so no odd field of an answer may lose the new one: a field that cannot be parsed gets an
        assumed value, and a note.

        Args:
            answer: the JSON of the answer; without an access token, the old one stays.
            say: called with a note for each assumed value.
        """
        now = int(time.time())
        access_token, refresh_token = _token(answer.get("access_token")), _token(answer.get("refresh_token"))
        if refresh_token is None and answer.get("refresh_token") is not None:
            say("note: the token endpoint returned an invalid refresh token; the previous one is kept")
        scopes = _scopes(answer.get("scope"))
        fresh = self._replace(
            access_token=access_token or self.access_token,
            refresh_token=refresh_token or self.refresh_token,
            scopes=scopes if 0 < len(scopes) <= _LONGEST_SCOPES else self.scopes,
            issued_at=now,
            # Without a new access token, let the next command renew again, with the new refresh token.
            expires_at=_end(answer, "expires_in", now, ACCESS_LIFETIME, say) if access_token else now,
            refresh_expires_at=self._refresh_end(answer, now, refresh_token, say),
            renewing_since=None,
        )
        for secret in (fresh.access_token, fresh.refresh_token):
            remember(secret)
        return fresh

    def _refresh_end(self, answer: Mapping[str, Any], now: int, refresh_token: str | None, say: Callable[[str], None]) -> int | None:
        name = "refresh_token_expires_in"
        if answer.get(name) is not None:
            return _end(answer, name, now, REFRESH_LIFETIME, say)
        # The expiry of the old refresh token does not apply to a new one.
        return self.refresh_expires_at if refresh_token in (None, self.refresh_token) else None

    @property
    def renewable(self) -> bool:
        """True if a new access token can be fetched without a person."""
        return bool(self.app_id and self.app_secret and (self.refresh_token or self.grant == CLIENT))

    @property
    def expired(self) -> bool:
        """True if the access token has expired."""
        return self.expires_at is not None and time.time() >= self.expires_at

    @property
    def expiring(self) -> bool:
        """True if the access token has expired or expires soon, so that it is to be renewed."""
        if self.expires_at is None:
            return False
        # The margin of a short-lived token is shorter; else it would be renewed with every request.
        margin = MARGIN if self.issued_at is None else min(MARGIN, (self.expires_at - self.issued_at) / 10)
        return time.time() >= self.expires_at - margin

    @property
    def refresh_expired(self) -> bool:
        """True if the refresh token has expired."""
        return self.refresh_expires_at is not None and time.time() >= self.refresh_expires_at


def _scopes(answered: Any) -> str:
    text = " ".join(map(str, answered)) if isinstance(answered, list) else answered
    return ",".join(text.replace(",", " ").split()) if isinstance(text, str) else ""


def _token(answered: Any) -> str | None:
    """Read a token of an answer; None if it cannot be sent."""
    text = answered.strip() if isinstance(answered, str) else ""
    return text if is_token(text) else None


def _end(answer: Mapping[str, Any], name: str, now: int, assumed: int, say: Callable[[str], None]) -> int | None:
    """Compute a token's expiry from the lifetime in an answer; None if there is none."""
    answered = answer.get(name)
    if answered is None:
        return None
    lifetime = _lifetime(answered)
    if lifetime is None:
        found = f"the token endpoint returned {name} {redact(describe(answered))}, which is not a duration"
        say(f"note: {found}; assuming {assumed // DAY} days")
        lifetime = assumed
    return now + lifetime


def _lifetime(answered: Any) -> int | None:
    """Parse a lifetime: a number, its text, or a duration such as 30d; None for anything else."""
    try:
        found = seconds(answered, "lifetime", most=_LONGEST_LIFETIME) if isinstance(answered, str) else answered
    except InvalidInput:
        return None
    is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
    return int(found) if is_number and 1 <= found <= _LONGEST_LIFETIME else None


def host_of(base_url: str) -> str:
    """Return the host of a base URL, as stored in a credential; all ports of this machine are one host."""
    host = urlsplit(base_url).hostname or ""
    return THIS_MACHINE if host in LOOPBACK else host
