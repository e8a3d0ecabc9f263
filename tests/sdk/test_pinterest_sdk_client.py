"""Programs that come from Pinterest's own SDK: its environment variables, and its client functions."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest

from pinads.sdk import (
    AdAccount,
    Campaign,
    Client,
    InvalidInput,
    InvalidType,
    MissingCredentials,
    NetworkError,
    PinterestSDKClient,
    RefreshingToken,
    RenewedTokens,
    create_client_with_refresh_token,
    create_client_with_token,
    create_default_client,
    get_default_client,
    set_default_access_token,
    set_default_client,
    set_default_refresh_token,
)
from pinads.sdk.errors import CredentialError
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
SANDBOX = "https://api-sandbox.pinterest.com/v5"
THEIRS = {"PINTEREST_REFRESH_ACCESS_TOKEN": "pinr_TEST_0", "PINTEREST_APP_ID": "1234", "PINTEREST_APP_SECRET": "app-secret-TEST"}


class TokenServer:
    """An API whose refresh tokens are good once: pinr_TEST_0 gives pina_TEST_1 and pinr_TEST_1, and so on."""

    def __init__(self, **answer: Any) -> None:
        self.renewals = 0
        self.good = "pina_TEST_1"
        self.answer = answer
        self.urls: list[str] = []
        self.forms: list[dict[str, list[str]]] = []
        self.sent: list[str] = []

    def __call__(self, request: WireRequest) -> Any:
        self.urls.append(request.url)
        authorization = request.headers["Authorization"]
        if request.url.endswith("/oauth/token"):
            form = parse_qs((request.body or b"").decode())
            self.forms.append(form)
            assert authorization == "Basic " + base64.b64encode(b"1234:app-secret-TEST").decode()
            if form["refresh_token"] != [f"pinr_TEST_{self.renewals}"]:
                return WireResponse(400, {}, json.dumps({"code": 1, "message": f"used before: {form['refresh_token'][0]}"}).encode())
            self.renewals += 1
            self.good = f"pina_TEST_{self.renewals}"
            tokens = {"access_token": self.good, "refresh_token": f"pinr_TEST_{self.renewals}", "expires_in": 3600}
            return {name: value for name, value in {**tokens, **self.answer}.items() if value is not None}
        self.sent.append(authorization)
        if authorization != f"Bearer {self.good}":
            return WireResponse(401, {}, b'{"code": 2, "message": "Authentication failed."}')
        return {"id": ACCOUNT}


def refreshing(server: Callable[[WireRequest], Any], **settings: Any) -> Client:
    return create_client_with_refresh_token(
        "pinr_TEST_0", "1234", "app-secret-TEST", wire=FunctionWire(server), clock=FakeClock(), **settings
    )


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (SANDBOX, SANDBOX),
        (SANDBOX + "/", SANDBOX),
        ("https://api-sandbox.pinterest.com", SANDBOX),
        ("https://api-sandbox.pinterest.com/", SANDBOX),
        ("http://127.0.0.1:8080/v5", "http://127.0.0.1:8080/v5"),
    ],
)
def test_their_variable_says_which_api(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("PINTEREST_ACCESS_TOKEN", "pina_TEST_theirs")
    monkeypatch.setenv("PINTEREST_API_URI", given)
    assert get_default_client().base_url == used
    monkeypatch.setenv("PINADS_API_URL", "https://api.example.com/v5")
    assert Client().base_url == "https://api.example.com/v5"
    assert Client("pina_TEST", "https://api.example.org/v5").base_url == "https://api.example.org/v5"


@pytest.mark.parametrize("url", ["", "  ", "api-sandbox.pinterest.com", "http://api-sandbox.pinterest.com/v5", "https://[::1"])
def test_a_url_that_cannot_be_used_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PINTEREST_API_URI", url)
    with pytest.raises(InvalidInput, match="PINTEREST_API_URI"):
        Client("pina_TEST")


def test_variables_in_one_variable_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTEREST_JSON_ENV_VARIABLES", json.dumps({"PINTEREST_API_URI": SANDBOX}))
    for arguments in [(), ("pina_TEST",), (None, SANDBOX)]:
        with pytest.raises(InvalidInput, match="PINTEREST_JSON_ENV_VARIABLES is set"):
            Client(*arguments)
    assert Client("pina_TEST", SANDBOX).base_url == SANDBOX


def test_a_refresh_token_in_the_environment(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    for name, value in {**THEIRS, "PINTEREST_API_URI": SANDBOX}.items():
        monkeypatch.setenv(name, value)
    server = TokenServer()
    client = Client(wire=FunctionWire(server))
    assert AdAccount(ACCOUNT, client=client).id == ACCOUNT
    assert server.urls == [f"{SANDBOX}/oauth/token", f"{SANDBOX}/ad_accounts/{ACCOUNT}"]
    assert "PINTEREST_REFRESH_ACCESS_TOKEN" in caplog.text
    assert "TEST_1" not in caplog.text

    monkeypatch.setenv("PINADS_REFRESH_TOKEN", "pinr_TEST_1")
    AdAccount(ACCOUNT, client=Client(wire=FunctionWire(server)))
    assert server.forms[-1]["refresh_token"] == ["pinr_TEST_1"]

    monkeypatch.setenv("PINTEREST_ACCESS_TOKEN", server.good)
    AdAccount(ACCOUNT, client=Client(wire=FunctionWire(server)))
    assert server.renewals == 2


@pytest.mark.parametrize("missing", ["PINTEREST_APP_ID", "PINTEREST_APP_SECRET"])
def test_a_refresh_token_without_its_app(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name, value in THEIRS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)
    with pytest.raises(MissingCredentials, match=f"PINTEREST_REFRESH_ACCESS_TOKEN needs {missing} too"):
        Client()


def test_their_names() -> None:
    set_default_access_token("pina_TEST_default", base_url=SANDBOX)
    assert create_default_client().base_url == SANDBOX
    set_default_refresh_token("pinr_TEST_0", "1234", "app-secret-TEST", wire=FunctionWire(TokenServer()))
    assert AdAccount(ACCOUNT).id == ACCOUNT
    chosen = create_client_with_token("pina_TEST_chosen")
    PinterestSDKClient.set_default_client(chosen)
    assert PinterestSDKClient.create_default_client() is chosen
    assert isinstance(PinterestSDKClient.create_client_with_refresh_token("pinr_TEST_0", "1234", "app-secret-TEST"), PinterestSDKClient)
    server = TokenServer()
    positional = PinterestSDKClient(None, "pinr_TEST_0", "1234", "app-secret-TEST", wire=FunctionWire(server))
    assert AdAccount(ACCOUNT, client=positional).id == ACCOUNT
    set_default_client(None)


def test_a_token_is_renewed_before_its_end_and_when_it_is_refused() -> None:
    server, stored = TokenServer(), []
    client = refreshing(server, on_renewal=stored.append)
    assert server.renewals == 0
    AdAccount(ACCOUNT, client=client)
    AdAccount(ACCOUNT, client=client)
    assert server.renewals == 1
    client.clock.sleep(3400)
    AdAccount(ACCOUNT, client=client)
    assert server.renewals == 2
    server.good = "pina_TEST_revoked"
    AdAccount(ACCOUNT, client=client)
    assert server.renewals == 3
    assert server.sent[-2:] == ["Bearer pina_TEST_2", "Bearer pina_TEST_3"]
    assert [(renewed.refresh_token, renewed.access_token) for renewed in stored] == [
        (f"pinr_TEST_{number}", f"pina_TEST_{number}") for number in (1, 2, 3)
    ]
    assert stored[0].expires_in == 3600


def test_threads_and_clients_share_one_renewal() -> None:
    server = TokenServer()
    meeting = threading.Barrier(8)

    def answer(request: WireRequest) -> Any:
        if not request.url.endswith("/oauth/token") and request.headers["Authorization"].endswith("_old"):
            meeting.wait(30)
        return server(request)

    wire = FunctionWire(answer)
    source = RefreshingToken("pinr_TEST_0", "1234", "app-secret-TEST", access_token="pina_TEST_old", wire=wire)
    clients = [Client(source, wire=wire) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        accounts = list(pool.map(lambda number: AdAccount(ACCOUNT, client=clients[number % 2]), range(8)))
    assert len(accounts) == 8
    assert server.renewals == 1


@each("odd", [{"expires_in": "30d"}, {"expires_in": [1]}, {"expires_in": float("inf")}, {"expires_in": True}])
def test_an_odd_lifetime_costs_no_token(odd: dict[str, Any]) -> None:
    server, stored = TokenServer(**odd), []
    AdAccount(ACCOUNT, client=refreshing(server, on_renewal=stored.append))
    assert stored[0].refresh_token == "pinr_TEST_1"
    assert stored[0].expires_in is None


@each("odd", [{"access_token": None}, {"access_token": 5}, {"access_token": "pina_TEST\nx"}])
def test_an_answer_without_an_access_token_keeps_the_refresh_token(odd: dict[str, Any]) -> None:
    server, stored = TokenServer(**odd), []
    client = refreshing(server, on_renewal=stored.append)
    with pytest.raises((CredentialError, InvalidInput)):
        AdAccount(ACCOUNT, client=client)
    assert [(renewed.refresh_token, renewed.access_token) for renewed in stored] == [("pinr_TEST_1", None)]
    server.answer = {}
    assert AdAccount(ACCOUNT, client=client).id == ACCOUNT


def test_a_callback_that_fails_costs_no_token() -> None:
    def full(renewed: RenewedTokens) -> None:
        raise OSError("disk full")

    server = TokenServer()
    client = refreshing(server, on_renewal=full)
    with pytest.raises(OSError, match="disk full"):
        AdAccount(ACCOUNT, client=client)
    assert AdAccount(ACCOUNT, client=client).id == ACCOUNT
    assert server.renewals == 1


def test_a_refused_refresh_token_is_told_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "odd-refresh-token-TEST"
    client = create_client_with_refresh_token(secret, "1234", "app-secret-TEST", wire=FunctionWire(TokenServer()), clock=FakeClock())
    with pytest.raises(CredentialError, match="refused: used before") as refused:
        AdAccount(ACCOUNT, client=client)
    shown = f"{refused.value}{refused.value.hint}{caplog.text}{client!r}{RenewedTokens(secret, secret, 1.0)!r}"
    assert secret not in shown
    assert "app-secret-TEST" not in shown


@each(
    ("arguments", "error", "names"),
    [
        (("", "1234", "s"), InvalidInput, "refresh_token"),
        (("pinr_TEST\n", "1234", "s"), InvalidInput, "refresh_token"),
        ((None, "1234", "s"), InvalidType, "refresh_token"),
        (("pinr_TEST", None, "s"), InvalidType, "app_id"),
        (("pinr_TEST", "12:34", "s"), InvalidInput, "app_id"),
        (("pinr_TEST", "1234", ""), InvalidInput, "app_secret"),
    ],
)
def test_arguments_that_cannot_be_sent(arguments: tuple[Any, Any, Any], error: type[Exception], names: str) -> None:
    with pytest.raises(error, match=f"Invalid {names}: ") as refused:
        create_client_with_refresh_token(*arguments)
    assert "pinr_TEST" not in str(refused.value)


def test_two_threads_make_one_default_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTEREST_ACCESS_TOKEN", "pina_TEST_theirs")
    with ThreadPoolExecutor(4) as pool:
        assert len({id(client) for client in pool.map(lambda _: get_default_client(), range(16))}) == 1


@each("broken", [NetworkError("the connection broke"), WireResponse(502, {}, b"<html>")])
def test_a_renewal_that_fails_leaves_a_create_unsent(broken: Any) -> None:
    urls: list[str] = []

    def answer(request: WireRequest) -> Any:
        urls.append(request.url)
        return broken

    server = FunctionWire(answer)
    client = create_client_with_refresh_token("pinr_TEST_0", "1234", "app-secret-TEST", wire=server, clock=FakeClock())
    rows = [{"name": "Autumn", "objective_type": "CONSIDERATION"}]
    (outcome,) = Campaign.create_many(ACCOUNT, rows, client=client)
    assert outcome.status == "rejected"
    assert "token could not be renewed" in str(outcome.message)
    assert set(urls) == {"https://api.pinterest.com/v5/oauth/token"}
