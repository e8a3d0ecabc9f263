"""An emulator in a process of its own, and commands run against it: their seconds, peak memory and first output."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
PINADS = str(Path(PYTHON).with_name("pinads"))
TOKEN = "pina_TEST_benchmark"


class Run(NamedTuple):
    """What a process took: in all, of the processor, and until its first output; ``megabytes`` is the most memory it had."""

    seconds: float
    cpu: float
    first: float
    megabytes: float


@contextmanager
def served(data: Path, *options: str) -> Iterator[str]:
    """The URL of an emulator over a data directory."""
    command = [PYTHON, "-m", "pinads", "emulator", "serve", "--data-dir", str(data), *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def environment(url: str, account: str, folder: Path, **more: str) -> dict[str, str]:
    """The environment in which pinads, and nothing of the user's, is measured: with bytecode, as everybody has it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINADS_", "PYTHON"))}
    own = {"PINADS_API_URL": url, "PINADS_ACCOUNT": account, "PINADS_ACCESS_TOKEN": TOKEN}
    return {**kept, **own, "PINADS_CONFIG_DIR": str(folder / "config"), "PINADS_DATA_DIR": str(folder / "data"), **more}


def run(command: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run a command that must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    first = 0.0
    while os.read(process.stdout.fileno(), 1 << 20):
        first = first or time.perf_counter() - started
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, first, usage.ru_maxrss / 1024)
