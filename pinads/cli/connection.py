"""The client of a session, and what is remembered of its ad accounts."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.cli.interrupts import refuse_when_stopping
from pinads.cli.progress import waiting
from pinads.cli.session import discard_stdout
from pinads.credentials.directories import data_dir, replace_file
from pinads.sdk.client import Client, checked_url
from pinads.sdk.clock import Clock
from pinads.sdk.durations import seconds
from pinads.sdk.transport import StaticToken, TokenSource
from pinads.sdk.wire import HttpWire, Wire, WireRequest, WireResponse, is_loopback

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.credentials.oauth import TokenEndpoint
    from pinads.emulator import Emulator

CURRENCIES = "currencies.json"
"""The currencies of ad accounts that are known, in the data directory."""
DEMO_TOKEN = "pina_TEST_demo"


def connect(session: Session) -> Client:
    """The client for a session: the embedded emulator for the demo profile, else HTTP with the token of the profile."""
    profile = session.profile
    if profile.is_embedded:
        url, wire, token = _demo(session)
        return client(session, url, watched(session, wire), StaticToken(token))
    url, wire = over_http(session)
    from pinads.credentials.tokens import token_source

    return client(session, url, wire, token_source(profile, endpoint(session, url, wire), session.note))


def over_http(session: Session) -> tuple[str, Wire]:
    """The base URL of the profile's API, and what carries requests there."""
    return checked_url(str(session.profile.base_url)), watched(session, HttpWire())


def client(session: Session, url: str, wire: Wire, tokens: TokenSource) -> Client:
    """A client as patient and as talkative as the session asks."""
    max_wait = seconds(session.setting("max_wait"), "--max-wait")
    # Elsewhere the URL tells: a variable may name the sandbox where the profile does not.
    sandbox = True if session.profile.environment == "sandbox" else None
    return Client(tokens, url, timeout=timeout(session), max_wait=max_wait, wire=wire, clock=SpokenClock(session), sandbox=sandbox)


def timeout(session: Session) -> tuple[float, float]:
    """Seconds to connect, and for a whole exchange."""
    longest = seconds(session.setting("timeout"), "--timeout", least=0.001)
    return min(10.0, longest), longest


def endpoint(session: Session, url: str, wire: Wire) -> TokenEndpoint:
    """Where tokens are got and renewed."""
    from pinads.credentials.oauth import TokenEndpoint

    return TokenEndpoint(wire, url, timeout(session))


def watched(session: Session, wire: Wire) -> Wire:
    """A wire that shows what goes over it, where the session asks for that."""
    if session.verbose or session.debugging:
        from pinads.cli.trace import show_warnings

        session.closing.append(show_warnings())
    return WatchedWire(wire, session)


def _demo(session: Session) -> tuple[str, Wire, str]:
    from pinads.emulator import BASE_URL, Emulator, EmulatorWire

    emulator = _emulator(Emulator)
    if emulator.is_empty():
        emulator.seed()
    session.closing.append(emulator.close)
    return BASE_URL, EmulatorWire(emulator), DEMO_TOKEN


def _emulator(made: Callable[[Path | None], Emulator]) -> Emulator:
    """Open the emulator with its state in the data directory, or in memory if no directory can be written."""
    try:
        return made(data_dir() / "emulator")
    except NotADirectoryError:
        return made(None)


class SpokenClock(Clock):
    """A clock that says on a terminal why nothing moves."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def sleep(self, seconds: float) -> None:
        """Wait; where it is long enough to be noticed, count the seconds on a terminal."""
        until = self.now() + seconds
        with waiting() if seconds >= 1 else nullcontext(lambda left: None) as show:
            while (left := until - self.now()) > 0:
                refuse_when_stopping(self.session)
                show(left)
                super().sleep(min(left, 0.2))


class WatchedWire:
    """Passes requests on; shows them with -v and --debug, and lets rows out before a request keeps them waiting."""

    def __init__(self, wire: Wire, session: Session) -> None:
        self.wire = wire
        self.session = session

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer."""
        refuse_when_stopping(self.session)
        if threading.current_thread() is threading.main_thread():  # it is the one that writes
            _let_out(request.method)
        response = self.wire.send(request)
        if self.session.debugging or self.session.verbose:
            from pinads.cli.trace import show

            show(request, response, bodies=self.session.debugging)
        return response


def _let_out(method: str) -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        if method == "GET":
            raise
        discard_stdout()  # Nobody reads on, but what was to be written is still to be written.


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
    from pinads.sdk.ad_accounts import AdAccount

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
