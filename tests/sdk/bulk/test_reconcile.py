"""Rows whose answer was lost: looked for before anything is sent again, and told apart from what others made."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, Faults, LogEntry
from pinads.sdk import Ad, AdGroup, Audience, Campaign, Client, CustomerList, Keyword
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.schema.choices import ALL_STATUSES
from tests.support.fake_clock import FakeClock
from tests.support.sample import plant
from tests.support.wording import Wording

ACCOUNT = "549755885175"
CAMPAIGN = "626735000001"
GROUP = "2680060000001"
LOST = ("error_after", "drop_after", "truncate")
NOT_DONE = ("error_before", "drop_before", "html")
SKEW = 40 * 86_400
"""Seconds that the server's clock is ahead of this machine's."""


class Rig:
    def __init__(self) -> None:
        import time

        self.log: list[LogEntry] = []
        self.emulator = Emulator(None, log=self.log.append, now=lambda: time.time() + SKEW)
        plant(self.emulator, campaigns=4)
        self.clock = FakeClock()
        self.wire: Any = EmulatorWire(self.emulator)
        self.client = Client("pina_TEST", BASE_URL, wire=self.wire, clock=self.clock, max_retries=0)
        self.healthy = Client("pina_TEST", BASE_URL, wire=EmulatorWire(self.emulator))

    def lose(self, *faults: str | None) -> None:
        self.log.clear()
        self.emulator.faults = Faults.script(faults)

    @property
    def operations(self) -> list[str | None]:
        return [entry.operation for entry in self.log]

    def names(self, **filters: Any) -> Counter[str]:
        return Counter(each.name for each in Campaign.iter_all(ACCOUNT, client=self.healthy, entity_statuses=ALL_STATUSES, **filters))


@pytest.fixture
def rig() -> Rig:
    return Rig()


def campaigns(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, "objective_type": "CONSIDERATION", "status": "PAUSED", **more} for name in names]


def create(rig: Rig, rows: list[dict[str, Any]], **more: Any) -> list[Any]:
    return list(Campaign.create_many(ACCOUNT, rows, client=rig.client, reconcile=True, **more))


@pytest.mark.parametrize("fault", LOST)
def test_what_was_made_is_found_and_not_sent_again(rig: Rig, fault: str) -> None:
    rig.lose(fault)
    outcomes = create(rig, campaigns("a", "b"))
    assert [(outcome.status, outcome.record.name) for outcome in outcomes] == [("applied", "a"), ("applied", "b")]
    assert rig.operations == ["campaigns/create", "campaigns/list"]
    assert (rig.names()["a"], rig.names()["b"]) == (1, 1)


@pytest.mark.parametrize("fault", NOT_DONE)
def test_what_was_not_made_is_looked_for_twice_and_sent_again(rig: Rig, fault: str) -> None:
    rig.lose(fault)
    outcomes = create(rig, campaigns("a", "b"))
    assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
    assert rig.operations == ["campaigns/create", "campaigns/list", "campaigns/list", "campaigns/create"]
    assert len(rig.clock.sleeps) == 1
    assert (rig.names()["a"], rig.names()["b"]) == (1, 1)


def test_it_is_sent_three_times_at_most(rig: Rig) -> None:
    rig.lose("error_before", None, None, "drop_before", None, None, "html", None, None)
    outcomes = create(rig, campaigns("a"))
    assert [(outcome.status, outcome.error.http_status) for outcome in outcomes] == [("rejected", 502)]
    assert rig.operations.count("campaigns/create") == 3
    assert rig.names()["a"] == 0


def test_an_answer_that_is_lost_when_looking_leaves_rows_unknown(rig: Rig) -> None:
    rig.lose("drop_after", "error_before", "error_before")
    assert [outcome.status for outcome in create(rig, campaigns("a"))] == ["unknown"]
    assert rig.operations == ["campaigns/create", "campaigns/list", "campaigns/list"]


def test_where_it_cannot_be_looked_at_once_it_is_looked_later(rig: Rig) -> None:
    rig.lose("drop_after", "error_before")
    assert [outcome.status for outcome in create(rig, campaigns("a"))] == ["applied"]
    rig.lose("error_before", "error_before")
    assert [outcome.status for outcome in create(rig, campaigns("b"))] == ["applied"]
    assert rig.operations == ["campaigns/create", *["campaigns/list"] * 3, "campaigns/create"]


def test_without_reconciling_they_stay_unknown(rig: Rig) -> None:
    rig.lose("drop_after")
    outcomes = list(Campaign.create_many(ACCOUNT, campaigns("a"), client=rig.client))
    assert [outcome.status for outcome in outcomes] == ["unknown"]
    assert rig.operations == ["campaigns/create"]


def test_rows_that_look_the_same_are_counted(rig: Rig) -> None:
    rig.lose("drop_after")
    outcomes = create(rig, campaigns("same", "other", "same", "same"))
    assert [outcome.status for outcome in outcomes] == ["applied"] * 4
    assert len({outcome.record.id for outcome in outcomes}) == 4
    assert rig.names()["same"] == 3


def test_of_refused_rows_among_them_only_those_are_sent_again(rig: Rig) -> None:
    """The lost answer refused the rows without a budget; they are refused again, and nothing is made twice."""
    rig.lose("drop_after")
    rows = [*campaigns("a"), {"name": "no budget", "objective_type": "AWARENESS"}, *campaigns("b")]
    outcomes = create(rig, rows)
    assert [(outcome.status, outcome.code) for outcome in outcomes] == [("applied", None), ("rejected", 2384), ("applied", None)]
    assert (rig.names()["a"], rig.names()["b"]) == (1, 1)


def test_rows_of_one_name_are_told_apart_by_what_is_in_them(rig: Rig) -> None:
    rig.lose("drop_after")
    rows = [*campaigns("same", daily_spend_cap=9_000_000), *campaigns("same", daily_spend_cap=5_000_000)]
    outcomes = create(rig, rows)
    assert [outcome.record.daily_spend_cap for outcome in outcomes] == [9_000_000, 5_000_000]


def test_where_others_made_the_like_it_cannot_be_told(rig: Rig, wording: Wording) -> None:
    rig.lose("drop_after")
    rig.emulator.faults = Faults()
    Campaign.create(ACCOUNT, "a", "CONSIDERATION", client=rig.healthy)
    rig.lose("drop_after")
    (outcome,) = create(rig, campaigns("a"))
    assert outcome.status == "unknown"
    wording(outcome.message)
    assert rig.names()["a"] == 2


def test_what_was_there_before_is_not_taken_for_it(rig: Rig) -> None:
    (old,) = Campaign.get_all(ACCOUNT, campaign_ids=[CAMPAIGN], client=rig.healthy)[0]
    rig.lose("error_before")
    outcomes = create(rig, campaigns(old.name))
    assert outcomes[0].applied
    assert outcomes[0].record.id != CAMPAIGN
    assert rig.names()[old.name] == 2


def test_one_that_was_archived_meanwhile_is_neither_claimed_nor_sent_again(rig: Rig, wording: Wording) -> None:
    """Somebody archived it between the lost answer and the look: it is not what was sent any more."""
    rig.lose("drop_after")

    class Archiving:
        def send(self, request: WireRequest) -> WireResponse:
            if request.method == "GET":
                made = [each for each in Campaign.iter_all(ACCOUNT, client=rig.healthy) if each.name == "a"]
                for each in made:
                    each.archive()
            return rig.wire.send(request)  # type: ignore[no-any-return]

    client = Client("pina_TEST", BASE_URL, wire=Archiving(), clock=rig.clock, max_retries=0)
    (outcome,) = Campaign.create_many(ACCOUNT, campaigns("a"), client=client, reconcile=True)
    assert (outcome.status, outcome.record) == ("unknown", None)
    assert outcome.message is not None
    assert "(status)" in outcome.message
    wording(outcome.message)
    assert rig.operations.count("campaigns/create") == 1


def test_what_is_listed_late_is_found_at_the_second_look(rig: Rig) -> None:
    rig.lose("drop_after")

    class Late:
        lists = 0

        def send(self, request: WireRequest) -> WireResponse:
            answer = rig.wire.send(request)
            if request.method == "GET":
                self.lists += 1
                if self.lists == 1:
                    items = [item for item in json.loads(answer.body)["items"] if item["name"] != "a"]
                    return answer._replace(body=json.dumps({"items": items}).encode())  # type: ignore[no-any-return]
            return answer  # type: ignore[no-any-return]

    client = Client("pina_TEST", BASE_URL, wire=Late(), clock=rig.clock, max_retries=0)
    (outcome,) = Campaign.create_many(ACCOUNT, campaigns("a"), client=client, reconcile=True)
    assert outcome.applied
    assert rig.names()["a"] == 1


GROUPS = [
    {"campaign_id": CAMPAIGN, "name": f"g{n}", "billable_event": "CLICKTHROUGH", "budget_in_micro_currency": 5_000_000} for n in (1, 2)
]
ADS = [{"ad_group_id": f"AG{GROUP}", "name": "n", "pin_id": pin, "creative_type": "REGULAR"} for pin in ("111", "222")]
NAMELESS = [{"ad_group_id": GROUP, "pin_id": pin, "creative_type": "REGULAR"} for pin in ("333", "444")]
WORDS = [{"parent_id": GROUP, "value": "Linen Dress", "match_type": match} for match in ("BROAD", "EXACT")]
NEGATIVE = [{"parent_id": CAMPAIGN, "value": "free", "match_type": "EXACT_NEGATIVE"}]
OWN = [{"parent_id": ACCOUNT, "value": "cheap", "match_type": "EXACT_NEGATIVE"}]
PEOPLE = [{"name": "visitors", "audience_type": "VISITOR", "rule": {"visitor_source_id": "1", "retention_days": 30}}]


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["drop_after", "error_before"])
@pytest.mark.parametrize(
    ("model", "rows"),
    [(AdGroup, GROUPS), (Ad, ADS), (Ad, NAMELESS), (Keyword, WORDS), (Keyword, NEGATIVE), (Keyword, OWN), (Audience, PEOPLE)],
)
def test_entities_of_all_kinds(rig: Rig, model: Any, rows: list[dict[str, Any]], fault: str) -> None:
    rig.lose(fault)
    outcomes = list(model.create_many(ACCOUNT, rows, client=rig.client, reconcile=True))
    assert [outcome.status for outcome in outcomes] == ["applied"] * len(rows)
    ids = [outcome.record.id for outcome in outcomes]
    assert len(set(ids)) == len(rows)
    creates = sum(operation == f"{model.RESOURCE.collection}/create" for operation in rig.operations)
    assert creates == (2 if fault == "error_before" else 1) * (1 if model.RESOURCE.batch else len(rows))


@pytest.mark.parametrize("fault", [*LOST, *NOT_DONE])
def test_updates_are_read_back_and_sent_again(rig: Rig, fault: str) -> None:
    rig.lose(fault)
    rows = [{"id": CAMPAIGN, "name": "renamed"}]
    (outcome,) = Campaign.update_many(ACCOUNT, rows, client=rig.client, reconcile=True)
    assert (outcome.status, outcome.record.name) == ("applied", "renamed")
    writes = [operation for operation in rig.operations if operation == "campaigns/update"]
    assert len(writes) == (1 if fault in LOST else 2)


@pytest.mark.parametrize("fault", LOST)
def test_records_of_people_are_never_sent_again(rig: Rig, fault: str) -> None:
    people = CustomerList.create(ACCOUNT, "list", "a@example.com", client=rig.healthy)
    rig.lose(fault)
    rows = [{"id": people.id, "operation_type": "ADD", "records": "b@example.com"}]
    (outcome,) = CustomerList.update_many(ACCOUNT, rows, client=rig.client, reconcile=True)
    assert outcome.status == "unknown"
    assert rig.operations == ["customer_lists/update"]


def test_what_exists_is_not_created(rig: Rig) -> None:
    first = list(Campaign.create_many(ACCOUNT, campaigns("a"), client=rig.healthy))
    rig.log.clear()
    outcomes = list(Campaign.create_many(ACCOUNT, campaigns("a", "b", "b"), client=rig.healthy, if_not_exists=True))
    assert [outcome.status for outcome in outcomes] == ["exists", "applied", "exists"]
    assert outcomes[0].record.id == first[0].record.id
    assert outcomes[2].record.id == outcomes[1].record.id
    assert all(outcome.applied for outcome in outcomes)
    assert rig.operations == ["campaigns/list", "campaigns/create"]


def test_what_is_archived_does_not_exist(rig: Rig) -> None:
    (made,) = Campaign.create_many(ACCOUNT, campaigns("a"), client=rig.healthy)
    assert made.record is not None
    made.record.archive()
    (outcome,) = Campaign.create_many(ACCOUNT, campaigns("a"), client=rig.healthy, if_not_exists=True)
    assert outcome.status == "applied"


def test_a_name_counts_within_its_parent(rig: Rig) -> None:
    elsewhere = "626735000002"
    rows = [{**GROUPS[0], "campaign_id": campaign} for campaign in (CAMPAIGN, CAMPAIGN)]
    outcomes = list(AdGroup.create_many(ACCOUNT, rows, client=rig.healthy, if_not_exists=True, concurrency=4))
    assert [outcome.status for outcome in outcomes] == ["applied", "exists"]
    other = [{"campaign_id": elsewhere, "name": "g1", "billable_event": "CLICKTHROUGH"}]
    assert [outcome.status for outcome in AdGroup.create_many(ACCOUNT, other, client=rig.healthy, if_not_exists=True)] == ["applied"]


def test_where_it_cannot_be_looked_nothing_is_created(rig: Rig) -> None:
    rig.lose("error_before")
    outcomes = list(Campaign.create_many(ACCOUNT, campaigns("a"), client=rig.client, if_not_exists=True))
    assert [(outcome.status, outcome.sent) for outcome in outcomes] == [("rejected", False)]
    assert rig.operations == ["campaigns/list"]


def test_an_ad_without_a_name_cannot_be_looked_for(rig: Rig, wording: Wording) -> None:
    outcomes = list(Ad.create_many(ACCOUNT, NAMELESS, client=rig.healthy, if_not_exists=True))
    (message,) = {outcome.message for outcome in outcomes}
    assert message.startswith("name ")
    wording(message)
