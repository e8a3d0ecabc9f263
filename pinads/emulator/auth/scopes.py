"""Scopes of access tokens that Pinterest knows."""

from __future__ import annotations

import re

from pinads.emulator.messages import bad

READ = "ads:read"
WRITE = "ads:write"
DEFAULT = f"{READ},{WRITE}"
_BOTH = ("ads", "billing", "biz_access", "boards", "catalogs", "pins", "user_accounts")
KNOWN = frozenset(
    {f"{area}:{verb}" for area in _BOTH for verb in ("read", "write")}
    | {f"{area}:{verb}_secret" for area in ("boards", "pins") for verb in ("read", "write")}
    | {"msot:write"}
)


def read_scopes(text: str) -> tuple[str, ...]:
    """Parse scopes separated by commas or spaces; each is returned once, in order.

    Raises:
        Refused: there is no scope, or an unknown one.
    """
    scopes = tuple(dict.fromkeys(filter(None, re.split("[, ]+", text))))
    if not scopes:
        raise bad("Invalid scope: it is empty")
    for scope in scopes:
        if scope not in KNOWN:
            raise bad(f"Invalid scope: {scope[:60]!r} is unknown; choose from {', '.join(sorted(KNOWN))}")
    return scopes
