"""One entity, field by field."""

from typing import Annotated

from pinads.render.sheet import sheet
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL
from tests.render.samples import RECORDS, look

FIELDS = fields_of(Campaign)


def test_a_sheet_has_the_declared_fields_in_order_and_then_the_others() -> None:
    record = {"invented": 1, "brand\n": [1, 2], **dict(reversed(RECORDS[0].items())), "end_time": None}
    assert "".join(sheet(record, FIELDS, look(40))) == (
        "id                               626735565838\n"
        "name                             Summer sale\n"
        "status                           ACTIVE\n"
        "daily_spend_cap                  12.50 USD\n"
        "is_campaign_budget_optimization  yes\n"
        "end_time                         -\n"
        "tracking_urls                    {\n"
        '                                   "click": [\n'
        '                                     "https://a.example/x"\n'
        "                                   ]\n"
        "                                 }\n"
        "created_time                     2025-11-24 17:05 CET\n"
        "invented                         1\n"
        "brand\\n                          [1,2]\n"
    )


def test_a_sheet_in_colour() -> None:
    record = {"id": "1", "status": "PAUSED", "end_time": None}
    assert "".join(sheet(record, FIELDS, look(color=True))) == (
        "\x1b[2mid\x1b[0m        1\n\x1b[2mstatus\x1b[0m    \x1b[33mPAUSED\x1b[0m\n\x1b[2mend_time\x1b[0m  \x1b[2m-\x1b[0m\n"
    )


def test_a_sheet_obeys_nothing_in_the_record_and_cuts_nothing() -> None:
    record = {"name": "x" * 200 + "\x1b[31m", "tracking_urls": {"click": ["\u202e\u200bx\x9b"]}}
    text = "".join(sheet(record, FIELDS, look(40)))
    assert "x" * 200 + r"\x1b[31m" in text
    assert r"\u202e\u200bx\u009b" in text


def test_a_sheet_without_unicode_is_ascii() -> None:
    assert "".join(sheet(RECORDS[2], FIELDS, look(unicode=False))).isascii()


def test_a_sheet_has_the_currency_of_its_account() -> None:
    record = {"ad_account_id": "2", "daily_spend_cap": 900_000_000}
    assert "900 JPY" in "".join(sheet(record, FIELDS, look(currency_of={"2": "JPY"})))


def test_peoples_data_is_not_shown() -> None:
    class Entry:
        emails: Annotated[list[dict[str, str]], PERSONAL]

    assert "".join(sheet({"emails": [{"a": "ann@example.com"}]}, fields_of(Entry), look())) == "emails  (not shown)\n"


def test_an_empty_record_is_an_empty_sheet() -> None:
    assert list(sheet({}, FIELDS, look())) == []
