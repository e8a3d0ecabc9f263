"""Stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.auth.file_store import FileStore
from pinads.config.profiles import Profile
from pinads.config.settings import FILE_STORE

if TYPE_CHECKING:
    from pinads.auth.store import Store


def store_called(name: str) -> Store:
    """The store that a profile remembers."""
    if name == FILE_STORE:
        return FileStore()
    from pinads.auth.keyring_store import KeyringStore

    return KeyringStore(name)


def store_of(profile: Profile) -> Store | None:
    """The store that keeps a profile's credential, or None where nobody has logged in."""
    name = profile.get("store")
    return store_called(name) if name else None
