"""Environment variables that override a profile, and those that it does not use."""

from __future__ import annotations

from collections.abc import Iterator

from pinads.config.profiles import Profile
from pinads.sdk.environment import ACCESS_TOKEN, API_URL, REFRESH_TOKEN, first_set, read

_OVERRIDING = {"account": "the ad account", "api_url": "the API", "output": "the output format", "concurrency": "the concurrency"}
"""Settings that variables override, in words."""


def overriding(profile: Profile) -> list[str]:
    """Describe the variables that override settings of a profile, and those that it does not use."""
    return list(_overriding(profile))


def of_choice(profile: str) -> str | None:
    """Describe the variable that chooses another profile than this one, if any."""
    given = read("PINADS_PROFILE")
    return f"PINADS_PROFILE={given} is set, and chooses the profile. Unset it to use {profile!r}" if given and given != profile else None


def of_chosen_profile(profile: Profile, setting: str) -> str | None:
    """Describe the variable that overrides a setting of a profile that an option has chosen, if any."""
    if not profile.origin.startswith("option ") or profile.settings.get(setting) is None:
        return None
    return next((text for text in _overriding(profile) if f" overrides {_OVERRIDING[setting]} " in text), None)


def of_account(profile: Profile, account: str) -> str | None:
    """Describe the variable that sets another ad account than this one, if any."""
    found = profile.resolved("account")
    if not found.origin.startswith("environment ") or found.value == account:
        return None
    variable = found.origin.rpartition(" ")[2]
    return f"{variable}={found.value} is set, and overrides the ad account of profile {profile.name!r}. Unset it to use {account}"


def _overriding(profile: Profile) -> Iterator[str]:
    for setting, what in _OVERRIDING.items():
        found = profile.resolved(setting)
        own = profile.settings.get(setting)
        if found.origin.startswith("environment ") and own is not None and own != found.value:
            yield f"{found.origin.rpartition(' ')[2]} overrides {what} of profile {profile.name!r}, which is {own}"
    token = first_set(ACCESS_TOKEN) or first_set(REFRESH_TOKEN)
    if profile.is_embedded:
        unused = [given.name for given in (token, first_set(API_URL)) if given]
        if unused:
            verb, them = ("are", "them") if len(unused) > 1 else ("is", "it")
            yield f"{' and '.join(unused)} {verb} set, and profile {profile.name!r} does not use {them}"
    elif token and "store" in profile.settings:
        yield f"{token.name} overrides the stored login of profile {profile.name!r}"
