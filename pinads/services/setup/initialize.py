"""The set-up of a profile: log in or take the demo, choose the ad account, set limits, install completion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.config.config_file import read_config
from pinads.config.policy_rules import CAPS
from pinads.config.profiles import DEFAULT, DEMO, Profile, change_profile, load_profile, use_profile
from pinads.render.text import quoted
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import Interrupted, option
from pinads.services.inputs.options import Options
from pinads.services.listing.accounts import present_account
from pinads.services.results import Value
from pinads.services.setup.accounts import accounts_of, ask_account, described, find_account
from pinads.services.setup.auth_status import standing
from pinads.services.setup.limits import NONE, QUESTIONS, check_form, checked_limit, in_words, proposal
from pinads.services.setup.login import LoginOptions, log_in
from pinads.services.setup.status import status

if TYPE_CHECKING:
    from pinads.services.context import Context

STEPS = ("login", "account", "limits", "completion")
_LOGIN = "Log in to Pinterest (1), or try the demo without a login (2)? Enter skips: "
_LOGIN_ANSWERS = {"1": "login", "login": "login", "log in": "login", "2": "demo", "demo": "demo"}
_YES_OR_NO = {"y": True, "yes": True, "n": False, "no": False}
_SKIPPED = "skipped"


class SetupOptions(Options):
    """The answers that are given in advance.

    Attributes:
        demo: use the built-in emulator in place of a login.
        skip: the steps to leave out.
        login: the options of the login; None asks whether to log in.
        limits: the limits by rule; ``none`` sets none.
        proposed_limits: take the proposals for all other limits.
        completion: the shell to install completion for, or ``none``.
    """

    demo: bool = False
    skip: Sequence[str] = ()
    login: LoginOptions | None = None
    limits: Mapping[str, str] = {}
    proposed_limits: bool = False
    completion: str | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing is answered."""
        return not (self.demo or self.skip or self.login or self.limits or self.proposed_limits or self.completion)


