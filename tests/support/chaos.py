"""Kills writes at random moments under faults of all kinds, goes on with each until it is done, and counts what there is.

Run by itself: ``python -m tests.support.chaos --runs 300``. Writers are forked from one process that has imported all it needs, so that
a run costs its requests and not its start; a killed writer is a killed process all the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.emulator.faults import NAMES
from pinads.sdk import Ad, AdAccount, AdGroup, Campaign, Client, Keyword
from pinads.sdk.schema.choices import ALL_STATUSES
from tests.support.databases import opened

ROWS = 90
SETTLE_TIME, LATE_AFTER = "1500ms", "400ms"
"""How long a row of unknown fate is waited for, and after what time the emulator executes a request that it gave up."""
WRITTEN_BEFORE = 2
MOST_STARTS = 200
MOST_KILLED = 25
"""Starts after which a writer is left in peace: a fifth of all requests is refused for the token, so a long look is rare luck."""
KINDS = ("campaigns", "adgroups", "ads", "keywords")


class Job(NamedTuple):
    """One file of rows, written by one command until every row is there."""

    number: int
    account: str
    command: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    identity: slice

    def wanted(self) -> Counter[tuple[str, ...]]:
        return Counter(row[self.identity] for row in self.rows)


def job(number: int, account: str, campaign: str, group: str) -> Job:
    """Rows of each kind in turn; some of them twice, where the API allows that."""
    names = [f"chaos {number} {row % 80}" for row in range(ROWS)]
    unique = [f"chaos {number} {row}" for row in range(ROWS)]
    command = KINDS[number % len(KINDS)]
    if command == "campaigns":
        return Job(number, account, command, ("name", "objective_type"), [(name, "CONSIDERATION") for name in names], slice(0, 1))
    if command == "adgroups":
        columns = ("campaign_id", "name", "billable_event", "budget_in_micro_currency")
        return Job(number, account, command, columns, [(campaign, name, "CLICKTHROUGH", "5.00") for name in names], slice(0, 2))
    if command == "ads":
        columns = ("ad_group_id", "name", "pin_id", "creative_type")
        return Job(number, account, command, columns, [(group, name, str(10**15 + len(name)), "REGULAR") for name in names], slice(0, 3))
    return Job(number, account, command, ("parent_id", "value", "match_type"), [(group, name, "BROAD") for name in unique], slice(0, 3))


def run_one(work: Path, given: Job, url: str, luck: random.Random) -> dict[str, Any]:
    """Start the command until it says that all is done, killing it now and then."""
    directory = work / str(given.number)
    directory.mkdir()
    file = directory / "rows.csv"
    file.write_text("\n".join(",".join(row) for row in (given.columns, *given.rows)) + "\n")
    settings = {
        "PINADS_API_URL": url,
        "PINADS_ACCESS_TOKEN": "pina_TEST",
        "PINADS_ACCOUNT": given.account,
        "PINADS_DATA_DIR": str(directory),
        "PINADS_SETTLE_TIME": SETTLE_TIME,
    }
    again = ["journal", "resume", "1", "--concurrency", str(luck.choice((1, 4, 8))), "-o", "jsonl"]
    anew = [given.command, "create", "--file", str(file), "--concurrency", str(luck.choice((1, 4, 8))), "-o", "jsonl"]
    starts = kills = 0
    code: int | None = None
    while code != 0 and starts < MOST_STARTS:
        args = again if starts and (directory / "journal.sqlite3").exists() and luck.random() < 0.5 else anew
        longest = luck.uniform(0.02, 2.5) if luck.random() < 0.7 and starts < MOST_KILLED else 120.0
        code = started(args, settings, directory / "log.txt", longest)
        # Killed after its end was written down, and repeated whole, it is asked about: nothing is sent.
        code = 0 if code == WRITTEN_BEFORE and kills else code
        starts, kills = starts + 1, kills + (code is None)
    return {"number": given.number, "code": code, "starts": starts, "kills": kills, "sound": sound(directory / "journal.sqlite3")}


def started(args: list[str], settings: dict[str, str], log: Path, longest: float) -> int | None:
    """Run the command line in a child; None where it was killed."""
    child = os.fork()
    if child == 0:
        os.environ.update(settings)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        try:
            from pinads.cli.main import app

            code = app(args, standalone_mode=False)
            sys.stdout.flush()
            os._exit(code or 0)
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(99)
    until = time.monotonic() + longest
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def sound(path: Path) -> bool:
    """Whether a journal opens and is whole."""
    with opened(path) as db:
        return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


@contextmanager
def serving(data: str, seed: int, rate: float = 0.1) -> Iterator[str]:
    faults = [part for name in NAMES for part in ("--fault", f"{name}={rate}")]
    faults += ["--fault", f"late_after={LATE_AFTER}"]
    command = [sys.executable, "-m", "pinads", "emulator", "serve", "--data-dir", data, "--seed", str(seed), *faults]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def found(client: Client, given: Job) -> Counter[tuple[str, ...]]:
    """What there is in the parent of a job's rows."""
    parent = given.rows[0][0]
    if given.command == "campaigns":
        return Counter((each.name,) for each in Campaign.iter_all(given.account, client=client, entity_statuses=ALL_STATUSES))
    if given.command == "adgroups":
        groups = AdGroup.iter_all(given.account, client=client, campaign_ids=[parent], entity_statuses=ALL_STATUSES)
        return Counter((each.campaign_id, each.name) for each in groups)
    if given.command == "ads":
        ads = Ad.iter_all(given.account, client=client, ad_group_ids=[parent], entity_statuses=ALL_STATUSES)
        return Counter((each.ad_group_id, each.name, each.pin_id) for each in ads)
    keywords = Keyword.iter_all(given.account, client=client, ad_group_id=parent)
    return Counter((each.parent_id, each.value, each.match_type) for each in keywords)


