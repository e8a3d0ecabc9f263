"""What a table shows at which width, and in which colours."""

import os
import re
import subprocess
import sys
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pinads.render.columns import Column
from pinads.render.style import Style
from pinads.render.table import table
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL
from tests.render.samples import COLUMNS, RECORDS, look
from tests.support.each import each

FIELDS = fields_of(Campaign)
UTF8 = {**os.environ, "PYTHONIOENCODING": "utf-8"}
LONG = {
    "id": "626735565838",
    "name": "A name that goes on and on, as names of campaigns do when they hold the season, the market and the audience",
    "status": "ACTIVE",
    "objective_type": "WEB_CONVERSION",
    "daily_spend_cap": 1_234_567_890_000,
    "created_time": 1_764_000_300,
}
LONG_COLUMNS = [Column(name, grow=name == "name") for name in LONG]


def drawn(records: Any, columns: Any, look: Style, noun: str = "campaign") -> list[str]:
    return "".join(table(records, columns, FIELDS, look, noun)).splitlines()


def test_a_narrow_terminal_takes_from_the_growing_column_first() -> None:
    header, _, row, *_ = drawn([LONG], LONG_COLUMNS, look(100))
    assert row == "626735565838  A name that goes on and…  ACTIVE  WEB_CONVERSION  1234567.89 USD  2025-11-24 17:05 CET"
    assert re.split("  +", header) == ["ID", "NAME", "STATUS", "OBJECTIVE", "DAILY CAP", "CREATED"]


def test_then_from_other_texts_but_never_from_ids_money_and_times() -> None:
    _, _, row, *_ = drawn([LONG], LONG_COLUMNS, look(84))
    assert row == "626735565838  A name that…  ACTIVE  WEB_CONVE…  1234567.89 USD  2025-11-24 17:05 CET"


def test_then_columns_go_from_the_right_and_a_note_names_them() -> None:
    lines = drawn([LONG], LONG_COLUMNS, look(60))
    assert lines == [
        "ID            NAME          STATUS  OBJECTI…       DAILY CAP",
        "────────────  ────────────  ──────  ────────  ──────────────",
        "626735565838  A name that…  ACTIVE  WEB_CON…  1234567.89 USD",
        "",
        "1 campaign",
        "(1 column hidden: CREATED, use --wide or --fields)",
    ]
    lines = drawn([LONG], LONG_COLUMNS, look(40))
    assert lines[2] == "626735565838  A name that goes …  ACTIVE"
    assert " ".join(lines[5:]) == "(3 columns hidden: OBJECTIVE, DAILY CAP, CREATED, use --wide or --fields)"
    assert max(map(len, lines)) <= 40


def test_an_id_is_whole_even_where_nothing_else_fits() -> None:
    assert drawn([LONG], LONG_COLUMNS, look(5))[2] == "626735565838"


def test_without_a_terminal_nothing_is_cut() -> None:
    assert LONG["name"] in drawn([LONG], LONG_COLUMNS, look(None))[2]


def test_no_line_ends_in_spaces() -> None:
    columns = [Column("id"), Column("name")]
    assert all(line == line.rstrip() for line in drawn(RECORDS, columns, look()))


def test_without_unicode_all_is_ascii() -> None:
    text = "".join(table([*RECORDS, LONG], COLUMNS, FIELDS, look(120, unicode=False)))
    assert text.isascii()
    assert r"\u6771" in text
    assert "~" in text
    assert "----" in text


STYLED = re.compile(r"\x1b\[([0-9;]+)m(.*?)\x1b\[0m")


@each(
    ("column", "value", "style"),
    [
        ("status", "ACTIVE", "32"),
        ("summary_status", "RUNNING", "32"),
        ("review_status", "APPROVED", "32"),
        ("status", "READY", "32"),
        ("status", "PAUSED", "33"),
        ("status", "ARCHIVED", "2"),
        ("status", "DRAFT", "2"),
        ("review_status", "REJECTED", "31"),
        ("status", "TOO_SMALL", "31"),
        ("status", "applied", "32"),
        ("status", "rejected", "31"),
        ("status", "unknown", "33"),
        ("name", None, "2"),
    ],
)
def test_statuses_have_colours_and_nothing_is_dim(column: str, value: str | None, style: str) -> None:
    row = drawn([{"id": "1", column: value}], [Column("id"), Column(column)], look(color=True))[2]
    assert STYLED.findall(row) == [(style, value or "-")]


