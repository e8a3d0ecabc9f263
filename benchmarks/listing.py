"""Listing campaigns, whole processes: pinads beside a bare script and Pinterest's own SDK, at no latency and at 80 ms; memory.

``--peer DIR`` keeps Pinterest's SDK there for the next run; ``--runs N`` says how often each command runs.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

from served import PINADS, PYTHON, Run, environment, run, served

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, Campaign, Client

SIZES = (1_000, 10_000, 100_000)
BARE = """
import json, os, requests
url = f"{os.environ['PINADS_API_URL']}/ad_accounts/{os.environ['PINADS_ACCOUNT']}/campaigns"
session, bookmark = requests.Session(), None
session.headers["Authorization"] = "Bearer " + os.environ["PINADS_ACCESS_TOKEN"]
while True:
    page = session.get(url, params={"page_size": 250, "order": "ASCENDING", "bookmark": bookmark}).json()
    for item in page["items"]:
        print(json.dumps(item))
    bookmark = page.get("bookmark")
    if not bookmark:
        break
"""
PEER = """
import os, sys
from pinterest.ads.campaigns import Campaign
page, bookmark = Campaign.get_all(ad_account_id=os.environ["PINADS_ACCOUNT"], page_size=int(sys.argv[1]))
while True:
    for campaign in page:
        print(campaign.id)
    if not bookmark:
        break
    page, bookmark = bookmark.get_next()
"""
LIST = [PINADS, "campaigns", "list", "-o"]
ONE_BY_ONE = {"PINADS_CONCURRENCY": "1"}
Environment = Callable[..., dict[str, str]]


def planted(data: Path) -> list[str]:
    """Ad accounts with so many campaigns each."""
    emulator = Emulator(data)
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    accounts = []
    for size in SIZES:
        accounts.append(AdAccount.create(f"{size} campaigns", "383791336903426391", "US", client=client, currency="USD").id)
        rows = ({"name": f"Spring {n}", "objective_type": "AWARENESS", "daily_spend_cap": 10_000_000 + n} for n in range(size))
        assert all(outcome.status == "applied" for outcome in Campaign.create_many(accounts[-1], rows, client=client))
    emulator.close()
    return accounts


def peer_python(folder: Path) -> str | None:
    """A Python that has Pinterest's SDK."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "pinterest-api-sdk"], check=False, capture_output=True)
    known = subprocess.run([python, "-c", "import pinterest"], check=False, capture_output=True, cwd=folder).returncode == 0
    return str(python) if known else None


def compared(title: str, commands: dict[str, tuple[list[str], dict[str, str]]], runs: int, goals: dict[str, float]) -> None:
    """Run commands in turn; print medians, and ratios to the first."""
    print(f"\n{title}")
    base = next(iter(commands))
    seen: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, env) in commands.items():
            seen[name].append(run(command, env))
    for name, results in seen.items():
        ratio = statistics.median(mine.seconds / other.seconds for mine, other in zip(results, seen[base], strict=True))
        middle = [statistics.median(column) for column in zip(*results, strict=True)]
        goal = f"goal {goals[name]:.2f}" if name in goals else ""
        print(f"  {name:34} {middle[0] * 1000:7.0f} ms  first row {middle[1] * 1000:6.0f} ms  x {ratio:5.2f}  {goal}", flush=True)


def memory(small: dict[str, str], large: dict[str, str]) -> None:
    print(f"\nPeak memory, {SIZES[0]:,} and {SIZES[2]:,} rows")
    for form in ("json", "jsonl", "csv", "ids"):
        few, many = (min(run([*LIST, form], env).megabytes for _ in range(2)) for env in (small, large))
        print(f"  {form:34} {few:7.1f} MB {many:7.1f} MB  x {many / few:5.2f}  goal 1.10", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in (("bare.py", BARE), ("peer.py", PEER)):
            (folder / file).write_text(text)
        bare = [PYTHON, str(folder / "bare.py")]
        print("planting campaigns ...", file=sys.stderr)
        small, middle, large = planted(folder / "emulator")
        peer = peer_python((asked.peer or folder / "peer").resolve())
        with served(folder / "emulator") as url:
            env = environment(url, middle, folder, PINTEREST_API_URI=url, PINTEREST_ACCESS_TOKEN="pina_TEST")
            commands = {"requests and json": (bare, env), "pinads -o jsonl": ([*LIST, "jsonl"], env)}
            commands["pinads -o jsonl, one by one"] = [*LIST, "jsonl"], {**env, **ONE_BY_ONE}
            if peer:
                commands["Pinterest's SDK, 250 a page"] = [peer, str(folder / "peer.py"), "250"], env
                commands["Pinterest's SDK, 25 a page"] = [peer, str(folder / "peer.py"), "25"], env
            compared(f"{SIZES[1]:,} campaigns", commands, asked.runs, {"pinads -o jsonl": 1.2})
            forms = {f"pinads -o {form}": ([*LIST, form], env) for form in ("csv", "table", "json", "ids")}
            compared("Formats", forms, asked.runs, {"pinads -o table": 3})
            memory(environment(url, small, folder), environment(url, large, folder))
        with served(folder / "emulator", "--fault", "latency=80ms") as url:
            env = environment(url, middle, folder)
            commands = {
                "pinads -o jsonl, one by one": ([*LIST, "jsonl"], {**env, **ONE_BY_ONE}),
                "pinads -o jsonl": ([*LIST, "jsonl"], env),
                "requests and json": (bare, env),
            }
            compared(f"{SIZES[1]:,} campaigns, 80 ms a request", commands, max(3, asked.runs // 2), {"pinads -o jsonl": 0.65})


if __name__ == "__main__":
    main()
