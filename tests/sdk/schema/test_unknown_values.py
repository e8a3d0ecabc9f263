"""Values that are not in the API's lists: new ones are sent with a warning, slips of known ones are refused with the right word."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.emulator import BASE_URL as EMULATOR
from pinads.emulator import Emulator, EmulatorWire
from pinads.sdk import Campaign, Client, InvalidInput, Keyword, Report, allow_unknown_values
from pinads.sdk.reports import analytics, targeting_analytics
from pinads.sdk.reports import columns as report_columns
from pinads.sdk.reports import request as report_request
from pinads.sdk.schema import choices
from pinads.sdk.schema.choices import API_VERSION
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.unknown_values import accept, edit_distance, is_well_formed, near_misses
from pinads.sdk.schema.warned import MOST_SAID, warning
from tests.support.each import each
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
A_FEW = 60
"""Of longer lists some values are tried: each has a hundred slips, which are compared with all the others."""
ROW = {"name": "n", "objective_type": "BRAND_LIFT"}


def all_lists() -> list[tuple[str, ...]]:
    """Every closed list that has a name of its own."""
    modules = (choices, analytics, report_columns, report_request, targeting_analytics)
    named = [value for module in modules for _, value in inspect.getmembers(module)]
    specs = [spec_of(value) for value in named if hasattr(value, "__metadata__")]
    return list(dict.fromkeys(spec.choices for spec in specs if spec.choices))


def slips(value: str) -> Iterator[str]:
    """The value with one letter dropped, doubled or swapped with the next one, and in other case."""
    for at, letter in enumerate(value):
        if letter.isalpha():
            yield value[:at] + value[at + 1 :]
            yield value[:at] + letter + value[at:]
            if value[at + 1 : at + 2].isalpha():
                yield value[:at] + value[at + 1] + letter + value[at + 2 :]
    yield value.swapcase()
    yield value.capitalize()


def is_code(value: str, known: tuple[str, ...]) -> bool:
    """Whether it is a country or currency, of which every new one is a letter away from another."""
    return len(value) <= 3 and len({len(other) for other in known}) == 1


def test_the_lists_are_all_there() -> None:
    lists = all_lists()
    assert len(lists) > 35
    assert ("TOTAL", "DAY", "HOUR", "WEEK", "MONTH") in lists


@pytest.mark.slow
def test_every_slip_of_every_known_value_is_refused_with_the_right_word() -> None:
    for known in all_lists():
        is_long = len(known) > A_FEW and not is_code(known[0], known)
        for value in known[7 :: len(known) // 2] if is_long else known:
            wrong = sorted(set(slips(value)) - set(known)) if not is_code(value, known) else [value.lower(), value.capitalize()]
            missed = [slip for slip in wrong[:: 9 if is_long else 3] if value not in near_misses(slip, known)]
            # A slip that is another known value in other case is that one.
            assert all(slip.upper() in [other.upper() for other in known] for slip in missed), (value, missed)


def test_what_is_like_none_of_a_list_passes_where_it_is_of_the_same_make() -> None:
    for known in all_lists():
        new = "zebra_crossing" if known[0].islower() else "ZEBRA_CROSSING"
        if is_code(known[0], known):
            new = "QJQ"[: len(known[0])]
        elif "18-24" in known:
            new = "66-70"
        assert (is_well_formed(new, known), near_misses(new, known)) == (True, []), known


@each(
    ("value", "known"),
    [
        ("SALES", spec_of(choices.ObjectiveType).choices[:5]),
        ("WEB_SESSIONS", ("AWARENESS", "WEB_CONVERSION")),
        ("CLICKTHROUGH_3", ("CLICKTHROUGH_1", "CLICKTHROUGH_2")),
        ("ZAR", spec_of(choices.Currency).choices),
        ("XK", spec_of(choices.Country).choices),
        ("70+", spec_of(choices.AgeBucket).choices),
    ],
)
def test_values_that_came_later_are_no_slips(value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        with warning(lambda text: None):
            accept(value, known, "field")


@each("value", ["", " ", "two words", "ÄRGER", "9LIVES", "x" * 5, "EURO"])
def test_what_no_value_of_the_list_looks_like_is_refused(value: str) -> None:
    known = spec_of(choices.Currency if value == "EURO" else choices.ObjectiveType).choices
    with pytest.raises(InvalidInput, match="choose from"):
        accept(value, known, "field")


def test_a_new_value_is_sent_and_the_log_says_so_once(wire: FakeWire, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    path = f"/ad_accounts/{ACCOUNT}/campaigns"
    answer = {"items": [{"data": {**ROW, "id": str(number)}, "exceptions": []} for number in range(30)]}
    wire.reply("POST", path, answer, body=[{**ROW, "ad_account_id": ACCOUNT}] * 30)
    with warning(), caplog.at_level(logging.WARNING, "pinads"):
        outcomes = list(Campaign.create_many(ACCOUNT, [ROW] * 30, client=client))
    assert {outcome.status for outcome in outcomes} == {"applied"}
    (record,) = caplog.records
    assert record.name == "pinads"
    assert "objective_type 'BRAND_LIFT'" in record.getMessage()
    assert API_VERSION in record.getMessage()


def test_a_program_that_insists_sends_a_slip(wire: FakeWire, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    path = f"/ad_accounts/{ACCOUNT}/keywords"
    with pytest.raises(InvalidInput, match=r"'BROAD'.*allow_unknown_values\(\)"):
        Keyword.create(ACCOUNT, "5", "shoes", match_type="BOARD", client=client)
    wire.reply("POST", path, {"keywords": [{"id": "1"}], "errors": []}, body=...)
    with allow_unknown_values(), warning(), caplog.at_level(logging.WARNING, "pinads"):
        Keyword.create(ACCOUNT, "5", "shoes", match_type="BOARD", client=client)
    assert wire.last_body["keywords"][0]["match_type"] == "BOARD"
    assert "match_type 'BOARD'" in caplog.text


def test_lists_in_objects_filters_and_reports_are_open_too(wire: FakeWire, client: Client) -> None:
    said: list[str] = []
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns", {"items": []}, query=...)
    wire.reply("POST", f"/ad_accounts/{ACCOUNT}/reports", {"token": "t", "report_status": "IN_PROGRESS"}, body=...)
    with warning(said.append):
        list(Campaign.iter_all(ACCOUNT, entity_statuses=["SLEEPING"], client=client))
        Report.create(ACCOUNT, "2026-01-01", "2026-01-02", ["MOOD_OF_THE_DAY"], "HOUSEHOLD", granularity="DECADE", client=client)
    assert [text.partition(" is not")[0] for text in said] == [
        "entity_statuses 'SLEEPING'",
        "columns 'MOOD_OF_THE_DAY'",
        "level 'HOUSEHOLD'",
        "granularity 'DECADE'",
    ]


def test_very_many_different_values_do_not_fill_the_screen() -> None:
    said: list[str] = []
    known = spec_of(choices.ObjectiveType).choices
    with warning(said.append):
        for number in range(1000):
            accept(f"NEW_{number}", known, "field")
    assert len(said) == MOST_SAID + 1
    assert said[-1].startswith(f"more than {MOST_SAID} ")
    assert "NEW_" not in said[-1]


def test_a_near_miss_among_very_many_values_is_found_at_once() -> None:
    known: Any = spec_of(report_columns.ReportColumn).choices
    assert near_misses("TOTAL_CLICK_CHEKCOUT_VALUE_IN_MICRO_DOLAR", known) == ["TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR"]


@given(st.text("ABC_", max_size=7), st.text("ABC_", max_size=7), st.integers(0, 3))
def test_edits_are_counted_as_the_textbook_counts_them(one: str, other: str, most: int) -> None:
    table = {(row, column): max(row, column) for row in range(len(one) + 1) for column in range(len(other) + 1) if not row * column}
    for row, letter in enumerate(one, 1):
        for column, other_letter in enumerate(other, 1):
            steps = [table[row - 1, column] + 1, table[row, column - 1] + 1, table[row - 1, column - 1] + (letter != other_letter)]
            if one[row - 2 : row] == other[column - 2 : column][::-1] and row > 1 and column > 1:
                steps.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(steps)
    assert edit_distance(one, other, most) == min(table[len(one), len(other)], most + 1)


def test_rows_with_a_new_value_do_not_take_the_others_with_them() -> None:
    emulator = Emulator(None)
    emulator.seed()
    client = Client("pina_TEST", EMULATOR, wire=EmulatorWire(emulator))
    rows = [{"name": f"row {number}", "objective_type": "BRAND_LIFT" if number in (7, 8, 50) else "SALES"} for number in range(60)]
    with warning(lambda text: None):
        outcomes = list(Campaign.create_many(ACCOUNT, rows, client=client))
    assert [outcome.row for outcome in outcomes if not outcome.applied] == [7, 8, 50]
    emulator.close()
