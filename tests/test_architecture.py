"""The layers, and the only directions in which they import each other, read from the source."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.support.sources import FILES, PACKAGE, nodes, text, tree

ALLOWED = {
    "sdk": {"sdk"},
    "config": {"config", "sdk", "render.formats"},
    "auth": {"auth", "config", "sdk"},
    "emulator": {"emulator", "sdk"},
    "render": {"render", "sdk.schema", "sdk.json_encoder"},
    "journal": {"journal", "sdk"},
    "services": {
        *("services", "auth", "config", "emulator", "journal", "sdk"),
        *("render.money", "render.times", "render.text", "render.paths", "render.delimited", "render.formats", "render.files"),
        "render.charts.chart",
    },
    "cli": {"cli", "services", "auth", "config", "emulator", "journal", "render", "sdk"},
    "__main__.py": {"cli"},
    "__init__.py": set(),
}
# What each layer may import from outside the standard library; typing_extensions only for the type checker.
FOREIGN = {
    "sdk": {"requests", "urllib3", "typing_extensions"},
    "emulator": {"typing_extensions"},
    "render": {"plotille", "pyarrow", "rich", "ruamel", "typing_extensions", "xlsxwriter"},
    "journal": {"filelock", "typing_extensions"},
    "config": {"filelock", "platformdirs", "tomlkit", "tomli", "tomllib", "typing_extensions"},
    "auth": {"filelock", "keyring", "typing_extensions"},
    "services": {"jmespath", "openpyxl", "ruamel", "typing_extensions"},
}
# What commands may import, and what single ones may beside it.
OF_COMMANDS = {
    *("cli.command_list", "cli.flags", "cli.framework", "cli.options", "cli.commands", "services"),
    *("sdk.errors", "sdk.reports.metrics", "sdk.resources", "sdk.schema", "render.text"),
}
MORE = {
    "alias": {"cli.command_paths", "config.aliases"},
    "auth": {"cli.output.auth_status"},
    "completion": {"sdk.files", "sdk.paths"},
    "doctor": {"cli.output.diagnosis"},
    "emulator": {"config.directories", "emulator", "sdk"},
    "explain": {"cli.output.exit_codes"},
    "help": {"cli.command_paths", "config.aliases"},
    "open": {"auth.browser"},
    "profiles": {"config.settings"},
    "schema": {"sdk.record"},
}
MAY_PRINT = ("cli", "render")
LONGEST = 400
MOST_IN_A_FOLDER = 20
MOST_DEFERRED = 40
WIDTH = 100


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports, anywhere in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif loaded := loaded_by_name(node):
            yield loaded
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)
            # `from pinads import cli` imports the module pinads.cli.
            yield from (f"pinads.{alias.name}" for alias in node.names if node.module == "pinads" and alias.name != "__version__")


def loaded_by_name(node: ast.AST) -> str | None:
    """The module that ``import_module("...")`` loads: an import like any other, if its name is written there."""
    match node:
        case ast.Call(func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[ast.Constant(str() as module), *_]):
            return module
    return None


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def within(module: str, allowed: set[str]) -> bool:
    return any(module == f"pinads.{part}" or module.startswith(f"pinads.{part}.") for part in allowed)


def offenders(wrong: Callable[[Path], object]) -> dict[str, object]:
    """What is wrong in each file in which something is."""
    return {str(path.relative_to(PACKAGE)): found for path in FILES if (found := wrong(path))}


def test_layers_import_in_one_direction() -> None:
    assert (
        offenders(lambda path: [name for name in imports(path) if name.startswith("pinads.") and not within(name, ALLOWED[layer(path)])])
        == {}
    )


def test_commands_declare_and_call_services() -> None:
    """What they do is in services; the group of the emulator is about that layer itself."""
    commands = [path for path in FILES if path.is_relative_to(PACKAGE / "cli" / "commands")]
    beyond = {
        path.stem: {
            name for name in imports(path) if name.startswith("pinads.") and not within(name, OF_COMMANDS | MORE.get(path.stem, set()))
        }
        for path in commands
    }
    assert {name: found for name, found in beyond.items() if found} == {}


def test_requests_is_imported_in_one_place() -> None:
    http = ("requests", "urllib3", "httpx", "aiohttp")
    found = offenders(lambda path: [name for name in imports(path) if name.split(".")[0] in http])
    modules = ("session", "connections", "network_errors", "network_environment")
    assert set(found) <= {str(Path("sdk", "http", f"{name}.py")) for name in modules}


def test_each_layer_needs_few_packages() -> None:
    known = {*sys.stdlib_module_names, "pinads"}
    foreign = {path: {name.split(".")[0] for name in imports(path)} - known for path in FILES}
    assert offenders(lambda path: foreign[path] - FOREIGN.get(layer(path), foreign[path])) == {}


def test_no_private_part_of_typer() -> None:
    assert offenders(lambda path: [name for name in imports(path) if name.split(".")[0] == "click" or name.startswith("typer._")]) == {}


def test_only_the_command_line_prints() -> None:
    def prints(path: Path) -> list[int]:
        calls = [node for node in nodes(path) if isinstance(node, ast.Call)] if layer(path) not in MAY_PRINT else []
        return [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("print", "input", "breakpoint")]

    assert offenders(prints) == {}


def test_services_know_no_face() -> None:
    """They say nothing of the command line, and read and write no terminal."""
    face = re.compile(r"pinads\.cli|\btyper\b|\bsys\.std(?:in|out|err)\b|\bisatty\(")
    assert offenders(lambda path: face.findall(text(path)) if layer(path) == "services" else None) == {}


def test_the_time_is_taken_from_one_clock() -> None:
    """``time.time`` is the one that tests set."""
    others = r"\bdate(?:time)?\.(?:now|utcnow|today)\(|\btime_ns\(|\btime\.(?:localtime|gmtime|ctime|asctime)\(\)"
    assert offenders(lambda path: re.findall(others, text(path))) == {}


def test_no_folder_has_too_many_modules() -> None:
    modules = Counter(path.parent for path in FILES if path.name != "__init__.py")
    assert {str(folder): count for folder, count in modules.items() if count > MOST_IN_A_FOLDER} == {}


def test_no_file_is_too_long() -> None:
    def lines(path: Path) -> int:
        """How many lines of 100 columns a file has."""
        return sum(max(1, -(-len(line) // WIDTH)) for line in text(path).splitlines())

    assert offenders(lambda path: count if (count := lines(path)) > LONGEST else None) == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions and for types only count."""
    modules = {name(path): path for path in FILES}
    imported = {one: {other for other in targets(path, modules) if other != one} for one, path in modules.items()}
    assert circles(imported) == []


