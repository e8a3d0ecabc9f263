"""The two directories that pinads keeps its files in, and how files get into them: whole or not at all, for their owner only."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from pinads.sdk.environment import read
from pinads.sdk.paths import expanded

PRIVATE_FILE = 0o600
PRIVATE_DIR = 0o700
WINDOWS = os.name == "nt"
_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0)


def config_dir() -> Path:
    """``PINADS_CONFIG_DIR``, or the platform's place for configuration."""
    return _directory("PINADS_CONFIG_DIR", "user_config_path")


def data_dir() -> Path:
    """``PINADS_DATA_DIR``, or the platform's place for data: the emulator's state, caches, the journal."""
    return _directory("PINADS_DATA_DIR", "user_data_path")


def _directory(variable: str, of_platform: str) -> Path:
    if given := read(variable):
        return expanded(given)
    return _of_platform(of_platform)


def is_usual_config_dir() -> bool:
    """Whether the configuration is where the platform has it."""
    return not read("PINADS_CONFIG_DIR") or config_dir().resolve() == _of_platform("user_config_path").resolve()


def _of_platform(of_platform: str) -> Path:
    import platformdirs

    path: Path = getattr(platformdirs, of_platform)("pinads", appauthor=False)
    return path


def make_private(directory: Path) -> Path:
    """The directory, made for its owner only where it is not there yet."""
    directory.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
    return directory


def replace_file(path: Path, text: str, keep_mode: bool = False, durable: bool = True) -> None:
    """Put a text into a file, for its owner only: other processes see the old text or the new one, also after a power cut.

    ``keep_mode`` leaves its permissions as somebody has set them; a cache need not be ``durable``.

    Raises:
        OSError: it cannot be written; the old text is still there.
    """
    target = path.resolve()  # A link stays one: people keep their configuration elsewhere.
    mode = target.stat().st_mode & 0o777 if keep_mode and target.exists() else None
    fresh = make_private(target.parent) / f".{target.name}.{os.getpid()}"
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(mode)
        _replace(fresh, target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    if durable:
        _sync(target.parent)


def _replace(fresh: Path, target: Path) -> None:
    # Windows refuses while any other program, a virus scanner too, has the file open; it soon has not.
    for pause in _PAUSES if WINDOWS else ():
        with contextlib.suppress(PermissionError):
            fresh.replace(target)
            return
        time.sleep(pause)
    fresh.replace(target)


def _sync(directory: Path) -> None:
    # Only POSIX lets a directory be opened; elsewhere the replacement is as durable as it gets.
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
