"""The OS keyring, one backend loaded by name, and never waited for longer than a person would."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from pinads.auth.store import TWO_WAYS, item_name
from pinads.sdk.errors import CredentialError

T = TypeVar("T")

LONGEST_CALL = 5.0
_PLAIN = ("keyrings.alt.file.PlaintextKeyring", "keyrings.alt.Windows.RegistryKeyring")
_NOT_KEEPING = ("keyring.backends.fail", "keyring.backends.null")
_VARIABLE = "PYTHON_KEYRING_BACKEND"


class KeyringStore:
    """One backend of the OS keyring; ``PYTHON_KEYRING_BACKEND`` beats the one that a profile remembers."""

    def __init__(self, name: str) -> None:
        self.name = os.environ.get(_VARIABLE) or name
        self._backend: Any = None

    def read(self, profile: str) -> str | None:
        """The item's text."""
        text: str | None = self._call("read", lambda backend: backend.get_password(item_name(profile), profile))
        return text

    def write(self, profile: str, text: str) -> None:
        """Keep a text in the item."""
        self._call("write", lambda backend: backend.set_password(item_name(profile), profile, text))

    def delete(self, profile: str) -> bool:
        """Remove the item."""
        if self.read(profile) is None:
            return False
        self._call("delete from", lambda backend: backend.delete_password(item_name(profile), profile))
        return True

    def describe(self) -> str:
        """The backend's name."""
        return f"the keyring ({self.name})"

    def _call(self, verb: str, call: Callable[[Any], T]) -> T:
        def loaded() -> T:
            if self._backend is None:
                self._backend = _load(self.name)
            return call(self._backend)

        return _bounded(loaded, f"cannot {verb} {self.describe()}")


def detect() -> KeyringStore:
    """The keyring of this machine; this looks through all backends, so that later commands need not.

    Raises:
        CredentialError: there is none that keeps secrets secret.
    """
    return KeyringStore(_bounded(_detected, "cannot use the keyring"))


def _detected() -> str:
    import keyring

    backend: Any = keyring.get_keyring()
    if not os.environ.get(_VARIABLE):
        # The chain of several backends is not one that can be remembered; its first is the one that is written to.
        backend = next(iter(getattr(backend, "backends", ())), backend)
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    if name.startswith(_NOT_KEEPING):
        raise CredentialError("this machine has no keyring to keep a token in", TWO_WAYS)
    if name in _PLAIN and not os.environ.get(_VARIABLE):
        raise CredentialError(f"the only keyring here, {name}, keeps tokens where others may read them", TWO_WAYS)
    return name


def _load(name: str) -> Any:
    # Loaded by name: looking through all backends takes longer than the request that the token is for.
    from keyring.core import load_keyring

    return load_keyring(name)


def _bounded(call: Callable[[], T], doing: str) -> T:
    """What the call answers, if it does so in time: a locked collection or a dead bus would keep us waiting for ever."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(call())
        except BaseException as error:
            failure.append(error)

    # A daemon: a call that never ends does not keep the program from ending.
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
    from keyring.errors import KeyringLocked

    if isinstance(error, KeyringLocked) or "locked" in type(error).__name__.lower():
        return CredentialError(f"{doing}: it is locked", "unlock it, or " + TWO_WAYS)
    said = " ".join(str(error).split()) or type(error).__name__
    return CredentialError(f"{doing}: {said}", TWO_WAYS)
