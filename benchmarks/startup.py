"""What a start costs: whole processes, alternating, medians in milliseconds and as a ratio to a bare interpreter."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PINADS = str(Path(sys.executable).with_name("pinads"))
CASES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import typer": [sys.executable, "-c", "import typer"],
    "import requests": [sys.executable, "-c", "import requests"],
    "import pinads.sdk": [sys.executable, "-c", "import pinads.sdk"],
    "from pinads.sdk import Campaign, Client": [sys.executable, "-c", "from pinads.sdk import Campaign, Client"],
    "pinads --version": [PINADS, "--version"],
    "pinads --help": [PINADS, "--help"],
    "pinads campaigns --help": [PINADS, "campaigns", "--help"],
    "pinads campaigns list (demo)": [PINADS, "campaigns", "list", "--profile", "demo"],
}
RUNS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "PINADS_DATA_DIR": data}
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for _ in range(RUNS + 1):
            for name, command in CASES.items():
                started = time.perf_counter()
                subprocess.run(command, env=env, check=True, capture_output=True)
                times[name].append(time.perf_counter() - started)
    bare = statistics.median(times["python -c pass"][1:])
    for name, seen in times.items():
        median = statistics.median(seen[1:])
        print(f"{name:42} {median * 1000:7.1f} ms  x {median / bare:5.2f}")


if __name__ == "__main__":
    main()
