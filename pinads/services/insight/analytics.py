"""Analytics: what entities did and cost over some days, with totals, breakdowns, order and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pinads.render.charts.chart import BAR, LINE, Chart
from pinads.render.text import counted, plural
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import DEFAULT_METRICS, Metric, conversion_columns, newer_metric
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.resources.ads import Ad
from pinads.sdk.resources.statused import Statused
from pinads.services.errors import literal, option
from pinads.services.figures import breakdowns
from pinads.services.figures.catalogue import ANALYTICS, column_of
from pinads.services.figures.figure_table import DATE, TEXT, FigureColumn, FigureTable
from pinads.services.figures.options import AdAnalyticsOptions, AnalyticsOptions
from pinads.services.figures.periods import Period, calendar_of, caveats_on, notes_on, period_of
from pinads.services.inputs.ids import accounts_of, ids_in, words
from pinads.services.insight.entities import FINAL, Entity, pick
from pinads.services.insight.measurement import FigureQuery, Measured, MeasuredRow, measure, refuse_what_is_not_measured
from pinads.services.insight.row_choice import choice_in_accounts, in_a_list, ordered
from pinads.services.insight.rows import MOST_BARS, NAMING, FigureRow, columns_of, currencies_of, figures, has_money, naming, total

if TYPE_CHECKING:
    from pinads.services.context import Context

DAY = FigureColumn("date", "DATE", DATE)
HOURLY_METRICS = ("spend", "impressions", "clicks", "ctr", "cpc")
NO_CONVERSIONS = "conversions are not measured by hour"
MOST_LINES, MOST_NAMES = 5, 5


def analyze_account(context: Context, accounts: list[str] | None, options: AnalyticsOptions) -> FigureTable:
    """Measure ad accounts as a whole, each in its zone and currency; the context's if none is named."""
    found = accounts_of(context, accounts) or [context.account]
    context.at(found)
    contexts = [context.of_account(identity) for identity in found]
    return _table(contexts, AdAccount, options, lambda of: [AdAccount(of.account, client=of.client).wire])


def analyze(context: Context, model: type[Statused], given: list[str] | None, options: AnalyticsOptions) -> FigureTable:
    """Measure the entities that are given by id, name or ``-`` for standard input, or all of the account.

    Raises:
        InvalidInput: an option cannot be read, or a name is not known; nothing was measured.
    """
    return _table([context], model, options, lambda of: pick(of, model, given, options.campaigns, options.active), all_of_them=not given)


def analyze_ads(context: Context, given: list[str] | None, options: AdAnalyticsOptions) -> FigureTable:
    """Measure ads as ``analyze`` does, or their Pins: a Pin's figures are the sums of those of its ads."""
    pins = ids_in(context, ("pins",), options.pins or (), option("pin"))

    def ads(of: Context) -> list[Entity]:
        found = pick(of, Ad, given, options.campaigns, options.active)
        return [ad for ad in found if not pins or str(ad.get("pin_id")) in pins]

    def pin_of(ad: Entity) -> Entity:
        return {"id": str(ad.get("pin_id")), "name": None, "status": None}

    return _table([context], Ad, options, ads, all_of_them=not given, groups=pin_of if options.per_pin else None)


def metrics_of(names: list[str] | None, default: Sequence[str] = DEFAULT_METRICS) -> list[Metric]:
    """Return the metrics that names mean, each once.

    Raises:
        InvalidInput: there is no such metric, or no name.
    """
    given = words(names)
    if given is not None and not given:
        raise InvalidInput(f"Invalid {option('columns')}: it names no metric", "columns")
    found = [column_of(name, option("columns"), ANALYTICS) for name in given or default]
    return list(dict.fromkeys(each if isinstance(each, Metric) else newer_metric(each) for each in found))


