"""When a rate limit opens again, as servers say it: seconds, a moment, or a date."""

from __future__ import annotations

from pinads.sdk import AdAccount, Client
from pinads.sdk.http.rate_limits import seconds_until
from pinads.sdk.http.wire import WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL
from tests.support.wires import FunctionWire


@each(
    ("value", "headers", "seconds"),
    [
        ("40", {}, 40.0),
        ("1790000030", {"date": "Mon, 21 Sep 2026 14:13:20 GMT"}, 30.0),
        ("1790000030000", {"date": "Mon, 21 Sep 2026 14:13:20 GMT"}, 30.0),
        ("Mon, 21 Sep 2026 14:13:50 GMT", {"date": "Mon, 21 Sep 2026 14:13:20 GMT"}, 30.0),
        ("1790000030", {"date": "Mon, 21 Sep 2026 15:00:00 GMT"}, 0.0),
        ("99999999", {}, 86_400.0),
        ("1" + "0" * 18, {}, 86_400.0),
        ("9" * 400, {}, None),
        ("soon", {}, None),
        ("Mon, 01 Jan 0001 00:00:00 -2359", {}, 0.0),
        (None, {}, None),
    ],
)
def test_a_reset_is_seconds_or_a_moment_and_never_absurd(value: str | None, headers: dict[str, str], seconds: float | None) -> None:
    assert seconds_until(value, headers) == seconds


def test_a_reset_as_a_moment_is_waited_for_by_the_servers_clock() -> None:
    headers = {"x-ratelimit-reset": "1790000004", "date": "Mon, 21 Sep 2026 14:13:20 GMT"}
    answers = [WireResponse(429, headers, b'{"code": 1, "message": "Slow down."}'), WireResponse(200, {}, b'{"id": "1"}')]
    clock = FakeClock()
    AdAccount("1", client=Client("pina_TEST", BASE_URL, wire=FunctionWire(lambda request: answers.pop(0)), clock=clock))
    assert clock.sleeps == [4.0]
