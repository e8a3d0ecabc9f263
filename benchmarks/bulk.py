"""3,000 ads at 80 ms a request, with 1, 4 and 8 requests in flight: the plainest program, the SDK, and the command with its journal.

The ideal is the rounds of requests that are needed, 80 ms each: 100 requests with 8 in flight are 13 rounds. The plainest program is
threads and ``requests`` sending the same requests; what it takes beyond the ideal is the time of the server and of HTTP.
Then the memory of updates of 1,000 and of 30,000 rows, from a file and of ids on standard input, without latency.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from served import PINADS, environment, served

from pinads.sdk import Ad, AdGroup, Campaign, Client

ACCOUNT = "549755885175"
TOKEN = "pina_TEST"
ADS = 3000
ROWS_A_REQUEST = 30
IDS_A_READ = 250
LATENCY = 0.08
IN_FLIGHT = (1, 4, 8)
ROWS = (1_000, 30_000)
CAMPAIGNS = 56_000
"""Somewhat more than half of them are active or paused."""


class Took(NamedTuple):
    """Seconds in all and of the processor, and the most memory."""

    seconds: float
    cpu: float
    megabytes: float = 0.0


def command(url: str, work: Path, args: list[str], piped: Path | None = None, in_flight: int = 4) -> Took:
    """Run a command that must succeed; what it prints goes to a file."""
    env = environment(url, ACCOUNT, work, PINADS_CONCURRENCY=str(in_flight))
    started = time.perf_counter()
    with (work / "out.jsonl").open("w") as out, Path(piped or os.devnull).open() as given:
        child = subprocess.Popen([PINADS, *args], env=env, stdin=given, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, args
    return Took(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rows(group: str, run: str, count: int = ADS) -> list[dict[str, str]]:
    """Build the ads of one run."""
    return [
        {"ad_group_id": group, "creative_type": "REGULAR", "pin_id": str(10**15 + n), "name": f"{run} {n}", "status": "PAUSED"}
        for n in range(count)
    ]


def new_names(ids: Sequence[str], run: str) -> list[dict[str, str]]:
    """Build updates of ads: each gets another name."""
    return [{"id": identity, "name": f"{run} {identity}"} for identity in ids]


def in_rounds(requests: int, in_flight: int) -> int:
    """Compute how many rounds so many requests take, with as many in flight as may be."""
    return -(-requests // in_flight)


def with_requests(url: str, given: list[dict[str, str]], in_flight: int, method: str = "POST", reads: bool = False) -> Took:
    """Send the same requests as the plainest program: a pool of threads, and answers that are parsed and dropped.

    With ``reads`` it first reads the ads by their ids, 250 a request.
    """
    ads, session = f"{url}/ad_accounts/{ACCOUNT}/ads", requests.Session()
    session.mount(url, HTTPAdapter(pool_maxsize=in_flight))
    session.headers["Authorization"] = f"Bearer {TOKEN}"

    def send(verb: str, **more: Any) -> None:
        answer = session.request(verb, ads, **more)
        answer.raise_for_status()
        answer.json()

    send("GET", params={"page_size": 1})
    started, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(in_flight) as pool:
        ids = [[row["id"] for row in some] for some in cut(given, IDS_A_READ)] if reads else []
        list(pool.map(lambda some: send("GET", params={"ad_ids": some, "page_size": IDS_A_READ}), ids))
        list(pool.map(lambda some: send(method, json=some), cut(given, ROWS_A_REQUEST)))
    return Took(time.perf_counter() - started, time.process_time() - cpu)


def cut(given: list[dict[str, str]], size: int) -> Iterator[list[dict[str, str]]]:
    """Cut rows into those of each request."""
    return (given[at : at + size] for at in range(0, len(given), size))


def with_sdk(url: str, given: list[dict[str, str]], in_flight: int, write: Any = Ad.create_many) -> Took:
    """Write with the library, over a connection that is open already."""
    client = Client(TOKEN, url)
    next(AdGroup.iter_all(ACCOUNT, client=client))
    started, cpu = time.perf_counter(), time.process_time()
    outcomes = list(write(ACCOUNT, given, client=client, concurrency=in_flight))
    took = Took(time.perf_counter() - started, time.process_time() - cpu)
    assert [outcome.record.name for outcome in outcomes if outcome.record] == [row["name"] for row in given]
    return took


def with_command(url: str, given: list[dict[str, str]], in_flight: int, work: Path, verb: str = "create") -> Took:
    """Write with the whole command: start, checks, journal and output."""
    file = work / "ads.csv"
    file.write_text("\n".join([",".join(given[0]), *(",".join(row.values()) for row in given)]) + "\n")
    took = command(url, work, ["ads", verb, "--file", str(file), "-o", "jsonl"], in_flight=in_flight)
    assert [json.loads(line)["name"] for line in (work / "out.jsonl").open()] == [row["name"] for row in given]
    return took


def creates(work: Path) -> None:
    """Time: what the requests take at least, the SDK, and the command."""
    took: dict[tuple[str, int], Took] = {}
    with served(work / "ads", "--fault", f"latency={LATENCY * 1000:.0f}ms") as url:
        group = next(AdGroup.iter_all(ACCOUNT, client=Client(TOKEN, url))).id
        for in_flight in IN_FLIGHT:
            took["bare program", in_flight] = with_requests(url, rows(group, f"bare {in_flight}"), in_flight)
            took["create_many", in_flight] = with_sdk(url, rows(group, f"sdk {in_flight}"), in_flight)
            took["pinads ads create", in_flight] = with_command(url, rows(group, f"command {in_flight}"), in_flight, work)
    print(f"{ADS} ads, {ROWS_A_REQUEST} to a request, {LATENCY * 1000:.0f} ms a request; order kept")
    count = -(-ADS // ROWS_A_REQUEST)
    for (what, in_flight), (seconds, cpu, _) in sorted(took.items()):
        ideal = in_rounds(count, in_flight) * LATENCY
        one = took[what, 1].seconds
        ratios = f"x {seconds / ideal:.2f} of the ideal  x {seconds / one:.3f} of one in flight"
        print(f"{what:18} {in_flight} in flight: {seconds:5.2f} s, {cpu:.2f} s of the processor  {ratios}")


def updates(work: Path) -> None:
    """Memory of updates: it must not grow with the rows."""
    seed = [sys.executable, "-m", "pinads", "emulator", "seed", "--campaigns", str(CAMPAIGNS), "--data-dir", str(work / "campaigns")]
    subprocess.run(seed, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with served(work / "campaigns") as url:
        ids = [campaign.id for campaign in Campaign.iter_all(ACCOUNT, client=Client(TOKEN, url))]
        for what in ("update --file", "pause -"):
            took = [update(url, work, ids[:count], what) for count in ROWS]
            ratio = took[1].megabytes / took[0].megabytes
            told = ", ".join(f"{count:,} rows {each.megabytes:.1f} MB" for count, each in zip(ROWS, took, strict=True))
            print(f"pinads campaigns {what:13}: {told}: x {ratio:.2f}; {took[1].cpu / ROWS[1] * 1e6:.0f} us of the processor a row")


def update(url: str, work: Path, ids: list[str], what: str) -> Took:
    given = work / "rows.csv"
    if what == "pause -":
        given.write_text("".join(f"{identity}\n" for identity in ids))
        return command(url, work, ["campaigns", "pause", "-", "-o", "jsonl"], given)
    given.write_text("id,name\n" + "".join(f"{identity},{len(ids)} {identity}\n" for identity in ids))
    return command(url, work, ["campaigns", "update", "--file", str(given), "-o", "jsonl"])


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        creates(Path(work))
        updates(Path(work))


if __name__ == "__main__":
    main()
