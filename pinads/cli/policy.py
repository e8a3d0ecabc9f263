"""The policy of the profile and of the repository, held over every write before it is sent. ``--yes`` does not change it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pinads.cli.bounds import Bounds, check_rule, refuse_factors
from pinads.cli.failures import MOST_ROWS_SHOWN, Complaints, PolicyViolation, shortened
from pinads.cli.field_options import flag_of
from pinads.cli.spending import capping, change_of, concerns_money, is_of_concern, unread
from pinads.credentials.amounts import Change
from pinads.credentials.policy import CAPS, Policy, Violation, rules_of
from pinads.credentials.policy_files import repository_files, rules_in
from pinads.render.money import money
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.cli.order import Care
    from pinads.cli.session import Session
    from pinads.cli.updating import Planned


def policy_of(session: Session) -> Policy:
    """All rules that hold here: the profile's, and those of the ``.pinads.toml`` files from the working directory upwards.

    Raises:
        InvalidInput: one of them cannot be read.
    """
    if "_policy" not in session.__dict__:
        rules = rules_of(session.profile.policy, f"profile {session.profile.name!r}")
        home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - Path.home() fails where there is none.
        for path in repository_files(_here(), home):
            rules += rules_in(path)
        session.__dict__["_policy"] = Policy(rules)
    policy: Policy = session.__dict__["_policy"]
    return policy


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise InvalidInput(f"the policy of the working directory cannot be looked for: {error.strerror}; go to another one", None) from None


def guard(session: Session, model: type[Any], rows: int = 1, is_final: bool = False) -> None:
    """Refuse a write for what is known of it as a whole: where it goes, how many rows it has.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    policy = policy_of(session)
    if policy.rules:
        _refuse(policy.of_write(session.account if model.RESOURCE.in_account else "", rows, is_final))


