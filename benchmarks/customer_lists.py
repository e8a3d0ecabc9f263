"""1,000,000 e-mail addresses from CSV to upload bodies: processor time and memory beside a plain loop of csv.reader and hashlib.

Each measurement is a process of its own; they alternate, and each run of ours is compared with the run of the plain loop just before
it. The plain loop drops no duplicates; a second one does, with a set. Ours always drops them. A body is the text that goes into a
request. Processor time is measured, since the clock also shows other programs; imports (ours take 60 ms) are not in it.

    python benchmarks/customer_lists.py [ROUNDS]
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
MOST_TIMES, MOST_MB = 1.4, 60
ROWS = {
    "three columns": ("id,email,country", "{0},{1},US", 0),
    "one column": ("email", "{1}", 0),
    "all quoted": ('"id","email","country"', '"{0}","{1}","US"', 0),
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


def ours(path: Path) -> Iterator[dict[str, str]]:
    from pinads.sdk import prepare_records

    with prepare_records(path) as records:
        for chunk in records.chunks(CHUNK):
            yield {"operation_type": "ADD", "records": chunk}


CASES: dict[str, Callable[[Path], Iterator[dict[str, str]]]] = {
    "plain loop": lambda path: plain(path, unique=False),
    "pinads": ours,
    "plain loop, duplicates in a set": lambda path: plain(path, unique=True),
}


def measure(case: str, path: Path) -> tuple[float, float, int]:
    """Seconds of a processor, MB at most, and records of one run in a process of its own."""
    run = subprocess.run([sys.executable, __file__, case, str(path)], capture_output=True, text=True, check=True)
    seconds, memory, records = run.stdout.split()
    return float(seconds), float(memory), int(records)


def run_one(case: str, path: Path) -> None:
    if case == "pinads":
        import pinads.sdk.customers.records  # noqa: F401 - before the clock, as csv and hashlib are
    started = time.process_time()
    records = sum(body["records"].count(",") + 1 for body in CASES[case](path))
    print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, records)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.csv")
        for kind in ROWS:
            write_file(path, kind, 1_000_000)
            seen: dict[str, list[tuple[float, float, int]]] = {case: [] for case in CASES}
            for _ in range(rounds):
                for case in CASES:
                    seen[case].append(measure(case, path))
            print(f"1,000,000 rows, {kind} ({path.stat().st_size / 1e6:.0f} MB): best of {rounds}, load {os.getloadavg()[0]:.1f}")
            base = min(run[0] for run in seen["plain loop"])
            for case, runs in seen.items():
                best, memory = min(run[0] for run in runs), max(run[1] for run in runs)
                pairs = statistics.median(run[0] / other[0] for run, other in zip(runs, seen["plain loop"], strict=True))
                goal = f"  (at most {MOST_TIMES}, {MOST_MB} MB)" if case == "pinads" else ""
                print(
                    f"  {case:32} {best:5.2f} s  x {best / base:4.2f} (median of pairs x {pairs:4.2f})"
                    f"  {memory:4.0f} MB  {runs[0][2]} records{goal}",
                    flush=True,
                )


if __name__ == "__main__":
    run_one(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) > 2 else main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
