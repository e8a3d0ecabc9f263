"""Measure every bound on speed and memory in one run, as ratios of interleaved pairs: name, measured, bound, ok.

``--pairs N`` is the number of pairs (25 for figures to be published), ``--quick`` takes small sizes, which shows that it works and
measures nothing, and ``--latency MS`` is what a request of a bulk write waits (80 by default). Ratios are of wall time; in brackets
the same of processor time, which is steadier on a busy machine. The exit code is 1 if a bound is exceeded. Run it on a quiet machine
with Linux; TAB needs bash and strace.
"""

import argparse
import compileall
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import bulk
import completion
import customer_lists
import insight
import listing
import startup
from served import PINADS, PYTHON, Run, environment, ratio, run, served

import pinads
from pinads.sdk import Ad, AdGroup, Client

IN_FLIGHT = 8
PAGE = 25
NO_LIMIT = ("--rate-limit", "ads_read=10000000", "--rate-limit", "ads_write=10000000")
"""Close to the announced limit, pinads would stop reading from both ends, and wait before a write."""


class Size(NamedTuple):
    """Sizes of one measurement."""

    pairs: int
    rows: int
    more_rows: int
    ads: int
    people: int


FULL = Size(25, 10_000, 40_000, 3_000, 1_000_000)
QUICK = Size(2, 300, 1_200, 240, 5_000)


class Bound(NamedTuple):
    """A measured value and the most that it may be; None where it could not be measured, or has no bound."""

    name: str
    measured: float | None
    most: float | None
    cpu: float | None = None

    @property
    def is_exceeded(self) -> bool:
        return self.measured is not None and self.most is not None and self.measured > self.most

    def __str__(self) -> str:
        measured = "not measured" if self.measured is None else f"{self.measured:.2f}"
        cpu = "" if self.cpu is None else f" ({self.cpu:.2f})"
        verdict = "?" if self.measured is None else "" if self.most is None else "NO" if self.is_exceeded else "ok"
        most = "" if self.most is None else f"{self.most:.2f}"
        return f"{self.name:74} {measured + cpu:>13} {most:>6}  {verdict}".rstrip()


def compared(case: startup.Case, pairs: int) -> tuple[Bound, list[Run], list[Run]]:
    """Measure a case, and bound its time."""
    own, base = startup.measure(case, pairs)
    return Bound(f"{case.name}, to {case.beside}", ratio(own, base), case.goal, ratio(own, base, "cpu")), own, base


def compile_bytecode() -> None:
    """Compile pinads and what it imports: with PYTHONDONTWRITEBYTECODE set, a start would take four times as long."""
    for folder in (*pinads.__path__, sysconfig.get_paths()["purelib"]):
        compileall.compile_dir(folder, quiet=2, workers=0)


def starts(work: Path, size: Size) -> Iterator[Bound]:
    """Measure what a start costs, and one page as JSON."""
    subprocess.run([PINADS, "emulator", "seed", "--data-dir", str(work / "sample")], check=True, capture_output=True)
    with served(work / "sample") as url:
        for case in startup.cases(work, url, keyring=False):
            yield compared(case, size.pairs)[0]


def overviews(work: Path, size: Size) -> Iterator[Bound]:
    """Measure an overview, compared with a bare script that sends the same requests and sums the same figures."""
    account = insight.planted(work / "overviews")
    with served(work / "overviews") as url:
        yield compared(insight.overview_case(work, url, account), size.pairs)[0]