def work_off(jobs: list[Job], work: Path, url: str, seed: int) -> None:
    """Do jobs one after the other, noting what came of each."""
    with (work / f"results-{os.getpid()}.jsonl").open("w") as results:
        for given in jobs:
            results.write(json.dumps(run_one(work, given, url, random.Random(seed * 1_000_003 + given.number))) + "\n")
            results.flush()


def chaos(runs: int, seed: int, workers: int, work: Path) -> dict[str, Any]:
    """Do it all; ``problems`` are what went wrong."""
    import requests  # noqa: F401

    import pinads.cli.commands.adgroups
    import pinads.cli.commands.ads
    import pinads.cli.commands.campaigns
    import pinads.cli.commands.keywords
    import pinads.cli.output.outcomes
    import pinads.services.resume
    import pinads.services.writes.build  # noqa: F401

    data = work / "emulator"
    emulator = Emulator(data)
    emulator.seed(campaigns=4)
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    jobs = [job(number, *parents(client, number)) for number in range(runs)]
    emulator.close()
    with serving(str(data), seed) as url:
        children = []
        for worker in range(workers):
            child = os.fork()
            if child == 0:
                work_off(jobs[worker::workers], work, url, seed)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
    results = [json.loads(line) for path in work.glob("results-*.jsonl") for line in path.read_text().splitlines()]
    return verdict(jobs, results, Emulator(data))


def parents(client: Client, number: int) -> tuple[str, str, str]:
    """An ad account, a campaign and an ad group for one job: what is looked through is as small as it would be by itself."""
    account = AdAccount.create(f"account {number}", str(10**12 + number), "US", client=client).id
    campaign = Campaign.create(account, f"parent {number}", "CONSIDERATION", client=client).id
    group = AdGroup.create(account, f"parent {number}", campaign, "CLICKTHROUGH", budget_in_micro_currency=5_000_000, client=client)
    return account, campaign, group.id


def verdict(jobs: list[Job], results: list[dict[str, Any]], emulator: Emulator) -> dict[str, Any]:
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    problems = [f"run {result['number']}: {result}" for result in results if result["code"] != 0 or not result["sound"]]
    for given in jobs:
        there = found(client, given)
        wrong = {key: there[key] for key, count in given.wanted().items() if there[key] != count}
        if wrong:
            problems.append(
                f"run {given.number} ({given.command}): {len(wrong)} rows not as often as wanted, such as {list(wrong.items())[:3]}"
            )
    emulator.close()
    totals = {name: sum(result[name] for result in results) for name in ("starts", "kills")}
    return {"runs": len(results), "rows": sum(len(given.rows) for given in jobs), **totals, "problems": problems[:20]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--keep", type=Path, help="a directory that is left for looking at")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = asked.keep or Path(temporary)
        work.mkdir(exist_ok=True, parents=True)
        print(json.dumps(chaos(asked.runs, asked.seed, asked.workers, work)))


if __name__ == "__main__":
    main()
