"""The settings of profiles. Each is declared once; checks, precedence, ``profiles set`` and ``profiles show`` follow from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pinads.config.policy_rules import RULES
from pinads.render.formats import FORMATS
from pinads.sdk import environment
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.base_url import checked_url
from pinads.sdk.listing.listing import MOST_AT_ONCE
from pinads.sdk.redaction import redact
from pinads.sdk.schema.durations import seconds
from pinads.sdk.schema.validation import describe, entity_id, invalid_choice

ENVIRONMENTS = ("production", "sandbox", "emulator")
FILE_STORE = "file"
OUTPUT = "PINADS_OUTPUT"
REDIRECT_URI = "http://localhost:8085/"
SCOPES = "ads:read,ads:write"

Check = Callable[[str, str], object]
"""A check of a setting's text, which raises InvalidInput; the second argument names the setting in the error."""


class Setting(NamedTuple):
    """A setting of a profile.

    Attributes:
        name: its key in ``config.toml``.
        doc: its help text.
        check: raises InvalidInput for an invalid value; None for a policy rule, which ``policy_rules.RULES`` parses.
        variables: the environment variables that override it, in order of precedence.
        option: the command-line option that overrides both.
        default: the value if nothing sets it.
        kind: ``text``, ``number``, ``flag`` (true or false) or ``list``.
    """

    name: str
    doc: str
    check: Check | None = None
    variables: tuple[str, ...] = ()
    option: str | None = None
    default: str | None = None
    kind: str = "text"


class Resolved(NamedTuple):
    """The value of a setting, and its source."""

    value: Any
    origin: str


def _one_of(choices: tuple[str, ...]) -> Check:
    def check(text: str, where: str) -> None:
        if text not in choices:
            raise invalid_choice(text, choices, where)

    return check


def _matching(pattern: str, expected: str) -> Check:
    def check(text: str, where: str) -> None:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise InvalidInput(f"Invalid {where} {describe(text)}: expected {expected}", where)

    return check


def _api_url(text: str, where: str) -> None:
    try:
        checked_url(text)
    except InvalidInput as error:
        raise InvalidInput(f"{error.message} ({where})", where) from None


def _redirect_uri(text: str, where: str) -> None:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.fragment and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good:
        raise InvalidInput(f"Invalid {where} {describe(text)}: expected a URL such as {REDIRECT_URI}", where)


def _account(text: str, where: str) -> None:
    """Check an ad account: an id, or a name that is looked up when it is used."""
    # A token that was pasted here is not a name.
    if not text.strip() or text.strip().isdecimal() or redact(text) != text:
        entity_id(text.strip(), where)


def _at_once(text: str, where: str) -> None:
    if not (text.isascii() and text.isdigit() and len(text) < 18 and 1 <= int(text) <= MOST_AT_ONCE):
        raise InvalidInput(f"Invalid {where} {describe(text)}: expected a whole number from 1 to {MOST_AT_ONCE}", where)


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("environment", "The API: production, sandbox or emulator.", _one_of(ENVIRONMENTS), default="production"),
        Setting("api_url", "Another base URL of the API: https, or http on this machine.", _api_url, environment.API_URL),
        Setting("account", "The default ad account, by id or name.", _account, ("PINADS_ACCOUNT",), "--account"),
        Setting("output", f"The output format: {', '.join(FORMATS)}.", _one_of(FORMATS), (OUTPUT,), "--output"),
        Setting("timeout", "Time limit of one request, such as 30s.", partial(seconds, least=0.001), option="--timeout", default="60s"),
        Setting("max_wait", "Longest wait for a rate limit, such as 5m.", seconds, option="--max-wait", default="2m"),
        Setting(
            "concurrency",
            "Maximum number of requests in flight; 1 sends them one at a time.",
            _at_once,
            ("PINADS_CONCURRENCY",),
            "--concurrency",
            "4",
        ),
        Setting(
            "settle_time",
            "How long to wait before an unanswered create is sent again.",
            seconds,
            ("PINADS_SETTLE_TIME",),
            "--settle-time",
            "60s",
        ),
        Setting("app_id", "The app to log in with.", _matching(r"\d{1,20}", "the app's number"), environment.APP_ID),
        Setting("redirect_uri", "The redirect URI that is registered for the app.", _redirect_uri, default=REDIRECT_URI),
        Setting(
            "store", f"The store of the credential: {FILE_STORE}, or the class of a keyring.", _matching(r"[\w.]+", "a class's dotted name")
        ),
        Setting("max_daily_budget", "Highest daily budget allowed, such as 50.00."),
        Setting("max_lifetime_budget", "Highest lifetime budget allowed."),
        Setting("max_bid", "Highest bid allowed."),
        Setting("max_increase_pct", "Largest increase of a budget or bid allowed, in percent."),
        Setting("max_rows", "Maximum number of rows in one write.", kind="number"),
        Setting("accounts", "The only ad accounts that may be written to.", kind="list"),
        Setting("read_only", "Refuse all writes.", kind="flag"),
        Setting("allow_archive", "Allow archiving, which is final.", kind="flag"),
    )
}


def parsed(setting: Setting, value: Any, where: str) -> Any:
    """Parse the value of a setting, from ``config.toml`` or from typed text.

    Raises:
        InvalidInput: the value is invalid.
    """
    return _ruled(setting, value, where) if setting.check is None else _text(setting.check, value, where)


_READ: dict[str, Callable[[str], Any]] = {
    "flag": lambda text: {"true": True, "false": False}.get(text.lower(), text),
    "list": lambda text: [item.strip() for item in text.split(",")],
    "number": lambda text: int(text) if text.isdecimal() and len(text) < 18 else text,
}
"""Parsers of typed text for settings that are not text."""


def _ruled(setting: Setting, value: Any, where: str) -> Any:
    read = _READ.get(setting.kind)
    value = read(value) if read and isinstance(value, str) else value
    try:
        RULES[setting.name](value)
    except ValueError as error:
        raise InvalidInput(f"{where} must be {error}, not {describe(value)}", where) from None
    return value


def _text(check: Check, value: Any, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InvalidInput(f"{where} must be a text", "profile")
    check(str(value), where)
    return str(value)


def resolve(name: str, option: str | None, settings: Mapping[str, Any], profile: str) -> Resolved:
    """Resolve a setting: option, else environment, else profile, else default.

    Raises:
        InvalidInput: a variable of the environment cannot be read.
    """
    setting = SETTINGS[name]
    if option is not None:
        return Resolved(option, f"option {setting.option}")
    # An empty variable must not lead to the production API, and real money, for a user who meant another one.
    given = environment.api_url() if name == "api_url" else environment.first_set(setting.variables)
    if given is not None:
        return Resolved(given.value, f"environment {given.name}")
    if name in settings:
        return Resolved(settings[name], f"profile {profile}")
    return Resolved(setting.default, "default" if setting.default is not None else "not set")
