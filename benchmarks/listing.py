"""10,000 campaigns over HTTP, 250 a page: the SDK beside requests alone, and the SDK's memory with the number of rows."""

import json
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import requests

from pinads.emulator import Emulator, Server
from pinads.sdk import Campaign, Client

ACCOUNT = "549755885175"
STATUSES = ["ACTIVE", "PAUSED", "ARCHIVED", "DRAFT"]


def bare(url: str) -> int:
    session, bookmark, count = requests.Session(), None, 0
    session.headers["Authorization"] = "Bearer pina_TEST"
    while True:
        query = {"page_size": 250, "entity_statuses": STATUSES, **({"bookmark": bookmark} if bookmark else {})}
        page = json.loads(session.get(f"{url}/ad_accounts/{ACCOUNT}/campaigns", params=query).content)
        count += len(page["items"])
        bookmark = page.get("bookmark")
        if not bookmark:
            return count


def sdk(url: str) -> int:
    return sum(1 for _ in Campaign.iter_all(ACCOUNT, client=Client("pina_TEST", url), entity_statuses=STATUSES))


def peak(url: str, rows: int) -> float:
    client = Client("pina_TEST", url)
    list(islice(Campaign.iter_all(ACCOUNT, client=client), 1))
    tracemalloc.start()
    for _ in islice(Campaign.iter_all(ACCOUNT, client=client, entity_statuses=STATUSES), rows):
        pass
    (_, most), _ = tracemalloc.get_traced_memory(), tracemalloc.stop()
    return most / 1e6


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        emulator = Emulator(Path(data))
        emulator.seed(campaigns=14_000)
        with Server(emulator) as server:
            cases: dict[str, Callable[[str], int]] = {"requests alone": bare, "pinads.sdk": sdk}
            times: dict[str, list[float]] = {name: [] for name in cases}
            for _ in range(4):
                for name, case in cases.items():
                    started = time.perf_counter()
                    count = case(server.url)
                    times[name].append(time.perf_counter() - started)
            base = statistics.median(times["requests alone"])
            for name, seen in times.items():
                print(f"{name:16} {count} campaigns in {statistics.median(seen) * 1000:6.0f} ms  x {statistics.median(seen) / base:.2f}")
            print(f"peak memory: {peak(server.url, 1000):.1f} MB for 1,000 rows, {peak(server.url, count):.1f} MB for {count}")


if __name__ == "__main__":
    main()
