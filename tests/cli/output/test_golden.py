"""What the listings and sheets of the demo account look like, to the byte, in every format.

``pytest tests/cli --update-golden`` writes the files anew; the difference is then for a person to judge.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.command_line import Pinads
from tests.support.each import each

GOLDEN = Path(__file__).with_name("golden")
MACHINE = ("json", "jsonl", "csv", "tsv", "yaml", "ids")
LIMIT = ("--limit", "3")
CASES: dict[str, tuple[str, ...]] = {
    "accounts-list": ("accounts", "list", *LIMIT),
    "accounts-get": ("accounts", "get", "549755885177"),
    "accounts-list-audiences": ("accounts", "list-audiences", "549755885175", *LIMIT),
    "campaigns-list": ("campaigns", "list", *LIMIT),
    "campaigns-get": ("campaigns", "get", "626735000005"),
    "campaigns-get-several": ("campaigns", "get", "626735000001", "626735000011"),
    "campaigns-budget": ("campaigns", "budget", "626735000001", "626735000002"),
    "adgroups-list": ("adgroups", "list", "--campaign", "626735000002", *LIMIT),
    "adgroups-get": ("adgroups", "get", "2680060000001"),
    "ads-list": ("ads", "list", "--limit", "2"),
    "ads-get": ("ads", "get", "687195000001"),
    "audiences-list": ("audiences", "list", *LIMIT),
    "audiences-get": ("audiences", "get", "2542620000002"),
    "customer-lists-list": ("customer-lists", "list", *LIMIT),
    "customer-lists-get": ("customer-lists", "get", "643000000002"),
    "keywords-list": ("keywords", "list", "--adgroup", "2680060000001", *LIMIT),
    "keywords-get": ("keywords", "get", "2886900000004"),
    "campaigns-yen": ("campaigns", "list", "--account", "549755885177", *LIMIT),
    "pause": ("campaigns", "pause", "626735000001", "626735000003", "--yes"),
    "dry-run": ("campaigns", "create", "--name", "Été", "--objective-type", "AWARENESS", "--daily-spend-cap", "25.50", "--dry-run"),
    "schema-keyword": ("schema", "keyword"),
    "explain-exit": ("explain", "exit"),
}
HAVE_NO_IDS = ("dry-run", "schema-keyword", "explain-exit")


def shown(pinads: Pinads, name: str) -> str:
    """What a command prints in all formats, each under its command line."""
    parts = []
    for width, format in ((80, "table"), (160, "table"), *((None, format) for format in MACHINE)):
        if format == "ids" and name in HAVE_NO_IDS:
            continue
        run = pinads.ok(*CASES[name], "-o", format, columns=width)
        parts.append(f"$ {f'COLUMNS={width} ' if width else ''}pinads {' '.join(CASES[name])} -o {format}\n{run.stdout}\n")
    return "".join(parts)


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was(pinads: Pinads, name: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f"{name}.txt"
    text = shown(pinads, name)
    if request.config.getoption("--update-golden", default=False):
        file.write_text(text, encoding="utf-8", newline="")
    assert text == file.read_bytes().decode()


def test_there_are_no_others() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(CASES)
    assert sum(file.stat().st_size for file in GOLDEN.iterdir()) < 200_000


@pytest.mark.slow
@each("name", [name for name in CASES if not name.endswith("-get") and name not in ("dry-run", "explain-exit")])
@each("width", [80, 160])
def test_tables_fit_the_terminal(pinads: Pinads, name: str, width: int) -> None:
    assert max(map(cell_len, pinads.ok(*CASES[name], "-o", "table", columns=width).lines)) <= width
