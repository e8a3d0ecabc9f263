"""The reviewed facts say what Pinterest's descriptions say, no more and no less."""

from __future__ import annotations

from tests.contract.facts import OPERATIONS, OTHERS
from tests.contract.ours import OURS
from tests.contract.restate import choices_in, merged, restated
from tests.support.each import each


def test_the_facts_are_those_of_both_versions_together() -> None:
    facts = restated()
    assert {name: fact for name, fact in facts.items() if name in OURS} == OPERATIONS
    assert sorted(set(facts) - set(OURS)) == OTHERS


def test_they_have_what_pinads_has() -> None:
    assert set(OPERATIONS) == set(OURS)
    assert len(OPERATIONS) == 41


@each(
    ("older", "newer", "says"),
    [
        ("string {A B}", "string {B C A} required", "string {B C A} required"),
        ("integer {0 1}", "number", "integer {0 1}"),
        ("string id null", "string len..18 required", "string id required null"),
        ("array 1..5 null", "array 1..7", "array 1..7 null"),
    ],
)
def test_what_the_newer_lost_is_taken_from_the_older(older: str, newer: str, says: str) -> None:
    assert merged(older, newer) == says


def test_the_objectives_are_those_of_today() -> None:
    creatable = choices_in(OPERATIONS["campaigns/create"]["body"]["[].objective_type"])
    assert {"SALES", "LEADS", "APP_INSTALL", "CTV_CONSIDERATION", "WEB_CONVERSION"} <= creatable
