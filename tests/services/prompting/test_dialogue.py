"""Creates without fields: a person is asked for them, one after the other, and sees what will be sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.services import writes
from pinads.services.context import Context
from pinads.services.errors import Interrupted
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.targeting import TargetingOptions
from pinads.services.questions import Draft, Question
from pinads.services.results import WriteResult
from pinads.services.writes.options import WriteOptions
from tests.support.command_line import Pinads
from tests.support.faces import Faces, Person

CAMPAIGN, CBO = "626735000001", "626735000002"


def create(context: Context, collection: str, typed: Mapping[str, Any] | None = None, **options: Any) -> Mapping[str, Any]:
    """Create an entity as its command does; return it, or nothing where it was a dry run."""
    model = model_of(collection)
    given = FieldValues(request_fields(model, Mode.CREATE), typed or {})
    if collection == "ad_groups":
        given = TargetingOptions().added_to(given)
    result = writes.create(context, model, given, WriteOptions(**options))
    if not isinstance(result, WriteResult):
        return {}
    (outcome,) = result.outcomes
    assert outcome.record is not None, outcome.message
    return outcome.record.wire


def test_a_campaign_field_by_field(pinads: Pinads, at: Faces) -> None:
    person = Person("Autumn", "consideration", "25.50", "no")
    made = create(at(person), "campaigns")
    assert person.names == ["name", "objective_type", "daily_spend_cap", "is_campaign_budget_optimization"]
    assert (made["name"], made["status"], made["objective_type"]) == ("Autumn", "PAUSED", "CONSIDERATION")
    assert (made["daily_spend_cap"], made["is_campaign_budget_optimization"]) == (25_500_000, False)


def test_the_request_and_the_command_are_shown_and_agreed_to(pinads: Pinads, at: Faces) -> None:
    person = Person("It's autumn", "1", "", "", "-5", "0", "500", agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed: "):
        create(at(person), "campaigns")
    (draft,) = [event for event in person.events if isinstance(event, Draft)]
    assert {field.name: value for field, value in draft.values} == {
        "name": "It's autumn",
        "status": "PAUSED",
        "objective_type": "AWARENESS",
        "lifetime_spend_cap": 500_000_000,
    }
    assert person.command == (
        "pinads assistant update_campaigns --name 'It'\"'\"'s autumn' --objective-type AWARENESS --lifetime-spend-cap 500"
    )
    assert len(person.questions) == 1
    assert pinads.writes == []


def test_an_answer_is_checked_at_once_and_asked_for_again(at: Faces) -> None:
    person = Person("", "Autumn", "SALE", "3", "25,5", "99000000", "0.01", "30", "perhaps", "yes", "2026-02-30", "", "")
    create(at(person), "campaigns")
    # What a mistyped option would say, and in between what is beyond the sanity limits.
    expected = ["needed", "SALES", "25.50", "99.00 USD", "below", "true or false", "2026-02-30"]
    assert len(person.problems) == len(expected)
    for problem, part in zip(person.problems, expected, strict=True):
        assert part in problem


def test_a_cap_for_life_of_a_campaign_that_holds_the_budget_needs_an_end(at: Faces) -> None:
    person = Person("Autumn", "SALES", "", "yes", "", "400", "", "", "+30d")
    create(at(person), "campaigns")
    assert person.names[3:] == [
        *("is_campaign_budget_optimization", "lifetime_spend_cap", "lifetime_spend_cap", "start_time", "end_time", "end_time"),
    ]
    assert person.problems == ["it is needed", "it is needed"]


def test_a_parent_is_chosen_by_a_part_of_its_name_and_a_number(pinads: Pinads, at: Faces) -> None:
    person = Person("linen", "1", "Prospecting", "IMPRESSION", "20", "", "MAX_BID", "1.50", *[""] * 6)
    made = create(at(person), "ad_groups")
    everything, narrowed = person.asked[:2]
    assert len(everything.choices) > 5
    assert [(choice.value, choice.label) for choice in narrowed.choices] == [(CAMPAIGN, "Spring refresh: linen bedding")]
    assert person.names[2:] == [
        *("name", "billable_event", "budget_in_micro_currency", "budget_type", "bid_strategy_type", "bid_in_micro_currency"),
        *("start_time", "end_time", "location", "gender", "age", "device"),
    ]
    assert (made["campaign_id"], made["budget_in_micro_currency"], made["bid_in_micro_currency"]) == (CAMPAIGN, 20_000_000, 1_500_000)


def test_ad_groups_to_choose_name_their_campaign_and_none_is_of_an_archived_one(pinads: Pinads, at: Faces) -> None:
    listed = pinads.json("adgroups", "list", "--limit", "1")[0]
    pinads.ok("campaigns", "archive", listed["campaign_id"], "--yes")
    person = Person()
    with pytest.raises(Interrupted):
        create(at(person), "ads")
    groups = next(question for question in person.asked if question.field.name == "ad_group_id").choices
    assert groups
    assert all(", in " in choice.label for choice in groups)
    assert listed["id"] not in [choice.value for choice in groups]


def test_an_end_before_the_start_is_asked_for_again(pinads: Pinads, at: Faces) -> None:
    person = Person("Autumn", "SALES", "", "yes", "", "400", "2026-12-01", "2026-11-01", "2026-12-24")
    create(at(person), "campaigns")
    assert person.names[-3:] == ["start_time", "end_time", "end_time"]
    assert person.problems[-1].startswith("the end is not")
    (body,) = person.bodies
    assert body[0]["end_time"] > body[0]["start_time"]


def test_the_command_has_the_account_of_a_variable(at: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINADS_ACCOUNT", "549755885176")
    person = Person("Autumn", "CONSIDERATION", "25.50", "no", agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed"):
        create(at(person), "campaigns")
    assert person.command.startswith("pinads assistant update_campaigns --account 549755885176 --name Autumn")


@pytest.mark.parametrize("answer", [CBO, "outdoor living 2025", "C" + CBO])
def test_no_budget_is_asked_for_where_the_campaign_holds_it(pinads: Pinads, at: Faces, answer: str) -> None:
    person = Person(answer, "Desks", "IMPRESSION", "AUTOMATIC_BID", *[""] * 6)
    assert create(at(person), "ad_groups")["campaign_id"] == CBO
    assert not [name for name in person.names if "budget" in name or name == "bid_in_micro_currency"]


def test_a_name_that_nobody_has_is_asked_for_again(at: Faces) -> None:
    person = Person("no such group", "Linen duvet covers | Search", "PHRASE")
    create(at(person), "keywords", {"value": "linen sheets"})
    assert "named" in person.problems[0]
    assert "no such group" in person.problems[0]


def test_with_some_fields_only_the_missing_ones_are_asked_for(pinads: Pinads, at: Faces) -> None:
    person = Person("IMPRESSION")
    made = create(at(person), "ad_groups", {"name": "Garden", "campaign_id": "outdoor living 2025"})
    assert person.names == ["billable_event"]
    assert (made["name"], made["campaign_id"]) == ("Garden", CBO)


def test_an_address_does_where_its_id_does(at: Faces) -> None:
    person = Person("https://www.pinterest.com/pin/394205773611545468/", "REGULAR")
    assert create(at(person), "ads", {"ad_group_id": "2680060000001"})["pin_id"] == "394205773611545468"
    assert " --pin 394205773611545468 " in person.command


def test_a_wrong_option_is_refused_before_anything_is_asked(at: Faces) -> None:
    person = Person()
    with pytest.raises(InvalidInput, match="daily_spend_cap"):
        create(at(person), "campaigns", {"name": "Autumn", "daily_spend_cap": "a lot"})
    assert person.asked == []


def test_the_end_of_the_input_ends_it_and_nothing_is_sent(pinads: Pinads, at: Faces) -> None:
    with pytest.raises(Interrupted, match="nothing was sent"):
        create(at(Person("Autumn", "SALES")), "campaigns")
    assert pinads.writes == []


def test_ctrl_c_at_the_last_question_sends_nothing(pinads: Pinads, at: Faces) -> None:
    class Leaving(Person):
        def confirm(self, question: Question) -> bool:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="nothing was created"):
        create(at(Leaving("Autumn", "SALES", "", "", "")), "campaigns")
    assert pinads.writes == []


def test_a_dry_run_asks_for_fields_and_for_no_agreement(pinads: Pinads, at: Faces) -> None:
    person = Person("Autumn", "SALES", "", "", "")
    create(at(person), "campaigns", dry_run=True)
    assert person.left == []
    assert person.questions == []
    assert pinads.writes == []
