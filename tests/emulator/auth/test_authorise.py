"""The login page."""

import http.client
import json
from contextlib import closing
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest

from pinads.emulator import Faults, Server
from pinads.emulator.auth.scopes import KNOWN
from tests.contract.description import OLDER, document
from tests.emulator.login import ASKED, FORM, REDIRECT, app, bearer, code_for, decide, exchange, told
from tests.support.each import each


class Page(HTMLParser):
    """Parser of a page: its texts, its tags, and the form with its fields and buttons."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.form, self.fields, self.buttons = "", [], None, {}, {}
        self._button = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        if tag == "form":
            self.form = given
        elif tag == "input":
            self.fields[given["name"]] = given["value"]
        self._button = given if tag == "button" else None

    def handle_data(self, data):
        self.text += data
        if self._button:
            self.buttons[data] = (self._button["name"], self._button["value"])
            self._button = None


def shown(api, query, path="/oauth/"):
    answer = api.send("GET", path, query if isinstance(query, str) else urlencode(query), headers={})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return answer.status, Page(answer.body.decode())


def without(name):
    return {other: value for other, value in ASKED.items() if other != name}


def test_the_page_names_the_app_and_the_scopes_and_has_two_buttons(api):
    status, page = shown(api, ASKED)
    assert status == 200
    assert "1234" in page.text
    assert "ads:read" in page.text
    assert "ads:write" in page.text
    assert page.form["method"] == "post"
    assert page.fields == ASKED
    assert page.buttons == {"Allow": ("decision", "allow"), "Deny": ("decision", "deny")}
    assert "script" not in page.tags


@pytest.mark.parametrize("separator", [",", " ", ", "])
def test_scopes_stand_with_commas_or_spaces(api, separator):
    scope = separator.join(["ads:read", "pins:read_secret"])
    assert shown(api, {**ASKED, "scope": scope})[0] == 200
    status, tokens = exchange(api, code_for(api, scope=scope))
    assert (status, tokens["scope"]) == (200, "ads:read,pins:read_secret")


def test_allow_brings_a_code_and_the_state(api):
    answer = decide(api)
    assert answer.headers["Location"].startswith("http://localhost:8085/?code=")
    assert set(told(answer)) == {"code", "state"}
    assert told(answer)["state"] == "TEST_state"
    assert exchange(api, told(answer)["code"])[0] == 200


def test_deny_brings_an_error_and_the_state(api):
    assert told(decide(api, "deny")) == {"error": "access_denied", "state": "TEST_state"}


def test_without_a_state_there_is_none(api):
    assert set(told(decide(api, state=""))) == {"code"}


@pytest.mark.parametrize(
    ("redirect_uri", "before"),
    [
        ("http://localhost:8085/cb?a=1&b=%2F", "http://localhost:8085/cb?a=1&b=%2F&code="),
        ("http://localhost:8085/?", "http://localhost:8085/?code="),
        ("https://app.example.com", "https://app.example.com?code="),
        ("http://[::1]:8085/cb", "http://[::1]:8085/cb?code="),
    ],
)
def test_a_redirect_uri_keeps_its_query(api, redirect_uri, before):
    answer = decide(api, redirect_uri=redirect_uri)
    assert answer.headers["Location"].startswith(before)
    assert exchange(api, told(answer)["code"], redirect_uri=redirect_uri)[0] == 200


@pytest.mark.parametrize("state", ["a b&c=d#e", "<>\"'", "ä€😀", "%0d%0a", "+"])
def test_a_state_comes_back_as_it_was(api, state):
    assert shown(api, {**ASKED, "state": state})[1].fields["state"] == state
    assert told(decide(api, state=state))["state"] == state


WRONG = [
    (without("client_id"), "client_id"),
    ({**ASKED, "client_id": "12:34"}, "client_id"),
    ({**ASKED, "client_id": "12\n34"}, "client_id"),
    (without("response_type"), "response_type"),
    ({**ASKED, "response_type": "token"}, "response_type"),
    (without("redirect_uri"), "redirect_uri"),
    *(
        ({**ASKED, "redirect_uri": uri}, "redirect_uri")
        for uri in (
            "/cb",
            "localhost:8085/",
            "//localhost/",
            "ftp://localhost/",
            "javascript:alert(1)",
            "http://",
            "http:///cb",
            "http://localhost:x/",
            "http://[::1/",
            "http://localhost/#there",
            "http://localhost/\r\nSet-Cookie: a=b",
            "http://localhost/a b",
            "http://localhost/ä",
        )
    ),
    (without("scope"), "scope"),
    ({**ASKED, "scope": ","}, "scope"),
    ({**ASKED, "scope": "ads:read,ads:everything"}, "ads:everything"),
    ({**ASKED, "state": "a\r\nb"}, "state"),
]


@each(("parameters", "named"), WRONG)
def test_a_wrong_link_is_a_page_that_says_so_and_never_a_redirect(api, parameters, named):
    status, page = shown(api, parameters)
    assert (status, page.form) == (400, None)
    assert named in page.text
    for decision in ("allow", "deny"):
        answer = api.send("POST", "/oauth/", headers=FORM, raw=urlencode({**parameters, "decision": decision}).encode())
        assert (answer.status, "Location" in answer.headers) == (400, False)
        assert named in Page(answer.body.decode()).text


def test_a_parameter_that_is_given_twice_is_refused(api):
    status, page = shown(api, urlencode(ASKED) + "&redirect_uri=http%3A%2F%2Fother.example%2F")
    assert (status, page.form) == (400, None)


@each("decision", ["", "yes", "ALLOW"])
def test_what_is_neither_allow_nor_deny_decides_nothing(api, decision):
    answer = decide(api, decision)
    assert (answer.status, "Location" in answer.headers) == (400, False)


def test_a_form_is_a_form(api):
    answer = api.send("POST", "/oauth/", headers={"Content-Type": "application/json"}, raw=b"{}")
    assert answer.status == 415
    assert "application/x-www-form-urlencoded" in Page(answer.body.decode()).text


def test_a_link_cannot_press_the_button(api):
    status, page = shown(api, {**ASKED, "decision": "allow"})
    assert (status, page.fields) == (200, ASKED)
    answer = api.send("POST", "/oauth/", urlencode({**ASKED, "decision": "allow"}), headers=FORM, raw=b"")
    assert (answer.status, "Location" in answer.headers) == (400, False)


@pytest.mark.parametrize("name", ["client_id", "state", "scope", "redirect_uri", "response_type"])
def test_nothing_that_is_sent_becomes_markup(api, name):
    evil = "\"'><script>alert(1)</script>&amp;"
    answer = api.send("GET", "/oauth/", urlencode({**ASKED, name: evil}), headers={})
    assert b"<script" not in answer.body
    if name in ("client_id", "state"):
        page = Page(answer.body.decode())
        assert page.fields[name] == evil
        assert evil in page.text or name == "state"


@pytest.mark.parametrize("path", ["/oauth", "/oauth/"])
def test_both_paths_show_it_and_take_the_decision(api, path):
    assert shown(api, ASKED, path)[0] == 200
    assert "code" in told(decide(api, path=path))


def test_other_methods_are_405(api):
    answer = api.send("PUT", "/oauth/")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, POST")


def test_the_scopes_are_those_of_the_description():
    described = document(OLDER)["components"]["securitySchemes"]["pinterest_oauth2"]
    assert set(described["flows"]["authorizationCode"]["scopes"]) == KNOWN


@pytest.mark.parametrize(("fault", "status"), [("error_before", 500), ("error_after", 500), ("html", 502), ("throttle", 429)])
def test_it_can_fail_too(api, fault, status):
    api.emulator.faults = Faults.script([fault])
    assert decide(api).status == status
    assert decide(api).status == 302


@each("path", ["/oauth", "/oauth/", "/v5/oauth", "/v5/oauth/"])
def test_a_login_over_http(api, path):
    """Fetch the page, send its form as a browser does, read the redirect, exchange the code and use the token."""
    with Server(api.emulator) as server, closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:

        def ask(method, path, form=None, headers=FORM):
            connection.request(method, path, form and urlencode(form), headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()

        status, headers, html = ask("GET", f"{path}?{urlencode(ASKED)}", headers={})
        page = Page(html)
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert urljoin(f"http://127.0.0.1{path}?{urlencode(ASKED)}", page.form["action"]) == f"http://127.0.0.1{path}"

        status, headers, body = ask("POST", path, {**page.fields, **dict([page.buttons["Allow"]])})
        assert (status, body) == (302, "")
        redirected = dict(parse_qsl(urlsplit(headers["Location"]).query))
        assert redirected.pop("state") == "TEST_state"

        form = {"grant_type": "authorization_code", "redirect_uri": REDIRECT, **redirected}
        status, _, body = ask("POST", "/v5/oauth/token", form, app())
        assert status == 200
        assert ask("GET", "/v5/ad_accounts", headers=bearer(json.loads(body)["access_token"]))[0] == 200
        assert ask("POST", "/v5/oauth/token", form, app())[0] == 400
        assert ask("GET", "/v5/ad_accounts", headers=bearer(json.loads(body)["access_token"]))[0] == 401
