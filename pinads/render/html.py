"""A table of figures as one web page that needs nothing else: no script, no network, light and dark, and ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pinads.render.charts.chart import BAR, LINE, Chart
from pinads.render.charts.scale import titled
from pinads.render.charts.svg import bar_chart, line_chart, spark, text
from pinads.render.figures import NUMBERS, figure_of, figure_text
from pinads.render.style import STATUS_STYLES, Style

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
LONGEST_TEXT = 200
"""The characters of a name that a cell shows; the rest appears under the pointer."""
_STYLES = """\
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --quiet: #656d76; --rule: #d8dee4; --band: #f6f8fa;
  --s0: #0b6e99; --s1: #c2571a; --s2: #6b5b95; --s3: #3d7a4f; --s4: #a8324a; --s5: #7a6a1f;
  --good: #2f8f4e; --bad: #c0392b; --idle: #b98900; --busy: #2b7bb9; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e4e6ea; --quiet: #969ca5; --rule: #343941; --band: #1e2126;
  --s0: #58b4dd; --s1: #e8935a; --s2: #a99bd8; --s3: #7cc291; --s4: #e27d92; --s5: #cbb968;
  --good: #57b974; --bad: #e8786c; --idle: #d9b04a; --busy: #6fb3e6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 2rem 3rem; max-width: 92rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
header p, footer, .legend { color: var(--quiet); }
header p { margin: .25rem 0 2rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .55rem; text-align: left; vertical-align: baseline; white-space: nowrap; }
th:first-child, td:first-child { padding-left: .25rem; } th:last-child, td:last-child { padding-right: .25rem; }
thead th { position: sticky; top: 0; background: var(--paper); color: var(--quiet); font-size: .75rem; font-weight: 600; line-height: 1.3;
  letter-spacing: .03em; vertical-align: bottom; white-space: normal; box-shadow: inset 0 -1px var(--rule); }
@media (max-width: 84rem) { body { padding: 2rem 1.25rem; } table { font-size: .9rem; } th, td { padding: .4rem; } }
@media (max-width: 60rem) { body { padding: 1.25rem .75rem; } table { font-size: .8rem; } th, td { padding: .35rem .25rem; }
  .wide { overflow-x: auto; } }
tbody tr { border-bottom: 1px solid var(--rule); } tbody tr:hover { background: var(--band); }
tbody th { font-weight: 500; } tbody tr:last-child { border-bottom: 0; }
tfoot tr { border-top: 2px solid var(--rule); } tfoot th, tfoot td { font-weight: 600; }
.text { white-space: normal; overflow-wrap: anywhere; min-width: 10rem; max-width: 26rem; }
.number { text-align: right; } .none { color: var(--quiet); }
.status::before { content: ""; display: inline-block; width: .5em; height: .5em; margin-right: .5em; border-radius: 50%;
  background: var(--quiet); vertical-align: .08em; }
.good::before { background: var(--good); } .bad::before { background: var(--bad); }
.idle::before { background: var(--idle); } .busy::before { background: var(--busy); }
section { margin-top: 2.75rem; } svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--quiet); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
.spark { display: inline-block; width: 64px; height: 18px; vertical-align: middle; } .grid { stroke: var(--rule); stroke-width: 1; }
.end { text-anchor: end; } .middle { text-anchor: middle; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; } .spark .line { stroke-width: 1.5; }
circle { stroke: var(--paper); stroke-width: 1; }
COLORS
.line.s1 { stroke-dasharray: 7 4; } .line.s2 { stroke-dasharray: 2 4; } .line.s3 { stroke-dasharray: 10 4 2 4; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .8rem; }
.legend li { overflow-wrap: anywhere; } .legend li::before { content: ""; display: inline-block; width: .8em; height: .8em;
  margin-right: .5em; border-radius: 2px; background: var(--quiet); vertical-align: -.05em; }
