"""Profiles in ``config.toml``, and the two directories that pinads keeps its files in.

::

    default_profile = "work"

    [profiles.work]
    environment = "production"      # production | sandbox | emulator
    account = "549755885175"
    output = "table"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pinads.credentials.policy import RULES
from pinads.sdk.checks import nearest
from pinads.sdk.errors import InvalidInput

DEMO = "demo"
ENVIRONMENTS = ("production", "sandbox", "emulator")
_TOP: dict[str, tuple[type, str]] = {"default_profile": (str, "a text"), "profiles": (dict, "tables of settings, such as [profiles.work]")}


class Profile(NamedTuple):
    """What one profile sets; None leaves it to the environment and the defaults."""

    name: str
    environment: str = "production"
    api_url: str | None = None
    account: str | None = None
    output: str | None = None
    timeout: str | None = None
    max_wait: str | None = None
    policy: Mapping[str, Any] = MappingProxyType({})

    @property
    def is_embedded(self) -> bool:
        """Whether it uses the emulator within pinads: no network, no credentials."""
        elsewhere = self.api_url or os.environ.get("PINADS_API_URL")
        return self.name == DEMO or (self.environment == "emulator" and not elsewhere)


def config_dir() -> Path:
    """``PINADS_CONFIG_DIR``, or the platform's place for configuration."""
    return _directory("PINADS_CONFIG_DIR", "user_config_path")


def data_dir() -> Path:
    """``PINADS_DATA_DIR``, or the platform's place for data: the emulator's state, caches, the journal."""
    return _directory("PINADS_DATA_DIR", "user_data_path")


def _directory(variable: str, of_platform: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable]).expanduser()
    import platformdirs

    path: Path = getattr(platformdirs, of_platform)("pinads", appauthor=False)
    return path


def load_profile(name: str | None) -> Profile:
    """The profile of that name; None takes ``PINADS_PROFILE``, else the configuration's default, else an empty one.

    Raises:
        InvalidInput: there is no such profile, or the configuration is not what it should be.
    """
    if name is None:
        name = os.environ.get("PINADS_PROFILE") or None
    if name == DEMO:
        return Profile(DEMO, environment="emulator")
    config = _read_config(config_dir() / "config.toml")
    if name is None:
        name = config.get("default_profile")
    if name is None:
        return Profile("default")
    if name == DEMO:
        return Profile(DEMO, environment="emulator")
    profiles = config.get("profiles", {})
    if name not in profiles:
        known = [DEMO, *profiles]
        raise InvalidInput(f"there is no profile {name!r}{nearest(name, known) or '; there are: ' + ', '.join(known)}", "profile")
    return _profile(name, profiles[name])


def _read_config(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidInput(f"cannot read {path}: {reason}", "profile") from error
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib
    try:
        config: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{path} is not valid TOML: {error}", "profile") from error
    for key, value in config.items():
        if key not in _TOP:
            raise InvalidInput(f"{path} has no setting {key!r}{nearest(key, _TOP)}", "profile")
        if not isinstance(value, _TOP[key][0]):
            raise InvalidInput(f"{path}: {key} must be {_TOP[key][1]}", "profile")
    return config


def _profile(name: str, table: Any) -> Profile:
    if not isinstance(table, dict):
        raise InvalidInput(f"profile {name!r} is not a table of settings", "profile")
    rules = {key: table[key] for key in table if key in RULES}
    table = {key: value for key, value in table.items() if key not in rules}
    known = [*(field for field in Profile._fields if field not in ("name", "policy")), *RULES]
    for key in table:
        if key not in known:
            raise InvalidInput(f"profile {name!r} has no setting {key!r}{nearest(key, known)}", "profile")
        if isinstance(table[key], bool) or not isinstance(table[key], (str, int, float)):
            raise InvalidInput(f"profile {name!r}: {key} must be a text", "profile")
    profile = Profile(name, **{key: str(value) for key, value in table.items()}, policy=rules)
    if profile.environment not in ENVIRONMENTS:
        raise InvalidInput(f"profile {name!r}: environment must be one of {', '.join(ENVIRONMENTS)}", "profile")
    return profile
