"""Reasons of refused rows, counted."""

from __future__ import annotations

from pinads.services.reasons import FEW, MOST_REASONS_SHOWN, ReasonCounts


def counted(*rows: tuple[str, str]) -> ReasonCounts:
    found = ReasonCounts()
    for place, text in rows:
        found.add(place, text)
    return found


def test_a_few_are_listed_in_their_order() -> None:
    rows = [(f"row {number}", f"reason {number % 2}") for number in range(FEW)]
    found = counted(*rows)
    assert (found.is_many, found.lines()) == (False, [f"{place}: {text}" for place, text in rows])


def test_of_many_the_commonest_is_first_and_what_varies_is_sampled() -> None:
    rows = [("f.csv, line 2", "id is missing"), *((f"f.csv, line {n}", f"there is no campaign {n}") for n in range(3, 10))]
    assert counted(*rows).lines() == [
        "7 x there is no campaign 3, 4, ... (f.csv, lines 3, 4, 5, 6, 7, ...)",
        "f.csv, line 2: id is missing",
    ]


def test_places_of_several_kinds() -> None:
    rows = [*[("campaign 1", "no")] * 3, *[("ad group 2", "no")] * 3]
    assert counted(*rows).lines() == ["6 x no (campaign 1, campaign 1, campaign 1, ad group 2, ad group 2, ...)"]


def test_further_reasons_are_counted_and_few_are_kept() -> None:
    words = [f"{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(3_000)]
    found = counted(*((f"row {n}", word) for n, word in enumerate(words)))
    *lines, more = found.lines()
    assert (len(lines), more) == (MOST_REASONS_SHOWN, f"and {3_000 - MOST_REASONS_SHOWN} more")
    assert (found.count, len(found.as_json())) == (3_000, MOST_REASONS_SHOWN)