footer { margin-top: 2.5rem; font-size: .85rem; overflow-wrap: anywhere; } footer p { margin: .15rem 0; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #555; --rule: #ccc; --band: #fff;
  --s0: #0b6e99; --s1: #c2571a; --s2: #6b5b95; --s3: #3d7a4f; --s4: #a8324a; --s5: #7a6a1f; }
  @page { size: landscape; margin: 14mm; } body { max-width: none; padding: 0; font-size: 9.5pt; } th, td { padding: .3rem .45rem; }
  thead { display: table-header-group; } thead th { position: static; } .wide { overflow: visible; } tfoot { display: table-row-group; }
  tr, section { break-inside: avoid; } .text { min-width: 12em; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_COLORS = "\n".join(
    f".line.s{index} {{ stroke: var(--s{index}); }} circle.s{index}, rect.s{index} {{ fill: var(--s{index}); }} "
    f".legend .s{index}::before {{ background: var(--s{index}); }}"
    for index in range(6)
)


class HtmlColumn(NamedTuple):
    """One column of a page's table: the key in the rows, the heading with its unit, and the kind of its figures."""

    name: str
    heading: str
    kind: str


def page(
    title: str,
    subtitle: str,
    columns: Sequence[HtmlColumn],
    rows: Sequence[Mapping[str, Any]],
    *,
    total: Mapping[str, Any] | None = None,
    charts: Sequence[Chart] = (),
    notes: Sequence[str] = (),
    currency: str | None = None,
    noun: str = "rows",
    made: str = "",
) -> Iterator[str]:
    """Write the page, in pieces.

    Args:
        title: what the table shows.
        subtitle: the days, and the zone they are in.
        columns: the columns, from the left; the first text names a row.
        rows: the records.
        total: the row of totals.
        charts: the charts, below the table.
        notes: sentences, below the charts.
        currency: the currency of all money.
        noun: the word for several records.
        made: the time at which the page was made.
    """
    style = Style(color=False, width=None, currency=currency, timezone=None)
    yield '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{text(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{text(', '.join(filter(None, (title, subtitle))) or 'Figures', LONGEST_TEXT)}</title>\n"
    yield f"<style>\n{_STYLES.replace('COLORS', _COLORS)}</style>\n</head>\n<body>\n"
    unit = f"amounts in {currency}" if currency and any(column.kind == "money" for column in columns) else ""
    yield f"<header>\n<h1>{text(title or 'Figures')}</h1>\n<p>{text(', '.join(filter(None, (subtitle, unit))))}</p>\n</header>\n<main>\n"
    yield from _table(title, columns, rows, total, style, noun)
    for number, chart in enumerate(charts, 1):
        draw = {LINE: line_chart, BAR: bar_chart}[chart.shape]
        yield f"<section>\n<h2>{text(titled(chart, currency))}</h2>\n"
        yield from draw(chart, style, f"chart{number}")
        yield "</section>\n"
    yield "</main>\n<footer>\n"
    for note in (*notes, f"Made {made}" if made else ""):
        if note:
            yield f"<p>{text(note)}</p>\n"
    yield "</footer>\n</body>\n</html>\n"


def _table(
    title: str,
    columns: Sequence[HtmlColumn],
    rows: Sequence[Mapping[str, Any]],
    total: Mapping[str, Any] | None,
    style: Style,
    noun: str,
) -> Iterator[str]:
    if not rows:
        yield f"<p>no {text(noun)}</p>\n"
        return
    naming = next((column.name for column in columns if column.kind == "text"), "")
    yield f'<div class="wide">\n<table aria-label="{text(title or "Figures")}">\n<thead>\n<tr>'
    for column in columns:
        yield f'<th scope="col" class="{_class(column)}">{text(column.heading)}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for row in rows:
        yield _row(columns, row, naming, style)
    yield "</tbody>\n"
    if total is not None:
        yield f"<tfoot>\n{_row(columns, total, naming, style, is_total=True)}</tfoot>\n"
    yield "</table>\n</div>\n"


def _row(columns: Sequence[HtmlColumn], row: Mapping[str, Any], naming: str, style: Style, is_total: bool = False) -> str:
    cells = []
    for column in columns:
        value = row.get(column.name)
        tag, scope = ("th", ' scope="row"') if column.name == naming else ("td", "")
        if is_total and value is None and column.kind not in NUMBERS:
            cells.append(f"<{tag}{scope}></{tag}>")
            continue
        classes = f"{_class(column)}{' none' if value is None else ''}"
        if column.kind == "status" and value is not None:
            classes += f" status {STATUS_STYLES.get(str(value).upper(), '')}"
        full = ""
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            full = f' title="{text(value)}"'
        cells.append(f'<{tag}{scope} class="{classes.strip()}"{full}>{_content(column, row, value, style)}</{tag}>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _content(column: HtmlColumn, row: Mapping[str, Any], value: Any, style: Style) -> str:
    if column.kind == "trend":
        figures = [figure_text("ratio", item, style) for item in value or ()]
        return spark(value or (), ", ".join(figures)) or "-"
    if isinstance(value, str):  # Names in scripts from right to left stay within their cell.
        return f"<bdi>{text(value, LONGEST_TEXT)}</bdi>"
    return text(figure_of(column.kind, column.name, row, style))


def _class(column: HtmlColumn) -> str:
    return "number" if column.kind in NUMBERS else "text" if column.kind == "text" else ""
