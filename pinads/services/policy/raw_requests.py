"""The policy, applied to raw requests of ``pinads api``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pinads.sdk import AdGroup, Audience, Campaign, Keyword
from pinads.services.policy.effects import Effect, effect_of, unread_spend
from pinads.services.policy.enforce import Violations, guard_write, violations_of
from pinads.services.policy.rules import Policy, WriteFacts
from pinads.services.policy.sanity_bounds import Currency

_SEVERAL = "upsert"
"""The last word of the path that writes campaigns, ad groups and more in one request."""


def guard_request(policy: Policy, currency: Currency, method: str, path: str, query: Any, body: Any) -> None:
    """Refuse a request that breaks a rule; accounts and amounts are found at any depth of it.

    Args:
        policy: the rules.
        currency: looks the ad account's currency up; called only where it decides.
        method: the method.
        path: the path below the base URL.
        query: the query parameters.
        body: the JSON body.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    if method == "GET" or not policy.rules:
        return
    for account in sorted(_accounts_of(path, query, body), key=str):
        guard_write(policy, WriteFacts(account, max(_rows_in(body), 1), final=method == "DELETE"))
    violations = Violations()
    effects = (_effect(model, method, path, part) for part in _objects(body) for model in _models(path))
    # An object that may be of several resources counts as each of them: a violation that they share is shown once.
    violations.add(dict.fromkeys(violation for effect in effects for violation in violations_of(policy, effect, currency)))
    violations.raise_if_any(1)


def _effect(model: type[Any], method: str, path: str, part: Mapping[str, Any]) -> Effect:
    is_new = method == "POST" and "id" not in part
    effect = effect_of(model, part, None, is_new)
    # The last word of a path is the resource that the request writes.
    is_concerned = not is_new and unquote(path).rstrip("/").rpartition("/")[2] in (model.RESOURCE.collection, _SEVERAL)
    return effect._replace(uncapped=(*effect.uncapped, *unread_spend(model, part))) if is_concerned else effect


def _models(path: str) -> tuple[type[Any], ...]:
    # Removing is final for audiences, and not for the records of a customer list.
    return (Campaign, AdGroup, Keyword, *((Audience,) if "audiences" in unquote(path) else ()))


def account_in(path: str) -> str | None:
    """Return the ad account that a path names, empty where the request creates one; None where it names none."""
    return next(_accounts_in(path), None)


def _accounts_in(path: str) -> Iterator[str]:
    """Find every ad account of a path, in any spelling: with a version before it, encoded (also twice), in capitals."""
    plain = path
    while (decoded := unquote(plain)) != plain:
        plain = decoded
    parts = [part.partition(";")[0].strip().lower() for part in plain.replace("\\", "/").split("/")]
    parts = [part for part in parts if part]
    if {".", ".."} & {*parts}:
        yield ".."
    yield from ("".join(parts[index + 1 : index + 2]) for index, part in enumerate(parts) if part == "ad_accounts")


def _accounts_of(path: str, *given: Any) -> set[str | None]:
    """Collect the ad accounts that a request names: in its path, and as ``ad_account_id`` in its query and body."""
    named: set[str | None] = {*_accounts_in(path)}
    for part in (part for each in given for part in _objects(each)):
        value = part.get("ad_account_id")
        named.update(str(item) for item in (value if isinstance(value, list) else [value]) if item is not None)
    return named or {None}


def _objects(body: Any) -> Iterator[dict[str, Any]]:
    if isinstance(body, dict):
        yield body
    for part in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from _objects(part)


def _rows_in(body: Any) -> int:
    """Count the objects in lists, except those that are parts of other rows."""
    if isinstance(body, dict):
        return sum(map(_rows_in, body.values()))
    return sum(isinstance(item, dict) for item in body) if isinstance(body, list) else 0
