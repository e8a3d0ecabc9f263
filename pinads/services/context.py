"""The context of a command: profile, client, ad account, currency, journal and policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.config.overrides import of_chosen_profile
from pinads.config.profiles import Profile, load_profile
from pinads.config.settings import SETTINGS, parsed
from pinads.sdk.client import Client
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.http.base_url import is_loopback
from pinads.sdk.schema.durations import seconds
from pinads.sdk.schema.validation import is_plain_id
from pinads.services.connection import connect, demo_account
from pinads.services.currencies import account_facts
from pinads.services.errors import option
from pinads.services.events import Caution, Info, Note
from pinads.services.interaction import Interaction

if TYPE_CHECKING:
    from pinads.journal.journal import Journal
    from pinads.services.names.protocols import Resolver
    from pinads.services.policy.rules import Policy


class Context:
    """The context that services work in; its parts are created on first use.

    Args:
        interaction: the face.
        profile: the profile's name; None for that of the environment, else the default.
        account: the ad account's id or name; None for that of the environment, else the profile's.
        settings: values that override the environment and the profile, as texts.
        origin: returns the command or tool call for the journal, without secrets and people's data.
        exact_ids: take ids only, and no names.
        folder: the directory whose ``.pinads.toml``, with those of the directories above it, limits writes; the working directory if
            None. A server is often started elsewhere than in the repository that it works for.

    Attributes:
        accounts: the ad accounts that a listing covers, if it is more than one.
    """

    def __init__(
        self,
        interaction: Interaction | None = None,
        profile: str | None = None,
        account: str | None = None,
        settings: Mapping[str, str | None] | None = None,
        origin: Callable[[], Sequence[str]] = lambda: (),
        exact_ids: bool = False,
        folder: Path | None = None,
    ) -> None:
        self.interaction = interaction or Interaction()
        self.profile_name = profile
        self.account_id = account
        self.settings: dict[str, str | None] = dict(settings or {})
        self.origin = origin
        self.exact_ids = exact_ids
        self.folder = folder
        self.accounts: list[str] | None = None
        self._closing: list[Callable[[], object]] = []
        self._accounts: dict[str | None, str] = {}
        self._account_facts: dict[str, dict[str, str | None]] = {}

    def on_close(self, call: Callable[[], object]) -> None:
        """Register a function to call when the command ends."""
        self._closing.append(call)

    def close(self) -> None:
        """Call the registered functions."""
        while self._closing:
            self._closing.pop(0)()

    def note(self, text: str, hint: str | None = None, repeats: bool = False) -> None:
        """Emit a fact that changes nothing, and the next thing to do; ``repeats``: the same command always notes it."""
        self.interaction.notify(Note(text, hint, repeats))

    def warn(self, text: str) -> None:
        """Emit a warning about something that may be a mistake."""
        self.interaction.notify(Caution(text))

    def say(self, text: str, needed: bool = False) -> None:
        """Emit a result or a step; ``needed``: a person must read it to answer."""
        self.interaction.notify(Info(text, needed))

    def option_for(self, setting: str) -> str | None:
        """Return the text that overrides the environment and the profile for a setting, if any."""
        return self.account_id if setting == "account" else self.settings.get(setting)

    def setting(self, name: str) -> Any:
        """Return the effective value of a setting."""
        return self.profile.get(name, self.option_for(name))

    def resolved(self, name: str, given: str | int | None = None) -> tuple[Any, str]:
        """Return the effective value of a setting and the name of its origin; ``given`` overrides all others."""
        found = self.profile.resolved(name, str(given) if given is not None else self.option_for(name))
        where = option(name) if found.origin.startswith("option ") else found.origin.rpartition(" ")[2]
        return parsed(SETTINGS[name], found.value, where), where

    def concurrency(self, given: int | None = None) -> int:
        """Return the number of requests that may be in flight."""
        return int(self.resolved("concurrency", given)[0])

    def reads_at_once(self, given: int | None = None) -> int:
        """Return the number of requests that may be in flight to read."""
        most = self.concurrency(given)
        # The emulator in process answers at once, and its requests should come in a fixed order.
        return 1 if self.profile.is_embedded else most

    def settle_time(self, given: str | None = None) -> float:
        """Return the seconds after which an unanswered create may be sent again."""
        return seconds(*self.resolved("settle_time", given))

    @cached_property
    def profile(self) -> Profile:
        """The profile in use."""
        return load_profile(self.profile_name)

    def use(self, profile: Profile) -> Profile:
        """Switch to another profile."""
        self.profile = profile
        self._accounts.clear()
        return profile

    @property
    def named(self) -> str:
        """`` --profile NAME`` if a command to paste needs it, else empty."""
        with suppress(PinadsError):
            return self.profile.option
        return ""

    @cached_property
    def client(self) -> Client:
        """The client for the profile."""
        for text in of_chosen_profile(self.profile, has_account=self.account_id is not None):
            self.note(text, repeats=True)
        return connect(self.profile, self.interaction, self.option_for, self.on_close)

    @property
    def account(self) -> str:
        """The ad account's id: option, environment, profile, and for the demo its first account."""
        if self.account_id not in self._accounts:  # Every row of a file asks.
            self._accounts[self.account_id] = self._find_account()
        return self._accounts[self.account_id]

    def _find_account(self) -> str:
        found = self.profile.resolved("account", self.account_id)
        given = self.setting("account") if self.account_id is None else self.account_id
        if given is None and self.profile.is_embedded:
            return demo_account()
        if given is None:
            _ = self.client  # Missing credentials are the first thing to fix.
            told = f"no ad account is set. Give {option('account')} ID|NAME or set PINADS_ACCOUNT"
            raise InvalidInput(told, "account").hinting(f"pinads accounts list{self.named}")
        if is_plain_id(given):
            return str(given)
        by, _, variable = found.origin.partition(" ")
        where = {"option": option("account"), "environment": variable}.get(by, f"account of profile {self.profile.name!r}")
        return self.names.id_of(("ad_accounts",), given, where)

    def at(self, accounts: Sequence[str]) -> Context:
        """Use other ad accounts if some are named; the currency is that of the first."""
        if accounts:
            self.accounts = list(accounts)
            self.account_id = self.accounts[0]
        return self

    def of_account(self, account: str) -> Context:
        """Return this context with another ad account and the same client; it ends when this one does."""
        _ = self.client
        other = copy(self)
        other.account_id, other.accounts = account, None
        vars(other).pop("names", None)
        return other

    @cached_property
    def names(self) -> Resolver:
        """The resolver of names to ids."""
        from pinads.services.names.resolver import NameResolver  # start-up: 10 ms, and ids need none of it

        return NameResolver(self, self.exact_ids)

    def announce_names(self) -> None:
        """Tell which names were taken for which ids, if any were, before something is written."""
        if "names" in vars(self):
            self.names.announce()

    def found_names(self) -> Mapping[str, str]:
        """Return the names that were taken for ids, by these."""
        return self.names.found if "names" in vars(self) else {}

    @cached_property
    def journal(self) -> Journal:
        """The journal of the data directory."""
        from pinads.journal.journal import Journal  # start-up: 30 ms of sqlite3 and the lock, which reading does without

        journal = Journal(data_dir())
        self.on_close(journal.close)
        return journal

    @cached_property
    def policy(self) -> Policy:
        """All rules in force: the profile's, and those of the repository that `folder` is in.

        Raises:
            InvalidInput: one of them cannot be read.
        """
        from pinads.services.policy.rules import policy_in_force  # start-up: 2 ms of every listing, which no rule is about

        return policy_in_force(self.profile, self.folder)

    @property
    def is_production(self) -> bool:
        """True if writes reach a real account; a server on this machine counts only if a profile says production."""
        setting = self.profile.resolved("environment")
        return setting.value == "production" and not (setting.origin == "default" and is_loopback(self.client.base_url))

    def currency(self, account: str | None = None) -> str | None:
        """Return an ad account's currency, looked up once; None if the API does not say."""
        return self._fact(account or self.account, "currency")

    def known_currency(self) -> str | None:
        """Return the ad account's currency if facts of it were looked up before; nothing is sent."""
        return self._account_facts.get(self._accounts.get(self.account_id, ""), {}).get("currency")

    def currency_if_any(self) -> str | None:
        """Return the ad account's currency for what can do without it; None if it cannot be had."""
        with suppress(PinadsError):
            return self.currency()
        return None

    def time_zone(self) -> str | None:
        """Return the ad account's time zone; None if the API does not say."""
        return self._fact(self.account, "time_zone")

    def account_name(self) -> str:
        """Return the ad account's name with its id, for titles; a name may have changed lately, an id never does."""
        name = self._fact(self.account, "name")
        return f"{name} ({self.account})" if name else self.account

    def _fact(self, account: str, name: str) -> str | None:
        if account not in self._account_facts:  # Every amount of a file asks.
            self._account_facts[account] = account_facts(self.client, account)
        return self._account_facts[account][name]
