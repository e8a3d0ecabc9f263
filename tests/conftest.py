"""Shared by all tests: a scripted network, time without waiting, and an environment without the developer's settings."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pinads.__main__ import GARBAGE_THRESHOLD
from pinads.sdk.client import Client, set_default_client
from tests.support import today
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, FakeWire
from tests.support.validated import watch

TOKEN = "pina_TEST_token"

pytest_plugins = ["tests.support.command_line", "tests.support.faces", "tests.support.wording"]

# As the program does; the whole suite takes a tenth longer otherwise.
gc.set_threshold(GARBAGE_THRESHOLD)

settings.register_profile(
    "pinads", max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("pinads"), max_examples=50)
settings.load_profile("pinads")


# Programs that tests start take several times as long to start where no bytecode is kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background job ignores Ctrl-C, and hands that down to the programs which tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


if os.name == "posix" and os.getpid() != os.getsid(0):
    import fcntl
    import termios

    # Commands ask at the controlling terminal where standard input is a pipe; the developer's must not be asked.
    with contextlib.suppress(OSError), open("/dev/tty", "rb") as terminal:  # noqa: PTH123
        fcntl.ioctl(terminal, termios.TIOCNOTTY)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", metavar="URL", help="record the cassettes anew against an API or emulator at URL")
    parser.addoption("--today", metavar="MOMENT", help="when each test begins, such as 2028-02-29T23:59, instead of on one day of 2025")
    parser.addoption("--zone", metavar="ZONE", default="UTC", help="the time zone of --today, and of the commands that tests run")


MEMORY = Path("/dev/shm")
"""Linux' file system in memory: the journal and the emulator wait for the disk after each transaction, so that tests would."""


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 * 2**30:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)
    today.choose(config.getoption("--today"), config.getoption("--zone"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests: at the end of the run, one processor would wait for the other."""
    items.sort(key=lambda item: not any(mark.kwargs.get("first") for mark in item.iter_markers("slow")))


def pytest_collection_finish() -> None:
    """Leave the modules and the collected tests to no garbage collection: each looks at a million objects."""
    gc.freeze()


@pytest.fixture(autouse=True)
def at_one_moment() -> None:
    """No test depends on the day on which it runs."""
    today.begin()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No token, URL or proxy of the developer's reaches a test."""
    for name in list(os.environ):
        if (name.startswith(("PINADS_", "PINTEREST_")) and name != "PINADS_OPENAPI_DIR") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    yield
    set_default_client(None)


@pytest.fixture(autouse=True, scope="session")
def exchanges_are_as_described() -> Iterator[None]:
    """Whatever the emulator answers in this run is held against Pinterest's description."""
    problems: list[str] = []
    undo = watch(problems)
    yield
    undo()
    assert not problems, "\n".join(dict.fromkeys(problems))


@pytest.fixture
def wire() -> Iterator[FakeWire]:
    fake = FakeWire()
    yield fake
    fake.check()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(wire: FakeWire, clock: FakeClock) -> Client:
    """A Client on the scripted wire, whose time passes only in sleeps."""
    return Client(TOKEN, BASE_URL, wire=wire, clock=clock)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file, which is not there yet."""
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"
