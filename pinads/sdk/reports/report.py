"""Asynchronous reports: performance over longer spans, which Pinterest prepares and offers as a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from pinads.sdk.client import Client, resolve
from pinads.sdk.clock import growing_pauses
from pinads.sdk.errors import ApiError, InvalidInput, InvalidResponse, InvalidType, NotFound, Rejected, Timeout
from pinads.sdk.http.downloads import save
from pinads.sdk.http.operations import Operation
from pinads.sdk.outcomes import as_object
from pinads.sdk.record import arguments
from pinads.sdk.reports.analytics import CATEGORY, check_order
from pinads.sdk.reports.request import TemplateReportQuery, request_body
from pinads.sdk.reports.rows import refuse_no_report, rows_of
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import describe, entity_id, is_token, write_body

if TYPE_CHECKING:
    from typing_extensions import Self

# A second request for the same report costs nothing else, so it is sent again if its answer is lost.
CREATE = Operation("analytics/create_report", "POST", "reports", CATEGORY, repeatable=True)
CREATE_FROM_TEMPLATE = Operation("analytics/create_template_report", "POST", "templates", CATEGORY, repeatable=True)
GET = Operation("analytics/get_report", "GET", "reports", CATEGORY, repeatable=True)

NOT_KNOWN, FINISHED = "DOES_NOT_EXIST", "FINISHED"
GONE = ("EXPIRED", NOT_KNOWN)
FAILED = ("FAILED", "CANCELLED")
LONGEST_WAIT = 1800.0
NOT_KNOWN_YET = 30.0
"""Seconds for which Pinterest may not know a new token yet."""
MOST_LINKS = 3
LINK_RAN_OUT = (400, 401, 403, 404, 410)
"""The statuses with which storage hosts answer an expired link."""


def still_waiting(what: str, waited: float) -> Timeout:
    """Make the error of a wait that was too short."""
    return Timeout(f"after {waited:.0f} s {what}", operation=GET.name, safe_to_retry=True)


class Report:
    """A requested report (``analytics/get_report``): its status, and its file once it is finished.

    Attributes:
        ad_account_id: the ad account's id.
        token: the report's token, valid for an hour.
        status: IN_PROGRESS, FINISHED, EXPIRED, FAILED, CANCELLED, or DOES_NOT_EXIST, as it is for a moment at first.
        url: the URL of the file, valid for five minutes; None unless it is finished.
        size: the size of the file in bytes, if the server reports it.

    Args:
        ad_account_id: the ad account's id.
        token: the token that ``create`` returned.
        client: the Client to use; the default client if None.
    """

    LOOK: ClassVar[Operation] = GET
    """The operation that answers the status and the link."""

    def __init__(self, ad_account_id: str, token: str, client: Client | None = None) -> None:
        if not isinstance(token, str):
            raise InvalidType(f"Invalid token: expected a report's token, got {describe(token, secret=True)}", "token")
        if not is_token(token):
            raise InvalidInput("Invalid token: it is empty or has characters that no token has", "token")
        self._fill(entity_id(ad_account_id, "ad_account_id"), token, resolve(client), {})
        self.refresh()

    def _fill(self, account: str, token: str, client: Client, wire: dict[str, Any]) -> None:
        self.ad_account_id = account
        self.token = token
        self._client = client
        self._wire = wire

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        start_date: str,
        end_date: str,
        columns: list[str],
        level: str,
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> Self:
        """Request an asynchronous report (``analytics/create_report``).

        Args:
            ad_account_id: the ad account's id.
            start_date: first day, ``YYYY-MM-DD``, at most 914 days ago (8 with granularity HOUR); days are UTC.
            end_date: last day, at most 186 days after the first (3 with granularity HOUR).
            columns: the columns of a row, such as ``SPEND_IN_DOLLAR`` (in the account's currency) or ``CAMPAIGN_NAME``.
            level: the entity that a row is about: ADVERTISER, CAMPAIGN, AD_GROUP, PIN_PROMOTION (ads), KEYWORD and more.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: anything else that ``ReportRequest`` declares, such as ``campaign_ids`` (500 at most) or ``report_format``
                (JSON or CSV); ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The report, with its token.

        Raises:
            InvalidInput: a parameter of a wrong name, type or choice; nothing was sent.
            BadRequest: the API refused it, such as days that are too many or too long ago.
        """
        given = arguments(locals())
        account, body = entity_id(ad_account_id, "ad_account_id"), request_body(given)
        return cls._begin(CREATE, CREATE.path(account), account, resolve(client), body=body)

    @classmethod
    def create_from_template(
        cls,
        ad_account_id: str,
        template_id: str,
        start_date: str | None = None,
        end_date: str | None = None,
        granularity: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> Self:
        """Request a report with the columns, level and filters of a template (``analytics/create_template_report``).

        Templates are made in Ads Manager; ``ReportTemplate.iter_all`` lists them.

        Args:
            ad_account_id: the ad account's id.
            template_id: the template's id.
            start_date: first day, ``YYYY-MM-DD``, at most 914 days ago; days are UTC. The template's if None.
            end_date: last day; the template's if None.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH; the template's if None.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The report, with its token.

        Raises:
            InvalidInput: a parameter of a wrong name, type or choice; nothing was sent.
            NotFound: the ad account has no such template.
            BadRequest: the API refused it, such as days that are too many or too long ago.
        """
        given = {"start_date": start_date, "end_date": end_date, "granularity": granularity, **kwargs}
        account, template = entity_id(ad_account_id, "ad_account_id"), entity_id(template_id, "template_id")
        query = write_body(fields_of(TemplateReportQuery), given, Mode.CREATE, {})
        check_order(query)
        path = f"{CREATE_FROM_TEMPLATE.path(account, template)}/reports"
        return cls._begin(CREATE_FROM_TEMPLATE, path, account, resolve(client), query=query)

    @classmethod
    def _begin(cls, operation: Operation, path: str, account: str, client: Client, **request: Any) -> Self:
        """Send the request of a report, and return the report with its token."""
        answer = cls._unwrapped(as_object(client.request(operation, path, **request), operation))
        token = answer.get("token")
        if not is_token(token):
            why = f"{answer.get('report_status') or ''} {answer.get('message') or 'its token is missing'}".strip()
            raise InvalidResponse(f"no report was begun: {why}", operation=operation.name, safe_to_retry=True)
        report = cls.__new__(cls)
        report._fill(account, str(token), client, answer)
        return report

    @classmethod
    def _unwrapped(cls, answer: dict[str, Any]) -> dict[str, Any]:
        """Return the part of an answer that has the token, the status and the link."""
        return answer

    @property
    def status(self) -> str | None:
        """The status in the server's latest answer."""
        return self._wire.get("report_status")

    @property
    def url(self) -> str | None:
        """The URL of the file, valid for five minutes from the server's latest answer."""
        url = self._wire.get("url")
        return url if isinstance(url, str) else None

    @property
    def size(self) -> float | None:
        """The size of the file in bytes, if the server reports it."""
        return self._wire.get("size")

    def to_dict(self) -> dict[str, Any]:
        """Return the server's latest answer (a copy)."""
        return dict(self._wire)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(ad_account_id={self.ad_account_id!r}, status={self.status!r})"

    def refresh(self) -> str | None:
        """Fetch the status (``analytics/get_report``).

        Returns:
            The status.
        """
        look = self.LOOK
        answer = self._client.request(look, look.path(self.ad_account_id), query={"token": self.token})
        self._wire = self._unwrapped(as_object(answer, look))
        return self.status

    def wait(self, timeout: float = LONGEST_WAIT, on_look: Callable[[Report], Any] | None = None) -> Report:
        """Poll at growing intervals of up to ten seconds, until it is finished.

        Args:
            timeout: seconds to wait at most.
            on_look: called with the report each time that it is not finished yet.

        Returns:
            The report itself.

        Raises:
            NotFound: it has expired, or Pinterest does not know the token.
            Rejected: Pinterest failed to prepare it, or it was cancelled.
            Timeout: it was not finished in time; it can be waited for again.
        """
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout >= 0:
            raise InvalidType(f"Invalid timeout: expected seconds, got {describe(timeout)}", "timeout")
        for number, waited in enumerate(growing_pauses(self._client.clock, timeout)):
            if number:
                self.refresh()
            if self.is_ready(waited, timeout):
                return self
            if on_look and waited < timeout:
                on_look(self)
        raise still_waiting(f"the report is still {self.status}", timeout)

    def is_ready(self, waited: float, timeout: float = LONGEST_WAIT) -> bool:
        """Tell whether it is finished, by the server's latest answer.

        Args:
            waited: seconds since it was requested, as Pinterest may not know a new token yet.
            timeout: seconds to wait at most.

        Raises:
            NotFound, Rejected: it never will be, as for ``wait``.
        """
        self._raise_if_ended(is_new=waited < min(NOT_KNOWN_YET, timeout))
        return self.status == FINISHED

    def _raise_if_ended(self, is_new: bool = False) -> None:
        if self.status in FAILED:
            raise Rejected(f"Pinterest could not make the report: it is {self.status}", operation=self.LOOK.name)
        if self.status in GONE and not (is_new and self.status == NOT_KNOWN):
            why = "it has expired: reports are kept for an hour" if self.status == "EXPIRED" else "Pinterest does not know its token"
            raise NotFound(f"there is no such report: {why}", operation=self.LOOK.name)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the whole file, as a temporary one that is deleted afterwards. The file's host never gets the access token.

        Raises:
            NotFound: it has expired, or Pinterest does not know the token.
            Rejected: it is not finished yet, or never will be.
            NetworkError, ServerError: it could not be fetched after several attempts.
        """
        with tempfile.TemporaryFile() as file:
            for links_left in reversed(range(MOST_LINKS)):
                self.refresh()
                self._raise_if_ended()
                if self.status != FINISHED:
                    raise Rejected(f"the report is not finished yet: it is {self.status}", operation=self.LOOK.name)
                if not self.url:
                    raise InvalidResponse("the report is finished, but its url is missing", operation=self.LOOK.name, safe_to_retry=True)
                try:
                    self._client.download(self.url, file)
                    break
                except ApiError as error:
                    if not links_left or error.http_status not in LINK_RAN_OUT:
                        raise
            refuse_no_report(file)
            yield file

    def download(self, target: str | os.PathLike[str]) -> None:
        """Save the file as it is, JSON or CSV. The target is replaced as a whole or not at all.

        Raises:
            OSError: it cannot be written.
            NotFound, Rejected, NetworkError, ServerError: as for ``opened``.
        """
        with self.opened() as file:
            save(file, Path(target))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the file as they are read: JSON with its types, CSV as texts.

        Memory does not grow with the file. In JSON a figure that is 0 is missing.

        Raises:
            InvalidResponse: the file is neither.
            NotFound, Rejected, NetworkError, ServerError: as for ``opened``.
        """
        with self.opened() as file:
            yield from rows_of(file)
