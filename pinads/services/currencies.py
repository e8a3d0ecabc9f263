"""The facts of ad accounts that hardly ever change, cached in the data directory: currency, time zone, name."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from pinads.config.directories import data_dir
from pinads.sdk.client import Client
from pinads.sdk.files import replace_file
from pinads.sdk.http.base_url import is_loopback
from pinads.sdk.resources.registry import model_of

CURRENCIES = "currencies.json"
"""The cache's name in the data directory."""
FACTS = ("currency", "time_zone", "name")


def account_facts(client: Client, account: str) -> dict[str, str | None]:
    """Return the facts of an ad account: from the cache if it has all, else from the API."""
    if is_loopback(client.base_url):  # A server may have another account of this id by now.
        return _fetch(client, account)
    path = data_dir() / CURRENCIES
    key = f"{client.base_url} {account}"
    keys = {"currency": key, "time_zone": f"{key} time_zone", "name": f"{key} name"}
    known = _read_cache(path)
    if not known.keys() >= set(keys.values()):
        known.update((keys[fact], value) for fact, value in _fetch(client, account).items())
        # A cache that cannot be written costs a request the next time, no more.
        with suppress(OSError):
            replace_file(path, json.dumps(known), durable=False)
    return {fact: value if isinstance(value := known.get(keys[fact]), str) else None for fact in FACTS}


def forget_currencies() -> None:
    """Delete the cache."""
    with suppress(OSError):
        (data_dir() / CURRENCIES).unlink()


def _fetch(client: Client, account: str) -> dict[str, str | None]:
    wire = model_of("ad_accounts")(account, client=client).wire
    return {name: value if isinstance(value := wire.get(name), str) else None for name in FACTS}


def _read_cache(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
