"""Try an installed pinads with the Python that it is installed for: smoke.py SCRIPT. Needs nothing else."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pinads
import pinads.sdk

# What only development has; and on a Python with a TOML parser of its own, the one for Python 3.10.
UNDECLARED = ["pytest", "hypothesis", "schemathesis", "vcr", "xdist", "ruff", "mypy", "build"]
if sys.version_info >= (3, 11):
    UNDECLARED.append("tomli")
# The packages of extras, which their modules import.
OF_EXTRAS = ("openpyxl", "xlsxwriter", "pyarrow")


def main(script: str) -> None:
    """Every module, the library's names, the script and ``python -m pinads``."""
    present = [name for name in UNDECLARED if find_spec(name)]
    assert not present, f"not a fresh environment, or dependencies that nobody declared: {present}"
    modules = [module.name for module in pkgutil.walk_packages(pinads.__path__, "pinads.")]
    for name in modules:
        if name.endswith("__main__"):
            continue
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name not in OF_EXTRAS:
                raise
    assert all(hasattr(pinads.sdk, name) for name in pinads.sdk.__all__)
    with tempfile.TemporaryDirectory() as directory:
        for command in ([script], [sys.executable, "-m", "pinads"]):
            try_out(command, {**os.environ, "PINADS_DATA_DIR": directory, "PINADS_CONFIG_DIR": directory})
    pages = Path(sys.prefix, "share", "man", "man1")
    assert (pages / "pinads-campaigns-create.1").is_file(), pages
    print(f"pinads {pinads.__version__}: {len(modules)} modules, from {pinads.__path__[0]}")


def try_out(command: list[str], environment: dict[str, str]) -> None:
    """The version, a listing of the demo account, and a mistake."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *arguments], env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)

    version = run("--version")
    assert pinads.__version__ in version.stdout, version
    listing = run("campaigns", "list", "--profile", "demo", "-o", "json")
    assert listing.returncode == 0, listing
    campaigns = json.loads(listing.stdout)
    assert campaigns, listing
    assert all(isinstance(campaign["id"], str) for campaign in campaigns)
    for shell, named in (("bash", "complete -"), ("zsh", "#compdef pinads"), ("fish", "complete ")):
        assert named in run("completion", shell).stdout, shell
    wrong = run("campaigns", "list", "--profile", "demo", "--limit", "many")
    assert wrong.returncode == 2, wrong
    assert "Traceback" not in wrong.stderr, wrong


if __name__ == "__main__":
    main(sys.argv[1])
