"""The words that people have for fields: as options beside the API's names, and as headings and keys of files."""

from __future__ import annotations

import json

from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.fields import fields_by_word, fields_of
from tests.support.command_line import Pinads
from tests.support.each import each

AD_GROUP, CAMPAIGN = "2680060000001", "626735000001"
COLLECTIONS = ("ad_accounts", "campaigns", "ad_groups", "ads", "keywords", "audiences", "customer_lists")


@each(
    ("options", "body"),
    [
        ("adgroups update 2680060000001 --bid 0.80", {"bid_in_micro_currency": 800000}),
        ("adgroups update 2680060000001 --bid-in-micro-currency 0.80", {"bid_in_micro_currency": 800000}),
        ("campaigns update 626735000001 --daily-budget 71", {"daily_spend_cap": 71000000}),
        ("campaigns update 626735000001 --daily-spend-cap 71", {"daily_spend_cap": 71000000}),
        ("keywords create --value x --match-type EXACT --parent 2680060000001", {"value": "x", "match_type": "EXACT"}),
        ("ads create --adgroup 2680060000001 --pin 394205773611545468 --creative-type REGULAR", {"ad_group_id": AD_GROUP}),
    ],
)
def test_a_word_sends_the_field(pinads: Pinads, options: str, body: dict[str, object]) -> None:
    run = pinads(*options.split(), "--dry-run", "-o", "json")
    assert run.exit_code == 0, run.stderr
    sent = json.loads(run.stdout)[0]["body"]
    row = sent[0] if isinstance(sent, list) else sent["keywords"][0]
    assert body.items() <= row.items()


@each(
    "options",
    ["--budget 3 --budget-in-micro-currency 5", "--budget-in-micro-currency 5 --budget 3", "--budget 3 --budget 5"],
)
def test_two_spellings_of_one_option_are_refused(pinads: Pinads, options: str) -> None:
    run = pinads("adgroups", "update", AD_GROUP, *options.split())
    assert (run.exit_code, run.stdout, pinads.requests) == (2, "", [])
    assert run.stderr.startswith("error: --budget is given 2 times: ")


@each(
    "header",
    [
        "Campaign,Name,Billable event,Budget",
        "campaign_id,name,billable_event,budget_in_micro_currency",
        "Campaign ID,NAME,billable-event,budget",
    ],
)
def test_headings_are_words_or_names(pinads: Pinads, header: str) -> None:
    rows = f"{header}\n{CAMPAIGN},Linen,CLICKTHROUGH,20.00\n"
    run = pinads("adgroups", "create", "--file", "-", "--dry-run", "-o", "json", input=rows)
    assert run.exit_code == 0, run.stderr
    (row,) = json.loads(run.stdout)[0]["body"]
    assert (row["campaign_id"], row["name"], row["budget_in_micro_currency"]) == (CAMPAIGN, "Linen", 20000000)


def test_a_field_under_two_headings_is_refused(pinads: Pinads) -> None:
    row = {"campaign": CAMPAIGN, "campaign_id": CAMPAIGN, "name": "Linen", "billable_event": "CLICKTHROUGH", "budget": "20.00"}
    run = pinads("adgroups", "create", "--file", "-", input=json.dumps(row))
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "the row has campaign_id twice" in run.stderr


def test_what_an_ad_cannot_be_given_is_named_as_it_was_written(pinads: Pinads) -> None:
    run = pinads("ads", "create", "--file", "-", input=json.dumps({"campaign": CAMPAIGN}))
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "campaign cannot be written on create" in run.stderr


def test_a_word_means_one_field_of_a_record_and_the_same_everywhere() -> None:
    meanings: dict[str, set[str]] = {}
    for collection in COLLECTIONS:
        fields = fields_of(model_of(collection))
        for field in fields.values():
            for word in field.called:
                assert fields_by_word(fields)[word.replace(" ", "")] is field
                if collection != "keywords":  # Its bid is called so by the API.
                    meanings.setdefault(word, set()).add(field.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}
