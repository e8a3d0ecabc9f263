"""Rows of several reports, joined: what one report of the whole period would have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk.errors import InvalidInput
from pinads.services.reports.joining import columns_to_add_up, joined

AMOUNTS = ("SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR")
COLUMNS = ["CAMPAIGN_ID", "TARGETING_VALUE", "CAMPAIGN_NAME", *AMOUNTS, "ECPC_IN_DOLLAR"]
FIGURE = st.none() | st.integers(0, 10**7)
ROWS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3"]), st.sampled_from(["male", "female"]), st.lists(FIGURE, min_size=3, max_size=3)),
    max_size=6,
    unique_by=lambda row: row[:2],
)


def row(identity: str, value: str, figures: list[int | None], part: int, as_text: bool) -> dict[str, Any]:
    """A row as Pinterest's CSV has it, or its JSON: without what is missing."""
    amounts = {name: figure if figure is None else figure / 1000 for name, figure in zip(AMOUNTS, figures, strict=True)}
    amounts.update({name: figures[1 + index] for index, name in enumerate(AMOUNTS[1:])})
    about = {"CAMPAIGN_ID": identity, "TARGETING_VALUE": value, "CAMPAIGN_NAME": f"name {part}"}
    if as_text:
        return {**about, **{name: "" if amount is None else str(amount) for name, amount in amounts.items()}, "ECPC_IN_DOLLAR": "7"}
    return {**about, **{name: amount for name, amount in amounts.items() if amount is not None}}


@pytest.mark.slow
@given(st.lists(ROWS, min_size=2, max_size=5), st.booleans())
def test_a_total_is_the_sum_of_its_parts(parts: list[list[tuple[str, str, list[int | None]]]], as_text: bool) -> None:
    found = list(joined([[row(*each, number, as_text) for each in part] for number, part in enumerate(parts)], COLUMNS))
    sums: Counter[tuple[str, str, str]] = Counter()
    known: dict[tuple[str, str], set[str]] = {}
    for part in parts:
        for identity, value, figures in part:
            names = known.setdefault((identity, value), set())
            for name, figure in zip(AMOUNTS, figures, strict=True):
                if figure is not None:
                    sums[identity, value, name] += figure
                    names.add(name)
    assert {(each["CAMPAIGN_ID"], each["TARGETING_VALUE"]) for each in found} == set(known)
    assert len(found) == len(known)
    for each in found:
        key = (each["CAMPAIGN_ID"], each["TARGETING_VALUE"])
        for name in AMOUNTS:
            total = sums[(*key, name)]
            expected = Decimal(total) / 1000 if name == "SPEND_IN_DOLLAR" else total
            assert each[name] == (expected if name in known[key] else None)
        spend, clicks = each["SPEND_IN_DOLLAR"], each["TOTAL_CLICKTHROUGH"]
        assert each["ECPC_IN_DOLLAR"] == (spend / clicks if spend is not None and clicks else None)


def test_names_are_those_of_the_latest_report() -> None:
    parts = [[row("1", "male", [1000, 1, None], number, True)] for number in range(3)]
    (total,) = joined(parts, COLUMNS)
    assert total["CAMPAIGN_NAME"] == "name 2"


def test_rows_of_days_come_in_order() -> None:
    parts = [[{"CAMPAIGN_ID": "1", "DATE": f"2026-0{month}-01", "REACH": 5}] for month in (1, 2, 3)]
    assert list(joined(parts, ["CAMPAIGN_ID", "DATE", "REACH"])) == [part[0] for part in parts]


def test_ratios_need_their_parts() -> None:
    assert columns_to_add_up(["CAMPAIGN_NAME", "ECPC_IN_DOLLAR"]) == [
        *("CAMPAIGN_NAME", "ECPC_IN_DOLLAR", "SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH"),
    ]
    parts: list[list[Mapping[str, Any]]] = [[], []]
    with pytest.raises(InvalidInput, match="also needs SPEND_IN_DOLLAR, TOTAL_CLICKTHROUGH"):
        list(joined(parts, ["CAMPAIGN_ID", "ECPC_IN_DOLLAR"]))


@pytest.mark.parametrize(("name", "why"), [("TOTAL_IMPRESSION_FREQUENCY", "frequency: it does not"), ("BRAND_NEW_9", "does not know")])
def test_what_does_not_add_up_is_refused(name: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        columns_to_add_up(["SPEND_IN_DOLLAR", name])
    assert list(joined([[{"CAMPAIGN_ID": "1", name: 1}]], ["CAMPAIGN_ID", name])) == [{"CAMPAIGN_ID": "1", name: 1}]
