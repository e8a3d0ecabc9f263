"""A server of reports whose files and statuses a test writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.fake_wire import body_of, query_of


class FakeReports:
    """Answers for FunctionWire: ``bodies`` is what was requested, ``files`` makes the file of a body, ``ends`` the status of a token.

    ``zone`` is the ad account's time zone.
    """

    def __init__(self, file: Callable[[Mapping[str, Any]], str | bytes]) -> None:
        self.file = file
        self.bodies: list[dict[str, Any]] = []
        self.ends: dict[str, str] = {}
        self.zone = "Europe/Berlin"

    def __call__(self, request: WireRequest) -> Any:
        if request.url.startswith("https://files.example.com/"):
            found = self.file(self.bodies[int(request.url.rpartition("/")[2])])
            return WireResponse(200, {}, found if isinstance(found, bytes) else found.encode())
        if request.method == "POST":
            self.bodies.append(body_of(request))
            return {"token": f"TEST-{len(self.bodies) - 1}", "report_status": "IN_PROGRESS"}
        token = query_of(request).get("token")
        if token is None:
            return {"id": "549755885175", "name": "TEST", "currency": "EUR", "time_zone": self.zone}
        number = str(token).removeprefix("TEST-")
        return {"report_status": self.ends.get(str(token), "FINISHED"), "url": f"https://files.example.com/{number}"}

    @property
    def days(self) -> list[tuple[str, str]]:
        """The ranges that were requested."""
        return [(body["start_date"], body["end_date"]) for body in self.bodies]