def test_only_statuses_have_colours() -> None:
    row = drawn([{"name": "ACTIVE", "status": "NEWLY_INVENTED"}], [Column("name"), Column("status")], look(color=True))[2]
    assert "\x1b" not in row


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = (drawn([*RECORDS, LONG], COLUMNS, look(90, color=color)) for color in (False, True))
    assert [STYLED.sub(r"\2", line) for line in coloured] == plain


def test_columns_can_have_titles_and_their_own_values() -> None:
    columns = [
        Column("id"),
        Column("daily_spend_cap", "budget", via=lambda row: row.get("daily_spend_cap") or row.get("lifetime_spend_cap")),
        Column("tracking_urls.click.0"),
    ]
    rows = [{"id": "1", "daily_spend_cap": 5_000_000}, {"id": "2", "lifetime_spend_cap": 7_000_000, "tracking_urls": {"click": ["x"]}}]
    lines = drawn(rows, columns, look())
    assert re.split("  +", lines[0]) == ["ID", "budget", "TRACKING URLS CLICK 0"]
    assert [line.split() for line in lines[2:4]] == [["1", "5.00", "USD", "-"], ["2", "7.00", "USD", "x"]]


def test_a_column_of_ids_that_shows_names_can_be_cut() -> None:
    columns = [Column("id"), Column("ad_account_id", grow=True, via=lambda row: "The account of the shop in Zürich")]
    assert drawn([{"id": "626735565838", "ad_account_id": "1"}], columns, look(30))[2] == "626735565838  The account of …"


def test_parts_of_objects_are_shown_as_they_are_declared() -> None:
    rows = [{"targeting_spec": {"AUDIENCE_INCLUDE": ["2542621234567"], "GEO": ["US-CA", "US-NY"]}}]
    columns = [Column("targeting_spec.AUDIENCE_INCLUDE.0", "AUDIENCE"), Column("targeting_spec.GEO", "GEO")]
    assert "".join(table(rows, columns, fields_of(AdGroup), look(24))).splitlines()[2] == '2542621234567  ["US-CA"…'


def test_undeclared_numbers_stand_right_and_undeclared_ids_stay_whole() -> None:
    rows = [{"SPEND": 1.5, "KEY": "123456789012345678", "NOTE": "a long note about this"}, {"SPEND": 20, "KEY": "1", "NOTE": ""}]
    lines = drawn(rows, [Column("SPEND"), Column("KEY"), Column("NOTE")], look(36))
    assert lines[2:4] == ["  1.5  123456789012345678  a long n…", "   20  1"]


def test_each_account_has_its_currency() -> None:
    rows = [
        {"ad_account_id": "1", "daily_spend_cap": 12_500_000},
        {"ad_account_id": "2", "daily_spend_cap": 900_000_000},
        {"ad_account_id": "3", "daily_spend_cap": 1_000_000},
    ]
    lines = drawn(rows, [Column("daily_spend_cap")], look(currency_of={"1": "EUR", "2": "JPY"}))
    assert lines[2:5] == ["12.50 EUR", "  900 JPY", " 1.00 USD"]


def test_peoples_data_is_not_shown() -> None:
    class Entry:
        email: Annotated[str, PERSONAL]

    text = "".join(table([{"email": "ann@example.com"}], [Column("email")], fields_of(Entry), look()))
    assert "ann@example.com" not in text
    assert "(not shown)" in text


def test_a_name_cannot_forge_a_row() -> None:
    lines = drawn([{"id": "1", "name": "harmless\n2  REAL\x1b[2K"}], [Column("id"), Column("name")], look(80, color=True))
    assert len(lines) == 5
    assert "\x1b[2K" not in "".join(lines)


