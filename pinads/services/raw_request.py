"""Raw requests of ``pinads api``: those that may change something are recorded in the journal, without their bodies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pinads.journal.models import REQUEST
from pinads.journal.recorder import RequestRecorder
from pinads.render.text import safe
from pinads.sdk.bulk.batching import BulkOptions, BulkRow, WriteObserver
from pinads.sdk.client import Client
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.pages import pages
from pinads.sdk.outcomes import APPLIED, REJECTED, UNKNOWN, Outcome, failed_status
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import DIGESTS, NOTHING, TRUSTED, ChangeSet, Phase, Step
from pinads.services.context import Context
from pinads.services.errors import PartialFailure
from pinads.services.inputs.records import Records
from pinads.services.policy.raw_requests import account_in, guard_request
from pinads.services.projection import queried
from pinads.services.results import Plan, Value
from pinads.services.shell_quoting import quoted
from pinads.services.writes.apply import RecordingClient, without_people
from pinads.services.writes.options import WriteOptions
from pinads.services.writes.pipeline import write
from pinads.services.writes.run import noting_journal_errors

if TYPE_CHECKING:
    from pinads.journal.models import Run

MOST_IDS = 1000
PEOPLE = ("customer_lists", "events", "leads", "oauth")
"""Words in the paths of requests whose bodies have people or secrets in them: not even a digest of these is stored."""


METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


class RawRequest(NamedTuple):
    """A request of any operation of the API.

    Attributes:
        operation: the method, and whether the request may be sent twice.
        path: the path below the base URL.
        query: the query parameters.
        body: the JSON body.
    """

    operation: Operation
    path: str
    query: Mapping[str, Any]
    body: Any = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.operation.method


def send(context: Context, request: RawRequest, *, paginate: bool = False, dry_run: bool = False, query: str | None = None) -> Value | Plan:
    """Send a raw request; one that may change something is recorded in the journal.

    Args:
        paginate: follow the bookmarks of a listing, and return all items.
        dry_run: show the request and send nothing.
        query: a JMESPath expression on the answer.

    Raises:
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
        PinadsError: the request failed.
    """
    if request.method != "GET":
        return _write(context, request, WriteOptions(dry_run=dry_run, query=query))
    if dry_run:
        recording = RecordingClient()
        recording.request(request.operation, request.path, request.query, request.body)
        return Plan(recording.requests)
    answer = list(_items(context, request)) if paginate else context.client.request(request.operation, request.path, request.query or None)
    return Value(queried(answer, query) if query else answer)


def _write(context: Context, request: RawRequest, options: WriteOptions) -> Value | Plan:
    row = {"query": request.query, "body": request.body}
    changes = ChangeSet((Phase(RawStep(context, request), Records.of([row])),), "sent", TRUSTED._replace(confirmed=True))
    written = write(context, changes, options)
    if isinstance(written, Plan):
        return written
    try:
        (outcome,) = written.outcomes
    finally:
        with noting_journal_errors(context):
            written.ended(True)
    if outcome.error is not None and not isinstance(outcome.error, PartialFailure):
        raise outcome.error
    return Value(queried(outcome.record, options.query) if options.query else outcome.record, error=outcome.error)


class RawStep(Step):
    """One request of any operation. It is neither resumed nor looked for, since its body is not kept: its fate may stay unclear."""

    noun = "request"
    resource = "api"

    def __init__(self, context: Context, request: RawRequest) -> None:
        self._context = context
        self._request = request
        self.mode = Mode.CREATE if request.method == "POST" else Mode.UPDATE
        plain = unquote(request.path).lower()
        is_personal = any(word in plain for word in PEOPLE) or without_people(request.body) != request.body
        self.keeps = NOTHING if is_personal else DIGESTS

    def account(self, context: Context) -> str:
        """Return the ad account that the path names, or empty."""
        return account_in(self._request.path) or ""

    def guard(self, context: Context, rows: int) -> None:
        """Refuse what the policy forbids of any account and object in the request."""
        request = self._request
        guard_request(context.policy, context.currency, request.method, request.path, request.query or None, request.body)

    def facts(self, changes: ChangeSet, resolved: bool, relative: bool) -> dict[str, Any]:
        """Return the facts of the journal's run."""
        return {"kind": REQUEST, "options": {"method": self._request.method, "path": self._request.path}}

    def observer(self, context: Context, changes: ChangeSet, phase: Phase, run: Run | None) -> WriteObserver:
        """Return the recorder of the request."""
        return WriteObserver() if run is None else RequestRecorder(context.journal, run, context.client)

    def send(self, client: Client, account: str, values: Iterable[Mapping[str, Any]], how: BulkOptions) -> Iterator[Outcome[Any]]:
        """Send the request; of its answer the ids are recorded."""
        request, row, answer, refusal = self._request, BulkRow(0, None), None, None
        how.observer.sending([row], client.server_offset)
        try:
            answer = client.request(request.operation, request.path, request.query, request.body)
            error, http_status, refusal = None, client.latest_status, _refusal(answer)
        except PinadsError as failure:
            error, http_status = failure, failure.http_status
        except BaseException:
            self._note_unclear(how.observer)
            raise
        ids = list(islice(ids_in(answer), MOST_IDS))
        status = failed_status(error) if error is not None else REJECTED if refusal is not None and not ids else APPLIED
        if status == UNKNOWN:
            self._note_unclear(how.observer)
        facts = {"http_status": http_status, "request_id": (error and error.request_id) or client.latest_request_id, "ids": ids}
        with noting_journal_errors(self._context):
            how.observer.answered([row], {0: Outcome(0, None, status, facts, error or refusal)})
        yield Outcome(0, None, status, answer, error or refusal)

    def _note_unclear(self, observer: WriteObserver) -> None:
        run = f"run {observer.run.id}: " if isinstance(observer, RequestRecorder) else ""
        look = f"to look before you send it again, run: pinads api GET {quoted(self._request.path)}"
        self._context.note(safe(f"{run}it is unknown if the request took effect; {look}"))