def listings(work: Path, size: Size) -> Iterator[Bound]:
    """Measure a table on a terminal, a long listing, and its memory."""
    (work / "bare.py").write_text(listing.BARE)
    accounts = listing.planted(work / "listings", (PAGE, size.rows, size.more_rows))
    with served(work / "listings", *NO_LIMIT) as url:
        small, middle, large = (environment(url, account, work, TERM="xterm-256color") for account in accounts)
        as_json, as_lines = [*listing.LIST, "json"], [*listing.LIST, "jsonl"]
        table = startup.Case(
            f"{PAGE} rows as a table on a terminal", [*listing.LIST, "table"], "the same as JSON", as_json, 1.6, small, True
        )
        bound, own, base = compared(table, size.pairs)
        yield bound
        yield Bound("first line of that table, to the first line of the JSON", ratio(own, base, "first"), 1.2)
        bare = [PYTHON, str(work / "bare.py")]
        yield compared(startup.Case(f"{size.rows:,} rows as JSONL", as_lines, "requests and json", bare, 1.25, middle), size.pairs // 2)[0]
        few, many = zip(*((run(as_lines, middle), run(as_lines, large)) for _ in range(3)), strict=True)
        yield Bound(f"peak memory of {size.more_rows:,} rows, to {size.rows:,} rows", ratio(many, few, "megabytes"), 1.1)


def writes(work: Path, size: Size) -> Iterator[Bound]:
    """Measure creates, and updates, with several requests in flight, compared with the plainest program that sends the same requests."""
    data, latency = work / "ads", f"latency={bulk.LATENCY * 1000:.0f}ms"
    with served(data) as url:
        client = Client(bulk.TOKEN, url)
        group = next(AdGroup.iter_all(bulk.ACCOUNT, client=client)).id
        created = Ad.create_many(bulk.ACCOUNT, bulk.rows(group, "new", size.ads), client=client, concurrency=IN_FLIGHT)
        ids = [outcome.record.id for outcome in created if outcome.record]
    took: dict[str, list[bulk.Took]] = defaultdict(list)
    with served(data, *NO_LIMIT, "--fault", latency) as url:
        ways: dict[str, Callable[[str], bulk.Took]] = {
            "create": lambda name: bulk.with_requests(url, bulk.rows(group, name, size.ads), IN_FLIGHT),
            "create, library": lambda name: bulk.with_sdk(url, bulk.rows(group, name, size.ads), IN_FLIGHT),
            "create, command": lambda name: bulk.with_command(url, bulk.rows(group, name, size.ads), IN_FLIGHT, work),
            "update": lambda name: bulk.with_requests(url, bulk.new_names(ids, name), IN_FLIGHT, "PATCH"),
            "update, library": lambda name: bulk.with_sdk(url, bulk.new_names(ids, name), IN_FLIGHT, Ad.update_many),
            "read, update": lambda name: bulk.with_requests(url, bulk.new_names(ids, name), IN_FLIGHT, "PATCH", reads=True),
            "read, update, command": lambda name: bulk.with_command(url, bulk.new_names(ids, name), IN_FLIGHT, work, "update"),
        }
        for number in range(max(3, size.pairs // 5)):
            for way, write in ways.items():
                took[way].append(write(f"{way.replace(',', '')} {number}"))
    yield from against_plain(took, size)


def against_plain(took: Mapping[str, Sequence[bulk.Took]], size: Size) -> Iterator[Bound]:
    """Compare writes with the plainest program, and that program with the rounds that its requests need at least."""
    bounds = (
        (f"{size.ads:,} ads created, {IN_FLIGHT} in flight: library, to the plainest program", "create, library", "create", 1.25),
        ("the same: command with its journal, to the plainest program", "create, command", "create", 1.6),
        (f"{size.ads:,} ads updated, {IN_FLIGHT} in flight: library, to the plainest program", "update, library", "update", 1.25),
        ("the same: command that reads them first, to the plainest that does", "read, update, command", "read, update", 1.6),
    )
    for name, own, base, most in bounds:
        yield Bound(name, ratio(took[own], took[base]), most, ratio(took[own], took[base], "cpu"))
    writes, reads = (-(-size.ads // each) for each in (bulk.ROWS_A_REQUEST, bulk.IDS_A_READ))
    for name, what, counts in (
        (f"{writes} creates", "create", (writes,)),
        (f"{writes} updates", "update", (writes,)),
        (f"{reads} reads, then {writes} updates", "read, update", (reads, writes)),
    ):
        rounds = sum(bulk.in_rounds(count, IN_FLIGHT) for count in counts)
        measured = statistics.median(one.seconds for one in took[what]) / (rounds * bulk.LATENCY)
        yield Bound(f"plainest program: {name}, to {rounds} rounds of {bulk.LATENCY * 1000:.0f} ms", measured, None)


def people(work: Path, size: Size) -> Iterator[Bound]:
    """Measure the hashing of customers: processor time compared with a plain loop, and memory."""
    path, kind = work / "people.csv", "three columns"
    customer_lists.write_file(path, kind, size.people)
    pairs = [(customer_lists.measure("pinads", path), customer_lists.measure("plain loop", path)) for _ in range(max(3, size.pairs // 8))]
    ratio = statistics.median(own[0] / base[0] for own, base in pairs)
    yield Bound(f"{size.people:,} e-mails to upload bodies, to csv.reader and hashlib (processor)", ratio, customer_lists.MOST_TIMES)
    yield Bound("peak memory of that in MB", max(own[1] for own, _ in pairs), customer_lists.MOST_MB)


def tab(work: Path) -> Iterator[Bound]:
    """Count the processes that TAB starts in bash."""
    yield Bound("processes that TAB starts", completion.started(*completion.prepared(str(work / "tab"))), 0)


def main() -> int:
    """Measure and print; answers the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--latency", type=float, default=bulk.LATENCY * 1000)
    asked = parser.parse_args()
    bulk.LATENCY = asked.latency / 1000
    size = QUICK if asked.quick else FULL
    size = size._replace(pairs=asked.pairs or size.pairs)
    compile_bytecode()
    exceeded = 0
    if asked.quick:
        print("small sizes, which show that it works: the figures mean nothing")
    print(f"{'name':74} {'measured':>13} {'bound':>6}  ok")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for bounds in (starts(work, size), overviews(work, size), listings(work, size), writes(work, size), people(work, size), tab(work)):
            for bound in bounds:
                print(bound, flush=True)
                exceeded += bound.is_exceeded
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
