"""The protocol of stores that keep a credential for each profile, and reading and writing credentials with it."""

from __future__ import annotations

import contextlib
from typing import Protocol

from pinads.auth.credential import Credential
from pinads.config.profiles import Profile
from pinads.sdk.errors import CredentialError

TWO_WAYS = "set PINADS_ACCESS_TOKEN, or log in with --insecure-storage, which keeps the token in a file that only you can read"


class CredentialStore(Protocol):
    """A store of one secret text for each profile."""

    name: str
    """The value of ``store`` in ``config.toml``."""

    def read(self, profile: str) -> str | None:
        """Read the text of a profile, or None.

        Raises:
            CredentialError: it cannot be read; the message says why.
        """

    def write(self, profile: str, text: str) -> None:
        """Store the text of a profile.

        Raises:
            CredentialError: it cannot be stored; the message says why.
        """

    def delete(self, profile: str) -> bool:
        """Delete the text of a profile; return False if there is none."""

    def describe(self) -> str:
        """Name the place, for messages."""


def load(store: CredentialStore, profile: Profile) -> Credential:
    """Load the credential of a profile.

    Raises:
        CredentialError: there is none, it is damaged, or the store cannot be read.
    """
    text = store.read(profile.name)
    login = f"pinads auth login{profile.option}"
    if text is None:
        raise CredentialError(f"the token of profile {profile.name!r} is no longer in {store.describe()}", login)
    credential = Credential.of(text)
    if credential is None:
        raise CredentialError(f"the text of profile {profile.name!r} in {store.describe()} is not a credential of pinads", login)
    return credential


def save(store: CredentialStore, profile: Profile, credential: Credential) -> None:
    """Store a credential, and read it back to make sure.

    Raises:
        CredentialError: the store refuses it, or accepts it without storing it.
    """
    text = credential.text
    store.write(profile.name, text)
    if store.read(profile.name) != text:
        raise CredentialError(f"{store.describe()} accepted the token but did not store it", TWO_WAYS)


def try_out(store: CredentialStore, profile: Profile) -> None:
    """Test that a store keeps a text, before fetching a token that would otherwise be lost.

    Raises:
        CredentialError: it does not.
    """
    name = f"{profile.name}.trial"
    store.write(name, "trial")
    stored = store.read(name) == "trial"
    with contextlib.suppress(CredentialError):
        store.delete(name)
    if not stored:
        raise CredentialError(f"{store.describe()} accepted an item but did not store it", TWO_WAYS)
