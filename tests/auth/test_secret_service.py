"""A real Secret Service: gnome-keyring on a private bus. Skipped where it is not installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pinads.emulator import LogEntry
from tests.support.logins import APP, SECRET, Box
from tests.support.rows_and_statuses import ACCOUNT

NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "gdbus")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
BACKEND = "keyring.backends.SecretService.Keyring"
UNLOCKED = "printf 'TEST\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
LOCK = (
    "gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets"
    " --method org.freedesktop.Secret.Service.Lock \"['/org/freedesktop/secrets/collection/login']\" >/dev/null"
)
DAEMON = (
    "gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus"
    " --method org.freedesktop.DBus.GetConnectionUnixProcessID org.freedesktop.secrets | tr -dc 0-9 | sed s/^32//"
)
GONE = "DBUS_SESSION_BUS_ADDRESS=unix:path=$HOME/no-such-bus"
LOGIN = f"$PINADS auth login {' '.join(APP)} --client-credentials --account {ACCOUNT}"
LIST = "$PINADS campaigns list -o ids"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def session(box: Box, *lines: str) -> subprocess.CompletedProcess[str]:
    """Run shell lines on a bus of their own, with a home that has no keyrings yet."""
    home = box.directory / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    environment = {
        **box.environment,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PINADS_APP_SECRET": SECRET,
        "PINADS": f"{sys.executable} -m pinads",
        "PYTHONWARNINGS": "ignore",
    }
    environment.pop("WAYLAND_DISPLAY", None)
    command = ["dbus-run-session", "--", "bash", "-c", "\n".join(lines)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def told(run: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines that are pinads' own, not the bus'."""
    return [line for line in run.stderr.splitlines() if line.startswith(("error", "{", "note", "logged"))]


def test_unlocked(box: Box) -> None:
    run = session(box, UNLOCKED, f"{LOGIN} >/dev/null", f"$PINADS auth refresh >/dev/null && {LIST}", "$PINADS auth status -o csv")
    assert run.stdout.splitlines()[:2] == ["626735000001", "626735000002"], run.stderr
    assert BACKEND in run.stdout
    assert f'store = "{BACKEND}"' in box.config
    files = [path for path in box.directory.rglob("*") if path.is_file()]
    assert not [path for path in files if b"pina_" in path.read_bytes() or SECRET.encode() in path.read_bytes()]


def test_locked_and_nobody_there_to_unlock_it(box: Box) -> None:
    run = session(box, UNLOCKED, f"{LOGIN} >/dev/null", LOCK, f"{LIST} -o table; echo exit $?")
    assert run.stdout.splitlines() == ["exit 3"], run.stderr
    assert f"({BACKEND}): it is locked" in told(run)[-1]
    assert "PINADS_ACCESS_TOKEN" in told(run)[-1]


def test_gone_between_two_commands(box: Box) -> None:
    run = session(box, UNLOCKED, f"{LOGIN} >/dev/null", f"{GONE} {LIST} -o table; echo exit $?")
    assert run.stdout.splitlines() == ["exit 3"], run.stderr
    assert told(run)[-1].startswith("error: ")
    assert f"({BACKEND})" in told(run)[-1]
    assert "--insecure-storage" in told(run)[-1]


def test_gone_in_the_middle_of_a_renewal(box: Box) -> None:
    """The keyring dies after Pinterest has replaced the token and before the new one is stored."""
    home = box.directory / "home"

    def die(entry: LogEntry) -> None:
        if entry.operation == "oauth/token" and (home / "armed").exists():
            os.kill(int((home / "daemon").read_text()), signal.SIGKILL)

    box.on_request = die
    run = session(
        box, UNLOCKED, f"{LOGIN} >/dev/null", f"{DAEMON} > $HOME/daemon", "touch $HOME/armed", "$PINADS auth refresh -o table; echo exit $?"
    )
    assert run.stdout.splitlines() == ["exit 3"], run.stderr
    last = told(run)[-1]
    assert "could not be stored" in last
    assert "pinads auth login" in last


def test_a_bus_without_any_keyring(box: Box) -> None:
    run = session(box, f"{GONE} {LOGIN} -o table; echo exit $?")
    assert run.stdout.splitlines() == ["exit 3"]
    assert "no keyring" in told(run)[-1]


def test_the_environment_needs_no_bus(box: Box) -> None:
    run = session(box, f"{GONE} PINADS_ACCESS_TOKEN=pina_TEST {LIST} --account {ACCOUNT}")
    assert run.stdout.split() == ["626735000001", "626735000002"]
    assert os.environ.get("PINADS_ACCESS_TOKEN") is None
