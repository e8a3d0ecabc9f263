"""Wires that make up their answers as they go, for tests of many requests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.fake_wire import body_of, query_of


class FunctionWire:
    """A Wire that is a function from a request to its JSON answer (or a whole WireResponse, or an error to raise)."""

    def __init__(self, answer: Callable[[WireRequest], Any]) -> None:
        self.answer = answer
        self.count = 0

    def send(self, request: WireRequest) -> WireResponse:
        self.count += 1
        answer = self.answer(request)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, WireResponse) else WireResponse(200, {}, json.dumps(answer).encode())


def listing(rows: int, make: Callable[[int], dict[str, Any]]) -> Callable[[WireRequest], Any]:
    """Answers a listing of so many rows, page by page; the bookmark is the number of the next row."""

    def answer(request: WireRequest) -> Any:
        query = query_of(request)
        start, size = int(str(query.get("bookmark", 0))), int(str(query.get("page_size", 25)))
        end = min(rows, start + size)
        return {"items": [make(number) for number in range(start, end)], "bookmark": str(end) if end < rows else None}

    return answer


def listing_by_ids(name: str) -> Callable[[WireRequest], Any]:
    """Answers a listing with one row for each id in the filter, in the order asked for, page by page."""

    def answer(request: WireRequest) -> Any:
        query = query_of(request)
        asked = query[name]
        ids = sorted({int(one) for one in (asked if isinstance(asked, list) else [asked])}, reverse=query.get("order") == "DESCENDING")
        start, size = int(str(query.get("bookmark", 0))), int(str(query.get("page_size", 25)))
        end = min(len(ids), start + size)
        return {"items": [{"id": str(one)} for one in ids[start:end]], "bookmark": str(end) if end < len(ids) else None}

    return answer


def echo_items(request: WireRequest) -> Any:
    """Answers a batch write with the rows as they were sent, each with an id."""
    return {"items": [{"data": {"id": str(number + 1), **row}, "exceptions": []} for number, row in enumerate(body_of(request))]}
