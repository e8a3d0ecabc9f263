"""The checks of pinads, one nox session each: `nox -l` lists them, `nox` runs those for every change.

Sessions use the Python that nox runs in, so one environment with `pip install -e '.[dev]'` is enough. `versions`, `release` and
`peer` create environments of their own, since other packages are installed there.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import venv
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "tests"]

PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal")
ONE_MORE = ("-n", str((os.cpu_count() or 1) + 1))
"""A process more than there are processors, for tests that wait for programs."""
# 29 February, the hour that spring skips, and the one that autumn repeats.
DATES = (("2028-02-29T00:00:30", "UTC"), ("2027-03-28T01:59:30", "Europe/Berlin"), ("2026-10-25T02:30:00", "Europe/Berlin"))
# The end of a year, in a zone that is far from UTC.
LAST_DATE = ("2026-12-31T23:59:30", "Pacific/Auckland")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the default tests: a minute and a half on two processors."""
    session.run(*PYTEST, *session.posargs)


@nox.session
def slow(session: nox.Session) -> None:
    """Run the slow tests, and properties with more examples; pages of the documentation are in `docs`, wheels in `release`."""
    # A zone whose offset is no whole hour, and a locale without UTF-8.
    environment = {"TZ": "America/St_Johns", "LC_ALL": "C"}
    elsewhere = ("--ignore", "tests/docs", "--ignore", "tests/test_wheel.py")
    session.run(
        *PYTEST, *ONE_MORE, "-m", "slow or hypothesis", "--hypothesis-profile", "thorough", *elsewhere, *session.posargs, env=environment
    )


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the default tests, and show the lines that none of them reaches: twice as long, so by hand before a release."""
    report = ("--cov", "--cov-report=term:skip-covered", "--cov-fail-under=95")
    session.run(*PYTEST, *report, *session.posargs)


@nox.session
def dates(session: nox.Session) -> None:
    """Run the tests that depend on the day on other days; on one of them the pages of the documentation, too."""
    # Each of these runs would take longer to collect all files than to run the tests.
    files = [str(path) for path in sorted(Path("tests").rglob("test_*.py")) if "pytest.mark.dates" in path.read_text(encoding="utf-8")]
    for (day, zone), marked in (*((date, "dates and not slow") for date in DATES), (LAST_DATE, "dates")):
        session.run(*PYTEST, "-m", marked, "--today", day, "--zone", zone, *(session.posargs or files), env={"TZ": zone})


@nox.session
def docs(session: nox.Session) -> None:
    """Run the pages of the documentation: their blocks, links and tables."""
    session.run(*PYTEST, "-m", "slow or not slow", "tests/docs", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format with ruff."""
    session.run(PYTHON, "-m", "ruff", "check", ".")
    session.run(PYTHON, "-m", "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy."""
    session.run(PYTHON, "-m", "mypy", *session.posargs)


@nox.session
@nox.parametrize("which", ["lowest", "newest"])
def versions(session: nox.Session, which: str) -> None:
    """Test with the lowest and the newest allowed version of every dependency."""
    session.run(PYTHON, ".ci/versions", which)


@nox.session
def peer(session: nox.Session) -> None:
    """Run programs with Pinterest's own SDK against the emulator, and compare what a moved one prints."""
    with tempfile.TemporaryDirectory(prefix="pinads-peer-") as directory:
        folder = Path(directory)
        venv.create(folder, with_pip=True)
        theirs = str(folder / "bin" / "python")
        session.run(theirs, "-m", "pip", "install", "-q", "pinterest-api-sdk")
        session.run(PYTHON, ".ci/other_client.py", theirs, "tests/emulator/journey_pinterest_sdk.py")
        program = Path("docs/before_moving.py")
        moved = folder / "moved.py"
        imports = r"(?m)^from pinterest\.(client|ads\.[a-z_]+) import"
        moved.write_text(re.sub(imports, "from pinads.sdk import", program.read_text(encoding="utf-8")), encoding="utf-8")
        before = session.run(PYTHON, ".ci/other_client.py", theirs, str(program), silent=True)
        after = session.run(PYTHON, ".ci/other_client.py", PYTHON, str(moved), silent=True)
        if before != after:
            session.error(f"with Pinterest's own SDK it prints:\n{before}\nwith pinads.sdk:\n{after}")


@nox.session
def release(session: nox.Session) -> None:
    """Check generated files, build wheel and sdist twice, check them, and install the wheel as users do; `-- DIR` keeps them."""
    session.run(PYTHON, "-m", "tools.reference", "--check")
    session.run(PYTHON, "-m", "pytest", "-q", "-m", "slow or not slow", "tests/test_wheel.py")
    with tempfile.TemporaryDirectory(prefix="pinads-dist-") as directory:
        dist = session.posargs[0] if session.posargs else directory
        session.run(PYTHON, ".ci/build.py", dist)
        session.run(PYTHON, "-m", "twine", "check", "--strict", *map(str, Path(dist).iterdir()))
        session.run(PYTHON, ".ci/install.py", dist)
