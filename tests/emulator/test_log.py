"""The request log, which must never have secrets."""

import base64
import json
from urllib.parse import quote, urlencode

import pytest

from tests.emulator.login import ASKED, FORM, app, bearer, code_for, decide, exchange, refresh, used
from tests.support.each import each

PLANTED = "PLANTED7f3a"


def logged(api):
    return json.dumps([entry._asdict() for entry in api.entries], ensure_ascii=False)


def test_a_login_leaves_nothing_secret_in_the_log(api):
    state, secret, redirect = f"{PLANTED}-state", f"{PLANTED}-secret", f"http://localhost:8085/?key={PLANTED}"
    query = urlencode({**ASKED, "state": state, "redirect_uri": redirect, "scope": f"ads:read,{PLANTED}"})
    api.send("GET", "/oauth/", query, headers={})
    api.send("POST", "/oauth/", query, headers=FORM, raw=urlencode({**ASKED, "state": state, "decision": "allow"}).encode())
    decide(api, "deny", state=state)
    code = code_for(api, state=state, redirect_uri=redirect)
    tokens = exchange(api, code, app(secret=secret), redirect)[1]
    used(api, tokens["access_token"])
    renewed = refresh(api, tokens["refresh_token"], app(secret=secret))[1]
    refresh(api, tokens["refresh_token"], app(secret=secret))
    exchange(api, code, app(secret=secret), redirect)

    found = logged(api)
    basic = base64.b64encode(f"1234:{secret}".encode()).decode()
    for text in (
        PLANTED,
        code,
        basic,
        "pina_",
        "pinr_",
        *(grant[name] for grant in (tokens, renewed) for name in tokens if name.endswith("_token")),
    ):
        assert text not in found
    assert [entry.operation for entry in api.entries].count("oauth/authorise") == 4
    assert (
        api.entries[0].query
        == "client_id=(not shown)&redirect_uri=(not shown)&response_type=(not shown)&scope=(not shown)&state=(not shown)"
    )


@each("name", ["code", "state", "access_token", "refresh_token", "token", "client_secret", "Code", "c%6Fde", "pina_"])
@each("path", ["/ad_accounts", "/oauth/token", "/callback", "/%6Fauth/", "/oauth/else", "/ad_accounts/"])
def test_a_secret_in_a_query_is_left_out_wherever_it_is(api, path, name):
    name = "pina_" + PLANTED if name == "pina_" else name
    api.send("GET", path, f"page_size=1&{name}={PLANTED if 'pina' not in name else 1}&bookmark=")
    assert PLANTED not in logged(api)


@pytest.mark.parametrize("sign", ["_", "%5F", "%5f"])
def test_tokens_are_left_out_of_paths_and_values(api, sign):
    for prefix in ("pina", "pinr"):
        api.send("GET", f"/ad_accounts/{prefix}{sign}{PLANTED}/campaigns", f"x=a{prefix}{sign}{PLANTED}")
        api.send("GET", "/ad_accounts", [("x", f"{prefix}_{PLANTED}")])
    assert PLANTED not in logged(api)
    assert api.entries[0].path == "/ad_accounts/(token)/campaigns"


@pytest.mark.parametrize("query", ["page_size=2&order=ASCENDING", "entity_statuses=ACTIVE%2CPAUSED", "a=b;c&&d", quote("ä") + "=%ff"])
def test_everything_else_stands_as_it_came(api, query):
    api.send("GET", api.below("campaigns"), query)
    assert (api.entries[-1].path, api.entries[-1].query) == (api.below("campaigns"), query)


def test_a_token_in_the_header_is_not_in_it(api):
    api.send("GET", "/ad_accounts", headers=bearer("pina_" + PLANTED))
    assert PLANTED not in logged(api)
