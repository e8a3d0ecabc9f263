"""Programs that log in to an emulator over HTTP, as a new user would."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from pinads.cli.main import app
from pinads.emulator import Emulator, LogEntry, Server
from tests.support.rows_and_statuses import ACCOUNT, PINADS
from tests.support.sample import plant

BROWSER = Path(__file__).parents[1] / "support" / "browser.py"
SECRET = "TEST_app_secret_0123456789"
APP = ("--app-id", "1234567")


class Done(NamedTuple):
    """What a program left behind."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


class Box:
    """An emulator over HTTP and a configuration, and programs that use both."""

    def __init__(self, directory: Path, **lifetimes: float) -> None:
        self.log: list[LogEntry] = []
        self.directory = directory
        self.on_request: Callable[[LogEntry], None] = lambda entry: None
        self.emulator = Emulator(None, log=self._note, **lifetimes)  # type: ignore[arg-type]
        plant(self.emulator, campaigns=2)
        self.server = Server(self.emulator)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PINADS_", "PINTEREST_", "DBUS_", "DISPLAY"))},
            "PINADS_API_URL": self.server.url,
            "PINADS_CONFIG_DIR": str(directory / "config"),
            "PINADS_DATA_DIR": str(directory / "data"),
            "PYTHONWARNINGS": "error,ignore::ResourceWarning",  # the standard library leaves browsers running
            "CI": "true",
        }

    def _note(self, entry: LogEntry) -> None:
        self.log.append(entry)
        self.on_request(entry)

    @property
    def config(self) -> str:
        """The configuration's text."""
        return (self.directory / "config" / "config.toml").read_text()

    @property
    def stored(self) -> dict[str, Any]:
        """What --insecure-storage keeps of the default profile."""
        found: dict[str, Any] = json.loads((self.directory / "config" / "credentials" / "default.json").read_text())
        return found

    def store(self, credential: dict[str, Any]) -> None:
        """Put another credential in its place, as if time had passed."""
        (self.directory / "config" / "credentials" / "default.json").write_text(json.dumps(credential))

    @property
    def grants(self) -> int:
        """How often the token endpoint gave something out."""
        return len([entry for entry in self.log if entry.operation == "oauth/token" and entry.status == 200])

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([*PINADS, *args], env={**self.environment, **env}, **pipes)

    def __call__(self, *args: str, input: str = "", **env: str) -> Done:
        """Run a command in this process, in the environment that a program of its own would have."""
        environment: dict[str, str | None] = dict.fromkeys(os.environ)
        result = CliRunner().invoke(app, list(args), input=input, env={**environment, **self.environment, **env}, prog_name="pinads")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr, result.stderr
        return Done(result.exit_code, result.stdout, result.stderr)

    def program(self, *args: str, input: str = "", **env: str) -> Done:
        """Run a command as a program of its own: what starts a browser remembers in its process which."""
        with self.start(*args, **env) as program:
            out, errors = program.communicate(input, timeout=60)
        assert "Traceback" not in errors, errors
        return Done(program.returncode, out, errors)

    def ok(self, *args: str, **more: str) -> Done:
        done = self(*args, **more)
        assert done.exit_code == 0, done.stderr
        return done

    def login(self, doing: str = "allow", *args: str, port: int | None = None, **env: str) -> Done:
        """Log in with the browser that does what it is told."""
        uri = f"http://localhost:{port or free_port()}/"
        browser = f"{sys.executable} {BROWSER} {doing} %s &"
        stored = () if "--no-insecure" in args else ("--insecure-storage",)
        given = tuple(word for word in args if word != "--no-insecure")
        return self.program(
            "auth", "login", *APP, "--redirect-uri", uri, "--account", ACCOUNT, *stored, *given,
            BROWSER=browser, PINADS_APP_SECRET=SECRET, **env,
        )  # fmt: skip


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
