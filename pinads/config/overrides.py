"""Environment variables that override a profile, and those that it does not use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pinads.config.profiles import Profile
from pinads.sdk.environment import ACCESS_TOKEN, API_URL, REFRESH_TOKEN, Variable, first_set, read

_OVERRIDING = {"account": "the ad account", "api_url": "the API", "output": "the output format", "concurrency": "the concurrency"}
"""Settings that variables override, in words."""


def overriding(profile: Profile) -> list[str]:
    """Describe the variables that override settings of a profile, and those that it does not use."""
    return [*_overriding(profile, _OVERRIDING), *_unused(profile)]


def of_chosen_profile(profile: Profile, has_account: bool) -> list[str]:
    """Describe the variables that lead a command elsewhere than the profile that an option has chosen.

    Args:
        profile: the profile.
        has_account: an option names the ad account, too.
    """
    settings = ("api_url",) if has_account else ("account", "api_url")
    return [*_overriding(profile, settings)] if profile.origin.startswith("option ") else []


def of_choice(profile: str) -> str | None:
    """Describe the variable that chooses another profile than this one, if any."""
    given = read("PINADS_PROFILE")
    return f"PINADS_PROFILE={given} is set, and chooses the profile. Unset it to use {profile!r}" if given and given != profile else None


def of_account(profile: Profile, account: str, is_name: Callable[[str], bool]) -> str | None:
    """Describe the variable that sets another ad account than this one, if any.

    Args:
        profile: the profile.
        account: the ad account's id.
        is_name: tells whether a text is its name.
    """
    found = profile.resolved("account")
    if not found.origin.startswith("environment ") or found.value == account or is_name(found.value):
        return None
    variable = found.origin.rpartition(" ")[2]
    return f"{variable}={found.value} is set, and overrides the ad account of profile {profile.name!r}. Unset it to use {account}"


def _overriding(profile: Profile, settings: Iterable[str]) -> Iterator[str]:
    for setting in settings:
        own = profile.settings.get(setting)
        found = profile.resolved(setting) if own is not None else None
        if found is not None and found.origin.startswith("environment ") and own != found.value:
            yield f"{found.origin.rpartition(' ')[2]} overrides {_OVERRIDING[setting]} of profile {profile.name!r}, which is {own}"
    if "store" in profile.settings and not profile.is_embedded and (token := _token()):
        yield f"{token.name} overrides the stored login of profile {profile.name!r}"


def _unused(profile: Profile) -> Iterator[str]:
    unused = [given.name for given in (_token(), first_set(API_URL)) if given] if profile.is_embedded else []
    if unused:
        verb, them = ("are", "them") if len(unused) > 1 else ("is", "it")
        yield f"{' and '.join(unused)} {verb} set, and profile {profile.name!r} does not use {them}"


def _token() -> Variable | None:
    return first_set(ACCESS_TOKEN) or first_set(REFRESH_TOKEN)
