"""What is shipped and how it is checked: what is declared is what is used, and the workflow runs what is there."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.support.each import each

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = {requirement.name: requirement for requirement in map(Requirement, PROJECT["dependencies"])}
SUPPORTED = [text.rsplit(" ", 1)[1] for text in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", text)]
TOOLS = {"nox", "pip", "pytest", "twine", "venv"}
"""The modules that commands run: each is installed on a line before, or is Python's own."""


def workflow() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    # YAML 1.1 takes the key "on" for true.
    loaded: dict[str, Any] = yaml.load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def imported() -> set[str]:
    """The packages that pinads imports while it runs: what stands under ``if TYPE_CHECKING`` is not."""
    found = set()
    for path in (ROOT / "pinads").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        unused = {
            below
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for statement in node.body
            for below in ast.walk(statement)
        }
        for node in set(ast.walk(tree)) - unused:
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module).split(".")[0])
    # A distribution whose name is not that of the package which it installs.
    found = {{"ruamel": "ruamel.yaml"}.get(name, name) for name in found}
    return found - {"pinads", "tomllib"} - set(sys.stdlib_module_names)


@pytest.mark.slow
def test_what_is_imported_is_what_is_declared() -> None:
    extras = {Requirement(text).name.lower() for name in ("xlsx", "parquet") for text in PROJECT["optional-dependencies"][name]}
    assert imported() == {*NEEDED, *extras}


@each("name", NEEDED)
def test_each_dependency_has_one_lower_bound(name: str) -> None:
    assert [part.operator for part in NEEDED[name].specifier].count(">=") == 1


def test_the_oldest_python_is_named_once() -> None:
    assert PROJECT["requires-python"] == f">={min(SUPPORTED, key=Version)}"
    assert sorted(SUPPORTED, key=Version) == SUPPORTED


def test_the_workflow_may_only_read_and_ends_what_is_outdated() -> None:
    flow = workflow()
    assert flow["permissions"] == {"contents": "read"}
    assert flow["concurrency"]["cancel-in-progress"] == "true"
    assert all("permissions" not in job and int(job["timeout-minutes"]) <= 60 for job in flow["jobs"].values())


def test_the_workflow_covers_every_python_on_every_platform() -> None:
    jobs = workflow()["jobs"]
    tried = [job["strategy"]["matrix"]["python"] for job in jobs.values()]
    assert all(versions == tried[0] for versions in tried)
    # A version is tried before it is classified, which it is once the workflow has passed with it.
    assert tried[0][: len(SUPPORTED)] == SUPPORTED
    assert all(Version(version) > Version(SUPPORTED[-1]) for version in tried[0][len(SUPPORTED) :])
    systems = {system for job in jobs.values() for system in job["strategy"]["matrix"].get("os", [job["runs-on"]])}
    assert {system.split("-")[0] for system in systems} == {"ubuntu", "macos", "windows"}


def test_actions_are_githubs_own_in_a_major_version() -> None:
    used = [step for step in steps() if "uses" in step]
    assert used
    assert [step["uses"] for step in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])] == []
    assert all(step["with"]["persist-credentials"] == "false" for step in used if "checkout" in step["uses"])


def commands() -> list[str]:
    """The command lines of the workflow, of the scripts that it runs, and of the release checklist."""
    lines = [line for step in steps() for line in step.get("run", "").splitlines()]
    checklist = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Release")[2]
    return [*lines, *re.findall(r"^ {4,}(.+)$", checklist, re.MULTILINE)]


def test_what_the_workflow_and_the_checklist_run_is_there() -> None:
    files = {word for line in commands() for word in line.split() if re.match(r"(\.ci|tests|docs|benchmarks)/", word)}
    assert files
    assert [name for name in sorted(files) if not (ROOT / name).exists()] == []
    modules = {module for line in commands() for module in re.findall(r"\bpython3? -m (\w+)", line)}
    assert modules == TOOLS


def test_the_scripts_of_ci_run_and_of_nox_are_there() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in (".ci/run", "noxfile.py")]
    mentioned = {name for text in texts for name in re.findall(r"\.ci/[\w.-]+", text)}
    assert {".ci/build.py", ".ci/install.py", ".ci/versions"} <= mentioned
    assert [name for name in sorted(mentioned) if not (ROOT / name).exists()] == []


def test_the_sessions_that_are_named_are_there() -> None:
    sessions = set(re.findall(r"^@nox\.session\n(?:@.*\n)*def (\w+)", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word
        for name in (".ci/run", "CONTRIBUTING.md")
        for words in re.findall(r"nox\S* -s ((?:[a-z]+ ?)+)", (ROOT / name).read_text(encoding="utf-8"))
        for word in words.split()
    }
    assert {"tests", "slow", "lint", "types", "docs", "versions", "release"} <= sessions
    assert named <= sessions


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has the permission to run a file")
@pytest.mark.parametrize("name", [".ci/run", ".ci/versions"])
def test_a_script_without_an_ending_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