class Setup:
    """A set-up in progress; each step keeps its result before the next one begins.

    Args:
        context: the context; its account may be a name.
        options: the answers that are given.
        shell: the person's shell, if completion can be installed for it.
        install: installs completion for a shell and returns what was done.
    """

    def __init__(self, context: Context, options: SetupOptions, shell: str | None, install: Callable[[str], str]) -> None:
        self._context = context
        self._options = options
        self._shell = shell
        self._install = install
        self._account, context.account_id = context.account_id, None  # Until it is found, it may be a name.
        self._done: dict[str, str] = {}

    def run(self) -> Value:
        """Run the steps, and return the status that they lead to.

        Raises:
            InvalidInput: nobody can answer, and nothing is answered.
            Interrupted: a step was interrupted; the message says what is kept.
        """
        if self._options.is_empty and self._account is None and not self._asks:
            raise InvalidInput("there is no terminal to ask questions at, and no option answers them", None).hinting("pinads init --demo")
        for rule, text in self._options.limits.items():
            check_form(rule, text)
        steps = dict(zip(STEPS, (self._log_in, self._choose_account, self._set_limits, self._complete), strict=True))
        for name, step in steps.items():
            try:
                self._done[name] = _SKIPPED if name in self._options.skip else step() or _SKIPPED
            except KeyboardInterrupt:
                raise self._interrupted(name) from None
            self._context.say(f"{name}: {self._done[name]}")
        return self._ended()

    @property
    def _asks(self) -> bool:
        return self._context.interaction.can_prompt

    def _prompt(self, text: str) -> str | None:
        """Ask for a line of text; None at the end of input."""
        answer = self._context.interaction.prompt(text)
        return answer.strip() if answer else None

    def _asked(self, text: str, answers: Mapping[str, Any], wanted: str, empty: Any = None) -> Any:
        """Ask until the answer is one that counts, and return its value; None at the end of input.

        Args:
            text: the question.
            answers: the value of each answer.
            wanted: the answers in words.
            empty: the value of an empty answer.
        """
        while (answer := self._prompt(text)) is not None:
            if not answer:
                return empty
            if answer.lower() in answers:
                return answers[answer.lower()]
            self._context.say(f"{quoted(answer)} is not a valid answer: type {wanted}", needed=True)
        return None

    def _interrupted(self, step: str) -> Interrupted:
        kept = ", ".join(name for name, result in self._done.items() if not result.startswith(_SKIPPED))
        error = Interrupted(f"interrupted at {step}; {'kept: ' + kept if kept else 'nothing was set up'}")
        error.hint = f"pinads init{self._context.named}"
        return error

    def _log_in(self) -> str | None:
        how = self._options.login
        if self._options.demo:
            return self._use_demo()
        present = load_profile(self._context.profile_name, may_be_new=True)
        # Whoever has tried the demo wants a profile of their own now.
        profile = present if not (present.is_demo and present.origin == "configuration") else load_profile(DEFAULT, may_be_new=True)
        wants_emulator = how is not None and how.environment == "emulator"
        if wants_emulator:
            change_profile(profile.name, {"environment": "emulator"})
        if wants_emulator or profile.is_embedded:
            return self._use(profile.name, "uses the built-in emulator, and needs no login")
        if how is None and standing(self._context, self._context.use(profile), current=True)["usable"]:
            return self._use(profile.name, "is logged in already")
        if how is None:
            answer = self._asked(_LOGIN, _LOGIN_ANSWERS, "1 or 2, or press Enter to skip it") if self._asks else None
            if answer == "demo":
                return self._use_demo()
            if answer is None:
                self._context.use(present)
                return None
        self._context.profile_name = self._context.profile_name or profile.name
        log_in(self._context, how or LoginOptions(), choose=False)
        return self._use(profile.name, "is logged in")

    def _use_demo(self) -> str:
        use_profile(DEMO)
        self._reload(DEMO)
        return f"profile {DEMO!r}: a sample business in a built-in emulator, no real money"

    def _use(self, name: str, words: str) -> str:
        """Make the profile that was set up the default, if there is none yet or it is the demo."""
        default = read_config().default_profile
        if load_profile(name, may_be_new=True).exists and (default == DEMO if name == DEFAULT else default in (None, DEMO)):
            use_profile(name)
        self._reload(name)
        return f"profile {name!r} {words}"

    def _reload(self, name: str) -> None:
        there = load_profile(name, may_be_new=True)
        # Chosen by an option, hints name it; the default one needs no option.
        default = read_config().default_profile
        origin = "configuration" if name == default or (default is None and name == DEFAULT) else there.origin
        self._context.use(Profile(there.name, there.settings, origin, there.exists))

    def _choose_account(self) -> str | None:
        profile = self._context.profile
        if not profile.is_embedded and not standing(self._context, profile, current=True)["usable"]:
            return None
        if self._account is None and not self._asks and (kept := profile.settings.get("account")):
            return f"{kept} (as it is)"
        accounts = accounts_of(self._context.client)
        if self._account is not None:
            account = find_account(accounts, self._account)
        elif len(accounts) == 1:
            account = accounts[0]
        elif accounts and self._asks and (chosen := ask_account(self._context, accounts)) is not None:
            account = chosen
        else:
            used = present_account(self._context)
            return f"{_SKIPPED}; commands use {used}" if used else None
        change_profile(profile.name, {"account": str(account["id"])})
        self._reload(profile.name)
        return described(account)

    def _set_limits(self) -> str | None:
        profile, given = self._context.profile, self._options.limits
        answered = bool(given) or self._options.proposed_limits
        if not answered and profile.policy:
            return f"{in_words(profile.policy)} (as they are)"
        if not answered and (not self._asks or profile.is_demo):
            return f"{_SKIPPED}; the demo spends no money. {option('proposed_limits')} sets some" if self._asks else None
        currency = self._context.currency_if_any()  # Without an ad account yet, it is checked when the limit is used.
        values: dict[str, Any] = {}
        for question in QUESTIONS:
            suggested = proposal(question, currency)
            if question.rule in given:
                answer: Any = given[question.rule]
            elif answered:
                answer = suggested if self._options.proposed_limits else NONE
            else:
                unit = f", in {currency}" if currency and question.rule in CAPS else ""
                answer = self._asked_limit(question.rule, question.text + unit, suggested, currency)
            if answer is not None and answer != NONE:
                values[question.rule] = checked_limit(question.rule, answer, currency)
        if not values:
            return None
        change_profile(profile.name, values)
        self._reload(profile.name)
        return in_words(values)

    def _asked_limit(self, rule: str, text: str, suggested: str, currency: str | None) -> str | None:
        """Ask for a limit until the answer can be used; an empty answer takes the proposal."""
        while True:
            answer = self._prompt(f"{text} [{suggested}; or {NONE}]: ")
            if answer is None:
                return None
            answer = answer or suggested
            try:
                if answer != NONE:
                    checked_limit(rule, answer, currency)
                return answer
            except InvalidInput as error:
                self._context.say(error.message, needed=True)

    def _complete(self) -> str | None:
        shell = self._options.completion
        if shell is None and self._asks and self._shell is not None:
            text = f"Complete commands, names and ids at TAB in {self._shell}? [Y/n] "
            shell = self._shell if self._asked(text, _YES_OR_NO, "y or n", empty=True) else None
        return None if shell in (None, NONE) else self._install(str(shell))

    def _ended(self) -> Value:
        found = status(self._context)
        context = self._context
        usable = context.profile.is_embedded or standing(context, context.profile, current=True)["usable"]
        has_account = found.value["account"] is not None
        command = ("pinads overview" if has_account else "pinads use ACCOUNT") if usable else "pinads auth login"
        following = command + context.named
        context.say(f"Next: {following}")
        steps = {"steps": self._done, "next": following}
        return Value({**found.value, **steps}, sheet=found.sheet, text=found.text)
