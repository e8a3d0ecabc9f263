"""The ad accounts that a profile can use, and the choice of one by id, name or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.config.profiles import Profile, load_profile
from pinads.render.text import safe
from pinads.sdk.client import Client
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.validation import is_plain_id
from pinads.services.names.matching import Names

if TYPE_CHECKING:
    from pinads.services.context import Context

AccountFacts = Mapping[str, Any]
"""An ad account as the API sent it."""
NOUN = "ad account"


def accounts_of(client: Client) -> list[AccountFacts]:
    """List the ad accounts of a token."""
    return [account.wire for account in model_of("ad_accounts").iter_all(client=client)]


def find_account(accounts: Sequence[AccountFacts], text: str, where: str = "account") -> AccountFacts:
    """Find the ad account that an id or a name is of.

    Raises:
        InvalidInput: none is, or several of that name are; the message has their ids.
    """
    identity = Names(accounts, NOUN).id_of(text, where)
    found = next((account for account in accounts if str(account.get("id")) == identity), None)
    if found is None:
        raise InvalidInput(f"this token has no access to {NOUN} {identity}", where)
    return found


def with_account_id(context: Context, name: str, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return new settings of a profile with the id of the ad account that they name.

    The name stays if the accounts cannot be listed yet.

    Args:
        context: the context; it uses the profile from here on if it has to look for a name.
        name: the profile, which may be new.
        settings: the settings that it is given.

    Raises:
        InvalidInput: no ad account, or several, have that name.
    """
    account = settings.get("account")
    if account is None or is_plain_id(account):
        return settings
    known = load_profile(name, may_be_new=True)
    context.use(Profile(known.name, {**known.settings, **settings}, known.origin, known.exists))
    try:
        identity = context.names.id_of(("ad_accounts",), account, "account")
    except InvalidInput:
        raise
    except PinadsError:
        context.note(f"the ad accounts cannot be listed yet, so the name '{safe(account)}' is stored; logging in replaces it with its id")
        return settings
    return {**settings, "account": identity}


def described(account: AccountFacts) -> str:
    """Describe an ad account in a line: id, name, currency and time zone."""
    facts = (account.get(name) for name in ("name", "currency", "time_zone"))
    return "  ".join(map(str, (account.get("id"), *(fact for fact in facts if fact))))


def ask_account(context: Context, accounts: Sequence[AccountFacts]) -> AccountFacts | None:
    """Ask a person for one of some ad accounts, until an answer names one; None if the answer is empty."""
    context.say("Choose the default ad account:", needed=True)
    facts = [[str(account.get(name) or "") for name in ("id", "currency", "time_zone", "name")] for account in accounts]
    widths = [max(map(len, column)) for column in zip(*facts, strict=True)]
    for number, row in enumerate(facts, 1):
        columns = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        context.say(safe(f"  {number:>2}  {columns}".rstrip()), needed=True)
    while typed := context.interaction.prompt(f"A number from 1 to {len(accounts)}, an id or a name; Enter skips: ").strip():
        if typed.isdecimal() and len(typed) < 18 and 1 <= int(typed) <= len(accounts):
            return accounts[int(typed) - 1]
        try:
            return find_account(accounts, typed)
        except InvalidInput as error:
            context.say(error.message, needed=True)
    return None
