"""1,000,000 e-mail addresses from CSV to upload bodies: time and memory beside a plain loop of csv.reader and hashlib.

Each measurement is a process of its own; they alternate. The plain loop drops no duplicates; a second one does, with a set. Ours
always drops them. A body is what goes into a request before it is written as JSON. Imports of this process are before the clock (ours take
60 ms), the start of the second one is not.
"""

import csv
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

CHUNK = 10_000
ROUNDS = 5
ROWS = {
    "three columns": ("id,email,country", "{0},{1},US", 0),
    "one column": ("email", "{1}", 0),
    "all quoted": ('"id","email","country"', '"{0}","{1}","US"', 0),
    "text quoted, numbers not": ('"id","email","country"', '{0},"{1}","US"', 0),
    "some quoted": ("name,email,country", '"Doe, Jane {0}",{1},US', 0),
    "one in 1,000 is no address": ("id,email,country", "{0},{1},US", 1000),
}


def write_file(path: Path, kind: str, rows: int) -> None:
    """One row in a hundred is a duplicate, one in ten has capitals."""
    random.seed(1)
    header, row, wrong = ROWS[kind]
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        for number in range(rows):
            person = random.randrange(rows) if number % 100 == 1 else number
            address = f"{'Customer' if person % 10 == 0 else 'customer'}.{person * 7919 % 10**9}@example{person % 50}.com"
            file.write(row.format(number, "nobody" if wrong and number % wrong == 500 else address) + "\n")


def plain(path: Path, unique: bool) -> Iterator[dict[str, str]]:
    found: list[str] = []
    seen: set[str] = set()
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        column = next(reader).index("email")
        for row in reader:
            value = row[column].strip().lower()
            if "@" in value:
                digest = sha256(value.encode()).hexdigest()
                if unique:
                    if digest in seen:
                        continue
                    seen.add(digest)
                found.append(digest)
            if len(found) == CHUNK:
                yield {"operation_type": "ADD", "records": ",".join(found)}
                found = []
    yield {"operation_type": "ADD", "records": ",".join(found)}


def ours(path: Path, processes: int) -> Iterator[dict[str, str]]:
    from pinads.sdk import prepare_records

    with prepare_records(path, processes=processes) as records:
        for chunk in records.chunks(CHUNK):
            yield {"operation_type": "ADD", "records": chunk}


CASES: dict[str, Callable[[Path], Iterator[dict[str, str]]]] = {
    "plain loop": lambda path: plain(path, unique=False),
    "plain loop, duplicates in a set": lambda path: plain(path, unique=True),
    "pinads, one process": lambda path: ours(path, 1),
    "pinads, two processes": lambda path: ours(path, 2),
}


def most_memory() -> float:
    """MB of this process at its largest, or of its child, whichever is more."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def measure(case: str, path: Path) -> tuple[float, float, float, int]:
    """Seconds by the clock, seconds of all processors, MB, and records of one run in a process of its own."""
    run = subprocess.run([sys.executable, __file__, case, str(path)], capture_output=True, text=True, check=True)
    elapsed, processors, memory, records = run.stdout.split()
    return float(elapsed), float(processors), float(memory), int(records)


def run_one(case: str, path: Path) -> None:
    if case.startswith("pinads"):
        import pinads.sdk.customers.records  # noqa: F401 - before the clock, as csv and hashlib are
    started = time.perf_counter()
    records = sum(body["records"].count(",") + 1 for body in CASES[case](path))
    elapsed = time.perf_counter() - started
    spent = os.times()
    print(elapsed, sum(spent[:4]), most_memory(), records)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for kind in ROWS:
            path = Path(folder, "people.csv")
            write_file(path, kind, 1_000_000)
            seen: dict[str, list[tuple[float, float, float, int]]] = {case: [] for case in CASES}
            for _ in range(ROUNDS):
                for case in CASES:
                    seen[case].append(measure(case, path))
            print(f"1,000,000 rows, {kind} ({path.stat().st_size / 1e6:.0f} MB): medians of {ROUNDS}, load {os.getloadavg()[0]:.1f}")
            base = statistics.median(run[0] for run in seen["plain loop"])
            for case, runs in seen.items():
                elapsed, processors, memory = (statistics.median(run[part] for run in runs) for part in range(3))
                ratios = [
                    statistics.median(run[part] / other[part] for run, other in zip(runs, seen["plain loop"], strict=True))
                    for part in (0, 1)
                ]
                print(
                    f"  {case:32} {elapsed:5.2f} s  x {elapsed / base:4.2f} (pairs: x {ratios[0]:4.2f})"
                    f"  {processors:5.2f} s of processors (x {ratios[1]:4.2f})  {memory:4.0f} MB  {runs[0][3]} records"
                )
        write_file(path, "three columns", 100_000)
        small = {case: measure(case, path)[2] for case in CASES}
        print("MB for 100,000 rows: " + ", ".join(f"{case} {memory:.0f}" for case, memory in small.items()))


if __name__ == "__main__":
    run_one(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) > 1 else main()
