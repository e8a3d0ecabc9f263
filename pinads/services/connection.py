"""The client of a session, and what is remembered of its ad accounts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.cli.terminal.progress import waiting
from pinads.cli.terminal.streams import _let_out
from pinads.config.directories import data_dir
from pinads.sdk.client import Client
from pinads.sdk.http.base_url import checked_url
from pinads.sdk.http.clock import Clock
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.transport import StaticToken, TokenSource
from pinads.sdk.http.wire import Wire, WireRequest, WireResponse
from pinads.sdk.schema.durations import seconds
from pinads.services.interaction import refuse_when_stopping

if TYPE_CHECKING:
    from pinads.emulator import Emulator
    from pinads.sdk.http.token_endpoint import TokenEndpoint
    from pinads.services.context import Session


DEMO_TOKEN = "pina_TEST_demo"


def connect(session: Session) -> Client:
    """The client for a session: the embedded emulator for the demo profile, else HTTP with the token of the profile."""
    profile = session.profile
    if profile.is_embedded:
        url, wire, token = _demo(session)
        return client(session, url, watched(session, wire), StaticToken(token))
    url, wire = over_http(session)
    from pinads.auth.tokens import token_source

    return client(session, url, wire, token_source(profile, endpoint(session, url, wire), session.note))


def over_http(session: Session) -> tuple[str, Wire]:
    """The base URL of the profile's API, and what carries requests there."""
    return checked_url(str(session.profile.base_url)), watched(session, HttpWire())


def client(session: Session, url: str, wire: Wire, tokens: TokenSource) -> Client:
    """A client as patient and as talkative as the session asks."""
    max_wait = seconds(session.setting("max_wait"), "--max-wait")
    # Elsewhere the URL tells: a variable may name the sandbox where the profile does not.
    sandbox = True if session.profile.environment == "sandbox" else None
    return Client(tokens, url, timeout=timeout(session), max_wait=max_wait, wire=wire, clock=InterruptibleClock(session), sandbox=sandbox)


def timeout(session: Session) -> tuple[float, float]:
    """Seconds to connect, and for a whole exchange."""
    longest = seconds(session.setting("timeout"), "--timeout", least=0.001)
    return min(10.0, longest), longest


def endpoint(session: Session, url: str, wire: Wire) -> TokenEndpoint:
    """Where tokens are got and renewed."""
    from pinads.sdk.http.token_endpoint import TokenEndpoint

    return TokenEndpoint(wire, url, timeout(session))


def watched(session: Session, wire: Wire) -> Wire:
    """A wire that shows what goes over it, where the session asks for that."""
    if session.verbose or session.debugging:
        from pinads.cli.terminal.request_log import show_warnings

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


class InterruptibleClock(Clock):
    """A clock whose waits can be interrupted, and are counted on a terminal."""

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
            from pinads.cli.terminal.request_log import show

            show(request, response, bodies=self.session.debugging)
        return response
