"""A credential: the tokens of one profile and what is known of them, as one short text that fits into every keyring."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pinads.sdk.errors import CredentialError
from pinads.sdk.redaction import remember
from pinads.sdk.wire import LOOPBACK

LONGEST = 1_200
"""Windows keeps 2,560 bytes of UTF-16 in an item."""
MARGIN = 300
"""Seconds before its end from which on an access token is renewed: clocks differ, and requests take time."""
THIS_MACHINE = "this machine"

CODE = "authorization_code"
CLIENT = "client_credentials"
TOKEN = "token"


class Credential(NamedTuple):
    """What the store keeps of a profile.

    Attributes:
        access_token: sent with every request.
        host: the only host that it is sent to.
        grant: how it was got: ``authorization_code``, ``client_credentials``, or ``token`` where somebody brought it along.
        refresh_token: good for one renewal, which answers the next one.
        app_id: the app that it was issued to.
        app_secret: the app's secret, which renewals need.
        scopes: what it may do; empty where nobody said.
        issued_at, expires_at, refresh_expires_at: Unix seconds; None where nobody said.
        renewing_since: a renewal was begun then and has not ended.
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
        """The text that a store keeps.

        Raises:
            CredentialError: it would not fit into every keyring.
        """
        text = json.dumps({name: value for name, value in self._asdict().items() if value not in (None, "")}, separators=(",", ":"))
        if len(text) > LONGEST:
            raise CredentialError(f"the credential takes {len(text)} characters, and a keyring may keep only {LONGEST:,}")
        return text

    @classmethod
    def of(cls, text: str) -> Credential | None:
        """The credential that a store kept; None where the text is none."""
        try:
            facts = json.loads(text)
            credential = cls(**{name: value for name, value in facts.items() if name in cls._fields})
        except (ValueError, TypeError, AttributeError):
            return None
        for secret in (credential.access_token, credential.refresh_token, credential.app_secret):
            remember(secret)
        return credential

    def renewed(self, answer: Mapping[str, Any]) -> Credential:
        """The credential with what the token endpoint answered."""
        now = int(time.time())
        lifetime = answer.get("expires_in")
        refresh_lifetime = answer.get("refresh_token_expires_in")
        fresh = self._replace(
            access_token=answer["access_token"],
            refresh_token=answer.get("refresh_token") or self.refresh_token,
            scopes=_scopes(answer.get("scope")) or self.scopes,
            issued_at=now,
            expires_at=now + int(lifetime) if lifetime is not None else None,
            refresh_expires_at=now + int(refresh_lifetime) if refresh_lifetime is not None else self.refresh_expires_at,
            renewing_since=None,
        )
        for secret in (fresh.access_token, fresh.refresh_token):
            remember(secret)
        return fresh

    @property
    def renewable(self) -> bool:
        """Whether a newer access token can be got without a person."""
        return bool(self.app_id and self.app_secret and (self.refresh_token or self.grant == CLIENT))

    @property
    def expired(self) -> bool:
        """Whether the access token's time is over."""
        return self.expires_at is not None and time.time() >= self.expires_at

    @property
    def expiring(self) -> bool:
        """Whether the access token is to be renewed: it has expired or soon will have."""
        if self.expires_at is None:
            return False
        # A token that lives for a minute is not renewed all the time.
        margin = MARGIN if self.issued_at is None else min(MARGIN, (self.expires_at - self.issued_at) / 10)
        return time.time() >= self.expires_at - margin

    @property
    def refresh_expired(self) -> bool:
        """Whether the refresh token's time is over."""
        return self.refresh_expires_at is not None and time.time() >= self.refresh_expires_at


def _scopes(answered: Any) -> str:
    return ",".join(str(answered).replace(",", " ").split()) if answered else ""


def host_of(base_url: str) -> str:
    """The host of a base URL, as a credential names it; all ports of this machine are one."""
    host = urlsplit(base_url).hostname or ""
    return THIS_MACHINE if host in LOOPBACK else host
