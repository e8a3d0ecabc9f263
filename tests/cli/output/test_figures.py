"""Tables of figures in every output format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner

from pinads.cli.framework.option_groups import expanded
from pinads.cli.options.figures import FiguresOptions
from pinads.cli.options.global_options import GlobalOptions
from pinads.cli.output.emit import emit
from pinads.render.charts.chart import BAR, LINE, Chart
from pinads.render.formats import FORMATS
from pinads.render.style import Style
from pinads.sdk.errors import InvalidInput
from pinads.services.figures.figure_table import (
    MONEY,
    FigureColumn,
    FigureOptions,
    FigureTable,
)
from tests.support.command_line import Pinads
from tests.support.figures import LONG_NAME, figures

Shown = Callable[..., str]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    """Emit a table, and return what stdout has; the exit code is checked."""

    def show(
        result: FigureTable,
        format: str | None,
        columns: int | None = None,
        exit_code: int = 0,
        session: type[GlobalOptions] = GlobalOptions,
        **more: str | None,
    ) -> str:
        if columns is None:
            monkeypatch.delenv("COLUMNS", raising=False)
        else:
            monkeypatch.setenv("COLUMNS", str(columns))
        defaults = dict.fromkeys(("account_id", "timeout", "max_wait"))
        flags = dict.fromkeys(("verbose", "debug", "no_color", "no_input"), False)
        assert emit(result, session(**{"profile_name": "demo", "output": format, **defaults, **flags, **more})) == exit_code
        return capsys.readouterr().out

    return show


NOTES = """
2 campaigns
Conversions within 30 days of a click, 1 day of a view.
Figures of the last 3 days may still change.
"""


def test_a_table_at_80_columns_shows_all_columns(shown: Shown) -> None:
    assert shown(figures(), "table", 80) == (
        """\
Campaigns, 2026-11-23 to 2026-11-29, Europe/Berlin

