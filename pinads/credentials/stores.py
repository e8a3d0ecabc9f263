"""Where a credential is kept: one item of the OS keyring, or a file that its owner asked for."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from typing import Protocol

from pinads.credentials.credential import Credential
from pinads.credentials.directories import PRIVATE_DIR, config_dir, is_usual_config_dir, replace_file
from pinads.credentials.profiles import Profile
from pinads.credentials.settings import FILE_STORE
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


class FileStore:
    """A file for each profile that only its owner can read."""

    name = FILE_STORE

    def read(self, profile: str) -> str | None:
        """The file's text; refused where others can read or replace it."""
        path = self.path(profile)
        try:
            self._check(path)
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise CredentialError(f"cannot read {path}: {_reason(error)}") from None

    def write(self, profile: str, text: str) -> None:
        """Replace the file's text."""
        path = self.path(profile)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
            path.parent.chmod(PRIVATE_DIR)
            replace_file(path, text)
        except OSError as error:
            raise CredentialError(f"cannot write {path}: {_reason(error)}") from None

    def delete(self, profile: str) -> bool:
        """Remove the file."""
        try:
            self.path(profile).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise CredentialError(f"cannot remove {self.path(profile)}: {_reason(error)}") from None
        return True

    def describe(self) -> str:
        """The directory."""
        return f"files in {config_dir() / 'credentials'}"

    @staticmethod
    def path(profile: str) -> Path:
        """Where the text of a profile is."""
        return config_dir() / "credentials" / f"{profile}.json"

    @staticmethod
    def _check(path: Path) -> None:
        facts = path.stat()
        if os.name != "posix":
            return
        if stat.S_IMODE(facts.st_mode) & OTHERS:
            raise CredentialError(
                f"others can read {path}, so the token in it may be known to them", f"chmod 600 '{path}', and log in again"
            )
        if facts.st_uid not in (os.getuid(), 0):
            raise CredentialError(f"{path} belongs to somebody else", "log in again")


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"


def store_called(name: str) -> Store:
    """The store that a profile remembers."""
    if name == FILE_STORE:
        return FileStore()
    from pinads.credentials.keyrings import KeyringStore

    return KeyringStore(name)


def store_of(profile: Profile) -> Store | None:
    """The store that keeps a profile's credential, or None where nobody has logged in."""
    name = profile.get("store")
    return store_called(name) if name else None


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
