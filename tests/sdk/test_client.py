"""Making a Client: tokens, URLs, the environment, and the default one."""

from __future__ import annotations

from typing import Any

import pytest

import pinads.sdk
from pinads.sdk import AdAccount, Campaign, Client, InvalidInput, InvalidType, MissingCredentials, get_default_client, set_default_client
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import ANYTHING, BASE_URL, FakeWire
from tests.support.wires import FunctionWire
from tests.support.wording import Wording

ACCOUNT = "549755885175"


class TokenAlone:
    """Half a TokenSource: the first 401 would need the other half."""

    def token(self) -> str:
        return "pina_TEST"


def authorization_of() -> str:
    """The header that a client made from the environment sends."""
    seen: list[str] = []

    def answer(request: Any) -> Any:
        seen.append(request.headers["Authorization"])
        return {"id": ACCOUNT}

    AdAccount(ACCOUNT, client=Client(wire=FunctionWire(answer)))
    return seen[0]


def test_the_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTEREST_ACCESS_TOKEN", "pina_TEST_theirs")
    assert authorization_of() == "Bearer pina_TEST_theirs"
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST_ours")
    assert authorization_of() == "Bearer pina_TEST_ours"
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "")
    assert authorization_of() == "Bearer pina_TEST_theirs"


def test_without_a_token_the_error_says_what_to_do(wording: Wording) -> None:
    with pytest.raises(MissingCredentials) as caught:
        Client()
    assert "PINADS_ACCESS_TOKEN" in str(caught.value)
    wording(str(caught.value))
    with pytest.raises(MissingCredentials):
        Campaign.get_all(ACCOUNT)


def test_a_bad_token_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST \u00e9")
    with pytest.raises(InvalidInput, match="Invalid access token"):
        Client()


@each("token", [5, b"pina_TEST", ["pina_TEST"], object(), TokenAlone()])
def test_what_is_no_token(token: Any) -> None:
    with pytest.raises(InvalidType, match="Invalid access token"):
        Client(token)


@each(
    ("options", "error"),
    [
        ({"timeout": None}, InvalidType),
        ({"timeout": "5"}, InvalidType),
        ({"timeout": 0}, InvalidInput),
        ({"timeout": (5,)}, InvalidInput),
        ({"timeout": (5, -1)}, InvalidInput),
        ({"timeout": float("inf")}, InvalidInput),
        ({"max_retries": 1.5}, InvalidType),
        ({"max_retries": -1}, InvalidInput),
        ({"max_wait": None}, InvalidType),
        ({"max_wait": float("nan")}, InvalidInput),
    ],
)
def test_numbers_that_are_none(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=f"Invalid {next(iter(options))}: "):
        Client("pina_TEST", **options)


def test_where_the_api_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client("pina_TEST").base_url == "https://api.pinterest.com/v5"
    assert Client("pina_TEST", "https://api-sandbox.pinterest.com/v5/").base_url == "https://api-sandbox.pinterest.com/v5"
    monkeypatch.setenv("PINADS_API_URL", "http://localhost:8080/v5")
    assert Client("pina_TEST").base_url == "http://localhost:8080/v5"
    assert Client("pina_TEST", "https://example.com").base_url == "https://example.com"


@each("url", ["http://localhost", "http://127.0.0.1:80/v5", "http://[::1]:8080", "https://api.example.com:8443/x"])
def test_good_urls(url: str) -> None:
    assert repr(Client("pina_TEST", url)) == f"Client(base_url={url!r})"


@each(
    "url",
    [
        "http://api.pinterest.com/v5",
        "http://127.0.0.1.example.com",
        "http://127.0.0.2",
        "ftp://api.pinterest.com",
        "api.pinterest.com/v5",
        "https://",
        "https://user:secret@api.pinterest.com",
        "https://:secret@api.pinterest.com",
        "https://localhost@evil.example",
        "https://api.pinterest.com/v5?x=1",
        "https://api.pinterest.com/v5#x",
        "https://api.pinterest.com:99999",
        "https://[::1",
        443,
        b"https://api.pinterest.com/v5",
        ["https://api.pinterest.com/v5"],
    ],
)
def test_bad_urls(url: Any) -> None:
    with pytest.raises(InvalidInput, match="Invalid base URL") as caught:
        Client("pina_TEST", url)
    assert "secret" not in str(caught.value)
    assert caught.value.field == "base_url"


def test_the_default_client(wire: FakeWire, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    set_default_client(client)
    assert get_default_client() is client
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}", {"id": ACCOUNT})
    assert AdAccount(ACCOUNT).id == ACCOUNT
    set_default_client(None)
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST")
    made = get_default_client()
    assert made is get_default_client()
    assert made is not client


def test_only_a_client_can_be_the_default() -> None:
    with pytest.raises(InvalidType) as caught:
        set_default_client("pina_TEST")  # type: ignore[arg-type]
    assert caught.value.field == "client"


@each(("given", "timeout"), [(5.0, (5.0, 5.0)), ((1.0, 2.0), (1.0, 2.0)), (None, (10.0, 60.0))])
def test_timeouts_reach_the_wire(given: Any, timeout: tuple[float, float]) -> None:
    seen: list[Any] = []

    def answer(request: Any) -> Any:
        seen.append(request.timeout)
        return {"id": ACCOUNT}

    options = {} if given is None else {"timeout": given}
    AdAccount(ACCOUNT, client=Client("pina_TEST", BASE_URL, wire=FunctionWire(answer), clock=FakeClock(), **options))
    assert seen == [timeout]


def test_a_request_of_ones_own(wire: FakeWire, client: Client) -> None:
    from pinads.sdk.http.operations import Operation

    operation = Operation("pins/create", "POST", "pins", "org_write", False)
    wire.reply("POST", "/pins", {"ok": True}, query={"a": ["1", "2"], "b": "false"}, body={"x": None})
    assert client.request(operation, "/pins", query={"a": (1, 2), "b": False}, body={"x": None}) == {"ok": True}
    with pytest.raises(InvalidType, match="JSON"):
        client.request(operation, "/pins", body={"x": object()})
    with pytest.raises(InvalidType, match="JSON"):
        client.request(operation, "/pins", body=float("nan"))


def test_the_real_clock() -> None:
    from pinads.sdk.clock import Clock

    clock = Clock()
    before = clock.now()
    clock.sleep(0)
    assert clock.now() >= before


def test_all_public_names_load() -> None:
    for name in pinads.sdk.__all__:
        assert getattr(getattr(pinads.sdk, name), "__name__", name) == name
    assert set(pinads.sdk.__all__) <= set(dir(pinads.sdk))
    with pytest.raises(AttributeError, match="has no attribute 'Campain'"):
        _ = pinads.sdk.Campain


class TwoHands:
    """A clock as the documentation asks for one: ``now`` and ``sleep``."""

    def now(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing to wait for")


def test_a_clock_needs_now_and_sleep_and_no_more(wire: FakeWire) -> None:
    wire.reply("GET", "/ad_accounts", {"items": []}, query=ANYTHING, headers={"date": "Tue, 24 Nov 2026 08:00:00 GMT"})
    client = Client("pina_TEST", BASE_URL, wire=wire, clock=TwoHands())  # type: ignore[arg-type]
    assert AdAccount.get_all(client=client)[0] == []
    assert client.server_offset is not None
