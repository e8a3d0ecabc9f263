"""What a start costs: whole processes in alternating pairs, each beside the plainest program that does the same.

Prints the medians, and the median of the pairs' ratios beside its goal. ``--pairs N`` says how many pairs (at least 20 for figures
to be published); words pick the cases whose names have them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
PINADS = str(Path(PYTHON).with_name("pinads"))
ACCOUNT = "549755885175"
HELLO = """
import typer
app = typer.Typer()
@app.command()
def main(name: str = "world") -> None:
    print(f"hello {name}")
app()
"""
FETCH = """
import requests
headers = {{"Authorization": "Bearer pina_TEST"}}
print(requests.get("{url}/ad_accounts/{account}/campaigns?page_size=250&order=ASCENDING", headers=headers).json())
"""
KEYRING = """
import keyring
keyring.get_password("pinads-benchmark", "nobody")
"""
LIST = ("campaigns", "list", "-o", "json")


class Case(NamedTuple):
    """A command beside the plainest program that does the same; ``goal`` is the ratio that it should stay under."""

    name: str
    command: list[str]
    beside: str
    base: list[str]
    goal: float
    env: dict[str, str]


def has_login() -> bool:
    """Whether this pinads keeps credentials: there is ``pinads auth``."""
    return subprocess.run([PINADS, "auth", "--help"], capture_output=True, check=False).returncode == 0


def cases(folder: Path, url: str) -> Iterator[Case]:
    hello, fetch, secret = (folder / name for name in ("hello.py", "fetch.py", "secret.py"))
    hello.write_text(HELLO)
    fetch.write_text(FETCH.format(url=url, account=ACCOUNT))
    secret.write_text(KEYRING + fetch.read_text())
    env = {
        "PINADS_API_URL": url,
        "PINADS_ACCOUNT": ACCOUNT,
        "PINADS_CONFIG_DIR": str(folder / "config"),
        "PINADS_DATA_DIR": str(folder / "data"),
    }
    token = {**env, "PINADS_ACCESS_TOKEN": "pina_TEST"}
    typer = [PYTHON, str(hello)]
    yield Case("pinads --version", [PINADS, "--version"], "python -c pass", [PYTHON, "-c", "pass"], 1.7, env)
    yield Case("pinads --help", [PINADS, "--help"], "hello world in Typer", typer, 1.3, env)
    yield Case("pinads campaigns --help", [PINADS, "campaigns", "--help"], "hello world in Typer", typer, 1.3, env)
    yield Case("pinads campaigns list", [PINADS, *LIST], "requests.get", [PYTHON, str(fetch)], 1.25, token)
    if has_login():
        login = [PINADS, "auth", "login", "--access-token-stdin", "--no-input"]
        done = subprocess.run(login, env={**os.environ, **env}, input="pina_TEST_benchmark\n", capture_output=True, text=True, check=False)
        if done.returncode == 0:
            yield Case("the same, token in the keyring", [PINADS, *LIST], "requests and keyring", [PYTHON, str(secret)], 1.15, env)
        else:
            print(f"keyring: skipped, no login here: {done.stderr.strip()}", file=sys.stderr)
    else:
        print("keyring: skipped, this pinads keeps no credentials", file=sys.stderr)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The URL of an emulator in a process of its own."""
    seed = [PYTHON, "-m", "pinads", "emulator", "seed", "--data-dir", str(data)]
    subprocess.run(seed, check=True, capture_output=True)
    server = subprocess.Popen(
        [PYTHON, "-m", "pinads", "emulator", "serve", "--data-dir", str(data), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def seconds(command: list[str], env: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return time.perf_counter() - started


def measure(case: Case, pairs: int) -> str:
    env = {name: value for name, value in {**os.environ, **case.env}.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own, base = [], []
    for number in range(pairs + 1):
        one, other = seconds(case.command, env), seconds(case.base, env)
        if number:  # the first pair writes the bytecode
            own.append(one)
            base.append(other)
    ratio = statistics.median(mine / other for mine, other in zip(own, base, strict=True))
    times = f"{statistics.median(own) * 1000:6.1f} ms beside {statistics.median(base) * 1000:6.1f} ms of {case.beside:22}"
    return f"{case.name:32} {times} x {ratio:4.2f}  goal {case.goal:4.2f}  {'met' if ratio <= case.goal else 'MISSED'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only cases whose names have one of these")
    parser.add_argument("--pairs", type=int, default=25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, served(Path(name) / "emulator") as url:
        for case in cases(Path(name), url):
            if not asked.words or any(word in case.name for word in asked.words):
                print(measure(case, asked.pairs), flush=True)


if __name__ == "__main__":
    main()
