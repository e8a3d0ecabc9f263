"""Keyrings as other systems have them, for programs of their own: ``PYTHON_KEYRING_BACKEND=tests.support.keyrings.Windows``.

Each keeps its items in the file that ``TEST_KEYRING`` names, one JSON object, and counts in it what was asked.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError


class Plain(KeyringBackend):
    """Keeps what it is given."""

    priority = 0.1  # type: ignore[assignment]

    @property
    def file(self) -> Path:
        return Path(os.environ["TEST_KEYRING"])

    def items(self) -> dict[str, str]:
        items: dict[str, str] = json.loads(self.file.read_text()) if self.file.exists() else {}
        return items

    def _keep(self, items: dict[str, str]) -> None:
        fresh = self.file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(items))
        fresh.replace(self.file)

    def get_password(self, service: str, username: str) -> str | None:
        return self.items().get(f"{service}|{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self.items(), f"{service}|{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        items = self.items()
        if items.pop(f"{service}|{username}", None) is None:
            raise PasswordDeleteError("not found")
        self._keep(items)


class Windows(Plain):
    """Cuts off at 2,560 bytes of UTF-16, as Windows' credential manager does, by refusing what is longer."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise PasswordSetError("(1783, 'CredWrite', 'The stub received bad data')")
        super().set_password(service, username, password)


class MacOS(Plain):
    """Asks its user once for each item that a program opens; here it counts how often."""

    def get_password(self, service: str, username: str) -> str | None:
        self._count(service)
        return super().get_password(service, username)

    def _count(self, service: str) -> None:
        with self.file.with_suffix(".asked").open("a") as asked:
            asked.write(service + "\n")


class Forgetful(Plain):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Locked(Plain):
    """Nobody unlocks it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")


class Silent(Plain):
    """Never answers."""

    def get_password(self, service: str, username: str) -> str | None:
        threading.Event().wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        threading.Event().wait()


class Broken(Plain):
    """Fails in a way of its own."""

    def __getattribute__(self, name: str) -> Any:
        if name in ("get_password", "set_password"):
            raise OSError(111, "Connection refused")
        return super().__getattribute__(name)


class FailsLater(Plain):
    """Keeps two writes after the file ``TEST_KEYRING``.full has appeared has none: a disk that runs full."""

    def set_password(self, service: str, username: str, password: str) -> None:
        full = self.file.with_suffix(".full")
        if full.exists() and "renewing_since" not in password:
            raise OSError(28, "No space left on device")
        super().set_password(service, username, password)
