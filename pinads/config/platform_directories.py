"""The directories that the platform has for a user: for configuration, data and temporary files."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

import platformdirs

from pinads.sdk.files import OTHERS, PRIVATE_DIR


def user_dir(of_platform: str) -> Path | None:
    """Ask platformdirs for a directory; None without a home directory."""
    try:
        path: Path = getattr(platformdirs, of_platform)("pinads", appauthor=False)
    except RuntimeError:
        return None
    return path if path.is_absolute() else None


def temporary_dir() -> Path | None:
    """Create this user's private temporary folder; None if that fails.

    Every command gets the same one, so the journal survives.
    """
    try:
        path = Path(tempfile.gettempdir()) / f"pinads-{os.geteuid() if os.name == 'posix' else 'data'}"
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=PRIVATE_DIR)
        return path if _is_own(path) else Path(tempfile.mkdtemp(prefix="pinads-"))
    except OSError:
        return None


def _is_own(path: Path) -> bool:
    facts = path.lstat()
    owned = os.name != "posix" or (facts.st_uid == os.geteuid() and not facts.st_mode & OTHERS)
    return stat.S_ISDIR(facts.st_mode) and owned
