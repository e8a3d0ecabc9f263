"""Writes what follows from the command tree, or names what is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.reference.completions import scripts
from tools.reference.man import man_pages
from tools.reference.markdown import reference
from tools.reference.tree import pages

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "python -m tools.reference"


def made() -> dict[str, str]:
    """The files and what should be in them."""
    tree = pages()
    files = {f"completions/{name}": text for name, text in scripts(tree).items()}
    files.update({f"man/{name}": text for name, text in man_pages(tree).items()})
    return {**files, "docs/reference.md": reference(tree)}


def stale(files: dict[str, str], root: Path = ROOT) -> list[str]:
    """The files that are missing, that have something else in them, or that belong to no command any more."""
    there = {str(path.relative_to(root).as_posix()) for folder in ("completions", "man") for path in (root / folder).glob("*")}
    wrong = {name for name, text in files.items() if not (root / name).is_file() or (root / name).read_bytes() != text.encode()}
    return sorted(wrong | (there - set(files)))


def main(arguments: list[str]) -> int:
    """Write or check; answers the exit code."""
    if arguments not in ([], ["--check"]):
        print(f"usage: {COMMAND} [--check]", file=sys.stderr)
        return 2
    files = made()
    names = stale(files)
    if arguments:
        for name in names:
            print(f"{name} is stale; run: {COMMAND}", file=sys.stderr)
        return 1 if names else 0
    for name in names:
        path = ROOT / name
        if name in files:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(files[name].encode())
        else:
            path.unlink()
    print(f"{len(names)} of {len(files)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