def _table(
    contexts: Sequence[Context],
    model: Measured,
    options: AnalyticsOptions,
    entities: Callable[[Context], list[Entity]],
    all_of_them: bool = False,
    groups: Callable[[Entity], Entity] | None = None,
) -> FigureTable:
    """Measure entities of one or more ad accounts and make their table; with ``groups``, of what they belong to."""
    granularity = options.granularity()
    metrics = metrics_of(options.columns, HOURLY_METRICS if granularity == "HOUR" else DEFAULT_METRICS)
    asked = words(options.breakdown)
    types = breakdowns.breakdowns_of(asked, model.RESOURCE.kind) if asked is not None else []
    described = [*NAMING, *([DAY] if options.by else []), *_parts(types)]
    choice = choice_in_accounts(options, [context.currency for context in contexts])
    extra = [metric for metric in choice.metrics() if metric not in metrics]
    columns = [*described, *columns_of(metrics), *(column._replace(shown=False) for column in columns_of(extra))]
    metrics += extra
    queries = []
    for context in contexts:
        calendar = calendar_of(context, options.utc)
        period = period_of(calendar, options.last, options.start, options.end)
        queries.append(FigureQuery(model, period, calendar, metrics, options, granularity, types))
        refuse_what_is_not_measured(queries[-1])
    rows, quiet, names = list[FigureRow](), 0, dict[tuple[str, str], str]()
    for context, query in zip(contexts, queries, strict=True):
        listed = entities(context)
        measured = measure(context, query, [str(entity["id"]) for entity in listed])
        found, left_out = _rows(listed, measured, query, options, all_of_them)
        if groups is not None:
            found = _grouped(found, {str(entity["id"]): groups(entity) for entity in listed}, metrics, options)
        if set(types) & {*breakdowns.NAMED}:
            names.update(breakdowns.names_of(context, [_part_of(row) for row in found]))
        rows += [FigureRow({**row.cells, "currency": context.currency()}, row.wires) for row in found]
        quiet += left_out
    if set(types) & {*breakdowns.NAMED}:
        rows, columns = _named(names, rows, columns)
    leading = next((metric for metric in metrics if metric.name == "spend"), metrics[0])
    kept = choice.of(rows, ((leading.name, True), ("name", False)))
    currencies = currencies_of(kept) or [contexts[0].currency()]
    several = len(currencies) > 1
    if granularity != "TOTAL" and not options.sort:
        kept = _by_size(kept, leading)
    elif len(types) > 1 and not options.sort:
        kept.sort(key=lambda row: types.index(row.cells[breakdowns.TYPE]) if row.cells[breakdowns.TYPE] in types else len(types))
    if several and has_money(leading) and not options.sort:
        kept.sort(key=lambda row: str(row.cells["currency"]))
    has_total = len(kept) > 1 and len(types) < 2
    shown, limit_notes = choice.first(kept, has_total)
    noun = "Pin" if groups else model.RESOURCE.noun
    in_vain = choice.in_vain(rows, metrics, noun if granularity == "TOTAL" and not types else "row", None)
    of_accounts = {context.account: query for context, query in zip(contexts, queries, strict=True)}
    left = {row.cells["id"]: str(row.cells["name"]) for row in kept} if len(contexts) > 1 else None
    caveats = _about_accounts(
        {account: caveats_on(query.period, query.calendar, options.end) for account, query in of_accounts.items()}, left
    )
    caveats += _about_accounts({account: notes_on(query.period, query.calendar) for account, query in of_accounts.items()}, left)
    zones = _zones(queries)
    differ = len(zones) > 1 and not options.by
    own = _zones([of for account, of in of_accounts.items() if left is None or account in left])
    days = {account: [f"{of.period}, of {', '.join(own.get(of.period, ()))}"] for account, of in of_accounts.items()} if differ else {}
    caveats += choice.compared_as_numbers(currencies_of(rows), currencies)
    caveats += [*([NO_CONVERSIONS] if queries[0].unmeasured else []), *in_vain.hidden]
    notes = [options.described(), *in_vain.shown]
    if several and any(has_money(metric) for metric in metrics):
        notes.append(f"money is in {in_a_list(currencies)}" + (", so it has no total" if has_total else ""))
    if quiet:
        notes.append(
            f"{counted(quiet, model.RESOURCE.noun)} without figures {'is' if quiet == 1 else 'are'} not shown: archived or a draft"
        )
    comparable = [metric for metric in metrics if not (several and has_money(metric))]
    return FigureTable(
        columns,
        shown,
        total(metrics, kept) if has_total else None,
        plural(noun).capitalize(),
        "; ".join(f"{period}, days of {', '.join(names)}" for period, names in zones.items()),
        [*notes, *limit_notes],
        _charts(kept, comparable[0], queries[0], noun) if comparable else [],
        None if several else currencies[0],
        noun if granularity == "TOTAL" and not types else "row",
        showing=options,
        kind="" if groups else model.RESOURCE.kind,
        caveats=list(dict.fromkeys(caveats)),
        days=[f"days of {told}" for told in _about_accounts(days, left)],
        account=contexts[0].account_name() if model is not AdAccount else "",
    )


