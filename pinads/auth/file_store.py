"""A store of credentials in files, for machines without a keyring."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pinads.config.directories import config_dir
from pinads.config.settings import FILE_STORE
from pinads.sdk.errors import CredentialError
from pinads.sdk.files import OTHERS, PRIVATE_DIR, replace_file


class FileStore:
    """A file for each profile that only its owner can read."""

    name = FILE_STORE

    def read(self, profile: str) -> str | None:
        """Read the text of a profile; refuse a file that others can read or that another user owns."""
        path = self.path(profile)
        try:
            self._check(path)
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise CredentialError(f"cannot read {path}: {_reason(error)}") from None

    def write(self, profile: str, text: str) -> None:
        """Replace the text of a profile."""
        path = self.path(profile)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
            path.parent.chmod(PRIVATE_DIR)
            replace_file(path, text)
        except OSError as error:
            raise CredentialError(f"cannot write {path}: {_reason(error)}") from None

    def delete(self, profile: str) -> bool:
        """Delete the file of a profile; return False if there is none."""
        try:
            self.path(profile).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise CredentialError(f"cannot remove {self.path(profile)}: {_reason(error)}") from None
        return True

    def describe(self) -> str:
        """Name the directory, for messages."""
        return f"files in {config_dir() / 'credentials'}"

    @staticmethod
    def path(profile: str) -> Path:
        """Return the path of a profile's file."""
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
            raise CredentialError(f"another user owns {path}", "log in again")


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"