def ids_in(answer: Any) -> Iterator[str]:
    """Find the ids of the entities in an answer, without those that were refused."""
    if isinstance(answer, dict):
        if isinstance(answer.get("id"), str):
            yield answer["id"]
        parts: Any = (part for name, part in answer.items() if name != "errors" and isinstance(part, (dict, list)))
    else:
        parts = answer if isinstance(answer, list) else ()
    for part in parts:
        yield from ids_in(part)


def _refusal(answer: Any) -> PartialFailure | None:
    """Return the failure in an answer of HTTP 200, in any of the shapes that the API has for it."""
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
    """Return the exception of an item, or the first of a list of them."""
    found = item.get("exceptions") if isinstance(item, dict) else None
    return found[0] if isinstance(found, list) and found else found


def operation_of(method: str) -> Operation:
    """Return the operation of a method, in any case.

    Raises:
        InvalidInput: there is no such method.
    """
    method = method.upper()
    if method not in METHODS:
        raise InvalidInput(f"Invalid METHOD {method!r}: choose from {', '.join(METHODS)}", "METHOD", METHODS)
    category = "ads_read" if method == "GET" else "ads_write"
    return Operation(f"api {method}", method, "", category, repeatable=method in ("GET", "PUT"))


def path_below(context: Context, path: str) -> str:
    """Return a path below the base URL, without a version and with the ad account for its placeholder.

    Raises:
        InvalidInput: it is a URL, has query parameters or other placeholders, or leads elsewhere.
    """
    if "://" in path or path.startswith("//"):
        raise InvalidInput("Invalid PATH: give it without the base URL, such as /ad_accounts/{account}/campaigns", "PATH")
    if "?" in path or "#" in path:
        raise InvalidInput("Invalid PATH: give query parameters with -f KEY=VALUE", "PATH")
    path = "/" + path.lstrip("/")
    if urlsplit(context.client.base_url).path.endswith("/v5"):
        path = "/" + path[1:].removeprefix("v5/")
    for name in re.findall(r"\{([^}]*)\}", path):
        if name not in ("account", "ad_account_id"):
            raise InvalidInput(f"Invalid PATH: replace {{{name}}} by a value; only {{account}} is known", "PATH")
        path = path.replace(f"{{{name}}}", context.account)
    if {".", ".."} & {*path.split("/")}:
        raise InvalidInput("Invalid PATH: give it without the base URL, without '.' and '..'", "PATH")
    if not re.fullmatch(r"[\w/.~:@!$&'()*+,;=%-]+", path, re.ASCII):
        raise InvalidInput("Invalid PATH: it has characters that a path cannot have", "PATH")
    return path


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _items(context: Context, request: RawRequest) -> Iterator[Any]:
    def fetch(bookmark: str | None) -> tuple[list[Any], str | None]:
        query = {**request.query, **({"bookmark": bookmark} if bookmark else {})}
        answer = context.client.request(request.operation, request.path, query)
        if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
            raise InvalidInput(f"`paginate`: the answer is not a listing: {json.dumps(answer)[:80]}", "paginate")
        return answer["items"], answer.get("bookmark")

    for page in pages(fetch, None):
        yield from page
