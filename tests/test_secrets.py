"""Secrets and people's data are planted, everything is used, and all that was written or shown is searched for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pinads.emulator import Faults, LogEntry
from tests.support.each import each
from tests.support.logins import APP, SECRET, Box, Done
from tests.support.rows_and_statuses import ACCOUNT

ROOT = Path(__file__).parents[1]
PERSON = "planted.person@customers.example"
DIGEST = "5f4dcc3b5aa765d61d8327deb882cf99" * 2
DOCS = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]


class Everything:
    """Runs commands, and keeps all that they showed and what stood in the list of processes meanwhile."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.shown: list[str] = []
        self.arguments: set[str] = set()

    def __call__(self, *args: str, input: str = "", **env: str) -> Done:
        with self.box.start(*args, **env) as program:
            self.arguments.add(Path(f"/proc/{program.pid}/cmdline").read_text())
            out, errors = program.communicate(input, timeout=60)
        self.shown += [out, errors]
        return Done(program.returncode, out, errors)

    @property
    def files(self) -> list[Path]:
        own = self.box.directory / "config" / "credentials"
        return [path for path in self.box.directory.rglob("*") if path.is_file() and own not in path.parents]


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[Everything]:
    box = Box(tmp_path)
    log = (tmp_path / "emulator.jsonl").open("w")

    def note(entry: LogEntry) -> None:
        log.write(json.dumps(entry._asdict()) + "\n")

    box.on_request = note
    with box.server, log:
        yield Everything(box)
    box.emulator.close()


def secrets_of(box: Box) -> list[str]:
    stored = box.stored
    return [stored["access_token"], stored.get("refresh_token", "")]


@pytest.mark.slow
def test_none_is_found_anywhere(everything: Everything) -> None:
    box, planted = everything.box, {SECRET, PERSON, DIGEST}
    done = box.login("allow", "--debug")
    everything.shown += [done.stdout, done.stderr]
    planted |= set(secrets_of(box))
    for debug in ("--debug", "-v"):
        everything("auth", "refresh", debug)
        planted |= set(secrets_of(box))
        everything("auth", "status", debug)
        everything("doctor", debug)
        everything("campaigns", "list", debug)
        everything(
            "customer-lists", "create", "--name", "mine", "--records", "@-", "--list-type", "EMAIL", debug, input=f"{PERSON}\n{DIGEST}\n"
        )
    box.emulator.faults = Faults.parse(["error_before=1"])
    everything("campaigns", "list", "--max-wait", "0s", "--debug")
    everything("auth", "refresh", "--debug")
    box.emulator.faults = Faults.parse(["expired=1"])
    everything("campaigns", "list", "--debug")
    everything("campaigns", "list", "--debug", PINADS_ACCESS_TOKEN="TEST-token-of-another-form-0123456789")
    planted |= {"TEST-token-of-another-form-0123456789", *secrets_of(box)}
    box.emulator.faults = Faults()
    everything("auth", "login", "--with-token", "--insecure-storage", "--debug", input="pina_TEST_brought_along\n")
    everything("campaigns", "list", "--debug", "--account", ACCOUNT)
    everything("auth", "logout", "--debug")
    planted |= {"pina_TEST_brought_along"} - {""}
    planted.discard("")
    places = {
        "what was shown": "\n".join(everything.shown),
        "the list of processes": "\n".join(everything.arguments),
        **{str(path): path.read_bytes().decode("utf-8", "replace") for path in everything.files},
    }
    assert len(everything.shown) > 20
    assert everything.arguments
    assert [(secret[:12], place) for secret in planted for place, text in places.items() if secret in text] == []
    assert [place for place, text in places.items() if re.search(r"pin[ar]_\w{8,}", text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("args", [("auth", "token"), ("auth", "token", "-o", "json")])
def test_only_auth_token_prints_it(everything: Everything, args: tuple[str, ...]) -> None:
    everything.box.ok("auth", "login", *APP, "--client-credentials", "--insecure-storage", PINADS_APP_SECRET=SECRET)
    assert everything.box.stored["access_token"] in everything(*args).stdout


@each("path", DOCS, ids=lambda path: path.name)
def test_no_page_advises_a_secret_in_an_argument(path: Path) -> None:
    """What is typed in a command line stands in the shell's history and in the list of processes."""
    text = path.read_text()
    assert not re.findall(r"--(?:app-)?secret[ =]|--(?:access-)?token[ =](?!lifetime)|Bearer pin", text)
