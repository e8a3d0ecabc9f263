"""The directories of configuration and data."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

from pinads.sdk.environment import read
from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded

notes: list[str] = []
"""Notes about an unusual data directory, which the command line prints and clears."""


class NoHome(InvalidInput):
    """There is no directory for the configuration."""

    def __init__(self) -> None:
        super().__init__(
            "There is no home directory that can be written. Set PINADS_CONFIG_DIR and PINADS_DATA_DIR to directories; "
            "without them, set PINADS_ACCESS_TOKEN, or try `profile` demo",
            "PINADS_CONFIG_DIR",
        )


def config_dir() -> Path:
    """Return ``PINADS_CONFIG_DIR``, or the platform's directory for configuration.

    Raises:
        NoHome: there is no home directory.
    """
    if given := read("PINADS_CONFIG_DIR"):
        return expanded(given)
    path = _of_platform("user_config_path")
    if path is None:
        raise NoHome
    return path


def variable_of(path: Path) -> str | None:
    """Name the variable that sets the directory of a file of pinads; None for other files."""
    for variable, of_platform in (("PINADS_DATA_DIR", "user_data_path"), ("PINADS_CONFIG_DIR", "user_config_path")):
        given = read(variable)
        directory = expanded(given) if given else _of_platform(of_platform)
        if directory is not None and (path == directory or directory in path.parents):
            return variable
    return None


def check_config_dir() -> None:
    """Fail early if the configuration cannot be written.

    Raises:
        NoHome: there is no home directory, or it cannot be written.
    """
    if not read("PINADS_CONFIG_DIR") and not _is_usable(config_dir()):
        raise NoHome


def data_dir() -> Path:
    """Return ``PINADS_DATA_DIR``, or the platform's directory for data: the journal, caches, the emulator's state.

    Without a home directory that can be written, it is a temporary directory of this user.
    """
    if given := read("PINADS_DATA_DIR"):
        return expanded(given)
    path = _of_platform("user_data_path")
    return path if path is not None and _is_usable(path) else _temporary()


def _is_usable(path: Path) -> bool:
    """Tell whether a directory exists or could be created."""
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises if a parent may not be searched.
        return True
    there = next(parent for parent in path.parents if os.path.exists(parent))  # noqa: PTH110
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _temporary() -> Path:
    """Return this user's private temporary directory, with a note about it."""
    path: Path | None = _platform().temporary_dir()
    if path is None:
        return Path(os.devnull) / "pinads"  # Opening a file there fails, and its error is reported.
    notes.append(
        f"note: there is no home directory that can be written, so data is stored in {path}; PINADS_DATA_DIR sets another directory"
    )
    return path


def is_usual_config_dir() -> bool:
    """Check if the configuration is in the platform's directory."""
    return not read("PINADS_CONFIG_DIR") or config_dir().resolve() == (_of_platform("user_config_path") or Path()).resolve()


def _of_platform(of_platform: str) -> Path | None:
    path: Path | None = _platform().user_dir(of_platform)
    return path


def _platform() -> ModuleType:
    from pinads.config import platform_directories  # start-up: 6 ms, not needed where both variables are set

    return platform_directories
