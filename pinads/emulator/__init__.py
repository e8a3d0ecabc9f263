"""Emulator of Pinterest's Ads API v5, for trying pinads and for testing programs without a network or an account.

    from pinads.emulator import BASE_URL, Emulator, EmulatorWire
    from pinads.sdk import Campaign, Client

    emulator = Emulator(None)
    emulator.seed()
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))

``Server`` serves it over HTTP, for programs in any language. The names are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.emulator.emulator import Emulator as Emulator
    from pinads.emulator.faults import Faults as Faults
    from pinads.emulator.http.server import Server as Server
    from pinads.emulator.http.wire import EmulatorWire as EmulatorWire
    from pinads.emulator.messages import BASE_URL as BASE_URL
    from pinads.emulator.messages import FIRST_ACCOUNT as FIRST_ACCOUNT
    from pinads.emulator.messages import LogEntry as LogEntry
    from pinads.emulator.messages import Request as Request
    from pinads.emulator.messages import Response as Response

_HOMES = {
    "Response": "messages",
    "BASE_URL": "messages",
    "Emulator": "emulator",
    "EmulatorWire": "http.wire",
    "FIRST_ACCOUNT": "messages",
    "Faults": "faults",
    "LogEntry": "messages",
    "Request": "messages",
    "Server": "http.server",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
