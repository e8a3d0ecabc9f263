"""Files of targets: a table of campaigns and what each is to spend in the month."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from pinads.render.money import MICROS
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.money import parse_money
from pinads.services.inputs.tables.table import WORKBOOK, Table
from pinads.services.insight.entities import Entity
from pinads.services.names.matching import Names

CAMPAIGN = ("campaign", "campaign_id", "id", "name", "campaign_name")
BUDGET = ("budget", "target", "amount")


def read_targets(path: Path, everyone: Sequence[Entity], currency: str | None) -> dict[str, Decimal]:
    """Read the targets of campaigns by id.

    Args:
        path: a CSV or TSV with a column ``campaign`` (id or name) and a column ``budget`` (money of the account).
        everyone: the campaigns that it may name.
        currency: the account's currency.

    Raises:
        InvalidInput: it cannot be read, or a row names no campaign or no amount.
    """
    known = {str(campaign["id"]) for campaign in everyone}
    targets: dict[str, Decimal] = {}
    names = Names(everyone, "campaign")
    with closing(InputFile(str(path), "budget_file")) as source:
        kind = WORKBOOK if source.is_workbook else "tsv" if path.suffix.lower() == ".tsv" else "csv"
        table = Table(source, kind, (*CAMPAIGN, *BUDGET), resource="budgets")
        for place, cells in table.rows(lambda heading, header: None):
            row = {name.lower().replace(" ", "_"): text for name, text in cells.items()}
            named = _cell(row, CAMPAIGN, place)
            try:
                identity = names.id_of(named, "budget_file")
            except InvalidInput as error:
                raise InvalidInput(f"{place}: {error.message}", "budget_file") from None
            if identity not in known:
                raise InvalidInput(f"{place}: there is no campaign {identity}", "budget_file")
            if (other := row.get("currency", "").strip().upper()) and currency is not None and other != currency:
                raise InvalidInput(f"{place}: the currency is {other}, and the ad account's is {currency}", "budget_file")
            try:
                text = table.decimals.point(_cell(row, BUDGET, place), place, lambda: currency)
                amount = Decimal(parse_money(text, currency)) / MICROS
            except ValueError as error:
                told = error.message if isinstance(error, InvalidInput) else str(error)
                raise InvalidInput(told if told.startswith(place) else f"{place}: {told}", "budget_file") from None
            if identity in targets:
                raise InvalidInput(f"{place}: campaign {identity} has a budget in an earlier line", "budget_file")
            targets[identity] = amount
        if not targets:
            wanted = f"a heading ({CAMPAIGN[0]},{BUDGET[0]}) and a row for each campaign"
            raise InvalidInput(f"{source.name} has no budgets: it needs {wanted}", "budget_file")
    return targets


def _cell(row: dict[str, str], names: Sequence[str], place: str) -> str:
    for name in names:
        if text := row.get(name, "").strip():
            return text
    raise InvalidInput(f"{place}: there is no {names[0]}; the columns are {CAMPAIGN[0]} (id or name) and {BUDGET[0]}", "budget_file")
