"""Plans of writes: what they find out about the rows before anything is sent, and what a person gets to see of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import Ad, AdGroup, Campaign
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import TRUSTED, ChangeSet, Handling, SkippedRow
from pinads.services.context import Context
from pinads.services.errors import PolicyViolation, WrongRows
from pinads.services.inputs.parsers import Relative
from pinads.services.inputs.records import InputRow, Records
from pinads.services.interaction import Interaction
from pinads.services.reasons import MOST_ROWS_SHOWN
from pinads.services.write_events import Diff, LeftAlone, Review
from pinads.services.writes.confirm import confirm
from pinads.services.writes.entity_step import TreeRow, entity_changes, phases_from
from pinads.services.writes.options import WriteOptions
from pinads.services.writes.pipeline import make_plan
from pinads.services.writes.plan import WritePlan
from tests.support.command_line import Pinads
from tests.support.faces import Face, Faces
from tests.support.rows_and_statuses import ACCOUNT, AD_GROUP, CAMPAIGN, OTHER_CAMPAIGN, TOKEN, Api, serving

READING = Handling(read=True)
OPTIONS = WriteOptions()
CAP = 265_000_000
"""The daily cap of the first campaign of the sample."""


def planned(context: Context, rows: list[dict[str, Any]], model: type[Any] = Campaign, **more: Any) -> WritePlan:
    mode = more.pop("mode", Mode.UPDATE)
    changes = entity_changes(
        model, mode, Records.of_rows([InputRow(f"line {at}", row) for at, row in enumerate(rows, 2)]), "updated", **more
    )
    return make_plan(context, changes, OPTIONS)


def test_rows_are_resolved_against_current_state(at: Faces, pinads: Pinads) -> None:
    plan = planned(at(Face()), [{"id": CAMPAIGN, "daily_spend_cap": Relative("+10%")}], handling=READING)
    assert (plan.total, plan.unchanged, plan.resolved, plan.relative) == (1, 0, True, True)
    (row,) = plan.changes.records.values()
    assert dict(row) == {"id": CAMPAIGN, "daily_spend_cap": 291_500_000}
    assert row.before["daily_spend_cap"] == CAP
    assert pinads.writes == []


def test_a_plan_can_be_read_more_than_once_and_reads_the_account_once(at: Faces, pinads: Pinads) -> None:
    plan = planned(at(Face()), [{"id": CAMPAIGN, "name": "a"}, {"id": OTHER_CAMPAIGN, "name": "b"}], handling=READING)
    asked = list(pinads.operations)
    assert list(plan.changes.records.values()) == list(plan.changes.records.values())
    assert pinads.operations == asked == ["campaigns/list"]


def test_rows_that_change_nothing_are_counted(at: Faces) -> None:
    plan = planned(at(Face()), [{"id": CAMPAIGN, "daily_spend_cap": CAP}, {"id": OTHER_CAMPAIGN, "name": "b"}], handling=READING)
    assert (plan.total, plan.unchanged, plan.resolved) == (2, 1, False)
    assert [row.unchanged for row in plan.changes.records.values()] == [True, False]


def test_creates_need_no_reading(at: Faces, pinads: Pinads) -> None:
    plan = planned(at(Face()), [{"name": "x", "objective_type": "CONSIDERATION"}], mode=Mode.CREATE)
    (row,) = plan.changes.records.values()
    assert row.body["name"] == "x"
    assert (plan.total, plan.first_final, pinads.requests) == (1, None, [])


def test_all_wrong_rows_are_told_together_before_any_request(at: Faces, pinads: Pinads) -> None:
    rows = [{"id": CAMPAIGN, "name": 5}, {"id": OTHER_CAMPAIGN, "name": "b"}, {"name": "c"}]
    with pytest.raises(WrongRows) as caught:
        planned(at(Face()), rows)
    assert [row.partition(":")[0] for row in caught.value.rows] == ["line 2", "line 4"]
    assert pinads.requests == []


def test_final_changes_are_counted_unless_they_are_confirmed(at: Faces) -> None:
    rows = [{"id": CAMPAIGN, "status": "PAUSED"}, {"id": OTHER_CAMPAIGN, "status": "ARCHIVED"}]
    plan = planned(at(Face()), rows)
    assert plan.first_final is not None
    assert (plan.finals, plan.first_final.values["id"]) == ({"campaign": 1}, OTHER_CAMPAIGN)
    assert planned(at(Face()), rows, handling=Handling(confirmed_final=True)).first_final is None


def test_the_diff_shows_the_first_rows_and_counts_the_others(at: Faces, pinads: Pinads) -> None:
    ids = pinads.ids("ads", "list", "--status", "ACTIVE")[: MOST_ROWS_SHOWN + 3]

    face = Face()
    context = at(face)
    confirm(context, planned(context, [{"id": identity, "name": "new"} for identity in ids], Ad, handling=READING), OPTIONS)
    (diff,) = face.events
    assert isinstance(diff, Diff)
    assert ([field.identity for field in diff.fields], diff.more) == (ids[:MOST_ROWS_SHOWN], 3)


def test_a_question_of_its_own_is_asked_and_rows_left_alone_are_shown(at: Faces, pinads: Pinads) -> None:
    face = Face(agrees=False)
    context = at(face)
    left = [SkippedRow(Campaign, str(number), None, "name changed since") for number in range(MOST_ROWS_SHOWN + 2)]
    plan = planned(context, [{"id": CAMPAIGN, "name": "a"}], handling=TRUSTED, question="Undo 1 campaign", left_alone=left)
    with pytest.raises(InvalidInput):
        confirm(context, plan, OPTIONS)
    (shown,) = (event for event in face.events if isinstance(event, LeftAlone))
    assert (len(shown.rows), shown.more) == (MOST_ROWS_SHOWN, {"name changed since": 2})
    assert [question.text for question in face.questions] == ["Undo 1 campaign"]
    confirm(context, plan, WriteOptions(yes=True))
    confirm(context, plan, WriteOptions(dry_run=True))
    assert (len(face.questions), pinads.writes) == (1, [])


def test_entities_that_were_read_before_are_not_read_again(at: Faces, pinads: Pinads) -> None:
    context = at(Face())
    records = {CAMPAIGN: Campaign(context.account, CAMPAIGN, client=context.client)}
    pinads.forget()
    changes = entity_changes(Campaign, Mode.UPDATE, Records.of([{"id": CAMPAIGN, "name": "a"}]), "restored", handling=TRUSTED)
    plan = make_plan(context, changes._replace(phases=(changes.phases[0]._replace(present=records),)), OPTIONS)
    (row,) = plan.changes.records.values()
    assert (row.before["name"], pinads.requests) == (records[CAMPAIGN].name, [])


def test_rows_of_a_tree_are_planned_phase_by_phase(at: Faces, pinads: Pinads) -> None:
    rows = [TreeRow(AdGroup, {"id": AD_GROUP, "status": "PAUSED"}), TreeRow(Campaign, {"id": CAMPAIGN, "status": "PAUSED"})]
    changes = ChangeSet(phases_from(rows, Mode.UPDATE), "paused", TRUSTED, tree=True)
    plan = make_plan(at(Face()), changes, OPTIONS)
    assert (plan.total, [phase.step.model for phase in plan.changes.phases], pinads.writes) == (2, [AdGroup, Campaign], [])


def test_the_policy_refuses_a_plan(at: Faces, pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_daily_budget = 300.00\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PolicyViolation) as caught:
        planned(at(Face()), [{"id": CAMPAIGN, "daily_spend_cap": Relative("+50%")}], handling=READING)
    assert (caught.value.rule, pinads.writes) == ("max_daily_budget", [])


class Screen(Face):
    """A face with a person who reads along."""

    is_shown = True


@pytest.mark.parametrize(("face", "agreed"), [(Screen(), True), (Screen(agrees=False), False), (Interaction(), False)])
def test_in_production_the_effect_on_spending_is_shown_and_confirmed(
    at: Faces, config: Path, monkeypatch: pytest.MonkeyPatch, face: Interaction, agreed: bool
) -> None:
    api: Api
    with serving(campaigns=5) as api:
        config.write_text(f'[profiles.live]\nenvironment = "production"\napi_url = "{api.server.url}"\naccount = "{ACCOUNT}"\n')
        monkeypatch.setenv("PINADS_ACCESS_TOKEN", TOKEN)
        context = at(face, "live")
        plan = planned(context, [{"id": CAMPAIGN, "daily_spend_cap": Relative("+10%")}], handling=READING)
        assert plan.sums is not None
        assert (plan.sums.rows, plan.sums.raises, plan.sums.daily) == (1, True, 26_500_000)
        if agreed:
            confirm(context, plan, OPTIONS)
        else:
            with pytest.raises(InvalidInput):
                confirm(context, plan, OPTIONS)
        if isinstance(face, Screen):
            (review,) = (event for event in face.events if isinstance(event, Review))
            assert (review.rows, review.verb, len(face.questions)) == ("1 campaign", "updated", 1)
        assert api.writes == []
        context.close()


def test_elsewhere_spending_is_not_summed_up(at: Faces) -> None:
    assert planned(at(Screen()), [{"id": CAMPAIGN, "daily_spend_cap": Relative("+10%")}], handling=READING).sums is None
