"""An emulator process, and commands measured against it in interleaved rounds: seconds, processor, first output and memory."""

import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

PYTHON = sys.executable
PINADS = str(Path(PYTHON).with_name("pinads"))
TOKEN = "pina_TEST_benchmark"
TERMINAL_SIZE = (50, 160)
"""Lines and columns of the pseudo-terminal."""


class Run(NamedTuple):
    """Seconds of a process: in all, of the processor, and until its first output; ``megabytes`` is its peak memory."""

    seconds: float
    cpu: float
    first: float
    megabytes: float


@contextmanager
def served(data: Path, *options: str) -> Iterator[str]:
    """Serve an emulator over a data directory, and yield its URL."""
    command = [PYTHON, "-m", "pinads", "emulator", "serve", "--data-dir", str(data), *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def environment(url: str, account: str, folder: Path, **more: str) -> dict[str, str]:
    """Build the environment of a measured command: nothing of the user's, and bytecode is kept, as on most machines."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINADS_", "PYTHON"))}
    own = {"PINADS_API_URL": url, "PINADS_ACCOUNT": account, "PINADS_ACCESS_TOKEN": TOKEN}
    return {**kept, **own, "PINADS_CONFIG_DIR": str(folder / "config"), "PINADS_DATA_DIR": str(folder / "data"), **more}


def run(command: Sequence[str], env: Mapping[str, str], terminal: bool = False) -> Run:
    """Run a command that must succeed, with its output into a pipe or a pseudo-terminal."""
    read, write = pty.openpty() if terminal else os.pipe()
    if terminal:
        fcntl.ioctl(write, termios.TIOCSWINSZ, struct.pack("HHHH", *TERMINAL_SIZE, 0, 0))
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.DEVNULL)
    os.close(write)
    first = 0.0
    while _read(read):
        first = first or time.perf_counter() - started
    os.close(read)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, first, usage.ru_maxrss / 1024)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 20)
    except OSError:  # Linux reports the end of a pseudo-terminal as EIO.
        return b""


def ratio(runs: Sequence[Any], others: Sequence[Any], what: str = "seconds") -> float:
    """Compute the median of the ratios of a figure of runs of the same round."""
    return statistics.median(getattr(mine, what) / getattr(other, what) for mine, other in zip(runs, others, strict=True))
