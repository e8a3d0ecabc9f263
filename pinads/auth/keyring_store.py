"""A store of credentials in the OS keyring: one backend, loaded by name, with a time limit for every call."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from pinads.auth.store import TWO_WAYS
from pinads.config.directories import config_dir, is_usual_config_dir
from pinads.sdk.errors import CredentialError

T = TypeVar("T")

LONGEST_CALL = 5.0
"""Seconds to wait for the keyring."""
_PLAIN = ("keyrings.alt.file.PlaintextKeyring", "keyrings.alt.Windows.RegistryKeyring")
_NOT_KEEPING = ("keyring.backends.fail", "keyring.backends.null")
_VARIABLE = "PYTHON_KEYRING_BACKEND"


class KeyringStore:
    """One backend of the OS keyring; ``PYTHON_KEYRING_BACKEND`` overrides the one that a profile remembers."""

    def __init__(self, name: str) -> None:
        self.name = os.environ.get(_VARIABLE) or name
        self._backend: Any = None

    def read(self, profile: str) -> str | None:
        """Read the text of a profile's item."""
        text: str | None = self._call("read", lambda backend: backend.get_password(item_name(profile), profile))
        return text

    def write(self, profile: str, text: str) -> None:
        """Store a text in a profile's item."""
        self._call("write", lambda backend: backend.set_password(item_name(profile), profile, text))

    def delete(self, profile: str) -> bool:
        """Delete a profile's item; return False if there is none."""
        if self.read(profile) is None:
            return False
        self._call("delete from", lambda backend: backend.delete_password(item_name(profile), profile))
        return True

    def describe(self) -> str:
        """Name the backend, for messages."""
        return f"the keyring ({self.name})"

    def _call(self, verb: str, call: Callable[[Any], T]) -> T:
        def loaded() -> T:
            if self._backend is None:
                # Detecting the backend takes longer than the request that the token is for.
                self._backend = _keyring().core.load_keyring(self.name)
            return call(self._backend)

        return _bounded(loaded, f"cannot {verb} {self.describe()}")


def item_name(profile: str) -> str:
    """Name the keyring item of a profile.

    A configuration outside the default directory has its own items: trying something out in a scratch directory must not log its user out.
    """
    if is_usual_config_dir():
        return f"pinads:{profile}"
    return f"pinads:{profile}@{hashlib.sha256(str(config_dir().resolve()).encode()).hexdigest()[:12]}"


def detect() -> KeyringStore:
    """Find the keyring of this machine among all backends, so that later commands can load it by name.

    Raises:
        CredentialError: no backend keeps secrets secret.
    """
    return KeyringStore(_bounded(_detected, "cannot use the keyring"))


def _detected() -> str:
    backend: Any = _keyring().get_keyring()
    if not os.environ.get(_VARIABLE):
        # A chain of backends cannot be loaded by name; it writes to its first one.
        backend = next(iter(getattr(backend, "backends", ())), backend)
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    if name.startswith(_NOT_KEEPING):
        raise CredentialError("this machine has no keyring to store a token in", TWO_WAYS)
    if name in _PLAIN and not os.environ.get(_VARIABLE):
        raise CredentialError(f"the only keyring here, {name}, stores tokens where others may read them", TWO_WAYS)
    return name


def _keyring() -> Any:
    import keyring  # start-up: 100 ms, and the token may be in the environment or a file

    return keyring


def _bounded(call: Callable[[], T], doing: str) -> T:
    """Call a function with a time limit: a locked collection or a dead bus would wait for ever.

    Raises:
        CredentialError: the call failed, or took too long.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(call())
        except BaseException as error:
            failure.append(error)

    # A daemon thread: a call that never returns must not keep the program from ending.
    worker = threading.Thread(target=work, name="pinads-keyring", daemon=True)
    worker.start()
    worker.join(LONGEST_CALL)
    if failure:
        raise _explained(failure[0], doing) from failure[0]
    if not outcome:
        raise CredentialError(
            f"{doing}: no answer in {LONGEST_CALL:.0f} s; it may be locked, or wait for you in a window", "unlock it, or " + TWO_WAYS
        )
    return outcome[0]


def _explained(error: BaseException, doing: str) -> CredentialError:
    if isinstance(error, CredentialError):
        return error
    if isinstance(error, _keyring().errors.KeyringLocked) or "locked" in type(error).__name__.lower():
        return CredentialError(f"{doing}: it is locked", "unlock it, or " + TWO_WAYS)
    said = " ".join(str(error).split()) or type(error).__name__
    return CredentialError(f"{doing}: {said}", TWO_WAYS)
