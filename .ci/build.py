"""Build the wheel and the sdist of the last commit, reproducibly: build.py DIRECTORY.

Each is built twice, from checkouts at different paths, of different ages and under different umasks, and the wheel once more from
the sdist; all of them must be the same bytes. Needs git, and the package ``build``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(target: Path) -> None:
    """Build, compare, and leave the files in ``target``."""
    epoch = git("log", "-1", "--format=%ct").strip()
    with tempfile.TemporaryDirectory(prefix="pinads-build-") as directory:
        work = Path(directory)
        first = built(checkout(work / "a", umask=0o022), epoch, "--sdist", "--wheel")
        second = built(checkout(work / "elsewhere" / "b", umask=0o077, touched=1_000_000_000), epoch, "--sdist", "--wheel")
        unpacked = work / "unpacked"
        shutil.unpack_archive(next(path for path in first if path.name.endswith(".tar.gz")), unpacked, **safely())
        third = built(next(unpacked.iterdir()), epoch, "--wheel")
        compare(first, second, third)
        target.mkdir(parents=True, exist_ok=True)
        for path in first:
            shutil.copy(path, target)


def checkout(path: Path, umask: int, touched: int | None = None) -> Path:
    """A clone of the last commit, with other permissions and times than the next one has."""
    before = os.umask(umask)
    try:
        git("clone", "-q", str(ROOT), str(path))
    finally:
        os.umask(before)
    for file in path.rglob("*") if touched else ():
        if ".git" not in file.parts:
            os.utime(file, (touched or 0, touched or 0))
    return path


def built(source: Path, epoch: str, *kinds: str) -> list[Path]:
    """What the pinned build tools make of a source tree."""
    out = source.parent / f"{source.name}-dist"
    # The wheel names the release of the tool that built it, so two builds are the same only with the same tools.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PIP_CONSTRAINT": str(ROOT / ".ci" / "build-constraints.txt")}
    command = [sys.executable, "-m", "build", *kinds, "--outdir", str(out), str(source)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        sys.exit(f"{source} cannot be built:\n{done.stdout}")
    return sorted(out.iterdir())


def compare(first: list[Path], *others: list[Path]) -> None:
    """See that all builds of a file are the same bytes."""
    digests = {path.name: digest(path) for path in first}
    for path in (path for other in others for path in other):
        if digests.get(path.name) != digest(path):
            sys.exit(f"two builds of {path.name} differ: {digests.get(path.name)} and {digest(path)}")
    for name, value in digests.items():
        print(f"{value}  {name}")


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def safely() -> dict[str, str]:
    """Python 3.12 wants to be told how far an archive is trusted; earlier ones do not know the word."""
    return {"filter": "data"} if sys.version_info >= (3, 12) else {}


def git(*arguments: str) -> str:
    """What git answers."""
    return subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
