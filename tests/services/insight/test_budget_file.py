"""Files of targets: ids and names, the dialects of spreadsheets, and where a file is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.insight.budget_file import read_targets
from tests.support.each import each
from tests.support.wording import Wording

EVERYONE = [
    {"id": "1", "name": "Spring, sale", "status": "ACTIVE"},
    {"id": "2", "name": "Herbst", "status": "ACTIVE"},
    {"id": "3", "name": "Twice", "status": "ACTIVE"},
    {"id": "4", "name": "Twice", "status": "PAUSED"},
    {"id": "5", "name": "Paused", "status": "PAUSED"},
]


def read(tmp_path: Path, text: str, name: str = "november.csv") -> dict[str, Decimal]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_targets(file, EVERYONE, "EUR")


@each(
    ("text", "name"),
    [
        ('campaign,budget,currency\n"spring,  SALE",1200.50,eur\n2,300,\n', "a.csv"),
        ("id;budget\n1;1200,50\n2;300,00\n", "a.csv"),
        ("\ufeffCampaign Name;Target\r\nSpring, sale;1200,50 EUR\r\nHerbst;300 EUR\r\n", "a.csv"),
        ("campaign_id\tamount\n1\t1200.50\n2\t300\n", "a.tsv"),
        ("campaign,budget,note\n1,1200.50,x\n2,300,\n", "a.csv"),
    ],
)
def test_ids_names_and_dialects(tmp_path: Path, text: str, name: str) -> None:
    assert read(tmp_path, text, name) == {"1": Decimal("1200.5"), "2": 300}


@each(
    ("text", "says"),
    [
        ("campaign,budget\nSprung sale,5\n", "line 2: "),
        ("campaign,budget\n1,5\nHerst,5\n", "line 3: "),
        ("campaign,budget\nTwice,5\n", "3 (active), 4 (paused)"),
        ("campaign,budget\n9,5\n", "no campaign 9"),
        ("campaign,budget\n1,5\n1,6\n", "line 3: campaign 1 "),
        ("campaign,budget\n1,\n", "line 2: there is no budget"),
        ("name,price\nHerbst,5\n", "line 2: there is no budget"),
        ("campaign,budget\n1,much\n", "line 2: "),
        ("campaign,budget\n1,5 USD\n", "line 2: "),
        ("campaign,budget,currency\n1,5,EUR\n2,5,USD\n", "line 3: the currency is USD"),
        ("campaign,budget\n1,5.000\n", "line 2"),
        ("1;5000,00\n", "no budgets"),
    ],
)
def test_where_a_file_is_wrong(tmp_path: Path, text: str, says: str, wording: Wording) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text)
    assert says in caught.value.message
    wording(caught.value.message, of=text)
