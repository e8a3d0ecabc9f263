"""A renewal whose tries end differently: what an earlier try may have done decides."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.sdk import ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from pinads.sdk.http.wire import WireResponse
from tests.support.wires import FunctionWire


def renew(*answers: Any) -> NetworkError:
    left = [*answers] * 10
    endpoint = TokenEndpoint(FunctionWire(lambda request: left.pop(0)), "https://api.pinterest.test/v5", (1.0, 1.0))
    with pytest.raises(NetworkError) as caught:
        endpoint.renew(App("1234567", "TEST_secret"), "pinr_TEST")
    return caught.value


def test_never_connected_at_last_does_not_mean_that_nothing_was_sent() -> None:
    assert type(renew(Timeout("slow"), ConnectionFailed("refused"))) is Timeout
    assert type(renew(ConnectionFailed("refused"))) is ConnectionFailed


def test_a_redirect_of_the_token_endpoint_is_a_fault_of_the_network() -> None:
    assert type(renew(WireResponse(302, {"location": "https://login.example.com/"}, b""))) is InvalidResponse