def _about_accounts(notes: Mapping[str, Sequence[str]], left: Mapping[str, str] | None) -> list[str]:
    """Name the ad accounts that sentences are about, unless they are about all.

    Args:
        notes: the sentences by account.
        left: the names of the accounts that have rows, about which alone there is something to say; None for the only one.
    """
    about: dict[str, list[str]] = {}
    for account, texts in notes.items():
        for text in texts:
            about.setdefault(text, []).append(account)
    if left is None:
        return list(about)
    told = []
    for text, accounts in about.items():
        if names := _named_accounts(accounts, left):
            told.append(text if len(accounts) == len(notes) else f"{names}: {text}")
    return told


def _named_accounts(accounts: Sequence[str], left: Mapping[str, str]) -> str:
    """Name the accounts that have rows, the first of many; empty if none has."""
    often = Counter(left.values())
    names = [left[each] if often[left[each]] == 1 else f"{left[each]} ({each})" for each in accounts if each in left]
    more = len(names) - MOST_NAMES
    shown = names if more <= 1 else [*names[:MOST_NAMES], f"{more} others"]
    return literal(", ".join(shown))


def _zones(queries: Sequence[FigureQuery]) -> dict[Period, dict[str, None]]:
    """Return the zones of the days of accounts, by the days."""
    zones: dict[Period, dict[str, None]] = {}
    for query in queries:
        zones.setdefault(query.period, {})[query.calendar.zone] = None
    return zones


def _part_of(row: FigureRow) -> tuple[str, str]:
    return str(row.cells[breakdowns.TYPE]), str(row.cells[breakdowns.VALUE])


def _named(
    names: Mapping[tuple[str, str], str], rows: list[FigureRow], columns: Sequence[FigureColumn]
) -> tuple[list[FigureRow], list[FigureColumn]]:
    """Name the values of breakdowns that are ids; where all have names, people see these alone."""
    named = [row._replace(cells={**row.cells, breakdowns.NAME: names.get(_part_of(row))}) for row in rows]
    all_have = bool(rows) and all(row.cells[breakdowns.NAME] or row.cells[breakdowns.VALUE] is None for row in named)
    with_names: list[FigureColumn] = []
    for column in columns:
        is_value = column.name == breakdowns.VALUE
        with_names.append(column._replace(shown=column.shown and not all_have) if is_value else column)
        if is_value:
            heading = column.heading if all_have else f"{column.heading} NAME"
            with_names.append(FigureColumn(breakdowns.NAME, heading, TEXT))
    return named, with_names


def _parts(types: Sequence[str]) -> list[FigureColumn]:
    """Return the columns of breakdowns: that of one is headed by its word, several have a column for theirs."""
    if not types:
        return []
    heading = breakdowns.word_of(types[0]).upper().replace("_", " ") if len(types) == 1 else "VALUE"
    return [FigureColumn(breakdowns.TYPE, "BREAKDOWN", shown=len(types) > 1), FigureColumn(breakdowns.VALUE, heading, TEXT)]


def _by_size(rows: Sequence[FigureRow], metric: Metric) -> list[FigureRow]:
    """Sort rows of days by what their entity has in all, such as its spend, then by day."""
    sizes: dict[str, Any] = {}
    for row in rows:
        figure = row.cells.get(metric.name)
        sizes[row.cells["id"]] = sizes.get(row.cells["id"], 0) + (figure if isinstance(figure, (int, Decimal)) else 0)

    def key(row: FigureRow) -> tuple[Any, ...]:
        return -sizes[row.cells["id"]], str(row.cells["name"]).casefold(), row.cells["id"], str(row.cells.get("date") or "")

    return sorted(rows, key=key)


