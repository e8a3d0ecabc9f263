"""``targeting_spec_operations``: parts of an ad group's targeting change, and the rest stays."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, Faults
from pinads.sdk import AdGroup, BadRequest, Client, InvalidInput
from pinads.sdk.schema.choices import API_VERSION
from pinads.sdk.schema.fields import fields_of, spec_of
from tests.emulator.conftest import Clock
from tests.support.fake_clock import FakeClock
from tests.support.wording import Wording

ACCOUNT, GROUP = "549755885175", "2680060000001"


def change(field: str, operation: str, *values: Any) -> dict[str, Any]:
    return {"field": field, "operation": operation, "values": list(values)}


class Rig:
    def __init__(self) -> None:
        self.emulator = Emulator(None, now=Clock())
        self.emulator.seed(campaigns=1)
        self.client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(self.emulator), clock=FakeClock(), max_retries=0)
        self.group.update_fields(targeting_spec={"GEO": ["US-CA", "US-NY"], "GENDER": ["female"], "AGE_BUCKET": ["25-34"]})

    @property
    def group(self) -> AdGroup:
        return AdGroup(ACCOUNT, GROUP, client=self.client)

    def operate(self, *operations: dict[str, Any]) -> dict[str, Any]:
        group = self.group
        assert group.update_fields(targeting_spec_operations=list(operations))
        spec: dict[str, Any] = self.group.targeting_spec
        assert group.targeting_spec == spec
        return spec


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_values_are_added_and_removed_and_other_parts_stay(rig: Rig) -> None:
    spec = rig.operate(
        change("GEO", "ADD", "US-CA", "US-TX"), change("GENDER", "REMOVE", "female"), change("LOCATION_EXCLUDE", "ADD", "CA")
    )
    assert spec == {"GEO": ["US-CA", "US-NY", "US-TX"], "AGE_BUCKET": ["25-34"], "LOCATION_EXCLUDE": ["CA"]}


def test_a_part_is_set_and_an_age_taken_away(rig: Rig) -> None:
    rig.operate(change("AGE_BUCKET", "SET"), {"field": "MINIMUM_AGE", "operation": "SET", "value": "18"})
    assert rig.group.targeting_spec["MINIMUM_AGE"] == "18"
    spec = rig.operate(change("GEO", "SET", "DE-BE"), {"field": "MINIMUM_AGE", "operation": "SET", "value": None})
    assert spec == {"GEO": ["DE-BE"], "GENDER": ["female"]}


REFUSED = [
    (change("GEOS", "ADD", "US-CA"), "GEO"),
    (change("GEO", "ADDS", "US-CA"), "ADD"),
    (change("AGE_BUCKET", "ADD", "25-34"), "AGE_BUCKET can only be SET, not ADD"),
    (change("GENDER", "ADD", "femail"), "female"),
    ({"field": "MINIMUM_AGE", "operation": "SET", "values": ["18"]}, "value is missing"),
    ({"field": "GEO", "operation": "ADD"}, "values is missing"),
]


@pytest.mark.parametrize(("operation", "says"), REFUSED)
def test_a_wrong_operation_is_refused_before_anything_is_sent_and_by_the_server(rig: Rig, operation: dict[str, Any], says: str) -> None:
    before = rig.group.to_dict()
    with pytest.raises(InvalidInput, match=says):
        rig.group.update_fields(targeting_spec_operations=[operation])
    with pytest.raises(BadRequest, match=says):
        rig.group.update_fields(extra={"targeting_spec_operations": [operation]})
    assert rig.group.to_dict() == before


def test_operations_and_a_whole_spec_are_not_given_together(rig: Rig, wording: Wording) -> None:
    with pytest.raises(InvalidInput) as caught:
        rig.group.update_fields(targeting_spec={"GEO": ["US-CA"]}, targeting_spec_operations=[change("GEO", "ADD", "US-TX")])
    assert caught.value.field == "targeting_spec_operations"
    wording(caught.value.reason)


def test_an_update_whose_answer_was_lost_is_not_taken_as_done_unless_the_targeting_is_so(rig: Rig) -> None:
    row = {"id": GROUP, "targeting_spec_operations": [change("GEO", "ADD", "US-TX")]}
    rig.emulator.faults = Faults.script(["drop_before"])
    (outcome,) = AdGroup.update_many(ACCOUNT, [row], client=rig.client, reconcile=True)
    assert outcome.status == "applied"
    assert rig.group.targeting_spec["GEO"] == ["US-CA", "US-NY", "US-TX"]


def test_the_declarations_name_their_version_and_what_changes_the_targeting() -> None:
    assert API_VERSION == "5.28.0"
    assert fields_of(AdGroup)["targeting_spec"].changed_by == "targeting_spec_operations"


def test_a_mark_says_what_ends_when() -> None:
    from typing import Annotated

    from pinads.sdk.schema.marks import Choices, Ending

    ending = Ending(("A",), "2027-02-01", "Use B.")
    spec = spec_of(list[Annotated[str, Choices("A B"), ending]])
    assert spec.items is not None
    assert (spec.endings, spec.items.endings) == ((), (ending,))
