"""Where a credential is kept: one item of the OS keyring, or a file that its owner asked for."""

from __future__ import annotations

import contextlib
import hashlib
from typing import Protocol

from pinads.auth.credential import Credential
from pinads.config.directories import config_dir, is_usual_config_dir
from pinads.config.profiles import Profile
from pinads.sdk.errors import CredentialError

OTHERS = 0o077
TWO_WAYS = "set PINADS_ACCESS_TOKEN, or log in with --insecure-storage, which keeps the token in a file that only you can read"


class Store(Protocol):
    """What keeps texts by a profile's name."""

    name: str
    """What ``config.toml`` calls it."""

    def read(self, profile: str) -> str | None:
        """The text, or None where there is none.

        Raises:
            CredentialError: it cannot be read, and why.
        """

    def write(self, profile: str, text: str) -> None:
        """Keep a text.

        Raises:
            CredentialError: it cannot be kept, and why.
        """

    def delete(self, profile: str) -> bool:
        """Forget the text; answers whether there was one."""

    def describe(self) -> str:
        """Where it is, for people."""


def item_name(profile: str) -> str:
    """What an item of the keyring is called.

    A configuration in a place of its own has items of its own: trying something out in a scratch directory must not log its user out.
    """
    if is_usual_config_dir():
        return f"pinads:{profile}"
    return f"pinads:{profile}@{hashlib.sha256(str(config_dir().resolve()).encode()).hexdigest()[:12]}"


def load(store: Store, profile: Profile) -> Credential:
    """The credential of a profile.

    Raises:
        CredentialError: there is none, it is broken, or the store cannot be read.
    """
    text = store.read(profile.name)
    login = f"pinads auth login{profile.option}"
    if text is None:
        raise CredentialError(f"{store.describe()} has no token for profile {profile.name!r} any more", login)
    credential = Credential.of(text)
    if credential is None:
        raise CredentialError(f"what {store.describe()} has for profile {profile.name!r} is not a credential of pinads", login)
    return credential


def save(store: Store, profile: Profile, credential: Credential) -> None:
    """Keep a credential, and make sure that it was kept.

    Raises:
        CredentialError: the store cannot keep it, or says that it did and did not.
    """
    text = credential.text
    store.write(profile.name, text)
    if store.read(profile.name) != text:
        raise CredentialError(f"{store.describe()} took the token and did not keep it", TWO_WAYS)


def try_out(store: Store, profile: Profile) -> None:
    """See that a store keeps what it is given, before anything is asked for that would then be lost.

    Raises:
        CredentialError: it does not.
    """
    name = f"{profile.name}.trial"
    store.write(name, "trial")
    kept = store.read(name) == "trial"
    with contextlib.suppress(CredentialError):
        store.delete(name)
    if not kept:
        raise CredentialError(f"{store.describe()} took an item and did not keep it", TWO_WAYS)
