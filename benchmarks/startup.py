"""What a start costs: whole processes in alternating pairs, each beside the plainest program that does the same.

Prints the medians, and the median of the pairs' ratios beside its goal; on a busy machine the processor's time is the steadier one.
``--pairs N`` says how many pairs (at least 20 for figures to be published); words pick the cases whose names have them.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from served import PINADS, PYTHON, TOKEN, Run, environment, ratio, run, served

ACCOUNT = "549755885175"
HELLO = """
import typer
app = typer.Typer()
@app.command()
def main(name: str = "world") -> None:
    print(f"hello {name}")
app()
"""
LAUNCHER = """
import sys
from pinads.__main__ import main
sys.exit(main())
"""
"""What installers other than pip before 26 write as the console script; that of older ones imports ``re`` too."""
FETCH = """
import requests
headers = {{"Authorization": "Bearer {token}"}}
print(requests.get("{url}/ad_accounts/{account}/campaigns?page_size=250&order=ASCENDING", headers=headers).json())
"""
KEYRING = """
import keyring
keyring.get_password("pinads-benchmark", "nobody")
"""
LIST = ("campaigns", "list", "-o", "json")


class Case(NamedTuple):
    """A command beside the plainest program that does the same; ``goal`` is the ratio to stay under."""

    name: str
    command: list[str]
    beside: str
    base: list[str]
    goal: float
    env: dict[str, str]
    terminal: bool = False


def has_login() -> bool:
    """Whether this pinads keeps credentials: there is ``pinads auth``."""
    return subprocess.run([PINADS, "auth", "--help"], capture_output=True, check=False).returncode == 0


def cases(folder: Path, url: str, keyring: bool = True) -> Iterator[Case]:
    hello, launcher, fetch, secret = (folder / name for name in ("hello.py", "launcher.py", "fetch.py", "secret.py"))
    hello.write_text(HELLO)
    launcher.write_text(LAUNCHER)
    fetch.write_text(FETCH.format(url=url, account=ACCOUNT, token=TOKEN))
    secret.write_text(KEYRING + fetch.read_text())
    token = environment(url, ACCOUNT, folder)
    env = {name: value for name, value in token.items() if name != "PINADS_ACCESS_TOKEN"}
    typer, nothing = [PYTHON, str(hello)], [PYTHON, "-c", "pass"]
    yield Case("pinads --version", [PINADS, "--version"], "python -c pass", nothing, 1.7, env)
    yield Case("--version, launcher without imports", [PYTHON, str(launcher), "--version"], "python -c pass", nothing, 1.2, env)
    yield Case("pinads --help", [PINADS, "--help"], "hello world in Typer", typer, 1.3, env)
    yield Case("pinads campaigns --help", [PINADS, "campaigns", "--help"], "hello world in Typer", typer, 1.3, env)
    yield Case("pinads campaigns list", [PINADS, *LIST], "requests.get", [PYTHON, str(fetch)], 1.25, token)
    if not keyring:
        return
    if has_login():  # a keyring there must be: run this in a desktop's session, or with dbus-run-session and an unlocked one
        login = [PINADS, "auth", "login", "--with-token", "--no-input"]
        done = subprocess.run(login, env=env, input=f"{TOKEN}\n", capture_output=True, text=True, check=False)
        if done.returncode == 0:
            yield Case("the same, token in the keyring", [PINADS, *LIST], "requests and keyring", [PYTHON, str(secret)], 1.15, env)
        else:
            print(f"keyring: skipped, no login here: {done.stderr.strip()}", file=sys.stderr)
    else:
        print("keyring: skipped, this pinads keeps no credentials", file=sys.stderr)


def measure(case: Case, pairs: int) -> tuple[list[Run], list[Run]]:
    """Run a case and its base in pairs; the first pair writes the bytecode and does not count."""
    taken = [(run(case.command, case.env, case.terminal), run(case.base, case.env)) for _ in range(pairs + 1)][1:]
    return [own for own, _ in taken], [base for _, base in taken]


def described(case: Case, own: list[Run], base: list[Run]) -> str:
    times = [statistics.median(one.seconds for one in runs) * 1000 for runs in (own, base)]
    told = f"{times[0]:6.1f} ms beside {times[1]:6.1f} ms of {case.beside:22}"
    ratios = f"x {ratio(own, base):4.2f} (processor x {ratio(own, base, 'cpu'):4.2f})"
    return f"{case.name:30} {told} {ratios}  goal {case.goal:4.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only cases whose names have one of these")
    parser.add_argument("--pairs", type=int, default=25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([PINADS, "emulator", "seed", "--data-dir", str(folder / "emulator")], check=True, capture_output=True)
        with served(folder / "emulator") as url:
            for case in cases(folder, url):
                if not asked.words or any(word in case.name for word in asked.words):
                    print(described(case, *measure(case, asked.pairs)), flush=True)


if __name__ == "__main__":
    main()
