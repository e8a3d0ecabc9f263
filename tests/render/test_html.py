"""The page of a table of figures: all of it is escaped, and a browser runs and fetches nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pinads.render.charts.chart import Chart
from pinads.render.html import HtmlColumn, page
from tests.support import loopback
from tests.support.loopback import always, response

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
COLUMNS = (
    HtmlColumn("name", "NAME", "text"),
    HtmlColumn("status", "STATUS", "status"),
    HtmlColumn("spend", "SPEND EUR", "money"),
    HtmlColumn("trend", "TREND", "trend"),
)
DAYS = ["2026-11-23", "2026-11-24", "2026-11-25"]
VOID = {"meta"}


def hostile(url: str) -> str:
    """A name that runs a script, and fetches from a server, wherever it is not escaped."""
    ran = "document.documentElement.dataset.ran=1"
    return (
        f"</style></title></svg></script><script>{ran};fetch('{url}/fetched')</script>"
        f"<img src={url}/image onerror={ran}><svg onload={ran}></svg><style>@import url({url}/style);</style>"
        f"\" onmouseover=\"{ran}\" ' onfocus='{ran}' \u202egnp\u2066 &lt; ]]> -->"
    )


def made(name: str, **more: Any) -> str:
    row = {"name": name, "status": name, "spend": name, "trend": [1, None, 3]}
    series: dict[str, list[Any]] = {name: [1, None, 2], "b": [3, 4, 5]}
    charts = [Chart(name, "line", DAYS, series, "money"), Chart(name, "bar", [name, *DAYS[1:]], series, "money")]
    given: dict[str, Any] = {"total": row, "charts": charts, "notes": [name], "currency": name, "noun": name, "made": name, **more}
    return "".join(page(name, name, COLUMNS, [row], **given))


class Elements(HTMLParser):
    """The elements of a page, whose tags must match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_name_becomes_markup() -> None:
    plain, attacked = Elements(made("Plain")), Elements(made(hostile("http://127.0.0.1:1")))
    # Where a name is cut, a title has the whole of it.
    assert _shape(plain) == _shape(attacked)
    assert hostile("http://127.0.0.1:1").partition("\u202e")[0][:190] in attacked.text
    assert not re.search("[\u202e\u2066]", made(hostile("")))
    assert "\\u202e" in made("a\u202eb")


def _shape(elements: Elements) -> list[tuple[str, list[str]]]:
    return [(tag, sorted(names.keys() - {"title"})) for tag, names in elements.found]


def test_charts_are_well_formed() -> None:
    charts = re.findall(r"<svg.*?</svg>", made(hostile("x")), re.DOTALL)
    assert [ElementTree.fromstring(chart).get("role") for chart in charts] == ["img"] * 4


def test_a_table_can_be_read_aloud() -> None:
    found = Elements(made("Plain")).found
    assert [names["scope"] for tag, names in found if tag == "th"] == ["col"] * 4 + ["row"] * 2
    assert {"table": "Plain"}.items() <= {tag: names.get("aria-label") for tag, names in found}.items()
    titles = [names["id"] for tag, names in found if tag in ("title", "desc") and "id" in names]
    assert titles == ["chart1-title", "chart1-desc", "chart2-title", "chart2-desc"]
    assert "Nov 24: 4.00 EUR" in made("Plain", currency="EUR")


def test_a_page_needs_nothing_else() -> None:
    text = made("Plain")
    policy = next(names["content"] for tag, names in Elements(text).found if names.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert not re.search(r"https?:|url\(|<script|<link|@import|src=|href=", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_a_name_of_ten_thousand_letters_is_cut() -> None:
    text = made("x" * 10_000, charts=[], notes=[], total=None)
    cell = re.search(r'<th scope="row".*?</th>', text)
    assert cell is not None
    assert re.sub("<[^>]*>", "", cell[0]) == "x" * 199 + "…"
    assert f'title="{"x" * 10_000}"' in cell[0]


def test_a_table_without_rows() -> None:
    assert "<p>no campaigns</p>" in "".join(page("Campaigns", "", COLUMNS, [], noun="campaigns"))


def browsed(path: Path, profile: Path) -> str:
    """The document of a page as Chromium has it after a while."""
    assert CHROMIUM
    closed = ("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking")
    args = (CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}", *closed)
    run = subprocess.run(
        [*args, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()], capture_output=True, check=True, text=True, timeout=120
    )
    return run.stdout


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="not installed: chromium")
def test_a_browser_runs_and_fetches_nothing(tmp_path: Path) -> None:
    with loopback.serving(always(response(b""))) as server:
        unsafe, safe = tmp_path / "unsafe.html", tmp_path / "safe.html"
        unsafe.write_text(f"<!DOCTYPE html><title>{hostile(server.url)}</title>", encoding="utf-8")
        assert "data-ran" in browsed(unsafe, tmp_path / "profile")[:200]
        assert server.requests  # The name does harm where it is not escaped.
        server.requests.clear()
        safe.write_text(made(hostile(server.url)), encoding="utf-8")
        document = browsed(safe, tmp_path / "profile")
    assert server.requests == []
    assert re.search(r"<html[^>]*>", document)[0] == '<html lang="en" dir="ltr">'  # type: ignore[index]
    assert document.count("<svg") == 4