NAME          STATUS  SPEND EUR       IMPR  CTR %   CPC  ROAS    CHANGE  TREND
────────────  ──────  ─────────  ─────────  ─────  ────  ────  ────────  ───────
Herbst 🍂 |…  ACTIVE   1,234.50  1,234,567   0.85  0.12  3.46   +12.3 %  ▃▃▁ ▅▅▇
=HYPERLINK(…  PAUSED       0.00          0      -     -     -  -100.0 %  -
────────────  ──────  ─────────  ─────────  ─────  ────  ────  ────────  ───────
total                  1,234.50  1,234,567   0.85  0.12     -         -
"""
        + NOTES
    )


def test_a_table_that_need_not_be_whole_hides_columns(shown: Shown) -> None:
    lines = shown(figures(whole=False), "table", 60).splitlines()
    assert lines[2] == "NAME               STATUS  SPEND EUR       IMPR  CTR %   CPC"
    assert "(3 columns hidden: ROAS, CHANGE, TREND, use --wide or --fields)" in " ".join(lines)


def test_a_table_at_160_columns_cuts_nothing(shown: Shown) -> None:
    assert shown(figures("JPY"), "table", 160) == (
        f"""\
Campaigns, 2026-11-23 to 2026-11-29, Europe/Berlin

{"NAME":71}  STATUS  SPEND JPY  IMPRESSIONS  CTR %  CPC JPY  ROAS    CHANGE  TREND
{"─" * 71}  ──────  ─────────  ───────────  ─────  ───────  ────  ────────  ───────
{LONG_NAME}  ACTIVE      1,235    1,234,567   0.85        0  3.46   +12.3 %  ▃▃▁ ▅▅▇
{"=HYPERLINK(1)" + chr(92) + "x1b[31m":71}  PAUSED          0            0      -        -     -  -100.0 %  -
{"─" * 71}  ──────  ─────────  ───────────  ─────  ───────  ────  ────────  ───────
{"total":71}              1,235    1,234,567   0.85        0     -         -
"""
        + NOTES
    )


def test_the_objects_of_programs(shown: Shown) -> None:
    first = {
        "id": "626735000001",
        "name": LONG_NAME,
        "status": "ACTIVE",
        "spend": Decimal("1234.5"),
        "currency": "EUR",
        "impressions": 1_234_567,
        "ctr": Decimal("0.851235"),
        "cpc": Decimal("0.117464"),
        "roas": Decimal("3.456"),
        "change": Decimal("12.34"),
        "trend": [150, 170, 0, None, Decimal("200.5"), 190, 300],
    }
    rows = json.loads(shown(figures(), "json"), parse_float=Decimal)
    assert [list(row) for row in rows] == [list(first)] * 2
    assert rows[0] == first
    assert rows[1] == {
        **dict.fromkeys(first),
        "id": "626735000002",
        "name": "=HYPERLINK(1)\x1b[31m",
        "status": "PAUSED",
        "currency": "EUR",
        "spend": 0,
        "impressions": 0,
        "change": -100,
        "trend": [],
    }
    assert [json.loads(line, parse_float=Decimal) for line in shown(figures(), "jsonl").splitlines()] == rows
    assert "  spend: 1234.5\n  currency: EUR\n  impressions: 1234567\n  ctr: 0.851235\n" in shown(figures(), "yaml")


def test_the_lines_of_spreadsheets(shown: Shown) -> None:
    assert shown(figures(), "csv") == (
        "id,name,status,spend,currency,impressions,ctr,cpc,roas,change,trend\n"
        f'626735000001,"{LONG_NAME}",ACTIVE,1234.50,EUR,1234567,0.851235,0.117464,3.456,12.34,"[150,170,0,null,200.5,190,300]"\n'
        "626735000002,'=HYPERLINK(1)\x1b[31m,PAUSED,0.00,EUR,0,,,,-100,[]\n"
    )
    assert shown(figures("JPY"), "tsv").splitlines()[2] == "626735000002\t'=HYPERLINK(1)\\u001b[31m\tPAUSED\t0\tJPY\t0\t\t\t\t-100\t[]"


def test_markdown_obeys_no_name(shown: Shown) -> None:
    row = {"id": "1", "name": "<b>a|b</b> *c* _d_ [e](f) `g` \\ &lt; h_i & j\n| k |", "spend": Decimal("2")}
    columns = [FigureColumn("name", "NAME"), FigureColumn("spend", "SPEND", MONEY)]
    table = figures(columns=columns, rows=[row], total={"spend": 2}, notes=["Days_of the zone <x>."], title="A | B")
    assert shown(table, "markdown") == (
        "### A \\| B\n\n2026-11-23 to 2026-11-29, Europe/Berlin\n\n"
        "| NAME | SPEND EUR |\n| --- | ---: |\n"
        r"| \<b\>a\|b\</b\> \*c\* \_d\_ \[e\](f) \`g\` \\ \&lt; h_i & j\\n\| k \| | 2.00 |"
        "\n| **total** | **2.00** |\n\n- Days_of the zone \\<x\\>.\n"
    )


def test_ids_are_printed_once(shown: Shown) -> None:
    rows = [{"id": "2", "day": "Mon"}, {"id": "1"}, {"id": "2", "day": "Tue"}, {"id": None}]
    assert shown(figures(rows=rows), "ids") == "2\n1\n"
    assert shown(figures(rows=rows, ids=["2"]), "ids") == "2\n"
    assert shown(figures(rows=rows, ids=[]), "ids") == ""
    with pytest.raises(InvalidInput, match="no ids"):
        shown(figures(rows=[{"name": "DE"}]), "ids")


def test_nothing_to_show(shown: Shown) -> None:
    empty = {format: shown(figures(rows=[], notes=[], title="", subtitle=""), format) for format in FORMATS}
    assert empty == {
        "table": "no campaigns\n",
        "markdown": "no campaigns\n",
        "json": "[]\n",
        "jsonl": "",
        "csv": "id,name,status,spend,currency,impressions,ctr,cpc,roas,change,trend\n",
        "tsv": "id\tname\tstatus\tspend\tcurrency\timpressions\tctr\tcpc\troas\tchange\ttrend\n",
        "yaml": "[]\n",
        "ids": "",
    }


def test_keys_of_the_api(shown: Shown) -> None:
    columns = [FigureColumn("spend", "SPEND", MONEY, "SPEND_IN_DOLLAR"), FigureColumn("name", "NAME")]
    named = figures(columns=columns, showing=FigureOptions(api_names=True))
    assert list(json.loads(shown(named, "json"))[0]) == ["id", "SPEND_IN_DOLLAR", "currency", "name"]
    twice = [*columns, FigureColumn("spend_before", "BEFORE", MONEY, "SPEND_IN_DOLLAR")]
    named = figures(columns=twice, showing=FigureOptions(api_names=True))
    assert list(json.loads(shown(named, "json"))[0]) == ["id", "spend", "currency", "name", "spend_before"]


def test_findings_have_an_exit_code(shown: Shown) -> None:
    shown(figures(findings=2), "json", exit_code=9)
    shown(figures(findings=0), "json")


def test_every_listing_has_markdown(pinads: Pinads) -> None:
    lines = pinads.ok("campaigns", "list", "--limit", "1", "-o", "markdown").lines
    assert lines[0].startswith("| ID | NAME | STATUS | SUMMARY | DAILY CAP |")
    assert re.fullmatch(r"\| --- \| --- \| --- \| --- \| ---: \|.*", lines[1])
    assert lines[2].startswith("| 626735000001 | Spring refresh: linen bedding | ACTIVE | RUNNING | 265.00 USD |")
    assert pinads.ok("campaigns", "get", "626735000001", "-o", "markdown").lines[:3] == [
        "| FIELD | VALUE |",
        "| --- | --- |",
        "| id | 626735000001 |",
    ]
    run = pinads("campaigns", "pause", "626735000001", "1", "-o", "markdown")
    assert (run.exit_code, run.lines[3].split(" | ")[:2]) == (5, ["| 2", "rejected"])
    assert pinads("campaigns", "list", "--limit", "x", "-o", "markdown").stderr.startswith("error: ")


CHARTS = [
    Chart("Spend by day", LINE, ["2026-11-28", "2026-11-29"], {"spend": [Decimal("10"), Decimal("20.5")]}, MONEY),
    Chart("Spend by campaign", BAR, [LONG_NAME, "Sommer"], {"spend": [Decimal("1234.5"), None]}, MONEY),
]


def test_charts_are_drawn_below_the_table_in_a_pipe_too(shown: Shown) -> None:
    text = shown(figures(charts=CHARTS, showing=FigureOptions(chart=True)), None)
    table, line, bars = text.split("\nSpend by ")
    assert table.endswith("Figures of the last 3 days may still change.\n")
    assert line.startswith("day, EUR\n")
    assert line.splitlines()[-1].split() == ["Nov", "28", "Nov", "29"]
    assert bars.startswith("campaign, EUR\nHerbst 🍂 |")
    assert max(map(cell_len, [*line.splitlines(), *bars.splitlines()])) == 80
    assert "\x1b" not in text


def test_charts_in_markdown_are_blocks_of_text(shown: Shown) -> None:
    blocks = shown(figures(charts=CHARTS, showing=FigureOptions(chart=True)), "markdown").split("\n```")
    assert [block.splitlines()[:2] for block in blocks[1::2]] == [["text", "Spend by day, EUR"], ["text", "Spend by campaign, EUR"]]


def test_no_charts_unless_asked_for_or_in_data(shown: Shown) -> None:
    assert "Spend by day" not in shown(figures(charts=CHARTS), "table")
    result = figures(charts=CHARTS, showing=FigureOptions(chart=True))
    assert json.loads(shown(result, "json"))
    assert "Spend by day" not in shown(figures(charts=CHARTS, rows=[], showing=FigureOptions(chart=True)), "table")


def test_a_page_is_saved_beside_the_table(shown: Shown, tmp_path: Path) -> None:
    file = tmp_path / "week.html"
    result = figures(charts=CHARTS, showing=FigureOptions(html=file))
    assert shown(result, "csv").startswith("id,name,")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    (tmp_path / "other").touch()
    assert file.stat().st_mode == (tmp_path / "other").stat().st_mode, "as the umask says"
    (tmp_path / "other").unlink()
    assert "<h1>Campaigns</h1>" in page
    assert "Made 20" in page
    assert re.findall(r'"number">([A-Z %]+)<', page)[:4] == ["SPEND", "IMPRESSIONS", "CTR %", "CPC"]
    assert "Europe/Berlin, amounts in EUR<" in page
    assert page.count('<svg viewBox="0 0 960') == 2
    with pytest.raises(InvalidInput, match="exists: add"):
        shown(result, "csv")
    shown(figures(title="Again", showing=FigureOptions(html=file, force=True)), "csv")
    assert "<h1>Again</h1>" in file.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["week.html"]


def test_a_page_on_standard_output_stands_alone(shown: Shown) -> None:
    page = shown(figures(charts=CHARTS, showing=FigureOptions(html=Path("-"))), "json")
    assert (page[:15], page[-8:]) == ("<!DOCTYPE html>", "</html>\n")


def test_options_that_cannot_be_honoured_are_refused_before_the_command_runs(tmp_path: Path) -> None:
    ran = []

    def shown_command(global_options: GlobalOptions, showing: Annotated[FigureOptions, FiguresOptions]) -> FigureTable:
        ran.append(showing)
        return figures(showing=showing)

    app = typer.Typer()
    app.command()(expanded(shown_command))
    (tmp_path / "old.html").write_text("old", encoding="utf-8")

    def run(*args: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [*args, "--profile", "demo"])
        return result.exit_code, result.stderr

    for args, told in (
        (["--html", str(tmp_path / "old.html")], "exists: add --force to overwrite it"),
        (["--html", str(tmp_path)], "it is a directory"),
        (["--html", str(tmp_path / "none" / "a.html")], "is not a writable directory"),
        (["--force"], "--force is for the file of --html or --to, which was not given"),
    ):
        code, error = run(*args)
        assert (code, told in error, error.startswith("error: ")) == (2, True, True)
    assert ran == []
    assert run("--html", str(tmp_path / "old.html"), "--force", "--chart")[0] == 0
    assert ran == [FigureOptions(chart=True, html=tmp_path / "old.html", force=True)]


class OnTerminal(GlobalOptions):
    """A command on a terminal that shows colours and links."""

    @property
    def style(self) -> Style:
        return Style(color=True, width=80, currency=None, timezone=None, links=True)


def test_names_link_to_ads_manager(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST_token")
    text = shown(figures(), "table", session=OnTerminal, profile_name=None, account_id="549755885175")
    links = re.findall(r"\x1b\]8;[^;]*;(https://[^\x1b]+)\x1b\\", text)
    assert ["626735000001" in link for link in links] == [True, False]
    assert "\x1b[32mACTIVE\x1b[0m" in text
    assert "\x1b[2m-\x1b[0m" in text