def must_know(session: Session, model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether the policy needs to know what is there now to judge a row of an update."""
    return policy_of(session).watches_money and concerns_money(model, values)


def may_be_refused(session: Session, model: type[Any], care: Care) -> bool:
    """Whether there is anything that rows of a model are held against."""
    rules = bool(policy_of(session).rules) and is_of_concern(model)
    return rules or bool(capping(model) and not care.checked)


class Enforcing:
    """Holds rows against the policy, and amounts against what can be meant, as they go by; what is wrong is said at the end."""

    def __init__(self, session: Session, model: type[Any], mode: Mode, care: Care, total: int = 0) -> None:
        self._session = session
        self._model = model
        self._mode = mode
        self._care = care
        self._total = total
        self._policy = policy_of(session)
        self._rules_checked = False
        self._bounds = Bounds(care, session.currency)
        self._complaints, self._breaches = Complaints(total), _Breaches()

    def look_at(self, item: Planned) -> None:
        """Hold a row against both.

        Raises:
            InvalidInput: an amount that is hardly meant, in what was typed.
        """
        change = _change(self._model, item, self._mode, self._total)
        if change.amounts and not self._rules_checked:
            self._rules_checked = True
            for rule in self._policy.rules:
                if rule.name in CAPS:
                    check_rule(rule, CAPS[rule.name], self._session.currency)
        if not self._care.checked:
            try:
                self._bounds.refuse(change, item.row.raw)
                if not self._care.allow_large:
                    refuse_factors(self._model, item.values, item.before or {}, str if item.row.place else flag_of)
            except InvalidInput as error:
                self._complaints.add(item.row.place, error)
        self._breaches.add(_broken(self._session, self._policy, change))

    def tell(self, total: int) -> None:
        """Refuse what was found.

        Raises:
            InvalidInput: an amount that is hardly meant.
            PolicyViolation: a rule forbids a row.
        """
        self._complaints.total = total
        self._complaints.tell()
        self._breaches.refuse(total)


def enforce(session: Session, model: type[Any], rows: Iterable[Planned], mode: Mode, care: Care, total: int) -> None:
    """Hold every row against the policy, and amounts against what can be meant.

    Raises:
        InvalidInput: an amount that is hardly meant.
        PolicyViolation: a rule forbids a row.
    """
    enforcing = Enforcing(session, model, mode, care, total)
    for item in rows:
        enforcing.look_at(item)
    enforcing.tell(total)


def _change(model: type[Any], item: Planned, mode: Mode, total: int) -> Change:
    by_id = f"{model.RESOURCE.noun} {item.values.get('id')}" if mode is Mode.UPDATE and total > 1 else ""
    label = str if item.row.place else flag_of
    return change_of(model, item.row.place or by_id, item.values, item.before, label, mode is Mode.CREATE)


def _broken(session: Session, policy: Policy, change: Change) -> Iterator[Violation]:
    if not policy.rules or not (change.amounts or change.is_final or change.loosened):
        return iter(())
    currency = session.currency() if any(rule.currency for rule in policy.rules) else None
    return policy.of_row(change, currency, lambda micros: money(micros, session.currency()))


_SEVERAL = "upsert"
"""The last word of the path that writes campaigns, ad groups and more in one request."""


def guard_request(session: Session, method: str, path: str, query: Any, body: Any) -> None:
    """Refuse a request of ``pinads api`` for the same rules; accounts and amounts are found wherever they stand in it.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    policy = policy_of(session)
    if method == "GET" or not policy.rules:
        return
    for account in sorted(_accounts_of(path, query, body), key=str):
        _refuse(policy.of_write(account, max(_rows_in(body), 1), is_final=method == "DELETE"))
    models = _models(path)
    breaches = _Breaches()
    changes = (_requested(model, method, path, part) for part in _objects(body) for model in models)
    # What is not said of which resource it is counts as each of them: one breach is told once.
    breaches.add(dict.fromkeys(violation for change in changes for violation in _broken(session, policy, change)))
    breaches.refuse(1)


def _requested(model: type[Any], method: str, path: str, part: Mapping[str, Any]) -> Change:
    is_new = method == "POST" and "id" not in part
    change = change_of(model, "", part, None, str, is_new)
    concerned = not is_new and _last(path) in (model.RESOURCE.collection, _SEVERAL)
    return change._replace(loosened=(*change.loosened, *unread(model, part))) if concerned else change


def _models(path: str) -> tuple[type[Any], ...]:
    from pinads.sdk import AdGroup, Audience, Campaign, Keyword

    # Removing is final for audiences, and not for the records of a customer list.
    return (Campaign, AdGroup, Keyword, *((Audience,) if "audiences" in unquote(path) else ()))


def _last(path: str) -> str:
    """The resource that a request writes: the last word of its path."""
    return unquote(path).rstrip("/").rpartition("/")[2]


def account_in(path: str) -> str | None:
    """Return the ad account that a path names, empty where the request creates one; None where it names none."""
    return next(_accounts_in(path), None)


def _accounts_in(path: str) -> Iterator[str]:
    """Find every ad account of a path, however it is spelled: with a version before it, encoded (also twice), in capitals."""
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
    """How many objects stand in lists, but for those that are parts of other rows."""
    if isinstance(body, dict):
        return sum(map(_rows_in, body.values()))
    return sum(isinstance(item, dict) for item in body) if isinstance(body, list) else 0


class _Breaches:
    """What breaks rules, counted; only as much is kept as is told."""

    def __init__(self) -> None:
        self.rows = self.count = 0
        self.shown: list[Violation] = []
        self.rules: dict[str, None] = {}

    def add(self, broken: Iterable[Violation]) -> None:
        """Count in what a row breaks."""
        before = self.count
        for violation in broken:
            self.count += 1
            self.rules[str(violation.rule)] = None
            if len(self.shown) < MOST_ROWS_SHOWN:
                self.shown.append(violation)
        self.rows += self.count > before

    def refuse(self, total: int) -> None:
        """Raise what was counted, if anything was."""
        if not self.shown:
            return
        first = self.shown[0]
        rule = first.rule
        if self.count == 1:
            place = f"{first.place}: " if first.place else ""
            raise PolicyViolation(f"refused by policy, {rule}: {place}{first.text}; nothing was sent", rule.name, rule.source)
        lines = [f"{item.place + ': ' if item.place else ''}{item.text} ({item.rule.name})" for item in self.shown]
        told = f"{self.rows} of {counted(total, 'record')} may not be written ({'; '.join(self.rules)}); nothing was sent"
        raise PolicyViolation(f"refused by policy: {told}", rule.name, rule.source, shortened(lines, self.count))


def _refuse(violation: Violation | None) -> None:
    if violation is not None:
        breaches = _Breaches()
        breaches.add([violation])
        breaches.refuse(1)
