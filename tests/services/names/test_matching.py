"""Names in place of ids."""

from __future__ import annotations

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.names.matching import Names, is_id
from tests.support.wording import Wording

A_CAMPAIGN = "626735000001"
NAMES = Names(
    [
        {"id": "1", "name": "Spring  Sale"},
        {"id": "2", "name": "STRASSE & Straße"},
        {"id": "3", "name": "Twice", "status": "ACTIVE"},
        {"id": "4", "name": "twice", "status": "PAUSED"},
        {"id": "5", "name": None},
        {"id": "6"},
        {"id": "7", "name": "Z\u00fcrich"},
    ],
    "campaign",
)


def refused(text: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        NAMES.id_of(text, "ID")
    return caught.value.message


def test_ids_with_the_prefixes_of_ads_manager() -> None:
    assert [NAMES.id_of(text, "ID") for text in (A_CAMPAIGN, f" C{A_CAMPAIGN}", f"AG{A_CAMPAIGN} ")] == [A_CAMPAIGN] * 3
    texts = ("1" * 18, "7", "1" * 19, "A1", "C2", "", "١", "-1", "C")
    assert [is_id(text) for text in texts] == [True, True, *[False] * 7]


def test_case_and_spaces_do_not_count() -> None:
    assert [NAMES.id_of(text, "ID") for text in ("spring sale", "SpringSale", " Spring\tSale")] == ["1"] * 3
    assert NAMES.id_of("straße&strasse", "ID") == "2"
    assert NAMES.id_of("zu\u0308rich", "ID") == NAMES.id_of("Z\u00fcrich", "ID") == "7"


def test_a_name_of_several_or_none(wording: Wording) -> None:
    told = [refused(name) for name in ("TWICE", "Sprign Sale", "spring", "al", "Xyz")]
    assert "3 (active), 4 (paused)" in told[0]
    assert ["did you mean 'Spring  Sale'" in text for text in told] == [False, True, True, False, False]
    wording("\n".join(told))
