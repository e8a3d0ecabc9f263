"""What TAB costs in bash: the completion function called again and again in one shell, medians; and what strace saw it start.

The cache has as many ids as it can have. The shell's own time is what counts: nothing is drawn.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from pinads.cli.completion_cache import MOST

SCRIPT = Path(__file__).resolve().parents[1] / "completions" / "pinads.bash"
LINES = (
    "pinads cam",
    "pinads campaigns update --st",
    "pinads campaigns update --status ",
    "pinads campaigns list --profile ",
    "pinads campaigns get ",
    "pinads campaigns get --account 549755885175 6267",
    "pinads campaigns analytics --columns ",
)
RUNS = 101
DRIVER = """
compopt() { :; }
declare -a taken
measure() {
    local start end run
    COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=63
    read -ra COMP_WORDS <<<"$1"
    [[ $1 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) taken=()
    for ((run = 0; run < RUNS; run++)); do
        start=${EPOCHREALTIME/[.,]/}
        _pinads
        end=${EPOCHREALTIME/[.,]/}
        taken+=($((end - start)))
    done
    echo "${#COMPREPLY[@]} ${taken[*]}"
}
start=${EPOCHREALTIME/[.,]/}
source "$SCRIPT"
end=${EPOCHREALTIME/[.,]/}
echo "1 $((end - start))"
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bash, driver, environment = prepared(folder)
        run = subprocess.run([bash, "-c", driver], env=environment, capture_output=True, text=True, check=True)
        for line, numbers in zip(("reading the script, once in a shell", *LINES), run.stdout.splitlines(), strict=True):
            offered, *taken = map(int, numbers.split())
            print(f"{line:52} {sorted(taken)[len(taken) // 2] / 1000:6.2f} ms  {offered:4} offered")
        count = started(bash, driver, environment)
        print(f"processes that TAB started: {'not known, there is no strace' if count is None else count}")


def prepared(folder: str) -> tuple[str, str, dict[str, str]]:
    """Fill the cache, and build what is run: bash, its script and its environment."""
    cache = Path(folder, "complete", "demo", "campaigns")
    cache.parent.mkdir(parents=True)
    cache.write_text("".join(f"{626735000000 + number}\tCampaign number {number}\t549755885175\n" for number in range(MOST)))
    driver = DRIVER + "".join(f"measure '{line}'\n" for line in LINES)
    environment = {
        "SCRIPT": str(SCRIPT),
        "RUNS": str(RUNS),
        "PINADS_DATA_DIR": folder,
        "PINADS_PROFILE": "demo",
        "HOME": folder,
        "PATH": "",
    }
    return str(shutil.which("bash")), driver, environment


def started(bash: str, driver: str, environment: dict[str, str]) -> int | None:
    """Count the processes that strace sees, but for the shell itself; None where there is no strace."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    command = [strace, "-f", "-qq", "-e", "trace=execve,fork,vfork,clone,clone3", bash, "-c", driver]
    run = subprocess.run(command, env={**environment, "RUNS": "1"}, capture_output=True, text=True, check=True)
    return len([line for line in run.stderr.splitlines() if "(" in line]) - 1


if __name__ == "__main__":
    main()
