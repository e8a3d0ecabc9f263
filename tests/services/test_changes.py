"""Change sets: phases of a tree, references to ids that do not exist yet, and how the journal keeps them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk import Ad, AdAccount, AdGroup, Campaign, CustomerList
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import NOTHING, ChangeSet, PlannedChange, Ref, from_json, references, to_json
from pinads.services.inputs.records import InputRow
from pinads.services.writes.entity_step import EntityStep, TreeRow, phases_from
from tests.support.each import each

ACCOUNT = "549755885175"
names = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=5
)
refs = st.builds(Ref, st.integers(min_value=0))

TREE = [
    TreeRow(Campaign, {"name": "c"}, "1"),
    TreeRow(AdGroup, {"name": "a", "campaign_id": Ref(0)}, "11"),
    TreeRow(AdGroup, {"name": "b", "campaign_id": Ref(0)}, "12"),
    TreeRow(Ad, {"name": "x", "ad_group_id": Ref(2)}, "111"),
]


@pytest.mark.slow
@given(st.dictionaries(names, json_values | refs))
def test_rows_come_back_from_json_as_they_were(values: dict[str, Any]) -> None:
    again = from_json(to_json(values))
    assert again == values
    assert references(again) == {name: value for name, value in values.items() if isinstance(value, Ref)}


def test_json_of_a_reference_holds_no_class_of_ours() -> None:
    assert to_json({"campaign_id": Ref(3), "name": "x"}) == {"campaign_id": {"$change": 3}, "name": "x"}


def test_an_object_that_only_looks_like_a_reference_stays_one() -> None:
    values = {"tracking_urls": {"$change": 1, "click": []}}
    assert from_json(values) == values


def test_rows_of_a_tree_are_numbered_through_its_phases() -> None:
    phases = phases_from(TREE, Mode.CREATE)
    assert [(phase.step.model, phase.first, phase.sources) for phase in phases] == [
        (Campaign, 0, ["1"]),
        (AdGroup, 1, ["11", "12"]),
        (Ad, 3, ["111"]),
    ]
    assert [[row.place for row in phase.records] for phase in phases] == [[""], ["ad group 11", "ad group 12"], ["ad 111"]]
    assert [row.values for phase in phases for row in phase.records] == [row.values for row in TREE]
    assert {phase.step.mode for phase in phases} == {Mode.CREATE}


def test_no_rows_make_no_phases() -> None:
    assert phases_from([], Mode.CREATE) == ()


def test_a_change_set_is_about_its_first_phase_unless_it_is_a_tree() -> None:
    phases = phases_from(TREE, Mode.CREATE)
    plain = ChangeSet(phases[1:2], "created")
    assert list(plain.records) == list(phases[1].records)
    assert (plain.step.model, plain.step.mode, plain.noun) == (AdGroup, Mode.CREATE, "ad group")
    assert ChangeSet(phases, "cloned", tree=True).noun == "entity"


@each(("model", "personal"), [(Campaign, False), (CustomerList, True)])
def test_rows_of_customer_lists_are_personal(model: type[Any], personal: bool) -> None:
    assert (EntityStep(model, Mode.CREATE).keeps == NOTHING) is personal


def test_without_a_parent_nothing_can_be_looked_for() -> None:
    EntityStep(Campaign, Mode.CREATE, if_not_exists=True)
    with pytest.raises(InvalidInput) as caught:
        EntityStep(AdAccount, Mode.CREATE, if_not_exists=True)
    assert caught.value.field == "if_not_exists"


def test_a_planned_change_has_its_values_and_the_state_before_it() -> None:
    row = InputRow("line 2", {"id": "1", "name": "new"})
    assert PlannedChange(row).before is None
    planned = PlannedChange(row, SimpleNamespace(wire={"id": "1", "name": "old"}))
    assert (planned.values, planned.before) == (row.values, {"id": "1", "name": "old"})
