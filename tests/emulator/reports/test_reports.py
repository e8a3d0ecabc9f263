"""Asynchronous reports over time: their tokens, statuses and operations."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from pinads.emulator import Faults
from tests.contract.description import where
from tests.emulator.description import REASON
from tests.emulator.login import bearer, logged_in
from tests.emulator.report_rows import asked, body, fetched, link, state
from tests.support.validated import Contract

NOTHING = {"url": None, "size": None}
DESCRIBED = "/ad_accounts/{ad_account_id}/reports"


def statuses(api, token, *seconds):
    """Read a report's status after some seconds, and after some more."""
    found = []
    for each in seconds:
        api.clock.advance(each)
        found.append(state(api, token)["report_status"])
    return found


def test_a_report_over_time(sample):
    token = asked(sample)
    assert statuses(sample, token, 0, 0.9, 0.1, 0.9) == ["DOES_NOT_EXIST"] * 2 + ["IN_PROGRESS"] * 2
    assert statuses(sample, token, 0.1, 3597) == ["FINISHED"] * 2
    assert statuses(sample, token, 1) == ["EXPIRED"]


def test_only_a_finished_one_has_a_link_and_a_size(sample):
    token = asked(sample)
    assert state(sample, token) == {"report_status": "DOES_NOT_EXIST", **NOTHING}
    sample.clock.advance(1)
    assert state(sample, token) == {"report_status": "IN_PROGRESS", **NOTHING}
    sample.clock.advance(1)
    done = state(sample, token)
    assert done["size"] == len(fetched(sample, done["url"]).body)
    sample.clock.advance(3600)
    assert state(sample, token) == {"report_status": "EXPIRED", **NOTHING}


def test_tokens_cannot_be_guessed_and_are_words(sample):
    tokens = {asked(sample) for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch("[0-9a-z]{42}", token) for token in tokens)


def test_a_token_that_nobody_gave_out(sample):
    assert state(sample, "made-up") == {"report_status": "DOES_NOT_EXIST", **NOTHING}


def test_a_token_of_another_ad_account(sample):
    token = asked(sample)
    sample.clock.advance(2)
    answer = sample.ok("GET", "/ad_accounts/549755885176/reports", f"token={token}")
    assert answer == {"report_status": "DOES_NOT_EXIST", **NOTHING}


@pytest.mark.parametrize("query", ["", "token=", "Token=x", "token=a&token=b"])
def test_a_token_must_be_in_the_query_once(sample, query):
    status, answer = sample.call("GET", "reports", query)
    assert (status, answer["code"]) == (400, 1)
    assert "token" in answer["message"]


def test_an_account_that_there_is_not(sample):
    for method, data in (("GET", None), ("POST", body(sample))):
        assert sample.call(method, "/ad_accounts/12/reports", "token=x", body=data)[0] == 404


def test_expired_ones_are_forgotten_with_the_next(sample):
    first = asked(sample)
    sample.clock.advance(3600)
    second = asked(sample)
    assert statuses(sample, first, 2) == ["DOES_NOT_EXIST"]
    assert statuses(sample, second, 0) == ["FINISHED"]


def test_reset_forgets_reports(sample):
    token, url = asked(sample), link(sample)
    sample.emulator.reset()
    sample.emulator.seed()
    assert state(sample, token)["report_status"] == "DOES_NOT_EXIST"
    assert fetched(sample, url).status == 403


def test_the_log_knows_the_operations_and_shows_neither_token_nor_signature(sample):
    token = asked(sample)
    sample.clock.advance(2)
    url = state(sample, token)["url"]
    fetched(sample, url)
    assert [entry.operation for entry in sample.entries] == ["analytics/create_report", "analytics/get_report", "reports/download"]
    logged = json.dumps([entry._asdict() for entry in sample.entries])
    assert token not in logged
    assert dict(parse_qsl(urlsplit(url).query))["signature"] not in logged
    assert "report=1&expires=" in sample.entries[-1].query


def test_answers_announce_the_limit_of_analytics_and_files_none(sample):
    answer = sample.send("POST", sample.below("reports"), body=body(sample))
    assert "ads_analytics" in answer.headers["X-RateLimit-Limit"]
    assert not [name for name in fetched(sample, link(sample)).headers if "ratelimit" in name.lower()]


@pytest.mark.parametrize("scope", ["ads:read", "ads:write"])
def test_reading_is_all_that_a_token_must_be_good_for(new_api, scope):
    api = new_api()
    headers = {**bearer(logged_in(api, scope=scope)["access_token"]), "Content-Type": "application/json"}
    answers = [api.send(method, api.below("reports"), "token=x", data, headers) for method, data in (("GET", None), ("POST", body(api)))]
    assert {answer.status for answer in answers} == ({200} if scope == "ads:read" else {401})


@pytest.mark.skipif(not (where() / "openapi.json").is_file(), reason=REASON)
def test_answers_are_as_described(sample):
    contract = Contract(json.loads((where() / "openapi.json").read_text(encoding="utf-8")))
    created = sample.ok("POST", "reports", body=body(sample))
    told = []
    for seconds in (0, 1, 1, 3600):
        sample.clock.advance(seconds)
        told.append(state(sample, created["token"]))
    assert contract.validator("POST", DESCRIBED, "200").is_valid(created)
    assert all(contract.validator("GET", DESCRIBED, "200").is_valid(answer) for answer in told)
    assert not contract.validator("GET", DESCRIBED, "200").is_valid({"report_status": "DONE"})


def test_a_report_whose_answer_was_lost_was_made_all_the_same(sample):
    sample.emulator.faults = Faults.parse(["drop_after@analytics/create_report=1"])
    sample.send("POST", sample.below("reports"), body=body(sample))
    sample.emulator.faults = Faults()
    assert parse_qsl(urlsplit(link(sample)).query)[0] == ("report", "2")


def test_a_report_outlives_a_restart(new_api, tmp_path):
    api = new_api(tmp_path)
    campaign, token = api.campaign(), asked(api, columns=["CAMPAIGN_NAME"])
    api.emulator.close()
    again = new_api(tmp_path)
    again.account = api.account
    again.clock.advance(2)
    assert campaign["id"] in json.loads(fetched(again, state(again, token)["url"]).body)
    again.emulator.close()
    assert token.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_names_of_its_operations_are_known_to_faults():
    with pytest.raises(ValueError, match=r"analytics/create_report, .*analytics/get_report, .*reports/download"):
        Faults.parse(["html@reports/upload=1"])
