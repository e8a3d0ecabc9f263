"""Customer files as programs and people write them: other line ends, delimiters and first rows; pipes; and what is no bytes."""

from __future__ import annotations

import csv
import gzip
import io
import random
from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import InvalidInput, InvalidType, prepare_records, prepare_values
from pinads.sdk.customers.records import Invalid
from tests.sdk.customers.test_customer_records import ADDRESS, Outcome, sha256
from tests.support.each import each

MISTYPED = "jane.doe@@example.com"
OTHER = "max@example.com"


class Pipe(io.RawIOBase):
    """Gives what happens to be in it, as a pipe does."""

    def __init__(self, content: bytes, seed: int) -> None:
        self._content = io.BytesIO(content)
        self._chance = random.Random(seed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._content.read(min(len(buffer), self._chance.randrange(1, 9000)))
        buffer[: len(part)] = part
        return len(part)


@pytest.mark.slow
@pytest.mark.parametrize("zipped", [False, True])
def test_a_pipe_gives_the_same_chunks_however_it_is_filled(zipped: bool) -> None:
    rows = [f"{' ' * (number % 50 == 0)}reader{number}@example.com\n" for number in range(20_000)]
    plain = "".join(rows).encode()
    content = gzip.compress(plain) if zipped else plain

    def chunks(stream: Any) -> list[str]:
        with prepare_records(stream, name="people.csv") as records:
            return list(records.chunks(5000))

    wanted = chunks(io.BytesIO(content))
    assert all(chunks(Pipe(content, seed)) == wanted for seed in range(4))


@pytest.mark.parametrize("count", [10, 10_000])
@pytest.mark.parametrize("header", ["", "email\r"])
def test_line_ends_of_old_macs(count: int, header: str) -> None:
    outcome = Outcome(header + "".join(f"reader{number}@example.com\r" for number in range(count)) + "nobody\r")
    assert (outcome.count, outcome.invalid, outcome.rows) == (count, 1, count + 1)
    assert outcome.refused[0].line == count + 1 + bool(header)


@each("end", ["\r", "\r\r\n", "\r\n"])
def test_json_lines_with_carriage_returns(end: str) -> None:
    lines = [f'{{"email": "reader{number}@example.com"}}' for number in range(5000)]
    everywhere = Outcome(end.join([*lines, ""]))
    once = Outcome(lines[0] + "\n" + lines[1] + "\r\r\n" + "\n".join(lines[2:]) + "\n")
    assert (everywhere.count, everywhere.invalid) == (once.count, once.invalid) == (5000, 0)
    wrong = Outcome(end.join([*lines[:3], "nonsense", ""]))
    assert [(row.line, row.value) for row in wrong.refused] == [(4, "nonsense")]


BY_SEMICOLONS = [
    (f'"Doe, Jane";{ADDRESS}\n"Roe, Max";{OTHER}\n', None),
    (f'"Name, first, last";email\n"Doe, Jane";{ADDRESS}\n"Roe, Max";{OTHER}\n', None),
    (f"Name, Vorname;E-Mail\nDoe, Jane;{ADDRESS}\nRoe, Max;{OTHER}\n", None),
    (f"Name, Vorname;Kontakt\nDoe, Jane;{ADDRESS}\nRoe, Max;{OTHER}\n", "Kontakt"),
    (f"Name, Vorname;Kontakt\nDoe, Jane;{ADDRESS}\nRoe, Max;{OTHER}\n", "2"),
    (f'"Name, first";"E-Mail"\n"Doe, Jane";"{ADDRESS}"\n"Roe; Max";"{OTHER}"\n', None),
]


@each(("content", "column"), BY_SEMICOLONS)
def test_what_stands_between_cells_is_not_looked_for_in_them(content: str, column: str | None) -> None:
    outcome = Outcome(content, column=column)
    assert (outcome.records, outcome.invalid) == (sorted(map(sha256, (ADDRESS, OTHER))), 0)


@each(
    ("header", "lines", "column"),
    [
        ('"Name\n(first, last)",email', 2, None),
        ('Name,"e-\nmail"', 2, None),
        ('Name,"E-mail\r\n(work)"', 2, "E-mail (work)"),
        ("   \nName,email", 2, None),
        ("\r\n \t\r\n\nName,email", 4, None),
    ],
)
def test_headers_with_line_breaks_and_blank_lines_before_them(header: str, lines: int, column: str | None) -> None:
    cells = (ADDRESS, "Jane") if header.endswith("Name") else ("Jane", ADDRESS)
    outcome = Outcome(f"{header}\n{','.join(cells)}\nx,nobody\n", column=column)
    assert outcome.records == [sha256(ADDRESS)]
    assert [(row.line, row.value) for row in outcome.refused] == [(lines + 2, "nobody")]


def test_a_quote_that_opens_in_the_first_line_and_does_not_close_spoils_that_line_only() -> None:
    outcome = Outcome(f'{ADDRESS},"open\n' + "".join(f"reader{number}@example.com,x\n" for number in range(3000)))
    assert (outcome.count, outcome.invalid) == (3000, 1)


def test_a_mistyped_customer_in_the_first_line_is_no_header() -> None:
    outcome = Outcome(f"Jane,{MISTYPED}\nMax,{OTHER}\n", column="2")
    assert (outcome.rows, outcome.records, outcome.column) == (2, [sha256(OTHER)], None)
    assert [(row.line, row.value) for row in outcome.refused] == [(1, MISTYPED)]
    assert Outcome(f"name,contact\nMax,{OTHER}\n", column="2").column == "contact"


@each("column", ["Jane", "jane@x", "Jane Do", "5550100", MISTYPED])
def test_no_cell_of_a_customer_is_suggested(column: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Outcome(f"Jane Doe,+1 555 0100,jane@x,{MISTYPED}\nMax,2,{OTHER},\n", column=column)
    assert "did you mean" not in caught.value.message
    assert "1 to 4" in caught.value.message
    assert "Doe" not in caught.value.message
    assert "0100" not in caught.value.message.replace(column, "")


@each("length", [60_000, 115_000])
def test_a_long_first_line_is_a_row_that_is_none(length: int) -> None:
    outcome = Outcome("x" * length + f"\n{ADDRESS}\n")
    assert (outcome.count, outcome.invalid) == (1, 1)


@pytest.mark.parametrize("length", [132_000, 140_000, 170_000, 200_000])
@pytest.mark.parametrize("limit", [131_072, 16 * 1024 * 1024])
def test_a_first_line_that_is_too_long_is_refused(length: int, limit: int, request: pytest.FixtureRequest) -> None:
    before = csv.field_size_limit(limit)  # Whatever others in this process have asked of the csv module.
    request.addfinalizer(lambda: csv.field_size_limit(before))
    with pytest.raises(InvalidInput, match=r"line 1: "):
        Outcome("x" * length + f"\n{ADDRESS}\n")


def test_a_file_that_cannot_be_read_is_told_from_one_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("nobody\n")

    def full(row: Invalid) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        prepare_records(file, on_invalid=full)
    with pytest.raises(InvalidInput, match=r"Is a directory"):
        prepare_records(tmp_path)

    class Broken(io.RawIOBase):
        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    with pytest.raises(InvalidInput, match="tape: Input/output error"):
        prepare_records(Broken(), name="tape")  # type: ignore[arg-type]


def test_values_that_are_missing_are_empty_ones() -> None:
    refused: list[Invalid] = []
    with prepare_values([ADDRESS, None, OTHER], on_invalid=refused.append) as records:
        assert (records.count, records.rows) == (2, 3)
    assert refused == [(2, "", "it is empty")]
    with pytest.raises(InvalidType, match="expected a string"):
        prepare_values([ADDRESS, 7])  # type: ignore[list-item]


def test_what_is_no_column_and_no_bytes_is_told(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"x,{ADDRESS}\n")
    with pytest.raises(InvalidType, match="Invalid column: 2"):
        prepare_records(file, column=2)  # type: ignore[arg-type]
    with file.open() as text, pytest.raises(InvalidType, match="open it with 'rb'"):
        prepare_records(text)  # type: ignore[arg-type]


def test_compressed_json_lines_and_padding(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl.gz"
    file.write_bytes(
        gzip.compress(f'"\\u006a{ADDRESS[1:]}"\n'.encode()) + b"\0" * 700 + gzip.compress(f'"{OTHER}"\n'.encode()) + b"\0" * 70_000
    )
    with prepare_records(file) as records:
        assert (records.count, records.invalid) == (2, 0)
    with pytest.raises(InvalidInput, match="damaged"):
        Outcome(gzip.compress(ADDRESS.encode()) + b"\0\0rest")
