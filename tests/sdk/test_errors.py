"""Every failed answer becomes the error that it is, with what support needs to know."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.sdk import (
    AdAccount,
    ApiError,
    AuthenticationError,
    BadRequest,
    Campaign,
    Client,
    ConnectionFailed,
    InvalidInput,
    MissingScope,
    NetworkError,
    NotFound,
    PermissionDenied,
    PinadsError,
    QuotaSpent,
    RateLimited,
    Rejected,
    ServerError,
    UnknownOutcome,
)
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, FakeWire

ACCOUNT = "549755885175"
PATH = f"/ad_accounts/{ACCOUNT}"


@pytest.fixture
def impatient(wire: FakeWire) -> Client:
    return Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock(), max_retries=0, max_wait=0)


@each(
    ("status", "body", "kind"),
    [
        (400, {"code": 1, "message": "Bad."}, BadRequest),
        (401, {"code": 2, "message": "Bad."}, AuthenticationError),
        (401, {"code": 3, "message": "Bad."}, MissingScope),
        (403, {"code": 29, "message": "Bad."}, PermissionDenied),
        (404, {"code": 50, "message": "Bad."}, NotFound),
        (405, {"code": 1, "message": "Bad."}, BadRequest),
        (429, {"code": 7, "message": "Bad."}, RateLimited),
        (429, {"code": 8, "message": "Bad."}, QuotaSpent),
        (400, {"code": 8, "message": "Bad."}, QuotaSpent),
        (400, {"code": 7, "message": "Retry after 5 seconds"}, RateLimited),
        (400, {"code": 12, "message": "Bad."}, ServerError),
        (400, {"code": 1, "message": "Something went wrong"}, ServerError),
        (500, {"code": 1, "message": "Bad."}, ServerError),
        (503, {"code": 1, "message": "Bad."}, ServerError),
    ],
)
def test_the_kind_of_error(wire: FakeWire, impatient: Client, status: int, body: dict[str, Any], kind: type[ApiError]) -> None:
    wire.reply("GET", PATH, body, status=status, headers={"x-pinterest-rid": "r1"})
    with pytest.raises(ApiError) as caught:
        AdAccount(ACCOUNT, client=impatient)
    error = caught.value
    assert type(error) is kind
    assert (error.http_status, error.code, error.message) == (status, body["code"], body["message"])
    assert (error.operation, error.request_id, error.safe_to_retry) == ("ad_accounts/get", "r1", True)
    assert str(error) == f"{body['message']} (ad_accounts/get, HTTP {status}, code {body['code']}, request r1)"


@each(
    "body",
    [
        b"",
        b"<html></html>",
        b"[]",
        b"null",
        b'{"code": "1"}',
        b'{"message": ""}',
        b'{"message": 5, "code": true}',
        b"\xff",
        b"[" * 99_999,
    ],
)
@each(("status", "kind"), [(400, BadRequest), (404, NotFound), (502, ServerError)])
def test_a_body_that_says_nothing(wire: FakeWire, impatient: Client, body: bytes, status: int, kind: type[ApiError]) -> None:
    wire.reply("GET", PATH, body, status=status)
    with pytest.raises(kind, match=f"HTTP {status} without") as caught:
        AdAccount(ACCOUNT, client=impatient)
    assert (caught.value.code, caught.value.request_id) == (None, None)


def test_a_post_that_was_refused_may_be_sent_again_and_one_that_failed_may_not(wire: FakeWire, impatient: Client) -> None:
    verdicts = {}
    for status in (400, 401, 403, 404, 429, 500):
        wire.reply("POST", f"{PATH}/campaigns", status=status, body=...)
        with pytest.raises(ApiError) as caught:
            Campaign.create(ACCOUNT, "n", "AWARENESS", client=impatient)
        verdicts[status] = caught.value.safe_to_retry
    assert verdicts == {400: True, 401: True, 403: True, 404: True, 429: True, 500: False}


@pytest.mark.parametrize(
    ("items", "kind"), [([{"exceptions": [{"code": 1, "message": "no"}]}], Rejected), ([{}], UnknownOutcome), (None, UnknownOutcome)]
)
def test_a_refusal_inside_http_200_names_the_request(wire: FakeWire, impatient: Client, items: Any, kind: type[PinadsError]) -> None:
    wire.reply("POST", f"{PATH}/campaigns", {"items": items}, body=..., headers={"x-pinterest-rid": "42"})
    with pytest.raises(kind, match="request 42") as caught:
        Campaign.create(ACCOUNT, "n", "AWARENESS", client=impatient)
    assert caught.value.request_id == "42"
    wire.reply("POST", f"{PATH}/campaigns", {"items": items}, body=...)
    (outcome,) = Campaign.create_many(ACCOUNT, [{"name": "n", "objective_type": "AWARENESS"}], client=impatient)
    assert outcome.error is not None
    assert outcome.error.request_id is None


def test_an_error_of_the_network_says_where_it_happened(wire: FakeWire, impatient: Client) -> None:
    wire.fail("GET", PATH, NetworkError("dropped"))
    with pytest.raises(NetworkError, match=r"dropped \(ad_accounts/get\)") as caught:
        AdAccount(ACCOUNT, client=impatient)
    assert caught.value.safe_to_retry
    wire.fail("POST", "/ad_accounts", ConnectionFailed("no connection", safe_to_retry=True))
    with pytest.raises(ConnectionFailed) as refused:
        AdAccount.create("n", "5", "US", client=impatient)
    assert refused.value.safe_to_retry


def test_a_bare_error_is_its_message() -> None:
    error = PinadsError("It broke.")
    assert (str(error), error.message, error.http_status, error.safe_to_retry, error.retry_after) == (
        "It broke.",
        "It broke.",
        None,
        False,
        None,
    )


def test_the_field_of_an_error_is_a_plain_name() -> None:
    """However its message marks the name."""
    assert [InvalidInput("`limit` is 0", name).field for name in ("`limit`", "limit", "`targeting_spec` GEO", None)] == [
        *("limit", "limit", "targeting_spec GEO", None)
    ]
