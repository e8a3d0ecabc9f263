"""pinads emulator ...: a local emulator of the Ads API."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Annotated, Any

import pinads.emulator  # Its names are loaded on first use.
from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import option
from pinads.cli.options.global_options import InContext
from pinads.config.directories import data_dir as default_data_dir
from pinads.emulator.rate_limits import ANNOUNCED
from pinads.sdk import files
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.durations import seconds
from pinads.services.currencies import forget_currencies
from pinads.services.results import Value

group = Group(GROUPS["emulator"])
load = group.build

DataDir = Annotated[
    Path | None, option("--data-dir", help="Directory of its state (default: the demo profile's).", metavar="DIR", file_okay=False)
]
Port = Annotated[int, option("--port", help="Port to listen on; 0 picks a free one (default).", metavar="N", min=0, max=65535)]
Host = Annotated[str, option("--host", help="Address to listen on (default: this machine only).", metavar="ADDRESS")]
FaultTexts = Annotated[
    list[str] | None,
    option("--fault", help="A fault and its rate: throttle=0.1, latency=80ms, html@oauth/token=1.", metavar="NAME=RATE"),
]
Limits = Annotated[
    list[str] | None,
    option("--rate-limit", help="Enforce a limit of requests per minute on a category: ads_read=60.", metavar="CATEGORY=N"),
]
TokenLifetime = Annotated[str | None, option("--token-lifetime", help="Lifetime of access tokens (default 30 days).", metavar="TIME")]
RefreshLifetime = Annotated[str | None, option("--refresh-lifetime", help="Lifetime of refresh tokens (default 60 days).", metavar="TIME")]
LogFile = Annotated[Path | None, option("--log", help="Write a line of JSON per request: method, path, status.", metavar="FILE")]


LONGEST_LIFETIME = 366 * 86_400.0


def opened(data_dir: Path | None, **settings: Any) -> pinads.emulator.Emulator:
    """Open the emulator with its state in a directory."""
    return pinads.emulator.Emulator(data_dir or default_data_dir() / "emulator", **settings)


@command(group)
def serve(
    context: InContext,
    port: Port = 0,
    data_dir: DataDir = None,
    host: Host = "127.0.0.1",
    fault: FaultTexts = None,
    seed: Annotated[int, option("--seed", help="Seed of the random faults.", metavar="N")] = 0,
    rate_limit: Limits = None,
    token_lifetime: TokenLifetime = None,
    refresh_lifetime: RefreshLifetime = None,
    log: LogFile = None,
    strict_auth: Annotated[
        bool, option("--strict-auth", help="Refuse access tokens that it did not issue, so that a login is needed.")
    ] = False,
) -> None:
    """Serve the emulator over HTTP until Ctrl-C or SIGTERM.

    Prints its URL once it is ready.

    Examples:
        pinads emulator serve --port 8080
        pinads emulator serve --fault throttle=0.1 --fault latency=80ms --seed 7
    """
    if not host.strip():
        raise InvalidInput("Invalid --host: it is empty; 127.0.0.1 is this machine only, 0.0.0.0 every address", "--host")
    try:
        faults = pinads.emulator.Faults.parse([f"seed={seed}", *(fault or [])])
    except ValueError as error:
        raise InvalidInput("Invalid --fault" + str(error).removeprefix("Invalid fault"), "--fault") from None
    settings = {"limits": _limits(rate_limit), "strict_auth": strict_auth, **_lifetimes(token_lifetime, refresh_lifetime)}
    with _logger(log) as logged:
        emulator = opened(data_dir, faults=faults, log=logged, **settings)
        if emulator.is_empty():
            emulator.seed()
        _serve(context, pinads.emulator.Server(emulator, host, port), strict_auth)
        emulator.close()


def _serve(context: InContext, server: pinads.emulator.Server, strict: bool) -> None:
    """Serve until a signal arrives."""
    # Unlike an Event, a SimpleQueue can be filled by a signal handler that interrupts its reader. A signal just before the wait
    # does not interrupt it, hence the timeout.
    signals: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: signals.put(number))
    with server:
        print(server.url, flush=True)
        if sys.stderr.isatty():
            token = "" if strict else "PINADS_ACCESS_TOKEN=pina_TEST "
            tried = "auth login --app-id 1234" if strict else "accounts list"
            context.say(f"try: PINADS_API_URL={server.url} {token}pinads {tried}   (Ctrl-C stops)")
        while True:
            with suppress(Empty):
                signals.get(timeout=0.2)
                return


def _limits(texts: list[str] | None) -> dict[str, int]:
    limits = {}
    for text in texts or []:
        category, equals, number = text.partition("=")
        if not equals or not number.isdecimal():
            raise InvalidInput(f"Invalid --rate-limit {text!r}: expected CATEGORY=N, such as ads_read=60", "--rate-limit")
        if category not in ANNOUNCED:
            raise InvalidInput(f"Invalid --rate-limit {category!r}: choose from {', '.join(ANNOUNCED)}", "--rate-limit")
        limits[category] = int(number)
    return limits


def _lifetimes(token: str | None, refresh: str | None) -> dict[str, float]:
    given = {"token_seconds": (token, "--token-lifetime"), "refresh_seconds": (refresh, "--refresh-lifetime")}
    return {name: seconds(text, option, least=0.001, most=LONGEST_LIFETIME) for name, (text, option) in given.items() if text is not None}


@contextmanager
def _logger(path: Path | None) -> Iterator[Callable[[pinads.emulator.LogEntry], None] | None]:
    if path is None:
        yield None
        return
    with files.opened(path, "a", encoding="utf-8", buffering=1) as file:

        def log(entry: pinads.emulator.LogEntry) -> None:
            file.write(json.dumps(entry._asdict()) + "\n")

        yield log


@command(group)
def seed(
    context: InContext,
    data_dir: DataDir = None,
    campaigns: Annotated[int, option("--campaigns", help="Number of campaigns (default 20).", metavar="N", min=1)] = 20,
) -> Value:
    """Fill the emulator with a sample business, the same on every machine.

    Examples:
        pinads emulator seed
        pinads emulator seed --campaigns 500 --data-dir sample
    """
    emulator = opened(data_dir)
    counts = emulator.seed(campaigns=campaigns)
    emulator.close()
    return Value([{"kind": kind, "entities": number} for kind, number in counts.items()], ("kind", "entities"), "kind")


@command(group)
def reset(context: InContext, data_dir: DataDir = None) -> None:
    """Delete everything in the emulator.

    Examples:
        pinads emulator reset
        pinads emulator reset --data-dir sample
    """
    emulator = opened(data_dir, renew=True)
    emulator.reset()
    emulator.close()
    forget_currencies()  # A new ad account of the same id may have another currency.
    context.say("the emulator is empty")


@command(group)
def status(context: InContext, data_dir: DataDir = None) -> Value:
    """Show the location and the contents of the emulator's state.

    Examples:
        pinads emulator status
        pinads emulator status --data-dir sample -o json
    """
    emulator = opened(data_dir)
    facts = emulator.status()
    emulator.close()
    flat = {**{name: value for name, value in facts.items() if name != "counts"}, **facts["counts"]}
    return Value(facts, sheet=flat)
