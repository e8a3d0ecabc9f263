import json

import pytest

from tests.emulator.conftest import TOKEN
from tests.support.each import each

BEARER = {"Authorization": TOKEN["Authorization"]}
CAMPAIGN = '[{"name": "NAME", "objective_type": "CONSIDERATION", "ad_account_id": "ACCOUNT"}]'


def error(answer):
    """Return the error of a response, which has the one shape of errors."""
    body = json.loads(answer.body)
    assert set(body) == {"code", "message"}
    assert isinstance(body["code"], int)
    assert body["message"]
    return body


@each("authorization", [None, "", "Bearer", "Bearer ", "Basic eDp5", "pina_TEST"])
def test_without_a_token_nothing_is_answered(sample, authorization):
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = sample.send("GET", "/ad_accounts", headers=headers)
    assert (answer.status, error(answer)["code"]) == (401, 2)


def test_any_token_will_do_and_header_names_have_any_case(sample):
    assert sample.send("GET", "/ad_accounts", headers={"authorization": "bearer x"}).status == 200


@each(
    "path", ["", "/", "/ad_accounts/", "/adaccounts", "/ad_accounts/{}/pins", "/ad_accounts/{}/keywords/12", "/ad_accounts/{}/ads/1/2", "x"]
)
def test_unknown_paths_are_404(sample, path):
    answer = sample.send("GET", path.format(sample.account))
    assert answer.status == 404
    error(answer)


@each(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/ad_accounts", "GET, POST"),
        ("PUT", "/ad_accounts/{}", "GET"),
        ("HEAD", "/ad_accounts/{}/campaigns", "GET, PATCH, POST"),
        ("PATCH", "/ad_accounts/{}/campaigns/12", "GET"),
        ("POST", "/ad_accounts/{}/audiences/12", "GET, PATCH"),
        ("PATCH", "/ad_accounts/{}/customer_lists", "GET, POST"),
        ("OPTIONS", "/ad_accounts/{}/keywords", "GET, PATCH, POST"),
        ("GET", "/oauth/token", "POST"),
    ],
)
def test_other_methods_are_405_with_allow(sample, method, path, allowed):
    answer = sample.send(method, path.format(sample.account))
    assert (answer.status, answer.headers["Allow"]) == (405, allowed)
    error(answer)


def test_an_unknown_account_is_404_for_everything_below_it(sample):
    for collection in ("campaigns", "ad_groups", "ads", "audiences", "customer_lists", "keywords"):
        assert sample.call("GET", f"/ad_accounts/12/{collection}")[0] == 404
        assert sample.call("POST", f"/ad_accounts/12/{collection}", body=[])[0] == 404
    assert sample.call("GET", "/ad_accounts/12")[0] == 404


@each("account", ["x", "1" * 19, "%D9%A1", "1%2F2", "-1"])
def test_an_id_that_is_none_is_400(sample, account):
    assert sample.call("GET", f"/ad_accounts/{account}/campaigns")[0] == 400


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_other_content_types_are_415(api, kind):
    headers = {**BEARER, **({"Content-Type": kind} if kind else {})}
    answer = api.send("POST", api.below("campaigns"), headers=headers, raw=b"[]")
    assert answer.status == 415
    error(answer)


def test_a_charset_beside_the_content_type_is_no_matter(api):
    body = CAMPAIGN.replace("ACCOUNT", api.account).encode()
    answer = api.send("POST", api.below("campaigns"), headers={**BEARER, "content-type": "Application/JSON; charset=utf-8"}, raw=body)
    assert "data" in json.loads(answer.body)["items"][0]


@each(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf[]",
        "[]".encode("utf-16"),
        b"[NaN]",
        b"[1e999]",
        b"[" + b"9" * 30 + b"]",
        b"[" + b"9" * 5000 + b"]",
        b'[{"name": "a", "name": "b"}]',
        b'[{"name": "\\ud800"}]',
        b'[{"\\udfff": 1}]',
        b"[" * 100 + b"]" * 100,
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"null",
        b"1",
        b'"x"',
        b"{}",
        b"[[]]",
    ],
)
def test_a_body_that_is_no_good_is_400(api, raw):
    answer = api.send("POST", api.below("campaigns"), raw=raw)
    assert answer.status == 400
    error(answer)
    assert api.items("campaigns") == []


@pytest.mark.parametrize("name", ["\u0000", "\u0007[bold]", "😀", "a" * 100_000, "'; DROP TABLE entities; --", "\ufffe\u2028"])
def test_any_text_comes_back_as_it_was(api, name):
    made = api.campaign(name=name)
    assert made["name"] == name
    assert api.items("campaigns")[0]["name"] == name


def test_whole_pairs_of_surrogates_are_text(api):
    body = CAMPAIGN.replace("ACCOUNT", api.account).replace("NAME", "\\ud83d\\ude00")
    answer = api.send("POST", api.below("campaigns"), raw=body.encode())
    assert json.loads(answer.body)["items"][0]["data"]["name"] == "😀"


@pytest.mark.parametrize("value", [2**63 - 1, 2**62])
def test_large_numbers_come_back_as_they_were(api, value):
    assert api.campaign(end_time=value, daily_spend_cap=value)["end_time"] == value


def test_a_batch_that_the_description_refuses_does_nothing(api):
    good = {"ad_account_id": api.account, "name": "a", "objective_type": "CONSIDERATION"}
    status, answer = api.call("POST", "campaigns", body=[good, {**good, "objective_type": "NOPE"}])
    assert status == 400
    assert "[1].objective_type" in answer["message"]
    assert api.items("campaigns") == []


def test_every_answer_has_an_id_and_says_its_limits(sample):
    first, second = (sample.send("GET", "/ad_accounts") for _ in range(2))
    assert first.headers["x-pinterest-rid"] != second.headers["x-pinterest-rid"]
    assert 'w=60;name="ads_read' in first.headers["X-RateLimit-Limit"]
    assert int(first.headers["X-RateLimit-Remaining"]) > int(second.headers["X-RateLimit-Remaining"])
    assert 0 < int(first.headers["X-RateLimit-Reset"]) <= 60


def test_the_log_has_no_token_and_no_body(sample):
    sample.send("GET", "/ad_accounts", "page_size=2")
    sample.send("GET", "/nowhere")
    first, second = sample.entries[-2:]
    assert (first.method, first.path, first.query, first.status) == ("GET", "/ad_accounts", "page_size=2", 200)
    assert (first.operation, second.operation, second.status) == ("ad_accounts/list", None, 404)
    assert "pina_" not in str(sample.entries)
