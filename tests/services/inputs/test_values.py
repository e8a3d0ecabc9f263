"""What the texts of options become in a request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.loopback import always, response, serving
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, MINIMAL, YEN_ACCOUNT, body, settings

CREATE = ("campaigns", "create", *MINIMAL, "--dry-run")
LIST = "643000000001"


@each(
    ("text", "micros"),
    [
        ("25", 25_000_000),
        ("25.00", 25_000_000),
        ("25.5", 25_500_000),
        ("25.00 USD", 25_000_000),
        ("25.50usd", 25_500_000),
        (".50", 500_000),
        ("25000000micro", 25_000_000),
        ("70000micros", 70_000),
        ("0", 0),
        ("0.07", 70_000),
        ("9007199254.74", 9_007_199_254_740_000),
        (" 12.00 ", 12_000_000),
    ],
)
def test_money_is_exact(pinads: Pinads, text: str, micros: int) -> None:
    assert body(pinads.ok(*CREATE, "--daily-spend-cap", text, "--allow-large", "--allow-small"))["daily_spend_cap"] == micros


def test_micro_currency_that_no_currency_forbids_needs_no_lookup(pinads: Pinads) -> None:
    pinads.ok(*CREATE, "--daily-spend-cap", "25000000micro", "--allow-small")
    pinads.ok(*CREATE, "--daily-spend-cap", "10000000000micro")
    assert pinads.requests == []


def test_the_currency_is_looked_up_once(pinads: Pinads) -> None:
    pinads.ok(*CREATE, "--daily-spend-cap", "25")
    pinads.ok(*CREATE, "--daily-spend-cap", "26")
    assert pinads.operations == ["ad_accounts/get"]


def test_money_is_in_the_accounts_currency(pinads: Pinads) -> None:
    assert body(pinads.ok(*CREATE, "--daily-spend-cap", "1200", "--account", YEN_ACCOUNT))["daily_spend_cap"] == 1_200_000_000
    assert body(pinads.ok(*CREATE, "--daily-spend-cap", "1200JPY", "--account", YEN_ACCOUNT))["daily_spend_cap"] == 1_200_000_000


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-12-01", 1_796_112_000),
        ("2026-12-01T09:05", 1_796_144_700),
        ("2026-12-01 09:05:30Z", 1_796_115_930),
        ("2026-12-01T09:05+01:00", 1_796_112_300),
        ("1796083200", 1_796_083_200),
    ],
)
def test_times_without_a_zone_are_in_the_accounts(pinads: Pinads, text: str, seconds: int) -> None:
    assert body(pinads.ok(*CREATE, "--start-time", text))["start_time"] == seconds


def test_times_from_now(pinads: Pinads) -> None:
    sent = body(pinads.ok(*CREATE, "--start-time", "now", "--end-time", "+2w"))
    assert abs(sent["end_time"] - sent["start_time"] - 14 * 86_400) <= 1


def test_flags_are_three_things(pinads: Pinads) -> None:
    assert body(pinads.ok(*CREATE, "--is-performance-plus"))["is_performance_plus"] is True
    assert body(pinads.ok(*CREATE, "--no-is-performance-plus"))["is_performance_plus"] is False
    assert "is_performance_plus" not in body(pinads.ok(*CREATE))


@pytest.mark.parametrize("typed", ["WEB_CONVERSION", "web_conversion", "Web_Conversion"])
def test_choices_in_any_case(pinads: Pinads, typed: str) -> None:
    assert (
        body(pinads.ok("campaigns", "create", "--name", "x", "--objective-type", typed, "--dry-run"))["objective_type"] == "WEB_CONVERSION"
    )


def test_what_is_empty_is_not_what_was_not_given(pinads: Pinads) -> None:
    update = ("ads", "update", "687195000001", "--dry-run")
    assert body(pinads.ok(*update, "--destination-url", "", "--name", "x"))["destination_url"] == ""
    assert "destination_url" not in body(pinads.ok(*update, "--name", "x"))
    assert body(pinads.ok(*update, "--clear", "destination_url"))["destination_url"] is None


URLS = ["https://a.example", "https://b.example/?q=1"]


@pytest.mark.parametrize(
    "typed",
    [
        ("https://a.example,https://b.example/?q=1",),
        ("https://a.example", "https://b.example/?q=1"),
        ('["https://a.example", "https://b.example/?q=1"]',),
        ("@urls.json",),
        ("https://a.example", '["https://b.example/?q=1"]'),
    ],
)
def test_lists_with_commas_repeated_and_as_json(
    pinads: Pinads, typed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("urls.json").write_text('["https://a.example", "https://b.example/?q=1"]')
    options = [word for text in typed for word in ("--carousel-destination-urls", text)]
    assert body(pinads.ok("ads", "update", "687195000001", *options, "--dry-run"))["carousel_destination_urls"] == URLS


def test_objects_as_json_and_from_a_file(pinads: Pinads, tmp_path: Path) -> None:
    text = '{"click": ["https://t.example/é"]}'
    (tmp_path / "urls.json").write_text(text, encoding="utf-8")
    for typed in (text, f"@{tmp_path}/urls.json"):
        assert body(pinads.ok(*CREATE, "--tracking-urls", typed))["tracking_urls"] == {"click": ["https://t.example/é"]}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("x=5", 5), ('x="a=b"', "a=b"), ("x=null", None), ('x={"a":[1]}', {"a": [1]}), ("x=true", True), ("daily_spend_cap=-5", -5)],
)
def test_unknown_fields_are_sent_as_they_are(pinads: Pinads, typed: str, value: Any) -> None:
    name = typed.partition("=")[0]
    assert body(pinads.ok(*CREATE, "-F", typed))[name] == value


def test_ids_stay_strings(pinads: Pinads) -> None:
    keyword = ("--value", "lamp", "--match-type", "broad", "--parent", AD_GROUP)
    (request,) = pinads.ok("keywords", "create", *keyword, "--dry-run").json
    assert request["body"] == {"parent_id": AD_GROUP, "keywords": [{"value": "lamp", "match_type": "BROAD"}]}
    assert body(pinads.ok(*CREATE, "--order-line", "007"))["order_line_id"] == "007"


AGES = [
    (("--age", "25-34,35-44"), {"AGE_BUCKET": ["25-34", "35-44"]}),
    (("--age", "25-34", "--age", "65+"), {"AGE_BUCKET": ["25-34", "65+"]}),
    (("--age", "25-54"), {"MINIMUM_AGE": "25", "MAXIMUM_AGE": "54"}),
    (("--age", "18+"), {"MINIMUM_AGE": "18"}),
    (("--gender", "Female,UNKNOWN"), {"GENDER": ["female", "unknown"]}),
    (("--geo", "US-CA, US-NY", "--location", "US"), {"GEO": ["US-CA", "US-NY"], "LOCATION": ["US"]}),
    (("--interest", "1,2", "--locale", "en-US"), {"INTEREST": ["1", "2"], "LOCALE": ["en-US"]}),
    (("--audience-include", "5", "--audience-exclude", "6,7"), {"AUDIENCE_INCLUDE": ["5"], "AUDIENCE_EXCLUDE": ["6", "7"]}),
]


@pytest.mark.parametrize(("options", "spec"), AGES)
def test_parts_of_a_targeting(pinads: Pinads, options: tuple[str, ...], spec: dict[str, Any]) -> None:
    group = ("--name", "g", "--campaign", CAMPAIGN, "--billable-event", "clickthrough", "--budget", "20")
    assert body(pinads.ok("adgroups", "create", *group, *options, "--dry-run"))["targeting_spec"] == spec


PEOPLE = "b@example.com,a@example.com,5d41402abc4b2a76b9719d911017c592"


@pytest.mark.parametrize(
    "written",
    [
        "B@Example.com,a@example.com,5d41402abc4b2a76b9719d911017c592",
        "B@Example.com\na@example.com\r\n5d41402abc4b2a76b9719d911017c592\n\n",
        '"B@Example.com", "a@example.com"\n 5d41402abc4b2a76b9719d911017c592 ,',
        "\ufeffB@Example.com\na@example.com\n5d41402abc4b2a76b9719d911017c592\n",
    ],
)
@pytest.mark.parametrize("source", ["file", "stdin"])
def test_records_of_people_one_a_line_or_with_commas(
    pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, source: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(written, encoding="utf-8", newline="")
    records, piped = ("-", written) if source == "stdin" else (f"@{file}", None)
    with serving(always(response(b'{"id": "643000000001", "name": "x"}'))) as server:
        for name, value in settings(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        pinads.ok("customer-lists", "add-records", LIST, "--records", records, input=piped)
    (request,) = server.requests
    assert json.loads(request.partition("\r\n\r\n")[2]) == {"operation_type": "ADD", "records": PEOPLE}
