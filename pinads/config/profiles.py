"""Profiles: choosing, reading and changing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from pinads.config.config_file import checked_name, config_file, editing, new_table, read_config, remove_profile, trailing
from pinads.config.directories import check_config_dir
from pinads.config.policy_rules import RULES
from pinads.config.settings import SETTINGS, Resolved, parsed, resolve
from pinads.sdk.environment import API_URL, read
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.sandbox import SANDBOX
from pinads.sdk.schema.validation import nearest

DEMO = "demo"
DEFAULT = "default"
_BUILT_IN = ("environment", "api_url", "app_id", "redirect_uri", "store")
"""The settings that the demo does not have: it always uses the built-in emulator, and needs no login."""
_BASE_URLS = {"production": PRODUCTION, "sandbox": SANDBOX}


class Profile:
    """A profile of the configuration.

    Attributes:
        name: its name.
        settings: its settings in ``config.toml``.
        origin: the option, variable or default that chose it.
        exists: it is in ``config.toml``, or built in.
    """

    def __init__(self, name: str, settings: Mapping[str, Any] | None = None, origin: str = "default", exists: bool = False) -> None:
        self.name = name
        self.settings = dict(settings or {})
        self.origin = origin
        self.exists = exists

    def resolved(self, setting: str, option: str | None = None) -> Resolved:
        """Resolve a setting to its value and the source of the value."""
        if self.is_demo and setting in ("environment", "api_url"):
            # The demo always uses the built-in emulator, so that no experiment reaches a real account.
            return Resolved("emulator" if setting == "environment" else None, "built in")
        return resolve(setting, option, self.settings, self.name)

    def get(self, setting: str, option: str | None = None) -> Any:
        """Resolve a setting to its value.

        Raises:
            InvalidInput: the environment has an invalid value; the message names the variable.
        """
        found = self.resolved(setting, option)
        by, _, variable = found.origin.partition(" ")
        return parsed(SETTINGS[setting], found.value, variable) if by == "environment" else found.value

    @property
    def is_demo(self) -> bool:
        """True for the built-in profile."""
        return self.name == DEMO

    @property
    def environment(self) -> str:
        """The environment: production, sandbox or emulator."""
        return str(self.get("environment"))

    @property
    def base_url(self) -> str | None:
        """The base URL of its API; None for the built-in emulator.

        Raises:
            InvalidInput: ``PINTEREST_API_URI`` names production, and the profile is for the sandbox.
        """
        url: str | None = self.get("api_url")
        leaves_sandbox = self.environment == "sandbox" and url is not None and url.startswith(PRODUCTION)
        # The variable may be meant for another program.
        if leaves_sandbox and self.resolved("api_url").origin.endswith(API_URL[1]):
            raise InvalidInput(
                f"{API_URL[1]} names production, and profile {self.name!r} is for the sandbox. Unset it, or use a profile of production",
                API_URL[1],
            )
        return url or _BASE_URLS.get(self.environment)

    @property
    def is_embedded(self) -> bool:
        """True if it uses the built-in emulator: no network, no credentials."""
        return self.base_url is None

    @property
    def policy(self) -> dict[str, Any]:
        """The policy rules among its settings."""
        return {name: self.settings[name] for name in RULES if name in self.settings}

    @property
    def option(self) -> str:
        """The option `` --profile NAME`` if a command needs it to use this profile; else empty."""
        return "" if self.origin in ("configuration", "default") else f" --profile {self.name}"


def load_profile(name: str | None, may_be_new: bool = False) -> Profile:
    """Load a profile.

    Args:
        name: its name; None takes ``PINADS_PROFILE``, else the configuration's default, else an empty profile.
        may_be_new: return an empty profile for a name that the configuration does not have.

    Raises:
        InvalidInput: there is no such profile, or the configuration is invalid.
    """
    origin = "option --profile"
    if name is None:
        name, origin = read("PINADS_PROFILE") or None, "environment PINADS_PROFILE"
    if name == DEMO:
        return _demo(origin)
    config = read_config()
    if name is None:
        name, origin = config.default_profile, "configuration"
    if name is None:
        return Profile(DEFAULT, config.profiles.get(DEFAULT), exists=DEFAULT in config.profiles)
    if name == DEMO:
        return _demo(origin)
    if name not in config.profiles and may_be_new:
        return Profile(_new_name(name, config.profiles), origin=origin)
    if name not in config.profiles:
        if not config.profiles:
            check_config_dir()  # Without a home directory, its error says more.
        known = [DEMO, *config.profiles]
        where = f"default_profile of {config_file()}: " if origin == "configuration" else ""
        where = "PINADS_PROFILE: " if origin == "environment PINADS_PROFILE" else where
        raise InvalidInput(f"{where}{no_profile(name, known)}", "profile")
    return Profile(name, config.profiles[name], origin, exists=True)


def no_profile(name: str, known: Iterable[str]) -> str:
    """Describe a profile that there is not: the nearest, and all that there are."""
    names = [DEMO, *(other for other in known if other != DEMO)]
    return f"there is no profile {name!r}{nearest(name, names)}; there are: {', '.join(names)}".replace("?; there", "? There", 1)


def _demo(origin: str = "default") -> Profile:
    settings: dict[str, Any] = {}
    with suppress(PinadsError):  # The demo works even if the configuration does not.
        settings = read_config().profiles.get(DEMO, {})
    return Profile(DEMO, {name: value for name, value in settings.items() if name not in _BUILT_IN}, origin, exists=True)


def all_profiles() -> list[Profile]:
    """List the profiles of the configuration, and the demo."""
    config = read_config()
    return [*(Profile(name, settings, exists=True) for name, settings in config.profiles.items() if name != DEMO), _demo()]


def change_profile(name: str, values: Mapping[str, Any], clear: tuple[str, ...] = (), new: bool = False) -> None:
    """Set and clear settings of a profile, which is created if it is missing.

    Args:
        name: the profile.
        values: settings to set.
        clear: settings to remove.
        new: refuse a profile that exists.

    Raises:
        InvalidInput: the name is invalid, or the profile exists.
    """
    if new or any(setting in _BUILT_IN for setting in (*values, *clear)):
        _not_demo(name)
    with editing() as document:
        profiles = document.setdefault("profiles", new_table(of_tables=True))
        if new and name in profiles:
            raise InvalidInput(f"there is a profile {name!r} already", "NAME").hinting(f"to change it, run: pinads profiles set {name}")
        if name not in profiles:
            profiles[_new_name(name, profiles)] = new_table()
        table = profiles[name]
        after = trailing(table)
        for setting in clear:
            table.pop(setting, None)
        for setting, value in values.items():
            table[setting] = value
        if after:
            table.value.body.extend(after)


def _new_name(name: str, known: Iterable[str]) -> str:
    # File names on macOS and Windows, and Windows' credentials, ignore case: two such profiles would share a token.
    same = next((other for other in known if other.lower() == name.lower()), None)
    if same is not None:
        raise InvalidInput(f"there is a profile {same!r} already, and {name!r} differs from it only in case", "NAME")
    return checked_name(name)


def delete_profile(name: str) -> bool:
    """Remove a profile from the configuration; return True if it was the default one."""
    _not_demo(name)
    with editing() as document:
        if name not in document.get("profiles", {}):
            raise InvalidInput(f"there is no profile {name!r}", "NAME")
        was_default: bool = document.get("default_profile") == name
        if was_default:
            del document["default_profile"]
        remove_profile(document, name)
    return was_default


def use_profile(name: str) -> None:
    """Make a profile the default one."""
    if name != DEMO:
        load_profile(name)
    with editing() as document:
        document["default_profile"] = name


def _not_demo(name: str) -> None:
    if name == DEMO:
        raise InvalidInput(f"the profile 'demo' is built in: it cannot be deleted, and has no {', '.join(_BUILT_IN[:-1])} or store", "NAME")


def checked_setting(name: str) -> str:
    """Check the name of a setting, and return it.

    Raises:
        InvalidInput: there is no such setting.
    """
    if name not in SETTINGS:
        raise InvalidInput(f"there is no setting {name!r}{nearest(name, SETTINGS) or '; there are: ' + ', '.join(SETTINGS)}", "KEY=VALUE")
    return name
