"""Charts in the terminal: lines over days and bars of names, with and without colours and Unicode."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len

from pinads.render.charts.chart import BAR, LINE, Chart
from pinads.render.charts.scale import axis, day_label, labelled, tick_texts
from pinads.render.charts.terminal import HEIGHT, bar_chart, line_chart
from tests.render.samples import look

DAYS = [f"2026-11-{day}" for day in range(23, 30)]
EUR = look(currency="EUR")
NAMES = ["Herbst 🍂 | Bettwäsche & Decken | DE, AT, CH | Broad | v2", "Sommer\x1b[31m", "Nothing"]


def chart_of(shape: str, title: str, labels: list[str], series: dict[str, Any], kind: str) -> Chart:
    return Chart(title, shape, labels, series, kind)


def lines_of(*args: Any, **changes: Any) -> list[str]:
    return "".join(line_chart(chart_of(LINE, *args), EUR._replace(**changes))).splitlines()


def bars_of(*args: Any, **changes: Any) -> list[str]:
    return "".join(bar_chart(chart_of(BAR, *args), EUR._replace(**changes))).splitlines()


def test_a_line_over_days() -> None:
    lines = lines_of("Spend by day", DAYS, {"spend": [0, 50, 100, None, 200, 150, 300]}, "money", width=60)
    assert lines == [
        "Spend by day, EUR",
        "300 ┤                                                    ⢀⠔",
        "    │                                                   ⢠⠊",
        "    │                                                 ⢀⠔⠁",
        "    │                                                ⢠⠊",
        "200 ┤                                   ⠐⠢⢄⡀       ⢀⠔⠁",
        "    │                                      ⠈⠑⠒⠤⣀  ⢠⠊",
        "    │                                           ⠉⠒⠁",
        "    │",
        "100 ┤               ⢀⡠⠔⠂",
        "    │           ⣀⠤⠒⠊⠁",
        "    │      ⢀⡠⠔⠒⠉",
        "    │  ⣀⠤⠒⠊⠁",
        "  0 ┤⠒⠉",
        "    └┬─────────────────┬────────────────┬─────────────────┬",
        "     Nov 23         Nov 25           Nov 27          Nov 29",
    ]


def test_lines_without_unicode_are_drawn_in_letters_that_a_legend_names() -> None:
    series = {"Herbst 🍂": [1, 2, 3, 4, 5, 6, 7], "B" * 90: [7, 6, 5, 4, 3, 2, 1]}
    lines = lines_of("CTR", DAYS, series, "percent", width=40, unicode=False)
    assert all(line.isascii() and len(line) <= 40 for line in lines)
    assert lines[1 : HEIGHT + 1 : 3] == [
        "8 +",
        "6 +     bbb                   aaa",
        "4 +               bbbbb",
        "2 +     aaa                   bbb",
        "0 +",
    ]
    assert [line[-3:] for line in lines if re.search(r"[ab] [ab]$", line)] == ["a a", "b b"]
    assert lines[-2:] == ["a  Herbst \\U0001f342", f"b  {'B' * 36}~"]


def test_colours_change_nothing_but_colour() -> None:
    series = {"a": [1, 5, 2, None, 3, 4, 1], "b": [5, 1, None, 2, 2, 2, 2]}
    for draw in (lines_of, bars_of):
        plain, coloured = (draw("CTR", DAYS, series, "ratio", width=70, color=color) for color in (False, True))
        assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == plain
        assert {"\x1b[36m", "\x1b[35m"} <= set(re.findall(r"\x1b\[\d+m", "".join(coloured)))


def test_bars_of_names() -> None:
    assert bars_of("Spend", NAMES, {"spend": [1234.5, 600, None]}, "money", width=60) == [
        "Spend, EUR",
        "Herbst 🍂 | Bettwäs…  ████████████████████████████  1,234.50",
        "Sommer\\x1b[31m        █████████████▋                  600.00",
        "Nothing                                                    -",
    ]


def test_bars_of_several_series_and_signs() -> None:
    assert bars_of("Effect", ["CPC", "CTR"], {"now": [100, -50], "before": [50, None]}, "money", width=40, unicode=False) == [
        "Effect, EUR",
        "CPC  a         #################  100.00",
        "     b         #########           50.00",
        "CTR  a ########                   -50.00",
        "     b                                 -",
        "a  now",
        "b  before",
    ]


@pytest.mark.parametrize("width", [20, 80, 160])
def test_a_chart_is_as_wide_as_the_terminal(width: int) -> None:
    series = {name: [1, 2, 3, 4, 5, 6, 7] for name in NAMES}
    lines = [*lines_of("Spend " * 40, DAYS, series, "money", width=width), *bars_of("Spend", DAYS, series, "money", width=width)]
    assert width - 2 <= max(map(cell_len, lines)) <= max(width, 34)


def test_charts_without_figures_say_so() -> None:
    for draw in (lines_of, bars_of):
        assert draw("Spend", DAYS, {"spend": [None] * 7}, "money") == ["Spend, EUR", "no figures"]
        assert draw("Spend", [], {}, "count") == ["Spend", "no figures"]
    assert bars_of("Spend", ["A"], {"spend": [0]}, "count", width=30)[1] == "A" + " " * 28 + "0"
    assert len(lines_of("Spend", DAYS[:1], {"spend": [0]}, "count", width=30)) == HEIGHT + 3


def test_axes_have_round_numbers() -> None:
    assert axis([3, 297], "money") == [0, 100, 200, 300]
    assert axis([0.812, 0.841, None], "percent") == [0.81, 0.82, 0.83, 0.84, 0.85]
    assert axis([1, 2], "count") == [0, 1, 2]
    assert axis([-40, 60], "money") == [-50, -25, 0, 25, 50, 75]
    assert axis([], "money")[0] == 0
    assert tick_texts([0, 0.25, 0.5]) == ["0.00", "0.25", "0.50"]
    assert tick_texts([0, 500_000, 1_000_000]) == ["0", "500,000", "1,000,000"]


def test_days_are_written_as_days() -> None:
    assert [day_label(label) for label in ("2026-11-03", "2026-11-03 05:00", "2026-11-03T05:00:00", "week 47")] == [
        "Nov 3",
        "Nov 3 05:00",
        "Nov 3 05:00",
        "week 47",
    ]
    assert labelled(7, 80, 8) == [0, 1, 2, 3, 4, 5, 6]
    assert labelled(30, 80, 10) == [0, 7, 14, 21, 28]
    assert labelled(1, 3, 10) == [0]
