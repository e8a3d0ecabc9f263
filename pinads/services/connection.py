"""Clients for profiles: over HTTP, or the emulator in process for the demo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pinads import auth, emulator  # Their names are loaded on first use.
from pinads.auth.given_tokens import static_source
from pinads.config.directories import data_dir
from pinads.config.profiles import Profile
from pinads.sdk.client import Client
from pinads.sdk.clock import Clock
from pinads.sdk.http.base_url import checked_url
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.transport import StaticToken, TokenSource
from pinads.sdk.http.wire import Wire, WireRequest, WireResponse
from pinads.sdk.schema.durations import seconds
from pinads.services.errors import option
from pinads.services.events import Info
from pinads.services.interaction import Interaction, refuse_when_stopping

if TYPE_CHECKING:
    from pinads.emulator import Emulator

DEMO_TOKEN = "pina_TEST_demo"
OptionFor = Callable[[str], "str | None"]
"""Returns the text that beats the environment and the profile for a setting."""


def connect(profile: Profile, interaction: Interaction, option_for: OptionFor, on_close: Callable[[Callable[[], object]], None]) -> Client:
    """Make the client for a profile."""
    if profile.is_embedded:
        embedded = _opened_emulator()
        if embedded.is_empty():
            embedded.seed()
        on_close(embedded.close)
        wire = WatchedWire(emulator.EmulatorWire(embedded), interaction)
        return client(profile, interaction, option_for, emulator.BASE_URL, wire, StaticToken(DEMO_TOKEN))
    url, wire = over_http(profile, interaction)
    tokens = static_source() or stored_tokens(profile, interaction, option_for, url, wire)
    return client(profile, interaction, option_for, url, wire, tokens)


def over_http(profile: Profile, interaction: Interaction) -> tuple[str, WatchedWire]:
    """Return the base URL of a profile's API, and the wire to it."""
    return checked_url(str(profile.base_url)), WatchedWire(HttpWire(), interaction)


def stored_tokens(profile: Profile, interaction: Interaction, option_for: OptionFor, url: str, wire: Wire) -> TokenSource:
    """Return the source of a profile's access token, which refreshes it over the wire."""
    return auth.token_source(profile, wire, url, timeout(profile, option_for), lambda text: interaction.notify(Info(text)))


def client(profile: Profile, interaction: Interaction, option_for: OptionFor, url: str, wire: Wire, tokens: TokenSource) -> Client:
    """Make a client with the timeouts in force."""
    max_wait = seconds(profile.get("max_wait", option_for("max_wait")), option("max_wait"))
    # Elsewhere the URL tells: a variable may name the sandbox where the profile does not.
    sandbox = True if profile.environment == "sandbox" else None
    limits = timeout(profile, option_for)
    return Client(tokens, url, timeout=limits, max_wait=max_wait, wire=wire, clock=InterruptibleClock(interaction), sandbox=sandbox)


def timeout(profile: Profile, option_for: OptionFor) -> tuple[float, float]:
    """Return the seconds to connect, and for a whole exchange."""
    longest = seconds(profile.get("timeout", option_for("timeout")), option("timeout"), least=0.001)
    return min(10.0, longest), longest


def demo_account() -> str:
    """Return the id of the demo's first ad account."""
    return str(emulator.FIRST_ACCOUNT)


def _opened_emulator() -> Emulator:
    """Open the emulator with its state in the data directory, or in memory if no directory can be written."""
    try:
        return emulator.Emulator(data_dir() / "emulator")
    except NotADirectoryError:
        return emulator.Emulator(None)


class InterruptibleClock(Clock):
    """A clock whose pauses are shown and can be interrupted."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction

    def sleep(self, seconds: float) -> None:
        """Wait, unless the person wants to stop."""
        until = self.now() + seconds
        with self.interaction.pausing(seconds) as show:
            while (left := until - self.now()) > 0:
                refuse_when_stopping(self.interaction)
                show(left)
                super().sleep(min(left, 0.2))


class WatchedWire:
    """A wire that reports each exchange to the interaction."""

    def __init__(self, wire: Wire, interaction: Interaction) -> None:
        self.wire = wire
        self.interaction = interaction

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its response."""
        refuse_when_stopping(self.interaction)
        self.interaction.sending(request)
        response = self.wire.send(request)
        self.interaction.received(request, response)
        return response
