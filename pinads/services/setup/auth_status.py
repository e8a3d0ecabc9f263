"""The authentication status of profiles: the source and expiry of each token. Nothing secret is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.auth.credential import CLIENT, Credential
from pinads.auth.file_store import FileStore
from pinads.auth.given_tokens import given_refresh_token, given_token
from pinads.auth.store import CredentialStore, load
from pinads.auth.stores import store_of
from pinads.auth.tokens import source_of
from pinads.config.profiles import Profile
from pinads.sdk.errors import CredentialError

if TYPE_CHECKING:
    from pinads.services.context import Context


COLUMNS = (
    "profile", "current", "source", "backend", "environment", "account", "scopes", "expires_at", "refresh_expires_at", "usable", "problem"
)  # fmt: skip
"""The facts of a status. ``source`` is environment, keyring, file, built in or none; times are Unix seconds."""


def standing(context: Context, profile: Profile, current: bool) -> dict[str, Any]:
    """Return the status of a profile; the stored credential is read, and nothing is sent."""
    facts: dict[str, Any] = dict.fromkeys(COLUMNS)
    given = given_token() or given_refresh_token()
    account = context.setting("account") if current else profile.settings.get("account")
    facts.update(profile=profile.name, current=current, environment=profile.environment, account=account, usable=True)
    if profile.is_embedded:
        return {**facts, "source": "built in"}
    if current and source_of(profile) == "environment":
        return {**facts, "source": "environment", "backend": given.name if given else None}
    store = store_of(profile)
    if store is None:
        return {**facts, "source": "none", "usable": False, "problem": "nobody has logged in"}
    in_file = isinstance(store, FileStore)
    facts.update(source="file" if in_file else "keyring", backend=str(FileStore.path(profile.name)) if in_file else store.name)
    return {**facts, **_stored(store, profile)}


def _stored(store: CredentialStore, profile: Profile) -> dict[str, Any]:
    try:
        credential = load(store, profile)
    except CredentialError as error:
        return {"usable": False, "problem": error.message}
    problem = problem_of(credential)
    return {
        "scopes": credential.scopes or None,
        "expires_at": credential.expires_at,
        "refresh_expires_at": credential.refresh_expires_at if credential.refresh_token else None,
        "usable": problem is None,
        "problem": problem,
    }


def problem_of(credential: Credential) -> str | None:
    """Return why no command can be sent with a credential, or None."""
    if not credential.expired:
        return None
    if not credential.renewable:
        return "the access token has expired and cannot be refreshed"
    if credential.refresh_expired and credential.grant != CLIENT:
        return "the login has ended"
    return None
