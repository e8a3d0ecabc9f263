"""What -v and --debug show of paths, queries and headers: never a token, never anybody's address."""

from __future__ import annotations

import pytest

from pinads.cli.terminal.request_log import show
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.command_line import Pinads

PERSON = "planted.person@customers.example"
TOKEN = "pina_TEST_planted"


@pytest.mark.parametrize("level", ["-v", "--debug"])
@pytest.mark.parametrize("typed", [PERSON, PERSON.replace("@", "%40"), TOKEN, TOKEN.upper()])
def test_of_a_path_and_a_query(pinads: Pinads, level: str, typed: str) -> None:
    run = pinads("api", "get", f"/ad_accounts/{typed}", "-f", f"bookmark={typed}", level)
    assert "GET /" in run.stderr
    assert typed not in run.stdout + run.stderr
    assert typed.replace("@", "%40") not in run.stdout + run.stderr


@pytest.mark.parametrize("bodies", [False, True])
@pytest.mark.parametrize("rid", [PERSON, TOKEN])
def test_of_a_request_id_that_a_server_made_up(capsys: pytest.CaptureFixture[str], bodies: bool, rid: str) -> None:
    request = WireRequest("GET", "https://api.pinterest.com/v5/ad_accounts", {}, (), None, (1.0, 1.0))
    show(request, WireResponse(200, {"x-pinterest-rid": rid}, b"{}"), bodies=bodies)
    assert rid not in capsys.readouterr().err


def test_an_ordinary_request_id_stays(capsys: pytest.CaptureFixture[str]) -> None:
    request = WireRequest("GET", "https://api.pinterest.com/v5/ad_accounts", {}, (), None, (1.0, 1.0))
    show(request, WireResponse(200, {"x-pinterest-rid": "1234567890123456"}, b"{}"), bodies=False)
    assert capsys.readouterr().err == "GET /v5/ad_accounts -> HTTP 200 (request 1234567890123456)\n"
