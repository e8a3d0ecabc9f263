"""The targeting in a sheet: a column for each part, in the words of the options, and back to the same targeting."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.schema.choices import AgeBucket, AppType, Gender
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Mode
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.tables.targeting_columns import part_cells, part_columns, parts_without_column, with_parts
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP

COLUMNS = part_columns(AdGroup)
UPDATE = ("adgroups", "update", "--file")
AGE = st.integers(18, 65).map(str)
AGE_OF = {"csv": "18+", "xlsx": "19-30"}
CODES = st.lists(
    st.sampled_from(["US", "CA", "US-CA", "10-12", "a, b", "'x", " y", "[z", "+1", "@file"]), min_size=1, max_size=3, unique=True
)
AGES = st.one_of(
    st.just({}),
    st.lists(st.sampled_from(spec_of(AgeBucket).choices), min_size=1, unique=True).map(lambda some: {"AGE_BUCKET": some}),
    st.tuples(AGE, AGE).map(lambda pair: {"MINIMUM_AGE": min(pair), "MAXIMUM_AGE": max(pair)}),
    AGE.map(lambda age: {"MINIMUM_AGE": age}),
    st.sampled_from(["54", "65+"]).map(lambda age: {"MAXIMUM_AGE": age}),
    AGE.map(lambda age: {"MINIMUM_AGE": age, "MAXIMUM_AGE": "65+"}),
)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "LOCATION": st.lists(st.sampled_from(["US", "DE", "807"]), min_size=1, unique=True),
        "GEO": CODES,
        "INTEREST": st.lists(st.from_regex("[1-9][0-9]{11}", fullmatch=True), min_size=1, max_size=3),
        "GENDER": st.lists(st.sampled_from(spec_of(Gender).choices), min_size=1, unique=True),
        "APPTYPE": st.lists(st.sampled_from(spec_of(AppType).choices), min_size=1, unique=True),
        "SHOPPING_RETARGETING": st.just([{"lookback_window": 30, "tag_types": [0, 6], "exclusion_window": 14}]),
    },
)


@given(PARTS, AGES)
def test_every_targeting_comes_back(parts: dict[str, Any], ages: dict[str, Any]) -> None:
    spec = {**parts, **ages}
    assert parts_without_column({"targeting_spec": spec}, COLUMNS) == set()
    typed: dict[str, Any] = {}
    for name, cell in part_cells({"targeting_spec": spec}, COLUMNS).items():
        typed[name] = COLUMNS[name].read(cell, name, Reader(lambda: "USD"))
    with_parts(typed, COLUMNS, Mode.CREATE)
    assert typed.get("targeting_spec", {}) == spec


@pytest.mark.parametrize("place", ["Germany", "usa", "FALSE", "us; ca", "١٢٣"])
def test_a_place_is_checked_as_the_option_is(pinads: Pinads, tmp_path: Path, place: str) -> None:
    run = pinads(*UPDATE, edited(tmp_path / "rows.csv", {"id": AD_GROUP, "targeting_location": place}))
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "two letters of a country" in run.stderr
    assert operations(pinads, edited(tmp_path / "rows.csv", {"id": AD_GROUP, "targeting_location": "de"})) == {"LOCATION": ["DE"]}


def exported(pinads: Pinads, path: Path) -> list[dict[str, str]]:
    pinads.ok("adgroups", "get", AD_GROUP, "--to", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edited(path: Path, row: dict[str, str], **cells: str) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, {**row, **cells}.keys())
        writer.writeheader()
        writer.writerow({**row, **cells})
    return str(path)


def operations(pinads: Pinads, file: str) -> Any:
    requests = pinads.ok(*UPDATE, file, "--dry-run", "-o", "json").json
    return {each_["field"]: each_.get("values", each_.get("value")) for each_ in requests[0]["body"][0]["targeting_spec_operations"]}


def test_a_cell_that_is_edited_changes_its_part_alone(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    (row,) = exported(pinads, path)
    assert {name: row[name] for name in COLUMNS if row[name]} == {
        "targeting_age": "25-34, 35-44",
        "targeting_gender": "female",
        "targeting_location": "US",
    }
    assert "targeting_spec" not in row
    pinads.ok(*UPDATE, str(path), "--yes")
    assert pinads.writes == []
    assert operations(pinads, edited(path, row, targeting_location="US, DE")) == {"LOCATION": ["US", "DE"]}
    assert operations(pinads, edited(path, row, targeting_gender="CLEAR", targeting_location="")) == {"GENDER": []}
    assert operations(pinads, edited(path, row, targeting_age="25-54")) == {"AGE_BUCKET": [], "MINIMUM_AGE": "25", "MAXIMUM_AGE": "54"}
    assert operations(pinads, edited(path, row, targeting_age="from 25 to 34")) == {
        "AGE_BUCKET": [],
        "MINIMUM_AGE": "25",
        "MAXIMUM_AGE": "34",
    }
    assert operations(pinads, edited(path, row, targeting_age="CLEAR")) == {"AGE_BUCKET": []}
    audience = pinads.json("audiences", "list", "--limit", "1")[0]
    assert operations(pinads, edited(path, row, targeting_audience_include=audience["name"])) == {"AUDIENCE_INCLUDE": [audience["id"]]}
    assert operations(pinads, edited(path, row, targeting_gender="", targeting_spec='{"gender": ["male"]}')) == {"GENDER": ["male"]}


@pytest.mark.slow
def test_a_workbook_has_them_too(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    pinads.ok("adgroups", "list", "--to", str(path))
    pinads.ok(*UPDATE, str(path), "--yes")
    assert pinads.writes == []
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, 1 + headings.index("targeting_interest")).value = 935541271955
    book.save(path)
    assert operations(pinads, str(path)) == {"INTEREST": ["935541271955"]}


def test_headings_are_words(pinads: Pinads, tmp_path: Path) -> None:
    for heading in ("Targeting location", "Targeting countries", "targeting_spec.LOCATION", "Targeting Country (codes)", "Country"):
        file = edited(tmp_path / "rows.csv", {"Id": AD_GROUP, heading: "DE, FR"})
        assert operations(pinads, file) == {"LOCATION": ["DE", "FR"]}
    assert "Targeting age,Targeting device," in pinads.ok("adgroups", "template").stdout
    row = {"Campaign": "626735000001", "Name": "x", "Billable event": "CLICKTHROUGH", "Budget": "10", "Budget type": "DAILY"}
    file = edited(tmp_path / "new.csv", {**row, "Targeting location": "US", "Targeting age": "18+"})
    options = ("--location", "FR", "--gender", "male", "--dry-run", "-o", "json")
    created = pinads.ok("adgroups", "create", "--file", file, *options).json[0]["body"][0]
    assert created["targeting_spec"] == {"GENDER": ["male"], "LOCATION": ["US"], "MINIMUM_AGE": "18"}


@each(
    ("cells", "says"),
    [
        ({"targeting_location": "+DE"}, "'+DE' has a sign"),
        ({"targeting_interest": "9.35541E+11"}, "this id into the number"),
        ({"targeting_age": "old"}, "Invalid targeting_age 'old': expected buckets"),
        ({"targeting_age": "54-25"}, "Invalid targeting_age '54-25': expected buckets"),
        ({"targeting_gender": "femail"}, "femail"),
        ({"targeting_audience_include": "nobody"}, "nobody"),
        ({"targeting_spec": '{"GENDER": ["male"]}'}, "targeting_gender twice, once in targeting_spec"),
    ],
)
def test_what_is_no_targeting_is_refused(pinads: Pinads, tmp_path: Path, cells: dict[str, str], says: str) -> None:
    path = tmp_path / "sheet.csv"
    path.unlink(missing_ok=True)
    (row,) = exported(pinads, path)
    run = pinads(*UPDATE, edited(path, row, **cells), "--yes")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert says in run.stderr


@each("ending", ["csv", "xlsx"])
def test_refused_rows_have_the_columns_of_their_sheet(pinads: Pinads, tmp_path: Path, ending: str) -> None:
    cells = {"targeting_location": "US, DE", "targeting_gender": "CLEAR", "targeting_age": "25-54"}
    file, failed = edited(tmp_path / "wrong.csv", {"id": "2680069999999", **cells}), tmp_path / f"failed.{ending}"
    with Path(file).open("a") as more:
        more.write(f"{AD_GROUP},DE,male,{AGE_OF[ending]}\n")
    for option in ("--no-read", "--skip-failed"):
        run = pinads(*UPDATE, file, option, "--failed-out", str(failed), "--yes")
        if ending == "csv":
            rows = list(csv.reader(failed.read_text(encoding="utf-8").splitlines()))
        else:
            rows = [list(row) for row in openpyxl.load_workbook(failed).worksheets[0].iter_rows(values_only=True)]
        assert (run.exit_code, len(rows), dict(zip(rows[0][:-1], rows[1], strict=False))) == (5, 2, {"id": "2680069999999", **cells})
        failed.unlink()
