"""Requests of ``pinads api`` and the journal: written down before they leave, and with what was answered. Bodies are not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from pinads.journal.errors import JournalError
from pinads.journal.models import Start, digest_of
from pinads.journal.recorder import KIND, RequestRecord
from pinads.render.text import safe
from pinads.sdk.bulk.outcomes import APPLIED, REJECTED, UNKNOWN, failed_status
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.pages import pages
from pinads.sdk.schema.marks import Mode
from pinads.services.context import Context
from pinads.services.errors import PartialFailure
from pinads.services.listing.projection import queried
from pinads.services.policy.raw_requests import account_in
from pinads.services.results import Value
from pinads.services.shell_quoting import quoted
from pinads.services.writes.apply import without_people

MOST_IDS = 1000
PEOPLE = ("customer_lists", "events", "leads", "oauth")
"""What is in the paths of requests whose bodies have people or secrets in them: of these there is not even a digest."""


class ApiRequest:
    """One request that may change something.

    Args:
        context: where.
        operation: its method, and whether it may be sent twice.
        path: below the base URL.
        query: its query parameters.
        body: its body.
    """

    def __init__(self, context: Context, operation: Operation, path: str, query: Mapping[str, Any] | None, body: Any) -> None:
        self.context = context
        self.operation = operation
        self.path = path
        self.query = query
        self.body = body

    def send(self) -> Any:
        """Send it and answer its answer, of which the journal is told by ``told``.

        Raises:
            JournalError: the journal cannot be used; nothing was sent.
            PinadsError: it failed; where its fate is unknown, that is said.
        """
        client, journal = self.context.client, self.context.journal
        self._record = RequestRecord(journal, journal.begin(self._start(), None, ()))
        self._record.sending(client.clock.wall(), client.server_offset)
        try:
            return client.request(self.operation, self.path, self.query, self.body)
        except BaseException as error:
            self._failed(error)
            raise

    def told(self, answer: Any, refusal: PinadsError | None) -> None:
        """Write down what was answered; what was done is done, so a journal that fails now is only said."""
        ids = list(islice(ids_in(answer), MOST_IDS))
        status = REJECTED if refusal is not None and not ids else APPLIED
        self._answered(status, ids, refusal, self.context.client.latest_status)

    def _start(self) -> Start:
        return Start(
            words=self.context.origin(),
            profile=self.context.profile.name,
            base_url=self.context.client.base_url,
            account=account_in(self.path) or "",
            resource="api",
            mode=Mode.CREATE if self.operation.method == "POST" else Mode.UPDATE,
            verb="sent",
            source=None,
            kind=KIND,
            defaults={},
            digest=None if self._is_personal() else digest_of([self.query, self.body]).hex(),
            total=1,
            options={"method": self.operation.method, "path": self.path},
        )

    def _is_personal(self) -> bool:
        path = unquote(self.path).lower()
        return any(word in path for word in PEOPLE) or without_people(self.body) != self.body

    def _failed(self, error: BaseException) -> None:
        known = error if isinstance(error, PinadsError) else None
        status = failed_status(known) if known is not None else UNKNOWN
        if status == UNKNOWN:
            run = self._record.run.id
            look = f"look with pinads api GET {quoted(self.path)} before sending it again"
            self.context.note(safe(f"whether it took effect is not known: {look} (run {run})"))
        self._answered(status, [], known, known.http_status if known is not None else None)

    def _answered(self, status: str, ids: list[str], error: PinadsError | None, http_status: int | None) -> None:
        answer = {"http_status": http_status, "request_id": (error and error.request_id) or self.context.client.latest_request_id}
        try:
            code, message = (error.code, error.message) if error is not None else (None, None)
            self._record.answered(self.context.client.clock.wall(), status, answer, ids, code, message)
        except JournalError as failure:
            self.context.note(safe(f"{failure.message}"))


def ids_in(answer: Any) -> Iterator[str]:
    """The ids of the entities in an answer; what was refused is left out."""
    if isinstance(answer, dict):
        if isinstance(answer.get("id"), str):
            yield answer["id"]
        parts: Any = (part for name, part in answer.items() if name != "errors" and isinstance(part, (dict, list)))
    else:
        parts = answer if isinstance(answer, list) else ()
    for part in parts:
        yield from ids_in(part)


METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


def _written(context: Context, operation: Operation, path: str, asked: dict[str, Any] | None, body: Any, query: str | None) -> Value:
    """The answer of a request that may change something; the journal knows of it before it leaves."""

    request = ApiRequest(context, operation, path, asked, body)
    answer = request.send()
    refusal = _refusal(answer)
    request.told(answer, refusal)
    return Value(_queried(answer, query), error=refusal)


def _refusal(answer: Any) -> PartialFailure | None:
    """The failure that an answer of HTTP 200 tells of, in any of the shapes that the API has for it."""
    if not isinstance(answer, dict):
        return None
    items = answer.get("items")
    refused = [told for item in (items if isinstance(items, list) else [answer]) if (told := _exceptions(item))]
    refused += [error for error in _listed(answer.get("errors") or []) if error]
    if not refused:
        return None
    first = refused[0]
    text = first.get("message") or first.get("error_messages") or first if isinstance(first, dict) else first
    text = "; ".join(map(str, _listed(text)))
    return PartialFailure(f"{len(refused)} refused: {text}", code=first.get("code") if isinstance(first, dict) else None)


def _exceptions(item: Any) -> Any:
    """What an item was refused for: an exception, or the first of a list of them."""
    found = item.get("exceptions") if isinstance(item, dict) else None
    return found[0] if isinstance(found, list) and found else found


def _queried(answer: Any, query: str | None) -> Any:
    return queried(answer, query) if query else answer


def _operation(method: str) -> Operation:
    method = method.upper()
    if method not in METHODS:
        raise InvalidInput(f"Invalid METHOD {method!r}: choose from {', '.join(METHODS)}", "METHOD", METHODS)
    category = "ads_read" if method == "GET" else "ads_write"
    return Operation(f"api {method}", method, "", category, repeatable=method in ("GET", "PUT"))


def _path(context: Context, path: str) -> str:
    if "://" in path or path.startswith("//"):
        raise InvalidInput("Invalid PATH: it stands below the base URL, such as /ad_accounts/{account}/campaigns", "PATH")
    if "?" in path or "#" in path:
        raise InvalidInput("Invalid PATH: give query parameters with -f KEY=VALUE", "PATH")
    path = "/" + path.lstrip("/")
    if urlsplit(context.client.base_url).path.endswith("/v5"):
        path = "/" + path[1:].removeprefix("v5/")
    for name in re.findall(r"\{([^}]*)\}", path):
        if name not in ("account", "ad_account_id"):
            raise InvalidInput(f"Invalid PATH: put a value in place of {{{name}}}; only {{account}} is known", "PATH")
        path = path.replace(f"{{{name}}}", context.account)
    if {".", ".."} & {*path.split("/")}:
        raise InvalidInput("Invalid PATH: it stands below the base URL, without '.' and '..'", "PATH")
    if not re.fullmatch(r"[\w/.~:@!$&'()*+,;=%-]+", path, re.ASCII):
        raise InvalidInput("Invalid PATH: it has characters that a path cannot have", "PATH")
    return path


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _items(context: Context, operation: Operation, path: str, query: dict[str, Any]) -> Iterator[Any]:
    def fetch(bookmark: str | None) -> tuple[list[Any], str | None]:
        answer = context.client.request(operation, path, {**query, **({"bookmark": bookmark} if bookmark else {})})
        if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
            raise InvalidInput(f"`paginate`: the answer is no listing: {json.dumps(answer)[:80]}", "paginate")
        return answer["items"], answer.get("bookmark")

    for page in pages(fetch, None):
        yield from page
