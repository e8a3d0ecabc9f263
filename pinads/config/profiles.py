"""Profiles: which one is meant, what it sets, and how one is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pinads.config.config_file import checked_name, config_file, editing, read_config, remove_profile, trailing
from pinads.config.directories import check_config_dir
from pinads.config.policy_rules import RULES
from pinads.config.settings import SETTINGS, Resolved, parsed, resolve
from pinads.sdk.environment import API_URL, read
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.sandbox import SANDBOX
from pinads.sdk.schema.validation import nearest

DEMO = "demo"
DEFAULT = "default"
_BASE_URLS = {"production": PRODUCTION, "sandbox": SANDBOX}


class Profile:
    """A profile: its name, what ``config.toml`` sets for it, and whether it stands there at all.

    ``origin`` says who chose it.
    """

    def __init__(self, name: str, settings: Mapping[str, Any] | None = None, origin: str = "default", exists: bool = False) -> None:
        self.name = name
        self.settings = dict(settings or {})
        self.origin = origin
        self.exists = exists

    def resolved(self, setting: str, option: str | None = None) -> Resolved:
        """What holds for a setting, and who said so."""
        if self.is_demo and setting in ("environment", "api_url"):
            # The demo is always the emulator within pinads, so that nothing typed while trying things reaches an account.
            return Resolved("emulator" if setting == "environment" else None, "built in")
        return resolve(setting, option, self.settings, self.name)

    def get(self, setting: str, option: str | None = None) -> Any:
        """What holds for a setting.

        Raises:
            InvalidInput: a variable of the environment has what the setting cannot be; the message names the variable.
        """
        found = self.resolved(setting, option)
        by, _, variable = found.origin.partition(" ")
        return parsed(SETTINGS[setting], found.value, variable) if by == "environment" else found.value

    @property
    def is_demo(self) -> bool:
        """Whether it is the built-in one."""
        return self.name == DEMO

    @property
    def environment(self) -> str:
        """production, sandbox or emulator."""
        return str(self.get("environment"))

    @property
    def base_url(self) -> str | None:
        """Where its API is; None for the emulator within pinads."""
        url: str | None = self.get("api_url")
        if url and self.environment == "sandbox":
            self._refuse_leaving_sandbox(url)
        return url or _BASE_URLS.get(self.environment)

    def _refuse_leaving_sandbox(self, url: str) -> None:
        """Refuse a variable meant for other programs that would lead a profile of the sandbox to production.

        Raises:
            InvalidInput: it does.
        """
        origin = self.resolved("api_url").origin
        if origin.endswith(API_URL[1]) and url.startswith(PRODUCTION):
            raise InvalidInput(
                f"{API_URL[1]} names production, and profile {self.name!r} is for the sandbox. Unset it, or use a profile of production",
                API_URL[1],
            )

    @property
    def is_embedded(self) -> bool:
        """Whether it uses the emulator within pinads: no network, no credentials."""
        return self.base_url is None

    @property
    def policy(self) -> dict[str, Any]:
        """What it forbids writes to do."""
        return {name: self.settings[name] for name in RULES if name in self.settings}

    @property
    def option(self) -> str:
        """`` --profile NAME`` where a command needs it to mean this profile."""
        return "" if self.origin in ("configuration", "default") else f" --profile {self.name}"


def load_profile(name: str | None, may_be_new: bool = False) -> Profile:
    """The profile of that name; None takes ``PINADS_PROFILE``, else the configuration's default, else an empty one.

    ``may_be_new`` answers an empty profile for a name that is not there yet.

    Raises:
        InvalidInput: there is no such profile, or the configuration is not what it should be.
    """
    origin = "option --profile"
    if name is None:
        name, origin = read("PINADS_PROFILE") or None, "environment PINADS_PROFILE"
    if name == DEMO:
        return Profile(DEMO, origin=origin, exists=True)
    config = read_config()
    if name is None:
        name, origin = config.default_profile, "configuration"
    if name is None:
        return Profile(DEFAULT, config.profiles.get(DEFAULT), exists=DEFAULT in config.profiles)
    if name == DEMO:
        return Profile(DEMO, origin=origin, exists=True)
    if name not in config.profiles and may_be_new:
        return Profile(_new_name(name, config.profiles), origin=origin)
    if name not in config.profiles:
        if not config.profiles:
            check_config_dir()  # Without a home directory nobody can have made one.
        known = [DEMO, *config.profiles]
        where = f"default_profile of {config_file()}: " if origin == "configuration" else ""
        where = "PINADS_PROFILE: " if origin == "environment PINADS_PROFILE" else where
        raise InvalidInput(f"{where}there is no profile {name!r}{nearest(name, known) or '; there are: ' + ', '.join(known)}", "profile")
    return Profile(name, config.profiles[name], origin, exists=True)


def all_profiles() -> list[Profile]:
    """Every profile of the configuration, and the demo."""
    config = read_config()
    return [*(Profile(name, settings, exists=True) for name, settings in config.profiles.items()), Profile(DEMO, exists=True)]


def change_profile(name: str, values: Mapping[str, Any], clear: tuple[str, ...] = (), new: bool = False) -> None:
    """Set and clear settings of a profile; ``new`` makes one that must not exist yet, else it is made where it is missing.

    Raises:
        InvalidInput: the name or a setting is wrong, or the profile exists already.
    """
    import tomlkit

    _not_demo(name)
    with editing() as document:
        profiles = document.setdefault("profiles", tomlkit.table(is_super_table=True))
        if new and name in profiles:
            raise InvalidInput(f"there is a profile {name!r} already: pinads profiles set {name} changes it", "NAME")
        if name not in profiles:
            profiles[_new_name(name, profiles)] = tomlkit.table()
        table = profiles[name]
        after = trailing(table)
        for setting in clear:
            table.pop(setting, None)
        for setting, value in values.items():
            table[setting] = value
        if after:
            table.value.body.extend(after)


def _new_name(name: str, known: Iterable[str]) -> str:
    # On macOS and Windows names of files do not differ in case alone, nor those of Windows' credentials: two profiles would share a token.
    same = next((other for other in known if other.lower() == name.lower()), None)
    if same is not None:
        raise InvalidInput(f"there is a profile {same!r} already, and {name!r} differs from it in upper and lower case alone", "NAME")
    return checked_name(name)


def delete_profile(name: str) -> bool:
    """Take a profile out of the configuration; answers whether it was the default one."""
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
        raise InvalidInput("the profile 'demo' is built in: it cannot be changed", "NAME")


def is_setting(name: str) -> str:
    """The name of a setting.

    Raises:
        InvalidInput: there is none of that name.
    """
    if name not in SETTINGS:
        raise InvalidInput(f"there is no setting {name!r}{nearest(name, SETTINGS) or '; there are: ' + ', '.join(SETTINGS)}", "KEY=VALUE")
    return name
