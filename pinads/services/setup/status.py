"""The present place: profile, ad account, environment, login, policy, output format and unfinished runs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.config.overrides import overriding
from pinads.config.policy_rules import CAPS, Rule
from pinads.journal.journal import Journal
from pinads.journal.matching import undone_by
from pinads.journal.models import RUNNING, STOPPED, why_not
from pinads.journal.uploads import counts_of
from pinads.render.money import MICROS, money
from pinads.render.text import as_typed, counted, safe
from pinads.sdk.errors import PinadsError
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.validation import is_plain_id
from pinads.services.connection import demo_account
from pinads.services.results import Value
from pinads.services.setup.auth_status import standing

if TYPE_CHECKING:
    from pinads.services.context import Context

NEWEST = 500
"""The number of runs, from the newest, that are searched for unfinished ones."""
_ACCOUNT = ("id", "name", "currency", "time_zone")


def status(context: Context) -> Value:
    """Describe what the next command works with, and what earlier ones left unfinished.

    One request reads the ad account, if there is a login; without one, or if it fails, the status says so and has the id alone.
    """
    facts = gathered(context)
    words = _in_words(facts)
    return Value(facts, sheet={name: "; ".join(lines) for name, lines in words.items()}, text="\n".join(_aligned(words)))


def _aligned(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Write the lines of each name below each other."""
    width = max(map(len, words)) + 2
    for name, lines in words.items():
        for number, line in enumerate(lines):
            yield safe(f"{'' if number else name:<{width}}{line}".rstrip())


def gathered(context: Context) -> dict[str, Any]:
    """Collect the facts of the status."""
    profile = context.profile
    login = standing(context, profile, current=True)
    account, problem = _account(context, usable=login["usable"])
    output = profile.resolved("output")
    fix = f"pinads {'auth login' if profile.exists else 'init'}{profile.option}"
    return {
        "profile": profile.name,
        "profile_from": _source(profile.origin),
        "environment": profile.environment,
        "api_url": profile.base_url,
        "login": {
            **{name: login[name] for name in ("source", "backend", "expires_at", "usable", "problem")},
            "fix": None if login["usable"] else fix,
        },
        "account": account,
        "account_problem": problem,
        "policy": [_rule(rule, (account or {}).get("currency")) for rule in context.policy.rules],
        "output": {"format": output.value, "from": _source(output.origin)},
        "unfinished_runs": list(unfinished_runs(context)),
        "notes": overriding(profile),
    }


def _source(origin: str) -> str:
    """Name an option or a variable; else the kind of source."""
    return origin.removeprefix("environment ").removeprefix("option ")


def _account(context: Context, usable: bool) -> tuple[dict[str, Any] | None, str | None]:
    """Read the ad account; return what is known of it, and the problem of the request, if any."""
    found = context.profile.resolved("account", context.option_for("account"))
    given = str(found.value or (demo_account() if context.profile.is_embedded else ""))
    if not given:
        return None, None
    typed = {"id" if is_plain_id(given) else "name": given}
    facts: dict[str, Any] = {**dict.fromkeys(_ACCOUNT), **typed, "from": _source(found.origin) if found.value else "built in"}
    if not usable:
        return facts, None
    try:
        wire = model_of("ad_accounts")(context.account, client=context.client).wire
    except PinadsError as error:
        return facts, error.message
    return {**facts, **{name: wire.get(name) for name in _ACCOUNT}}, None


def _rule(rule: Rule, currency: str | None) -> dict[str, Any]:
    value: Any = rule.value
    if rule.name in CAPS:
        value = money(rule.value, rule.currency or currency)
    elif rule.name == "max_increase_pct":
        value = f"{rule.value / MICROS:g} %"
    elif isinstance(rule.value, tuple):
        value = list(rule.value)
    return {"rule": rule.name, "value": value, "source": rule.source}


def unfinished_runs(context: Context) -> Iterator[dict[str, Any]]:
    """Find the runs of the profile that stopped and can be resumed."""
    if not Journal.exists(data_dir()):
        return
    journal = context.journal
    for run in islice(journal.runs(), NEWEST):
        left = run.state == STOPPED or (run.state == RUNNING and not journal.in_hand(run))
        if not left or run.start.profile != context.profile.name or why_not(run) is not None or undone_by(journal, run) is not None:
            continue
        total, counts = counts_of(journal, run)
        yield {"run": run.id, "command": shlex.join(run.start.words), "rows": total, "applied": counts.done}


def _in_words(facts: dict[str, Any]) -> dict[str, list[str]]:
    """Write the facts for people, with the sources of values where they are not the profile."""
    name = facts["profile"]
    lines = {"profile": [name + _from(facts["profile_from"])], "environment": [_environment(facts)], "login": [_login(facts)]}
    lines["ad account"] = [_account_in_words(facts, name)]
    rules = facts["policy"]
    lines["policy"] = [_rule_in_words(rule, name) for rule in rules] or ["no limits"]
    output = facts["output"]
    usual = "table on a terminal, json in a pipe"
    lines["output"] = [(output["format"] + _from(output["from"], name)) if output["format"] else usual]
    lines["unfinished runs"] = [
        f"run {run['run']}: {run['applied']} of {counted(run['rows'], 'row')} applied: pinads journal resume {run['run']}"
        for run in facts["unfinished_runs"]
    ] or ["none"]
    return lines | ({"note": facts["notes"]} if facts["notes"] else {})


def _from(source: str, profile: str = "") -> str:
    return "" if source in ("configuration", "default", "not set", "built in", f"profile {profile}") else f" ({source})"


def _environment(facts: dict[str, Any]) -> str:
    environment: str = facts["environment"]
    return f"{environment}, {facts['api_url']}" if facts["api_url"] else f"{environment}, built in: no real money"


def _login(facts: dict[str, Any]) -> str:
    login = facts["login"]
    if facts["api_url"] is None:
        return "none needed"
    if not login["usable"]:
        return f"{login['problem']}: {login['fix']}"
    return str(login["backend"] if login["source"] == "environment" and login["backend"] else login["source"])


def _account_in_words(facts: dict[str, Any], profile: str) -> str:
    account = facts["account"]
    if account is None:
        return "none: pinads use ACCOUNT"
    words = "  ".join(str(account[name]) for name in _ACCOUNT if account[name])
    problem = f": {facts['account_problem']}" if facts["account_problem"] else ""
    return words + _from(account["from"], profile) + problem


def _rule_in_words(rule: dict[str, Any], profile: str) -> str:
    source = "" if rule["source"] == f"profile {profile!r}" else f" ({rule['source']})"
    return f"{rule['rule']} {as_typed(rule['value'])}{source}"
