"""The layers, and the only directions in which they import each other, read from the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pinads"
FILES = sorted(PACKAGE.rglob("*.py"))
NAMES = [str(path.relative_to(PACKAGE)) for path in FILES]

ALLOWED = {
    "sdk": {"sdk"},
    "credentials": {"credentials", "sdk", "render.formats"},
    "emulator": {"emulator", "sdk"},
    "render": {"render", "sdk.fields", "sdk.declarations"},
    "journal": {"journal", "sdk"},
    "cli": {"cli", "credentials", "emulator", "journal", "render", "sdk"},
    "__main__.py": {"cli"},
    "__init__.py": set(),
}
# What each layer may import from outside the standard library; typing_extensions only for the type checker.
FOREIGN = {
    "sdk": {"requests", "urllib3", "typing_extensions"},
    "emulator": {"typing_extensions"},
    "render": {"rich", "typing_extensions"},
    "journal": {"typing_extensions"},
    "credentials": {"filelock", "keyring", "platformdirs", "tomlkit", "tomli", "tomllib", "typing_extensions"},
}
MAY_PRINT = ("cli", "render")
LONGEST = 400


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports, anywhere in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)
            # `from pinads import cli` imports the module pinads.cli.
            yield from (f"pinads.{alias.name}" for alias in node.names if node.module == "pinads" and alias.name != "__version__")


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def within(module: str, allowed: set[str]) -> bool:
    return any(module == f"pinads.{part}" or module.startswith(f"pinads.{part}.") for part in allowed)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_layers_import_in_one_direction(path: Path) -> None:
    ours = [module for module in imports(path) if module.startswith("pinads.")]
    assert [module for module in ours if not within(module, ALLOWED[layer(path)])] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_requests_is_imported_in_one_place(path: Path) -> None:
    http = [module for module in imports(path) if module.split(".")[0] in ("requests", "urllib3", "httpx", "aiohttp")]
    assert not http or path.parent == PACKAGE / "sdk"
    assert not http or path.stem in ("wire", "connections", "network_errors", "network_environment")


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_each_layer_needs_few_packages(path: Path) -> None:
    foreign = {module.split(".")[0] for module in imports(path)} - set(sys.stdlib_module_names) - {"pinads"}
    assert foreign <= FOREIGN.get(layer(path), foreign)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_private_part_of_typer(path: Path) -> None:
    assert [module for module in imports(path) if module.split(".")[0] == "click" or module.startswith("typer._")] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_only_the_command_line_prints(path: Path) -> None:
    if layer(path) not in MAY_PRINT:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        assert [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("print", "input", "breakpoint")] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_part_of_the_package_is_a_known_layer() -> None:
    assert {layer(path) for path in FILES} <= set(ALLOWED)
    assert "utils.py" not in {path.name for path in FILES}
