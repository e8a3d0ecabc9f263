"""The client of a session, and what is remembered of its ad accounts."""

from __future__ import annotations

import json
import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from pinads.cli.interrupts import refuse_when_stopping
from pinads.cli.progress import waiting
from pinads.cli.session import discard_stdout, seconds
from pinads.credentials.profiles import data_dir
from pinads.sdk.client import PRODUCTION, SANDBOX, Client
from pinads.sdk.clock import Clock
from pinads.sdk.wire import HttpWire, Wire, WireRequest, WireResponse

if TYPE_CHECKING:
    from pinads.cli.session import Session

DEMO_TOKEN = "pina_TEST_demo"
DEFAULT_MAX_WAIT = "2m"
DEFAULT_TIMEOUT = "60s"


def connect(session: Session) -> Client:
    """The client for a session: the embedded emulator for the demo profile, else HTTP."""
    profile = session.profile
    own = f" of profile {profile.name!r}:"
    max_wait = seconds(session.max_wait or profile.max_wait or DEFAULT_MAX_WAIT, "--max-wait" if session.max_wait else "max_wait" + own)
    timeout = seconds(
        session.timeout or profile.timeout or DEFAULT_TIMEOUT, "--timeout" if session.timeout else "timeout" + own, least=0.001
    )
    url: str | None
    wire: Wire
    token: str | None
    if profile.is_embedded:
        url, wire, token = _demo(session)
    else:
        known = {"production": PRODUCTION, "sandbox": SANDBOX}
        url = os.environ.get("PINADS_API_URL") or profile.api_url or known.get(profile.environment)
        wire, token = HttpWire(), None
    if session.verbose or session.debugging:
        from pinads.cli.trace import show_warnings

        session.closing.append(show_warnings())
    watched = WatchedWire(wire, session)
    return Client(token, url, timeout=(min(10.0, timeout), timeout), max_wait=max_wait, wire=watched, clock=SpokenClock(session))


def _demo(session: Session) -> tuple[str, Wire, str]:
    from pinads.emulator import BASE_URL, Emulator, EmulatorWire

    emulator = Emulator(data_dir() / "emulator")
    if emulator.is_empty():
        emulator.seed()
    session.closing.append(emulator.close)
    return BASE_URL, EmulatorWire(emulator), DEMO_TOKEN


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
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            if request.method == "GET":
                raise
            discard_stdout()  # Nobody reads on, but what was to be written is still to be written.
        response = self.wire.send(request)
        if self.session.debugging or self.session.verbose:
            from pinads.cli.trace import show

            show(request, response, bodies=self.session.debugging)
        return response


def currency_of(session: Session, account: str) -> str | None:
    """The currency of an ad account, from the cache or the API; None where the API does not say."""
    from pinads.sdk.ad_accounts import AdAccount

    path = data_dir() / "currencies.json"
    key = f"{session.client.base_url} {account}"
    known = _read_cache(path)
    if key not in known:
        known[key] = AdAccount(account, client=session.client).currency
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(known), encoding="utf-8")
            fresh.replace(path)
        except OSError:
            pass  # A cache that cannot be written costs a request the next time, no more.
    value = known[key]
    return value if isinstance(value, str) else None


def _read_cache(path: Any) -> dict[str, Any]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