def test_no_rooms_import_each_other_in_a_circle() -> None:
    """Within each folder, its modules and folders are rooms; a folder imports what any of its modules does."""
    modules = {name(path): path for path in FILES}
    arrows = [(one, other) for one, path in modules.items() for other in targets(path, modules)]
    folders = {name(path) for path in FILES if path.name == "__init__.py"}
    found = {folder: circles(rooms(folder, arrows)) for folder in folders}
    assert {folder: found for folder, found in found.items() if found} == {}


def rooms(folder: str, arrows: list[tuple[str, str]]) -> dict[str, set[str]]:
    """The modules and folders right in a folder, each with those that it imports."""
    below = f"{folder}."
    found: dict[str, set[str]] = {}
    for one, other in arrows:
        if one.startswith(below) and other.startswith(below):
            here, there = (module.removeprefix(below).partition(".")[0] for module in (one, other))
            found.setdefault(there, set())
            found.setdefault(here, set()).update({there} - {here})
    return found


def name(path: Path) -> str:
    return ".".join(("pinads", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def targets(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("pinads"):
            yield from (inner if (inner := f"{node.module}.{alias.name}") in modules else str(node.module) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif (loaded := loaded_by_name(node)) in modules:
            yield str(loaded)


def circles(imported: dict[str, set[str]]) -> list[str]:
    """What is left when modules that import nothing left are taken away, again and again; and what only leads into a circle."""
    left = {one: set(others) for one, others in imported.items()}
    while True:
        free = {one for one, others in left.items() if not others & left.keys()}
        free |= {one for one in left if not any(one in others for others in left.values())}
        if not free:
            return sorted(left)
        for one in free:
            del left[one]


def test_no_public_class_name_is_defined_twice() -> None:
    classes = [node.name for path in FILES for node in tree(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    assert [found for found, count in Counter(classes).items() if count > 1] == []


def test_imports_are_deferred_for_start_up_only() -> None:
    def deferred_in(path: Path) -> Iterator[int]:
        loading = [node for node in nodes(path) if isinstance(node, (ast.Import, ast.ImportFrom)) or loaded_by_name(node)]
        imported = [node.lineno for node in loading if node.col_offset]
        functions = [node for node in nodes(path) if imported and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return (line for line in imported if any(one.lineno <= line <= (one.end_lineno or 0) for one in functions))

    deferred = {(path, line) for path in FILES for line in deferred_in(path)}
    unexplained = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path, line in sorted(deferred)
        if "# start-up: " not in "".join(text(path).splitlines()[line - 1 : line + 2])
    ]
    assert unexplained == []
    assert len(deferred) <= MOST_DEFERRED


def test_every_part_of_the_package_is_a_known_layer() -> None:
    assert {layer(path) for path in FILES} <= set(ALLOWED)
    assert "utils.py" not in {path.name for path in FILES}
