"""The choice of a profile's store: the keyring, or a file that its owner asked for."""

from __future__ import annotations

from pinads.auth.file_store import FileStore
from pinads.auth.keyring_store import KeyringStore, detect
from pinads.auth.store import CredentialStore, try_out
from pinads.config.profiles import Profile
from pinads.config.settings import FILE_STORE


def store_of(profile: Profile) -> CredentialStore | None:
    """Return the store that keeps a profile's credential, or None if nobody has logged in."""
    name = profile.get("store")
    if not name:
        return None
    return FileStore() if name == FILE_STORE else KeyringStore(name)


def choose_store(insecure: bool, profile: Profile) -> CredentialStore:
    """Choose the store for a new credential and try it out, before a person is asked for anything.

    Raises:
        CredentialError: this machine has no such store.
    """
    store: CredentialStore = FileStore() if insecure else detect()
    try_out(store, profile)
    return store
