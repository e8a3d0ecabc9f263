"""An address that cannot be reached: the error names the variable that has it, or the ways out."""

from __future__ import annotations

import re
import socket

import pytest

from pinads.sdk.errors import ConnectionFailed
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.wire import WireRequest
from tests.support.each import thinned
from tests.support.wording import Wording


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variable", "named"),
    thinned(
        [
            ("PINADS_API_URL", ["PINADS_API_URL", "HTTPS_PROXY"]),
            ("PINTEREST_API_URI", ["PINTEREST_API_URI", "HTTPS_PROXY"]),
            (None, ["HTTPS_PROXY"]),
        ],
        3,
    ),
)
@pytest.mark.parametrize("failure", [socket.gaierror(socket.EAI_NONAME, "unknown"), ConnectionRefusedError(111, "refused"), TimeoutError()])
def test_what_decides_the_address_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str | None, named: list[str], failure: OSError
) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise failure

    for name in ("PINADS_API_URL", "PINTEREST_API_URI", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "https://Nowhere.invalid/v5")
    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(ConnectionFailed) as caught:
        HttpWire().send(WireRequest("POST", "https://nowhere.invalid/v5/x", {}, timeout=(2.0, 2.0)))
    assert re.findall(r"\w+_\w+", str(caught.value.hint)) == named


def test_on_this_machine_it_is_the_server_that_is_missing(wording: Wording) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionFailed) as caught:
        HttpWire().send(WireRequest("POST", f"http://127.0.0.1:{port}", {}))
    assert "api_url" in str(caught.value.hint)
    wording(str(caught.value.hint))
