"""Customers' records: the records and invalid rows of a file, whatever is in it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk import InvalidInput, prepare_records, prepare_values, record_of
from pinads.sdk.customers import dedupe, source
from pinads.sdk.customers.normalize import normalised, read
from pinads.sdk.customers.records import Invalid
from tests.support.each import each

ADDRESS = "jane.doe@example.com"
DEVICE = "2f5f5391-3e45-4d02-b645-4575a08f86e0"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Outcome:
    """What became of a file."""

    def __init__(self, content: bytes | str, **options: Any) -> None:
        stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
        self.refused: list[Invalid] = []
        with prepare_records(stream, name=options.pop("name", "people.csv"), on_invalid=self.refused.append, **options) as records:
            self.records = sorted(record for chunk in records.chunks() for record in chunk.split(",") if record)
            self.rows, self.invalid, self.duplicates, self.count = records.rows, records.invalid, records.duplicates, records.count
            self.hashed_already, self.column = records.hashed_already, records.column


@pytest.mark.parametrize(
    ("value", "hashed"),
    [
        (ADDRESS, ADDRESS),
        ("  Jane.DOE@Example.COM\t", ADDRESS),
        ("JOSE\u0301@example.com", "jos\u00e9@example.com"),
        ("jose@b\u00fccher.example", "jose@b\u00fccher.example"),
        ("o'hara+list@sub.example.co.uk", "o'hara+list@sub.example.co.uk"),
        ("a..b@docomo.example", "a..b@docomo.example"),
        (DEVICE.upper(), DEVICE),
    ],
)
def test_values_are_normalised_and_hashed(value: str, hashed: str) -> None:
    assert str(record_of(value)) == sha256(hashed)


@pytest.mark.parametrize("name", ["sha256", "sha1", "md5"])
def test_hashes_are_taken_as_they_are(name: str) -> None:
    digest = hashlib.new(name, ADDRESS.encode()).hexdigest()
    assert str(record_of(f" {digest.upper()} ")) == digest
    assert record_of(digest).kind == "hashed"


@each(
    "value",
    [
        *("", "  ", "jane", "jane@", "@example.com", "jane@example", "jane@.com", "jane@example.com.", "jane@exa..mple.com", "a@b@c.de"),
        *("jane doe@example.com", "Jane <jane@example.com>", "a,b@example.com", "jane@exam\u200bple.com", '"jane"@example.com'),
        *("00000000-0000-0000-0000-000000000000", "jane@example.com\x00", "ja\u202ene@example.com", "abcdef", "f" * 63),
        "\ud800@example.com",
    ],
)
def test_what_is_no_record_is_refused_without_being_repeated(value: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        record_of(value)
    assert not value.strip() or value not in str(caught.value)


@given(st.text())
def test_normalising_twice_is_as_good_as_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


FILES = [
    f"{ADDRESS}\n",
    f"email\n{ADDRESS}\n",
    f"\ufeffE-Mail\r\n{ADDRESS}\r\n",
    f"id;Email_Address;note\n1;{ADDRESS};x\n",
    f"id\tmail\n1\t{ADDRESS}\n",
    f'"id","email"\n"1","{ADDRESS}"\n',
    f'name,email\n"Doe, Jane","{ADDRESS}"\n',
    f'name,email\n"Jane\nDoe",{ADDRESS}\n',
    f"1,{ADDRESS},US\n",
    f"\n\n{ADDRESS}",
    f'{{"id": 1, "email": "{ADDRESS}"}}\n',
    f'{{"mail": "{ADDRESS}", "name": null}}\r\n\r\n',
    f"MAIL\n{sha256(ADDRESS).upper()}\n",
]


@each("content", FILES)
@each("zipped", [False, True])
def test_the_column_is_found_in_files_of_all_kinds(content: str, zipped: bool) -> None:
    raw = content.encode()
    outcome = Outcome(gzip.compress(raw) if zipped else raw)
    assert (outcome.records, outcome.rows, outcome.invalid) == ([sha256(ADDRESS)], 1, 0)


def test_json_strings(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(f'"{ADDRESS}"\n"\\u0061@example.com"\n5\nnonsense\n{{"email": 7}}\n{{}}\n')
    refused: list[Invalid] = []
    with prepare_records(file, on_invalid=refused.append) as records:
        assert (records.count, records.invalid, records.rows) == (2, 4, 6)
    assert [row.line for row in refused] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (f"who,contact\nx,{ADDRESS}\n", "contact"),
        (f"who,contact\nx,{ADDRESS}\n", "CONTACT"),
        (f"who,contact\nx,{ADDRESS}\n", "2"),
        (f"x,{ADDRESS}\n", "2"),
        (f"email,other_email\nx@example.com,{ADDRESS}\n", "Other Email"),
        (f'{{"email": "x", "contact": "{ADDRESS}"}}\n', "contact"),
        (f"Kunden\n{ADDRESS}\n", "kunden"),
    ],
)
def test_a_column_by_name_or_number(content: str, column: str) -> None:
    assert Outcome(content, column=column).records == [sha256(ADDRESS)]


@each(
    ("content", "column", "says"),
    [
        ("", None, "people.csv is empty"),
        ("\n \n", None, "people.csv is empty"),
        (f"a,b\nx,{ADDRESS}\n", None, "none is named email"),
        (f"email,mail\nx,{ADDRESS}\n", None, "2 columns look like it"),
        (f"{ADDRESS},b@example.com\n", None, "2 columns look like it"),
        (f"email,x\n{ADDRESS},1\n", "emial", "did you mean 'email'?"),
        (f"{ADDRESS},1\n", "email", "no header"),
        (f"email,x\n{ADDRESS},1\n", "3", "1 to 2"),
        (f"email,x\n{ADDRESS},1\n", "9" * 5000, "1 to 2"),
        (f"email,email\n{ADDRESS},1\n", "email", "has 2 columns 'email'"),
        ('{"a": 1}\n', None, "which member"),
        ('{"a": 1}\n', "b", "no member 'b'"),
        ('{"a": 1\n', None, "line 1: not valid JSON"),
        (f'["{ADDRESS}"]\n', None, "is a JSON array"),
        (f"{ADDRESS}\nx\0y\n", None, "NUL characters"),
        (ADDRESS.encode("utf-16"), None, "as UTF-16 has"),
        (b"PK\x03\x04\x14\x00", None, "it is a workbook"),
        (b"x" * 200_000, None, "line 1: "),
        (gzip.compress(ADDRESS.encode(), mtime=0)[:-9], None, "its end is missing"),
        (b"\x1f\x8bnonsense", None, "damaged"),
    ],
)
def test_files_that_are_none(content: str | bytes, column: str | None, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Outcome(content, column=column)
    assert says in str(caught.value)
    assert "jane" not in str(caught.value)


def test_invalid_rows_are_told_by_line_with_their_value_as_it_is() -> None:
    content = f'email,x\n{ADDRESS},1\nNobody ,1\n\n"a ""b""\nc",1\n,1\ngood@example.com\nJos\udce9@x.de,1\n'
    outcome = Outcome(content.encode("utf-8", "surrogateescape"))
    assert [(row.line, row.value) for row in outcome.refused] == [(3, "Nobody "), (5, 'a "b"\nc'), (7, ""), (9, "Jos\udce9@x.de")]
    assert (outcome.rows, outcome.count) == (6, 2)


def test_a_quote_that_does_not_close_spoils_its_own_line_only() -> None:
    rows = [f"reader{number}@example.com,x" for number in range(5000)]
    rows[1] = 'reader1@example.com,"open'
    outcome = Outcome("email,x\n" + "\n".join(rows) + "\n")
    assert (outcome.rows, outcome.invalid, outcome.count) == (5000, 1, 4999)
    assert [row.line for row in outcome.refused] == [3]


@pytest.mark.parametrize(
    "opened", ['"' + "a" * 60_000 + "\n" + "b" * 115_000 + "\n" + "c" * 115_000, 'x,"' + "a" * 119_000 + "\n" + "b" * 119_000]
)
def test_a_quote_that_opens_before_very_long_lines_spoils_its_line_too(opened: str) -> None:
    outcome = Outcome(f"email,x\n{opened}\n{ADDRESS},1\n")
    assert outcome.records == [sha256(ADDRESS)]
    assert outcome.refused[0].line == 2


def test_duplicates_are_dropped_whatever_they_look_like() -> None:
    outcome = Outcome(f"{ADDRESS}\n JANE.DOE@example.com\n{sha256(ADDRESS)}\n{DEVICE}\n{DEVICE.upper()}\n")
    assert (outcome.rows, outcome.count, outcome.duplicates, outcome.hashed_already) == (5, 2, 3, 1)


def test_hashes_of_all_kinds_share_an_upload_but_no_chunk_is_too_large() -> None:
    values = [hashlib.new(name, str(number).encode()).hexdigest() for number in range(50) for name in ("md5", "sha1", "sha256")]
    with prepare_values(values) as records:
        chunks = list(records.chunks(20, most_bytes=650))
        assert records.chunk_sizes(20, most_bytes=650) == [len(chunk.split(",")) for chunk in chunks]
        assert max(map(len, chunks)) <= 650
        assert sorted(",".join(chunks).split(",")) == sorted(values)


def test_the_same_file_gives_the_same_chunks() -> None:
    def chunks() -> list[str]:
        with prepare_values(f"reader{number}@example.com" for number in range(3000)) as records:
            return [records.fingerprint(b"key"), *records.chunks(700)]

    assert chunks() == chunks()


def test_many_records_go_through_the_disk_and_large_lots_through_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dedupe, "HELD", 32 * 500)
    monkeypatch.setattr(dedupe, "LARGEST_LOT", 20)
    values = [f"reader{number % 7000}@example.com" for number in range(10_000)]
    with prepare_values(values) as records:
        assert (records.count, records.duplicates) == (7000, 3000)
        got = ",".join(records.chunks()).split(",")
    assert sorted(got) == sorted({sha256(value) for value in values})


# The rows of a CSV file by the csv module alone, which the reader has to agree with.


def plainly(content: bytes, column: int, columns: int, delimiter: str) -> tuple[list[str], list[int], int]:
    text = content.decode("utf-8", "surrogateescape")
    records, wrong, rows, begun = [], [], 0, 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        line, begun = begun + 1, reader.line_num
        if not row:
            continue
        rows += 1
        value = delimiter.join(row) if columns == 1 else row[column] if len(row) > column else ""
        found = read(value)
        wrong.append(line) if isinstance(found, str) else records.append(str(found))
    return records, wrong, rows


CELLS = st.one_of(
    st.sampled_from(
        [ADDRESS, "Jane.Doe@Example.com", " a@b.de", "a@b.de ", "x", "", "@", "a@b", "a@b..de", ".a@b.de", "a.@b.de", "ä@b.de"]
    ),
    st.sampled_from(
        [sha256(ADDRESS), sha256("x").upper(), "d41d8cd98f00b204e9800998ecf8427e", DEVICE, "a@b@c.de", "a\x1fb@c.de", "\u2028"]
    ),
    st.text(alphabet="abAB@.-_ \"',;\t\r\né\x1e\x85", max_size=12),
    st.emails(),
)
QUOTED = st.builds(lambda cell: '"' + cell.replace('"', '""') + '"', CELLS)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int, bytes]:
    columns = draw(st.integers(1, 6))
    delimiter = draw(st.sampled_from(",;\t")) if columns > 1 else ","
    column = draw(st.integers(0, columns - 1))
    header = delimiter.join("email" if number == column else f"c{number}" for number in range(columns))
    cell = draw(st.sampled_from([CELLS, QUOTED, st.one_of(CELLS, QUOTED)]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    even = draw(st.booleans())
    lines = draw(st.lists(st.lists(cell, min_size=columns if even else 0, max_size=columns if even else columns + 1), max_size=30))
    body = "".join(delimiter.join(line) + end for line in lines)
    # Quotes that do not close are told apart from the csv module's reading of them, which takes the rest of the file.
    return header, column, (header + end + body).encode()


def closes(content: bytes, delimiter: str) -> bool:
    lines = [*csv.reader(io.StringIO(content.decode("utf-8", "surrogateescape") + "\n\nend", newline=""), delimiter=delimiter)]
    return bool(lines) and lines[-1] == ["end"]


@pytest.mark.slow
@given(files(), st.sampled_from([40, 100, 300, 56 * 1024]))
def test_rows_are_those_of_the_csv_module(file: tuple[str, int, bytes], block: int) -> None:
    header, column, content = file
    columns = header.count(",") + header.count(";") + header.count("\t") + 1
    delimiter = next((mark for mark in ",;\t" if mark in header), "\x1f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "BLOCK", block)
        outcome = Outcome(content)
    assert outcome.rows == outcome.count + outcome.invalid + outcome.duplicates
    if closes(content, delimiter):
        body = content[content.index(b"\n") + 1 :]
        records, wrong, rows = plainly(body, column, columns, delimiter)
        assert outcome.records == sorted(set(records))
        assert [row.line - 1 for row in outcome.refused] == wrong
        assert outcome.rows == rows


@given(st.binary(max_size=400), st.sampled_from([b"", b"email\n", b"id,email\n", b'{"email": "a@b.de"}\n', b"\xef\xbb\xbf"]))
def test_any_bytes_are_read_or_refused(noise: bytes, start: bytes) -> None:
    try:
        outcome = Outcome(start + noise)
    except InvalidInput:
        return
    assert outcome.rows == outcome.count + outcome.invalid + outcome.duplicates
    assert len(outcome.refused) == outcome.invalid
