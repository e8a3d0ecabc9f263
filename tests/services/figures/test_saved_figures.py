"""Figures saved as files: what ``-o csv`` shows, as cells that a spreadsheet computes with."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import YEN_ACCOUNT
from tests.support.wording import Wording

COMMANDS = [
    *(("accounts", "analytics", "--by", "day"), ("campaigns", "analytics"), ("adgroups", "analytics"), ("ads", "analytics")),
    *(("overview",), ("pace",), ("compare",), ("check",)),
]


@pytest.fixture(autouse=True)
def in_a_directory_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def cells(data: bytes) -> list[dict[str, Any]]:
    """The cells of a workbook's rows by their headings."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
    return [{str(name.value): cell for name, cell in zip(head, row, strict=True)} for row in rows]


def piped(pinads: Pinads, *command: str) -> bytes:
    pinads.ok(*command, "-o", "xlsx")
    return pinads.written


@pytest.mark.slow
@each("command", COMMANDS)
def test_every_command_has_the_figures_of_its_json(pinads: Pinads, command: tuple[str, ...]) -> None:
    more = ("--limit", "20") if command[-1] == "analytics" else ()
    shown = pinads(*command, *more, "-o", "json")
    saved = pinads(*command, *more, "--to", "figures.xlsx", "--force")
    assert (saved.exit_code, saved.stdout) == (shown.exit_code, "")
    assert saved.stderr.startswith(f"note: saved as figures.xlsx: {len(shown.json)} ")
    pinads(*command, *more, "-o", "xlsx")
    for found in (Path("figures.xlsx").read_bytes(), pinads.written):
        for row, expected in zip(cells(found), shown.json, strict=True):
            assert list(row) == list(expected)
            for name, cell in row.items():
                wanted = expected[name]
                if isinstance(wanted, bool):
                    assert cell.value is wanted
                elif isinstance(wanted, (int, float)):
                    value = cell.value * (100 if "%" in cell.number_format else 1)
                    assert value == pytest.approx(wanted, abs=1e-6), name
                elif isinstance(cell.value, datetime):
                    assert (cell.value.date().isoformat(), cell.number_format) == (wanted, "yyyy-mm-dd")
                elif not isinstance(wanted, (dict, list)):
                    assert cell.value == wanted


@pytest.mark.slow
def test_a_cell_is_what_its_figure_is(pinads: Pinads) -> None:
    row = cells(piped(pinads, "campaigns", "analytics"))[0]
    formats = {name: cell.number_format for name, cell in row.items()}
    assert (formats["id"], formats["spend"], formats["ctr"], formats["clicks"]) == ("@", "#,##0.00 [$USD]", "0.00%", "#,##0")
    yen = cells(piped(pinads, "campaigns", "analytics", "--account", YEN_ACCOUNT))[0]
    assert yen["spend"].number_format == "#,##0 [$JPY]"
    days = cells(piped(pinads, "pace"))[0]
    assert isinstance(days["first_day"].value, datetime)
    change = cells(piped(pinads, "compare"))[0]["spend_change"]
    assert (change.number_format, abs(change.value) < 1) == ("+0.0%;-0.0%;0.0%", True)
    sent = cells(piped(pinads, "campaigns", "analytics", "--api-names"))[0]["ECTR"]
    assert (sent.number_format, sent.value) == ("General", pytest.approx(row["ctr"].value))


@pytest.mark.slow
def test_texts_are_those_of_the_output_formats(pinads: Pinads) -> None:
    for format in ("csv", "tsv", "json", "jsonl"):
        pinads.ok("overview", "--to", f"figures.{format}")
        shown = pinads.ok("overview", "-o", format).stdout
        assert Path(f"figures.{format}").read_text(encoding="utf-8-sig") == shown
        assert pinads.ok("overview", "--to", "-", "-o", format).stdout == shown
    pinads.ok("overview", "--to", "figures.parquet", "--html", "page.html")
    table = parquet.read_table("figures.parquet")
    types = {name: str(table.schema.field(name).type) for name in ("id", "spend", "change", "roas", "trend")}
    assert types == {"id": "string", "spend": "decimal128(20, 6)", "change": "double", "roas": "double", "trend": "string"}
    assert "<table" in Path("page.html").read_text()


@each(
    ("options", "says"),
    [
        (("--to", "mine.xlsx"), "mine.xlsx exists: add --force "),
        (("--to", "a.dat"), "Invalid --to a.dat: "),
        (("--to", "a.csv", "-o", "xlsx"), "--output says xlsx"),
        (("--to", "a.csv", "--query", "[0]"), "leave out --to"),
        (("--chart", "-o", "xlsx"), "leave out --output xlsx"),
        (("--to", "-", "-o", "csv", "--html", "-"), "--html and --to are "),
        (("--force",), "--force is for "),
    ],
)
def test_what_cannot_be_saved_costs_no_request(pinads: Pinads, options: tuple[str, ...], says: str, wording: Wording) -> None:
    Path("mine.xlsx").write_text("mine")
    for command in (("campaigns", "analytics"), ("pace",), ("check",)):
        run = pinads(*command, *options)
        assert (run.exit_code, run.stdout, pinads.requests) == (2, "", [])
        assert says in run.stderr
        wording(run.stderr, of=options)
    assert [path.name for path in Path().iterdir() if path.suffix] == ["mine.xlsx"]
