"""Choosing what commands work with: a profile, or an ad account of the present profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.config.overrides import of_account, of_choice, overriding
from pinads.config.profiles import all_profiles, change_profile, load_profile, no_profile, use_profile
from pinads.sdk.errors import InvalidInput, MissingCredentials
from pinads.services.names.matching import folded
from pinads.services.setup.accounts import accounts_of, described, find_account

if TYPE_CHECKING:
    from pinads.services.context import Context


def use(context: Context, word: str) -> None:
    """Make a profile the default, or an ad account, by id or name, the default one of the context's profile.

    Raises:
        InvalidInput: there is neither a profile nor an ad account of this name, or several accounts.
    """
    names = [profile.name for profile in all_profiles()]
    if word in names:
        choose_profile(context, word)
    else:
        _choose_account(context, word, names)


def choose_profile(context: Context, name: str) -> None:
    """Make a profile the default, and warn if a variable chooses another one."""
    use_profile(name)
    profile = load_profile(name)
    account = profile.settings.get("account")
    context.say(f"{name!r} is now the default profile" + (f", with ad account {account}" if account else ""))
    chosen = of_choice(name)
    for text in [chosen] if chosen else overriding(profile):
        context.warn(text)


def _choose_account(context: Context, word: str, profiles: list[str]) -> None:
    profile = context.profile
    try:
        accounts = accounts_of(context.client)
    except MissingCredentials as error:
        raise InvalidInput(no_profile(word, profiles), "PROFILE").hinting(error.hint or "pinads auth login") from None
    try:
        account = find_account(accounts, word, "ACCOUNT")
    except InvalidInput as error:
        end = "" if error.message.endswith("?") else "."
        raise InvalidInput(f"{error.message}{end} Profiles: {', '.join(profiles)}", "ACCOUNT").hinting(
            f"pinads accounts list{context.named}"
        ) from None
    identity = str(account["id"])
    change_profile(profile.name, {"account": identity})
    context.say(f"the ad account of profile {profile.name!r} is now {described(account)}")
    own = folded(str(account.get("name") or ""))
    other = of_account(load_profile(profile.name), identity, lambda text: folded(text) == own)
    if other:
        context.warn(other)
