"""The profiles of this machine: list, create, change and delete them, and show what is in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.auth.login import forget
from pinads.config.config_file import config_file
from pinads.config.profiles import Profile, all_profiles, change_profile, checked_setting, load_profile
from pinads.config.profiles import delete_profile as delete_settings
from pinads.config.settings import SETTINGS, Resolved, parsed
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.setup.accounts import with_account_id

if TYPE_CHECKING:
    from pinads.services.context import Context

_USERINFO = r"//[^/@\s]*@"
"""The user and password in a URL, which is refused when it is used."""
ASSIGNMENT = "KEY=VALUE"


def list_profiles(context: Context) -> list[dict[str, Any]]:
    """List all profiles, with the one in use marked."""
    current = context.profile.name
    return [
        {
            "profile": profile.name,
            "current": profile.name == current,
            "environment": profile.environment,
            **{name: profile.settings.get(name) for name in ("account", "store")},
        }
        for profile in all_profiles()
    ]


def settings_in_force(context: Context, name: str | None = None) -> list[dict[str, Any]]:
    """Return the settings of a profile, by default the one in use: name, value and origin."""
    if name is not None:
        context.use(load_profile(name))
    found = {"profile": Resolved(context.profile.name, context.profile.origin)}
    found |= {setting: context.profile.resolved(setting, context.option_for(setting)) for setting in SETTINGS}
    return [{"setting": name, "value": _without_password(one.value), "origin": _where(one)} for name, one in found.items()]


def _without_password(value: Any) -> Any:
    return re.sub(_USERINFO, "//(not shown)@", value) if isinstance(value, str) else value


def _where(found: Resolved) -> str:
    return f"{found.origin} ({config_file()})" if found.origin.startswith("profile ") else found.origin


def create_profile(context: Context, name: str, assignments: Sequence[str], options: Mapping[str, str | None]) -> tuple[Profile, Path]:
    """Create a profile, of production if nothing else is given, and return it with its file.

    Args:
        context: where the ad account, if it is given by its name, is looked for.
        name: the profile's name.
        assignments: settings as ``KEY=VALUE``.
        options: settings that options name.

    Raises:
        InvalidInput: there is a profile of this name, or a setting is unknown or invalid; nothing was written.
    """
    values = {"environment": "production", **_values(context, assignments, options)}
    change_profile(name, with_account_id(context, name, values), new=True)
    return load_profile(name), config_file()


def change_settings(
    context: Context, name: str, assignments: Sequence[str], options: Mapping[str, str | None], clear: Iterable[str] = ()
) -> None:
    """Change settings of a profile and remove those to ``clear``; see ``create_profile``.

    Raises:
        InvalidInput: there is no such profile or setting, or nothing to change; nothing was written.
    """
    load_profile(name)
    values = _values(context, assignments, options)
    cleared = tuple(checked_setting(key) for key in clear)
    if not values and not cleared:
        raise InvalidInput(f"nothing to set: give KEY=VALUE, such as account=549755885175; settings are {', '.join(SETTINGS)}", ASSIGNMENT)
    both = next((key for key in cleared if key in values), None)
    if both:
        raise InvalidInput(f"{both}=... and {option('clear')} {both} cannot be combined", option("clear"))
    change_profile(name, with_account_id(context, name, values), cleared)


def _values(context: Context, assignments: Sequence[str], options: Mapping[str, str | None]) -> dict[str, Any]:
    """Read the given settings, each checked against its declaration."""
    given = {**options, "account": context.account_id}
    typed = {name: (value, option(name)) for name, value in given.items() if value is not None}
    for text in assignments:
        key, equals, value = text.partition("=")
        if not equals:
            raise InvalidInput(f"Invalid setting {text!r}: expected KEY=VALUE, such as account=549755885175", ASSIGNMENT)
        name = checked_setting(key.strip())
        if name in typed:
            raise InvalidInput(f"{name} is given twice", ASSIGNMENT)
        if not value.strip():
            raise InvalidInput(f"{name} has no value", ASSIGNMENT).hinting(f"to remove it, run: pinads profiles set NAME --clear {name}")
        typed[name] = (value.strip(), name)
    return {name: parsed(SETTINGS[name], value, where) for name, (value, where) in typed.items()}


def delete_profile(context: Context, name: str, yes: bool = False) -> bool:
    """Delete a profile and its token, confirmed by its name or ``yes``; return True if it was the default one.

    Raises:
        InvalidInput: there is no such profile, or nobody has confirmed it; nothing was deleted.
    """
    profile = load_profile(name)
    if not profile.is_demo:
        if not yes:
            _confirm(context, name)
        forget(profile)
    return delete_settings(name)


def _confirm(context: Context, name: str) -> None:
    if not context.interaction.can_prompt:
        raise InvalidInput(f"this deletes profile {name!r} and its token. Re-run with {option('yes')} to confirm", option("yes"))
    if context.interaction.prompt(f"This deletes profile {name!r} and its token. Type its name to continue: ").strip() != name:
        raise InvalidInput("not confirmed: nothing was deleted", None)
