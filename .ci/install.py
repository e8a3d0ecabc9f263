"""Install a built wheel as users do, without extras, and try it: install.py WHEEL-OR-DIRECTORY [pip|pipx ...]."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

SMOKE = Path(__file__).resolve().with_name("smoke.py")
WINDOWS = os.name == "nt"


def main(wheel: Path, ways: list[str]) -> None:
    """Install it in each of the ways, into places that are gone afterwards."""
    for way in ways:
        with tempfile.TemporaryDirectory(prefix=f"pinads-{way}-") as directory:
            python, script = {"pip": with_pip, "pipx": with_pipx}[way](wheel, Path(directory).resolve())
            print(f"installed with {way}:", flush=True)
            run(python, "-I", SMOKE, script, cwd=directory)


def with_pip(wheel: Path, directory: Path) -> tuple[Path, Path]:
    """``pip install WHEEL`` in a fresh venv."""
    python = fresh(directory / "venv")
    pip(python, "install", "-q", wheel)
    pip(python, "check")
    return python, beside(python, "pinads")


def with_pipx(wheel: Path, directory: Path) -> tuple[Path, Path]:
    """``pipx install WHEEL``, with everything of pipx in the directory."""
    python = fresh(directory / "venv")
    pip(python, "install", "-q", "pipx")
    home, bin, man = (directory / name for name in ("home", "bin", "man"))
    environment = {"PIPX_HOME": str(home), "PIPX_BIN_DIR": str(bin), "PIPX_MAN_DIR": str(man), "PIPX_DEFAULT_PYTHON": sys.executable}
    pipx = [python, "-m", "pipx"]
    run(*pipx, "install", wheel, environment=environment)
    run(*pipx, "runpip", "pinads", "check", environment=environment)
    return interpreter(home / "venvs" / "pinads"), bin / ("pinads.exe" if WINDOWS else "pinads")


def fresh(path: Path) -> Path:
    """A new venv's Python."""
    venv.create(path, with_pip=True)
    return interpreter(path)


def interpreter(path: Path) -> Path:
    """The Python of a venv."""
    return path / ("Scripts/python.exe" if WINDOWS else "bin/python")


def beside(python: Path, name: str) -> Path:
    """A script of the same venv."""
    return python.with_name(name + python.suffix if WINDOWS else name)


def pip(python: Path, *arguments: object) -> None:
    """Run pip."""
    run(python, "-m", "pip", "--disable-pip-version-check", *arguments)


def run(*command: object, cwd: str | None = None, environment: dict[str, str] | None = None) -> None:
    """Run what must succeed, without the settings of whoever runs this."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PINADS_", "PYTHON", "PIPX_", "VIRTUAL_ENV"))}
    subprocess.run([str(part) for part in command], check=True, cwd=cwd, env={**clean, **(environment or {})})


def the_wheel(path: Path) -> Path:
    """The wheel, or the only one in a directory."""
    if path.is_dir():
        (path,) = path.glob("*.whl")
    return path.resolve()


if __name__ == "__main__":
    main(the_wheel(Path(sys.argv[1])), sys.argv[2:] or ["pip", "pipx"])
