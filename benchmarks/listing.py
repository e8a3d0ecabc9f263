"""Listing campaigns, whole processes: pinads beside a bare script and Pinterest's own SDK, at no latency and at 80 ms; memory.

``--peer DIR`` keeps Pinterest's SDK there for the next run; ``--runs N`` says how often each command runs.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from served import PINADS, PYTHON, Run, environment, ratio, run, served

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, Campaign, Client

ROW = {
    "objective_type": "AWARENESS",
    "is_campaign_budget_optimization": True,
    "start_time": 1_800_000_000,
    "end_time": 1_900_000_000,
    "tracking_urls": {"impression": ["https://track.example.com/i?c=1"], "click": ["https://track.example.com/c?c=1"]},
}
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
PEER_GOALS = {"Pinterest's SDK, 250 a page": ">= 8 to pinads", "Pinterest's SDK, 25 a page": ">= 4.5 to pinads"}


def planted(data: Path, sizes: Sequence[int] = SIZES) -> list[str]:
    """Create ad accounts with so many campaigns each."""
    emulator = Emulator(data)
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    accounts = []
    for size in sizes:
        accounts.append(AdAccount.create(f"{size} campaigns", "383791336903426391", "US", client=client, currency="USD").id)
        rows = ({**ROW, "name": f"Spring {n}", "daily_spend_cap": 10_000_000 + n} for n in range(size))
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


def compared(title: str, commands: dict[str, tuple[list[str], dict[str, str]]], runs: int, bases: list[str], goals: dict[str, str]) -> None:
    """Run commands in turn; print medians, and the medians of the ratios to each base in the same turn."""
    print(f"\n{title}, {runs} runs; ratios to {' and to '.join(bases)}, of the processor in brackets")
    seen: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, env) in commands.items():
            seen[name].append(run(command, env))
    for name, results in seen.items():
        shown = "".join(f"  x {ratio(results, seen[base]):5.2f} ({ratio(results, seen[base], 'cpu'):5.2f})" for base in bases)
        whole, first = (statistics.median(getattr(one, what) for one in results) * 1000 for what in ("seconds", "first"))
        print(f"  {name:28} {whole:6.0f} ms, first row after {first:5.0f} ms{shown}  {goals.get(name, '')}", flush=True)


def memory(small: dict[str, str], large: dict[str, str]) -> None:
    print(f"\nPeak memory, {SIZES[0]:,} and {SIZES[2]:,} rows")
    for form in ("json", "jsonl", "csv", "ids", "table"):
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
        # A limit that nobody reaches: at the one that is announced usually, pinads would stop hurrying.
        limit = ("--rate-limit", "ads_read=10000000")
        with served(folder / "emulator", *limit) as url:
            env = environment(url, middle, folder, PINTEREST_API_URI=url, PINTEREST_ACCESS_TOKEN="pina_TEST")
            commands = {"requests and json": (bare, env), "pinads -o jsonl": ([*LIST, "jsonl"], env)}
            commands["pinads -o jsonl, one by one"] = [*LIST, "jsonl"], {**env, **ONE_BY_ONE}
            if peer:
                commands["Pinterest's SDK, 250 a page"] = [peer, str(folder / "peer.py"), "250"], env
                commands["Pinterest's SDK, 25 a page"] = [peer, str(folder / "peer.py"), "25"], env
            base = ["requests and json", "pinads -o jsonl"]
            compared(f"{SIZES[1]:,} campaigns", commands, asked.runs, base, {"pinads -o jsonl": "<= 1.20", **PEER_GOALS})
            base = ["pinads -o csv"]
            forms = {f"pinads -o {form}": ([*LIST, form], env) for form in ("csv", "table", "json", "ids")}
            compared("Formats", forms, asked.runs, base, {"pinads -o table": "<= 3"})
            memory(environment(url, small, folder), environment(url, large, folder))
        with served(folder / "emulator", *limit, "--fault", "latency=80ms") as url:
            env, base = environment(url, middle, folder), ["pinads -o jsonl, one by one"]
            commands = {
                "pinads -o jsonl, one by one": ([*LIST, "jsonl"], {**env, **ONE_BY_ONE}),
                "pinads -o jsonl": ([*LIST, "jsonl"], env),
                "requests and json": (bare, env),
            }
            compared(f"{SIZES[1]:,} campaigns, 80 ms a request", commands, max(3, asked.runs // 2), base, {"pinads -o jsonl": "<= 0.65"})


if __name__ == "__main__":
    main()
