"""Credentials: tokens of the environment, and those that a profile's store keeps.

    from pinads import auth

    auth.token_source(profile, wire, base_url, timeout, say)

It is loaded on first use: with an access token in the environment, no store and no renewal is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.auth.tokens import token_source as token_source

_HOMES = {"token_source": "tokens"}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
