"""Figures as texts, sparklines, exact numbers, and tables that show all of their columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pinads.render.columns import Column
from pinads.render.figures import exact, figure_text, heading, sparkline, with_unit
from pinads.render.json import compact, pretty
from pinads.render.stacked import stacked
from pinads.render.yaml import yaml_object
from tests.render.samples import look
from tests.support.each import each

EUR, JPY = look(currency="EUR"), look(currency="JPY")


@each(
    ("kind", "value", "euro", "yen"),
    [
        ("count", 1_234_567, "1,234,567", "1,234,567"),
        ("money", Decimal("1234.565"), "1,234.57", "1,235"),
        ("money", Decimal("-0.004"), "0.00", "0"),
        ("percent", Decimal("0.8451"), "0.85", "0.85"),
        ("ratio", 3, "3.00", "3.00"),
        ("seconds", Decimal("12.34"), "12.3 s", "12.3 s"),
        ("change", Decimal("12.34"), "+12.3 %", "+12.3 %"),
        ("change", Decimal("-0.01"), "0.0 %", "0.0 %"),
        ("change", Decimal("-1234.5"), "-1,234.5 %", "-1,234.5 %"),
        ("count", None, "-", "-"),
        ("ratio", Decimal("NaN"), "-", "-"),
        ("money", "no\tcap", r"no\tcap", r"no\tcap"),
        ("trend", [1, None, 4], "▂ ▇", "▂ ▇"),
        ("trend", [], "-", "-"),
    ],
)
def test_a_figure_in_one_line(kind: str, value: Any, euro: str, yen: str) -> None:
    assert (figure_text(kind, value, EUR), figure_text(kind, value, JPY)) == (euro, yen)


def test_units_are_in_the_heading_or_after_the_figure() -> None:
    assert heading("SPEND", "money", "EUR") == "SPEND EUR"
    assert heading("CTR", "percent", "EUR") == heading("CTR %", "percent", None) == "CTR %"
    assert [with_unit("money", 12, EUR), with_unit("percent", 12, EUR), with_unit("money", None, EUR)] == ["12.00 EUR", "12.00 %", "-"]


def test_a_trend_starts_at_zero_and_is_at_most_thirty_cells_wide() -> None:
    assert sparkline([0, 1, 2, 3, 4]) == "▁▂▃▅▇"
    assert sparkline([90, 100]) == "▇▇"
    assert sparkline([5, 0, 10], unicode=False) == "-_#"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([-4, 0, 4]) == "▁▃▇"
    assert sparkline(list(range(300)))[::29] == "▁▇"
    assert len(sparkline(list(range(31)))) == 30


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_numbers_are_exact_in_every_machine_format(number: Decimal) -> None:
    texts = [compact(exact(number)), pretty(exact(number)), "".join(yaml_object(exact(number))).strip()]
    assert all(Decimal(text) == number and "e" not in text.lower() for text in texts)


def test_exact_numbers_have_no_noise() -> None:
    values = [Decimal("1E+3"), Decimal("0.0000001"), Decimal("0.10"), 0.1 + 0.2, 7, None, [Decimal("1.50"), None], "x", Decimal("NaN")]
    assert compact(exact(values)) == '[1000,0,0.1,0.3,7,null,[1.5,null],"x",null]'
    assert (
        compact({"a": exact(Decimal("265"), 2), "b": exact(7, 2), "c": exact(Decimal("0.117464"), 2)})
        == '{"a":265.00,"b":7.00,"c":0.117464}'
    )


NUMBERS = {f"column_{index}": 1000 + index for index in range(9)}


def drawn(width: int) -> list[str]:
    columns = [Column("id"), Column("name", grow=True, repeats=True), *(Column(name, short=f"C{name[-1]}") for name in NUMBERS)]
    row = {"id": "626735000001", "name": "Bedroom furniture for every home", **NUMBERS}
    return "".join(stacked([row], columns, look(width))).splitlines()


def test_where_it_is_narrow_names_give_way_then_headings_then_columns_go_below() -> None:
    wide, narrow, narrowest = drawn(160), drawn(90), drawn(56)
    assert wide[0].split()[-2:] == ["COLUMN", "8"]
    assert "Bedroom furniture for every home" in wide[2]
    assert narrow[:3] == [
        "ID            NAME                      C0    C1    C2    C3    C4    C5    C6    C7    C8",
        "────────────  ──────────────────────  ────  ────  ────  ────  ────  ────  ────  ────  ────",
        "626735000001  Bedroom furniture for…  1000  1001  1002  1003  1004  1005  1006  1007  1008",
    ]
    assert narrowest == [
        "ID            NAME            C0    C1    C2    C3    C4",
        "────────────  ────────────  ────  ────  ────  ────  ────",
        "626735000001  Bedroom fur…  1000  1001  1002  1003  1004",
        "",
        "NAME                                C5    C6    C7    C8",
        "────────────────────────────────  ────  ────  ────  ────",
        "Bedroom furniture for every home  1005  1006  1007  1008",
        "",
        "1 row",
    ]


def test_tables_below_repeat_all_that_names_a_row() -> None:
    columns = [Column("name", grow=True, repeats=True), Column("date", repeats=True), *map(Column, NUMBERS)]
    row = {"name": "Bedroom furniture for every home", "date": "2026-11-29", **NUMBERS}
    heads = [line for line in stacked([row], columns, look(60)) if line.startswith("NAME")]
    assert len(heads) > 1
    assert {tuple(line.split()[:2]) for line in heads} == {("NAME", "DATE")}


def test_a_sentence_is_wrapped_and_rows_stay_apart() -> None:
    columns = [Column("name", grow=True), Column("finding", wraps=True)]
    rows = [{"name": "Spring", "finding": "spent nothing in seven days"}, {"name": "Summer", "finding": "ended, and is ACTIVE"}]
    assert "".join(stacked(rows, columns, look(22))).splitlines()[2:6] == [
        "Spring  spent nothing",
        "        in seven days",
        "Summer  ended, and is",
        "        ACTIVE",
    ]
