"""Currencies."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.sdk.files import replace_file
from pinads.sdk.http.wire import is_loopback

if TYPE_CHECKING:
    from pinads.services.context import Session


CURRENCIES = "currencies.json"
"""The currencies of ad accounts that are known, in the data directory."""


def currency_of(session: Session, account: str) -> str | None:
    """The currency of an ad account, from the cache or the API; None where the API does not say."""
    return _fact(session, account, "currency")


def time_zone_of(session: Session, account: str) -> str | None:
    """The time zone of an ad account (``Europe/Zurich``), from the cache or the API; None where the API does not say."""
    return _fact(session, account, "time_zone")


def _fact(session: Session, account: str, name: str) -> str | None:
    if is_loopback(session.client.base_url):  # A server may have another account of this id by now.
        return _asked(session, account)[name]
    path = data_dir() / CURRENCIES
    key = f"{session.client.base_url} {account}"
    keys = {"currency": key, "time_zone": f"{key} time_zone"}
    known = _read_cache(path)
    if keys[name] not in known:
        known.update((keys[fact], value) for fact, value in _asked(session, account).items())
        # A cache that cannot be written costs a request the next time, no more.
        with suppress(OSError):
            replace_file(path, json.dumps(known), durable=False)
    value = known[keys[name]]
    return value if isinstance(value, str) else None


def forget_currencies() -> None:
    """Ask for currencies again."""
    with suppress(OSError):
        (data_dir() / CURRENCIES).unlink()


def _asked(session: Session, account: str) -> dict[str, str | None]:
    """What does not change of an ad account, asked for once a command."""
    from pinads.sdk.resources.ad_accounts import AdAccount

    asked: dict[str, dict[str, str | None]] = session.__dict__.setdefault("_account_facts", {})
    if account not in asked:
        wire = AdAccount(account, client=session.client).wire
        facts = {name: wire.get(name) for name in ("currency", "time_zone")}
        asked[account] = {name: value if isinstance(value, str) else None for name, value in facts.items()}
    return asked[account]


def _read_cache(path: Any) -> dict[str, Any]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