@each(
    ("noun", "one", "two", "none"),
    [
        ("campaign", "1 campaign", "2 campaigns", "no campaigns"),
        ("ad group", "1 ad group", "2 ad groups", "no ad groups"),
        ("entry", "1 entry", "2 entries", "no entries"),
        ("key", "1 key", "2 keys", "no keys"),
        ("match", "1 match", "2 matches", "no matches"),
    ],
)
def test_the_count_is_good_english(noun: str, one: str, two: str, none: str) -> None:
    row = {"id": "1"}
    assert [drawn([row] * count, [Column("id")], look(), noun)[-1] for count in (1, 2, 0)] == [one, two, none]


TEXT = st.text(st.characters() | st.sampled_from("東京🌸ﬀ\u0301\ufe0f\u200d❤‼é\x1b\u202e"), max_size=60)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.from_regex("[0-9]{1,18}", fullmatch=True),
            "name": TEXT | st.none(),
            "status": TEXT,
            "daily_spend_cap": st.integers(0, 2**63) | st.none(),
            "is_campaign_budget_optimization": st.booleans(),
            "created_time": st.integers(-(2**70), 2**70) | st.integers(0, 2**32),
            "tracking_urls": st.dictionaries(TEXT, st.lists(TEXT)),
        },
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@given(rows=ROWS, width=st.integers(30, 200), unicode=st.booleans(), title=TEXT)
def test_no_line_is_wider_than_the_terminal(rows: list[dict[str, Any]], width: int, unicode: bool, title: str) -> None:
    columns = [*COLUMNS, Column("undeclared", title)]
    lines = "".join(table(rows, columns, FIELDS, look(width, unicode=unicode))).split("\n")
    assert max(map(cell_len, lines)) <= width


@given(rows=ROWS, width=st.none() | st.integers(60, 200))
def test_every_row_is_one_line_and_columns_begin_under_their_titles(rows: list[dict[str, Any]], width: int | None) -> None:
    lines = "".join(table(rows, [Column("name", grow=True), Column("id")], FIELDS, look(width))).split("\n")
    assert len(lines) == len(rows) + 5
    start = cell_len(lines[1][: lines[1].rindex(" ") + 1])
    for row, line in zip(rows, lines[2:], strict=False):
        identity = row.get("id", "-")
        assert line.endswith(identity)
        assert cell_len(line[: len(line) - len(identity)]) == start


def test_the_other_formats_load_no_rich() -> None:
    program = (
        "import sys\n"
        "from pinads.render.columns import Column\n"
        "from pinads.render.style import Style, stdout_style\n"
        "from pinads.render import cells, delimited, json, yaml\n"
        "sys.stdout.writelines(json.json_array([{'name': 'x'}]))\n"
        "print(sorted({'rich', 'ruamel', 'typer', 'requests', 'decimal', 'csv'} & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=UTF8)
    assert result.stdout.splitlines()[-1] == "[]"


def test_markup_of_rich_in_names_is_text() -> None:
    names = ["[red]x", "[bold]loud[/bold]", "[link=https://x.example]y[/link]", ":smile:", "[/]", r"\[red]"]
    for color in (False, True):
        lines = drawn([{"id": "1", "name": name} for name in names], [Column("id"), Column("name")], look(80, color=color))
        assert [line[4:] for line in lines[2:8]] == names


@each("width", [None, 60])
def test_wide_and_joined_characters_are_aligned(width: int | None) -> None:
    names = ["plain", "東京スプリングセール", "🌸 spring 🌸", "❄️ winter", "e\u0301te\u0301", "👩🏽 team", "한국어 캠페인", "ＦＵＬＬ"]
    rows = [{"name": name, "id": f"62673556583{number}"} for number, name in enumerate(names)]
    lines = drawn(rows, [Column("name", grow=True), Column("id")], look(width))
    start = cell_len(lines[0][: lines[0].index("ID")])
    assert [cell_len(line[: line.index("6267355")]) for line in lines[2:10]] == [start] * len(names)


@each("width", [5, 20, 60])
def test_columns_that_were_asked_for_are_never_hidden(width: int) -> None:
    lines = "".join(table([LONG], LONG_COLUMNS, FIELDS, look(width), all_columns=True)).splitlines()
    assert len(re.split("  +", lines[0])) == len(LONG_COLUMNS)
    assert all(text in lines[2] for text in ("626735565838", "1234567.89 USD", "2025-11-24 17:05 CET"))
    assert "hidden" not in "".join(lines)
