"""The reviewed facts say what Pinterest's description says, no more and no less."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.description import Restated, document
from tests.contract.facts import OPERATIONS, TYPES


@pytest.fixture(scope="module")
def restated() -> Restated:
    return Restated(document())


def test_operations(restated: Restated) -> None:
    assert restated.operations == OPERATIONS


def test_types(restated: Restated) -> None:
    assert restated.types == TYPES


def test_there_are_26_operations_of_seven_resources() -> None:
    assert len(OPERATIONS) == 26
    assert len({name.split("/")[0] for name in OPERATIONS}) == 7


def test_every_named_type_stands_in_the_facts() -> None:
    def names(shape: Any) -> set[str]:
        if isinstance(shape, dict):
            return {name for member in shape.values() for name in names(member)}
        word = shape.strip("[").split()[0].split("]")[0]
        return {word} if word[:1].isupper() else set()

    shapes = [*TYPES.values(), *(fact.get("body", "") or "string" for fact in OPERATIONS.values())]
    assert {name for shape in shapes for name in names(shape)} <= set(TYPES)
