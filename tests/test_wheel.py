"""The built wheel: completions and man pages are in it, byte for byte, and work where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support import today

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow
SHARED = {
    "completions/pinads.bash": "share/bash-completion/completions/pinads",
    "completions/_pinads": "share/zsh/site-functions/_pinads",
    "completions/pinads.fish": "share/fish/vendor_completions.d/pinads.fish",
    **{f"man/{path.name}": f"share/man/man1/{path.name}" for path in sorted((ROOT / "man").glob("*.1"))},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prefix with the wheel in it, and nothing else."""
    prefix = tmp_path_factory.mktemp("prefix")
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-warn-script-location", "--ignore-installed"]
    subprocess.run([*pip, "--prefix", prefix, wheel], check=True, capture_output=True)
    return prefix


def test_the_wheel_has_what_is_checked_in(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        data = next(name for name in names if ".data/data/" in name).partition("share/")[0]
        there = {name.removeprefix(data) for name in names if name.startswith(data)}
        assert there == set(SHARED.values())
        for source, target in SHARED.items():
            assert archive.read(data + target) == (ROOT / source).read_bytes(), source
        assert not [name for name in names if name.startswith(("tools/", "tests/"))]


def test_the_source_distribution_has_them_too(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert set(SHARED) <= names
    assert {"docs/reference.md", "tools/reference/__main__.py"} <= names


@pytest.mark.parametrize(("shell", "script"), [("bash", "pinads.bash"), ("zsh", "_pinads"), ("fish", "pinads.fish")])
def test_an_installed_pinads_prints_its_scripts(installed: Path, tmp_path: Path, shell: str, script: str) -> None:
    (package,) = installed.glob("lib*/python*/site-packages")
    command = "import sys; from pinads.__main__ import main; sys.argv[1:] = ['completion', sys.argv[1]]; main()"
    environment = {**os.environ, "PYTHONPATH": today.path(package), "PINADS_CONFIG_DIR": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", command, shell], env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout == (ROOT / "completions" / script).read_bytes()


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_opens_the_pages_of_an_installed_pinads(installed: Path) -> None:
    environment = {**os.environ, "MANPAGER": "cat", "MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    command = ["man", "-M", str(installed / "share" / "man"), "pinads-campaigns-create"]
    run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "pinads-campaigns-create" in run.stdout
    assert "--daily-spend-cap" in run.stdout
