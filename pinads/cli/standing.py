"""How profiles stand: which of them has a token, from where, and until when. Nothing secret is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pinads.credentials.credential import CLIENT, Credential
from pinads.credentials.profiles import Profile
from pinads.credentials.stores import Store, load, store_of
from pinads.credentials.tokens import REFRESH_VARIABLES, given_token, source_of
from pinads.sdk.errors import CredentialError
from pinads.sdk.fields import Doc, Timestamp

if TYPE_CHECKING:
    from pinads.cli.session import Session


class Standing:
    """What ``auth status`` tells of a profile."""

    profile: Annotated[str, Doc("Its name.")]
    current: Annotated[bool, Doc("Whether it is the one in use.")]
    source: Annotated[str, Doc("environment, keyring, file, built in, or none.")]
    backend: Annotated[str | None, Doc("The variable, the keyring's class or the directory.")]
    environment: Annotated[str, Doc("production, sandbox or emulator.")]
    account: Annotated[str | None, Doc("The ad account where none is named.")]
    scopes: Annotated[str | None, Doc("What the token may do, where that is known.")]
    expires_at: Annotated[Timestamp | None, Doc("When the access token ends.")]
    refresh_expires_at: Annotated[Timestamp | None, Doc("When the login ends, unless it is renewed before.")]
    usable: Annotated[bool, Doc("Whether a command can be sent with it.")]
    problem: Annotated[str | None, Doc("Why not.")]


COLUMNS = tuple(Standing.__annotations__)


def standing(session: Session, profile: Profile, current: bool) -> dict[str, Any]:
    """How a profile stands; the stored credential is read, and nothing is sent."""
    facts: dict[str, Any] = dict.fromkeys(COLUMNS)
    given = given_token()
    account = session.setting("account") if current else profile.settings.get("account")
    facts.update(profile=profile.name, current=current, environment=profile.environment, account=account, usable=True)
    if profile.is_embedded:
        return {**facts, "source": "built in"}
    if current and source_of(profile) == "environment":
        return {**facts, "source": "environment", "backend": given.variable if given else REFRESH_VARIABLES[0]}
    store = store_of(profile)
    if store is None:
        return {**facts, "source": "none", "usable": False, "problem": "nobody has logged in"}
    facts.update(source="file" if store.name == "file" else "keyring", backend=store.name)
    return {**facts, **_stored(store, profile)}


def _stored(store: Store, profile: Profile) -> dict[str, Any]:
    try:
        credential = load(store, profile)
    except CredentialError as error:
        return {"usable": False, "problem": error.message}
    problem = problem_of(credential)
    return {**facts_of(credential), "usable": problem is None, "problem": problem}


def facts_of(credential: Credential) -> dict[str, Any]:
    """What may be told of a credential."""
    return {
        "scopes": credential.scopes or None,
        "expires_at": credential.expires_at,
        "refresh_expires_at": credential.refresh_expires_at if credential.refresh_token else None,
    }


def problem_of(credential: Credential) -> str | None:
    """Why no command can be sent with a credential, or None."""
    if not credential.expired:
        return None
    if not credential.renewable:
        return "the access token has expired, and cannot be renewed"
    if credential.refresh_expired and credential.grant != CLIENT:
        return "the login has ended"
    return None