def _rows(
    listed: Sequence[Entity], measured: Sequence[MeasuredRow], query: FigureQuery, options: AnalyticsOptions, all_of_them: bool
) -> tuple[list[FigureRow], int]:
    """Join entities and what was measured of them; count those that have nothing to show.

    An entity that was not measured has a row without figures. A final one that was not named has no row if all its figures are 0.
    """
    by_entity: dict[str, list[MeasuredRow]] = {}
    for row in measured:
        by_entity.setdefault(row.entity, []).append(row)
    rows, quiet = [], 0
    for entity in listed:
        found = by_entity.get(str(entity["id"]), [])
        if all_of_them and entity.get("status") in FINAL and not any(any(figures(query.metrics, [row.wire]).values()) for row in found):
            quiet += 1
            continue
        rows += [_joined(entity, row, query, options) for row in found] or [_joined(entity, None, query, options)]
    return rows, quiet


def _joined(entity: Entity, row: MeasuredRow | None, query: FigureQuery, options: AnalyticsOptions) -> FigureRow:
    wires = [row.wire] if row is not None else []
    # What is not measured by hour is no 0.
    filled = [metric for metric in query.metrics if not (query.unmeasured & conversion_columns([metric]))]
    cells = {**figures(query.metrics, wires), **figures(filled, wires, options.zero_fill), **naming(entity)}
    if query.granularity != "TOTAL":
        cells["date"] = row.day if row is not None else None
    if query.breakdowns:
        kind, value = row.part if row is not None and row.part is not None else (None, None)
        cells.update({breakdowns.TYPE: kind, breakdowns.VALUE: value})
    return FigureRow(cells, wires)


def _grouped(
    rows: Sequence[FigureRow], groups: Mapping[str, Entity], metrics: Sequence[Metric], options: AnalyticsOptions
) -> list[FigureRow]:
    """Add up the rows of entities that belong together, by day and value of a breakdown."""
    found: dict[tuple[Any, ...], FigureRow] = {}
    for row in rows:
        group = naming(groups[row.cells["id"]])
        key = (group["id"], row.cells.get("date"), row.cells.get(breakdowns.TYPE), row.cells.get(breakdowns.VALUE))
        wires = [*(found[key].wires if key in found else ()), *row.wires]
        found[key] = FigureRow({**row.cells, **figures(metrics, wires, options.zero_fill), **group}, wires)
    return list(found.values())


def _charts(rows: Sequence[FigureRow], metric: Metric, query: FigureQuery, noun: str) -> list[Chart]:
    """Return a line for each entity over the days, or a bar for each row."""
    if not rows or metric.kind in ("text", "id"):
        return []
    title = f"{metric.name.replace('_', ' ')} by {query.granularity.lower() if query.granularity != 'TOTAL' else noun}"
    if query.granularity == "TOTAL" or query.breakdowns:
        some = ordered(rows, ((metric.name, True),))[:MOST_BARS]
        labels = [_label(row.cells) for row in some]
        return [Chart(title, BAR, labels, {metric.name: [row.cells[metric.name] for row in some]}, metric.kind)]
    days = sorted({str(row.cells["date"]) for row in rows if row.cells["date"]})
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        lines.setdefault(str(row.cells["name"]), {})[str(row.cells["date"])] = row.cells[metric.name]
    largest = sorted(lines, key=lambda name: -sum(value or 0 for value in lines[name].values()))[:MOST_LINES]
    return [Chart(title, LINE, days, {name: [lines[name].get(day) for day in days] for name in largest}, metric.kind)]


def _label(cells: Mapping[str, Any]) -> str:
    value = cells.get(breakdowns.NAME) or cells.get(breakdowns.VALUE)
    return str(cells["name"]) if value is None else f"{cells['name']}: {value}"
