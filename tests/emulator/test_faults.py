import json

import pytest

from pinads.emulator import Emulator, Faults, Request
from tests.emulator.login import NOT_GOOD, logged_in, refresh, used
from tests.support.each import each

WRITES = ("error_after", "drop_after", "truncate")
REFUSED = ("throttle", "throttle_bare", "error_before", "drop_before", "html", "hidden_throttle")


def answer_under(api, fault):
    api.emulator.faults = Faults.script([fault], retry_after=7)
    body = [{"ad_account_id": api.account, "name": "x", "objective_type": "CONSIDERATION"}]
    return api.send("POST", api.below("campaigns"), body=body)


@pytest.mark.parametrize("fault", REFUSED)
def test_before_means_not_executed(api, fault):
    answer_under(api, fault)
    assert api.items("campaigns") == []


@pytest.mark.parametrize("fault", WRITES)
def test_after_means_executed_once(api, fault):
    answer_under(api, fault)
    assert len(api.items("campaigns")) == 1


def test_what_each_looks_like(api):
    throttle = answer_under(api, "throttle")
    assert (throttle.status, throttle.headers["Retry-After"], throttle.headers["X-RateLimit-Reset"]) == (429, "7", "7")
    assert throttle.headers["X-RateLimit-Remaining"] == "0"
    bare = answer_under(api, "throttle_bare")
    assert (bare.status, set(bare.headers)) == (429, {"Content-Type"})
    hidden = answer_under(api, "hidden_throttle")
    assert (hidden.status, "Retry after 7 seconds" in json.loads(hidden.body)["message"]) == (400, True)
    html = answer_under(api, "html")
    assert (html.status, html.headers["Content-Type"], html.body[:6]) == (502, "text/html", b"<html>")
    assert answer_under(api, "error_before").status == answer_under(api, "error_after").status == 500
    assert answer_under(api, "drop_before").broken == answer_under(api, "drop_after").broken == "dropped"
    assert answer_under(api, "truncate").broken == "cut"


def test_one_row_of_a_batch_is_throttled(api):
    api.emulator.faults = Faults.script(["item_throttle"])
    row = {"ad_account_id": api.account, "name": "x", "objective_type": "CONSIDERATION"}
    first, second = api.ok("POST", "campaigns", body=[row, row])["items"]
    assert "Retry after" in first["exceptions"][0]["message"]
    assert second["data"]["id"]
    assert len(api.items("campaigns")) == 1


def test_a_keyword_is_throttled_among_the_errors(api):
    api.emulator.faults = Faults.script(["item_throttle"])
    rows = [{"value": value, "match_type": "EXACT_NEGATIVE"} for value in ("a", "b")]
    answer = api.ok("POST", "keywords", body={"parent_id": api.account, "keywords": rows})
    assert [made["value"] for made in answer["keywords"]] == ["b"]
    assert "Retry after" in answer["errors"][0]["error_messages"][0]


def test_a_script_is_used_up_one_by_one(api):
    api.emulator.faults = Faults.script(["error_before", None, "throttle"])
    statuses = [api.send("GET", "/ad_accounts").status for _ in range(4)]
    assert statuses == [500, 200, 429, 200]
    assert [entry.fault for entry in api.entries] == ["error_before", None, "throttle", None]


def test_the_same_seed_brings_the_same_faults(new_api):
    runs = []
    for seed in (1, 1, 2):
        api = new_api(faults=Faults(seed=seed, throttle=0.3, html=0.3))
        runs.append([api.send("GET", "/ad_accounts").status for _ in range(50)])
    assert runs[0] == runs[1] != runs[2]
    assert set(runs[0]) == {200, 429, 502}


def test_texts_of_the_command_line():
    faults = Faults.parse(["throttle=0.1,error-after=5%", "latency=80ms", "retry_after=3s", "seed=9"])
    assert faults.rates == {"throttle": 0.1, "error_after": 0.05}
    assert (faults.latency, faults.retry_after, faults.seed) == (0.08, 3, 9)


@each("text", ["throttle", "throttle=2", "throttle=-1", "throttle=x", "throttle=5ms", "latency=5%", "nope=1", "seed=1s"])
def test_texts_that_are_wrong_say_what_would_be_right(text):
    with pytest.raises(ValueError, match="Invalid fault"):
        Faults.parse([text])


def test_a_script_of_unknown_faults_is_refused():
    with pytest.raises(ValueError, match="choose from"):
        Faults.script(["no_such_fault"])


@each(("fault", "code"), [("expired", 2), ("missing_scope", 3)])
def test_a_token_that_is_not_good_enough(fault: str, code: int) -> None:
    emulator = Emulator(None, faults=Faults.script([fault]))
    answer = emulator.handle(Request("GET", "/ad_accounts", "", {"Authorization": "Bearer pina_TEST"}, b""))
    assert (answer.status, json.loads(answer.body)["code"]) == (401, code)
    again = emulator.handle(Request("GET", "/ad_accounts", "", {"Authorization": "Bearer pina_TEST"}, b""))
    assert again.status == 200


def test_a_fault_may_be_for_one_operation_only(new_api):
    api = new_api(faults=Faults.parse(["error-after@oauth/token=1", "html@campaigns/list=1"]))
    assert api.send("GET", "/ad_accounts").status == 200
    assert api.send("GET", api.below("campaigns")).status == 502
    assert api.send("GET", "/nowhere").status == 404
    assert refresh(api, "pinr_TEST_used")[0] == 500
    api.emulator.faults = Faults()
    assert refresh(api, "pinr_TEST_used")[0] == 400
    assert [entry.fault for entry in api.entries] == [None, "html", None, "error_after", None]


def test_a_fault_of_access_tokens_leaves_logging_in_alone(new_api):
    api = new_api(faults=Faults(expired=1))
    assert used(api, logged_in(api)["access_token"]) == NOT_GOOD


@each("text", ["drop_after@oauth/tokens=1", "drop_after@=1", "nope@oauth/token=1", "latency@oauth/token=1ms"])
def test_a_fault_of_an_operation_that_there_is_not(text):
    with pytest.raises(ValueError, match=r"Invalid fault .*(operations are .*oauth/token|choose from)"):
        Faults.parse([text])


def test_the_fault_of_a_scope_names_it(api):
    api.emulator.faults = Faults.script(["missing_scope", "missing_scope"])
    assert "ads:read" in json.loads(api.send("GET", "/ad_accounts").body)["message"]
    assert "ads:write" in json.loads(api.send("POST", "/ad_accounts", body={"name": "New"}).body)["message"]
