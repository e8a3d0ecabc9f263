"""3,000 ads at 80 ms a request: the SDK alone, and the command with its checks and its journal, with 1, 4 and 8 requests in flight."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pinads.sdk import Ad, AdGroup, Client

ACCOUNT = "549755885175"
ADS = 3000
ROWS_A_REQUEST = 30
LATENCY = 0.08
IN_FLIGHT = (1, 4, 8)


@contextmanager
def serving(data: str) -> Iterator[str]:
    """An emulator in a process of its own."""
    command = [sys.executable, "-m", "pinads", "emulator", "serve", "--data-dir", data, "--fault", f"latency={LATENCY * 1000:.0f}ms"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def rows(group: str, run: str) -> list[dict[str, str]]:
    """The ads of one run."""
    return [
        {"ad_group_id": group, "creative_type": "REGULAR", "pin_id": str(10**15 + n), "name": f"{run} {n}", "status": "PAUSED"}
        for n in range(ADS)
    ]


def with_sdk(url: str, given: list[dict[str, str]], in_flight: int) -> float:
    client = Client("pina_TEST", url)
    next(AdGroup.iter_all(ACCOUNT, client=client))
    started = time.perf_counter()
    outcomes = list(Ad.create_many(ACCOUNT, given, client=client, concurrency=in_flight))
    seconds = time.perf_counter() - started
    assert [outcome.record.name for outcome in outcomes if outcome.record] == [row["name"] for row in given]
    return seconds


def with_command(url: str, given: list[dict[str, str]], in_flight: int, work: Path) -> float:
    file = work / "ads.csv"
    file.write_text("\n".join([",".join(given[0]), *(",".join(row.values()) for row in given)]) + "\n")
    settings = {"PINADS_API_URL": url, "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_ACCOUNT": ACCOUNT, "PINADS_DATA_DIR": str(work / "data")}
    command = [sys.executable, "-m", "pinads", "ads", "create", "--file", str(file), "--concurrency", str(in_flight), "-o", "jsonl"]
    started = time.perf_counter()
    run = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    assert [json.loads(line)["name"] for line in run.stdout.splitlines()] == [row["name"] for row in given]
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as work, serving(data) as url:
        group = next(AdGroup.iter_all(ACCOUNT, client=Client("pina_TEST", url))).id
        took: dict[tuple[str, int], float] = {}
        for in_flight in IN_FLIGHT:
            took["create_many", in_flight] = with_sdk(url, rows(group, f"sdk {in_flight}"), in_flight)
            took["pinads ads create", in_flight] = with_command(url, rows(group, f"command {in_flight}"), in_flight, Path(work))
    print(f"{ADS} ads, {ROWS_A_REQUEST} to a request, {LATENCY * 1000:.0f} ms a request; order kept")
    requests = -(-ADS // ROWS_A_REQUEST)
    for (what, in_flight), seconds in sorted(took.items()):
        ideal = -(-requests // in_flight) * LATENCY
        one = took[what, 1]
        ratios = f"x {seconds / ideal:.2f} of the ideal  x {seconds / one:.3f} of one in flight"
        print(f"{what:18} {in_flight} in flight: {seconds:5.2f} s  {ratios}")


if __name__ == "__main__":
    main()
