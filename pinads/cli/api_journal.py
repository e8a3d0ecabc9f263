"""Requests of ``pinads api`` and the journal: written down before they leave, and with what was answered. Bodies are not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pinads.cli import argv
from pinads.cli.dry_run import without_people
from pinads.cli.journalling import open_journal
from pinads.cli.pasting import quoted
from pinads.cli.policy import account_in
from pinads.journal.errors import JournalError
from pinads.journal.recorder import digest_of
from pinads.journal.requests import KIND, RequestRecord
from pinads.journal.runs import Start
from pinads.render.text import safe
from pinads.sdk.errors import PinadsError
from pinads.sdk.fields import Mode
from pinads.sdk.outcomes import APPLIED, REJECTED, UNKNOWN
from pinads.sdk.verdicts import failed_status

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.sdk.operations import Operation

MOST_IDS = 1000
PEOPLE = ("customer_lists", "events", "leads", "oauth")
"""What is in the paths of requests whose bodies have people or secrets in them: of these there is not even a digest."""


class ApiRequest:
    """One request that may change something.

    Args:
        session: where.
        operation: its method, and whether it may be sent twice.
        path: below the base URL.
        query: its query parameters.
        body: its body.
    """

    def __init__(self, session: Session, operation: Operation, path: str, query: Mapping[str, Any] | None, body: Any) -> None:
        self.session = session
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
        client, journal = self.session.client, open_journal(self.session)
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
        self._answered(status, ids, refusal, self.session.client.latest_status)

    def _start(self) -> Start:
        return Start(
            words=argv.typed(),
            profile=self.session.profile.name,
            base_url=self.session.client.base_url,
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
            self.session.note(safe(f"note: whether it took effect is not known: {look} (journal {run})"))
        self._answered(status, [], known, known.http_status if known is not None else None)

    def _answered(self, status: str, ids: list[str], error: PinadsError | None, http_status: int | None) -> None:
        answer = {"http_status": http_status, "request_id": (error and error.request_id) or self.session.client.latest_request_id}
        try:
            code, message = (error.code, error.message) if error is not None else (None, None)
            self._record.answered(self.session.client.clock.wall(), status, answer, ids, code, message)
        except JournalError as failure:
            self.session.note(safe(f"note: {failure.message}"))


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
