"""The preparation of reports: requested by ranges of days, waited for side by side, and fetched into temporary files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.text import counted
from pinads.sdk.clock import growing_pauses
from pinads.sdk.errors import ApiError, AuthenticationError, NotFound, PinadsError, RateLimited, Rejected
from pinads.sdk.reports.report import Report, still_waiting
from pinads.services.error_codes import API_CODES
from pinads.services.errors import Interrupted, about_options
from pinads.services.figures.periods import Period
from pinads.services.reports.options import OPTIONS
from pinads.services.shell_quoting import quoted

if TYPE_CHECKING:
    from pinads.services.context import Context


class Part:
    """A report of one range of days. One that Pinterest fails to prepare is requested again, once.

    Args:
        context: where.
        report: the report, if it was requested before.
        period: its days; None for a report that was requested before.
        given: the arguments of ``Report.create`` without the days.
    """

    def __init__(
        self, context: Context, report: Report | None = None, period: Period | None = None, given: Mapping[str, Any] | None = None
    ) -> None:
        self._context = context
        self._period = period
        self._given = given
        self._tries = 0
        self._began: float | None = None
        self.report = report
        self.file: BinaryIO | None = None

    def request(self) -> None:
        """Request the report, unless it was."""
        if self.report is not None or self._period is None or self._given is None:
            return
        client, days = self._context.client, (str(self._period.first), str(self._period.last))
        with about_options(OPTIONS):
            self.report = Report.create(self._context.account, *days, client=client, **self._given)
        self._tries += 1
        self._began = client.clock.now()

    def look(self, fetch: bool, files: ExitStack) -> bool:
        """Fetch the file if the report is finished, and tell whether it is.

        Args:
            fetch: ask for its status first.
            files: keeps the file open.
        """
        assert self.report is not None
        now = self._context.client.clock.now()
        self._began = now if self._began is None else self._began
        try:
            if fetch:
                self.report.refresh()
            if self.report.is_ready(now - self._began):
                self.file = files.enter_context(self.report.opened())
        except (NotFound, Rejected) as error:
            if self._tries != 1:
                raise
            self._context.note(f"{error.message}; requesting the report of {self._period} once more")
            self.report = None
            self.request()
        return self.file is not None


def prepare(context: Context, parts: Sequence[Part], timeout: float, files: ExitStack, options: str = "") -> list[BinaryIO]:
    """Request reports, wait for all of them, and return their files in order.

    They are requested one after the other and prepared by Pinterest at the same time; each file is fetched once it is finished.

    Args:
        context: where.
        parts: the reports.
        timeout: seconds to wait at most.
        files: keeps the files open, which are deleted when it is closed.
        options: the options of the command that continues, after an interruption.

    Raises:
        NotFound, Rejected: a report has expired, or Pinterest could not prepare it, even when it was requested again.
        Timeout: not all were finished in time; the hint is the command that continues.
    """
    with resumable(context, parts, options), context.interaction.working() as show, context.interaction.pausing_before("looking"):
        fresh = {id(part) for part in parts if part.report is None}
        for part in parts:
            part.request()
        if fresh:
            kind = "the report" if len(parts) == 1 else f"{len(parts)} reports"
            context.note(f"Pinterest is creating {kind}", f"after an interruption, run: {command(context, parts, options)}")
        for number, waited in enumerate(growing_pauses(context.client.clock, timeout)):
            missing = [part for part in parts if part.file is None]
            ready = len(parts) - len([part for part in missing if not part.look(fetch=number > 0, files=files)])
            if ready == len(parts):
                return [part.file for part in parts if part.file is not None]
            show(f"preparing {counted(len(parts), 'report')}: {ready} ready")
            if waited >= timeout:
                break
        raise still_waiting(_unready(parts), timeout)


def wait(context: Context, report: Report, timeout: float) -> Report:
    """Wait until a report is finished; a failure says how to continue."""
    with resumable(context, [Part(context, report)]), context.interaction.pausing_before("looking"):
        return report.wait(timeout)


def command(context: Context, parts: Sequence[Part], options: str = "") -> str:
    """Write the command that continues with reports."""
    account = f" --account {context.account}" if context.account_id else ""
    tokens = [part.report.token for part in parts if part.report is not None]
    ending = "-- " if any(token.startswith("-") for token in tokens) else ""
    return f"pinads reports download{account}{context.named}{options} {ending}{' '.join(map(quoted, tokens))}"


@contextmanager
def resumable(context: Context, parts: Sequence[Part], options: str = "") -> Iterator[None]:
    """Suggest how to continue after errors that leave reports in existence."""
    try:
        yield
    except KeyboardInterrupt:
        existing = len([part for part in parts if part.report is not None])
        if not existing:
            raise
        which = "the report still exists" if len(parts) == 1 else f"{existing} of {len(parts)} reports exist for an hour"
        raise Interrupted(f"interrupted; {which}").hinting(command(context, parts, options)) from None
    except PinadsError as error:
        ended = isinstance(error, (NotFound, Rejected, AuthenticationError))
        must_wait = isinstance(error, RateLimited) and error.retry_after
        explained = isinstance(error, ApiError) and error.code in API_CODES
        complete = all(part.report is not None for part in parts)
        if complete and not (ended or must_wait or explained or error.hint):
            error.hint = command(context, parts, options)
        raise


def _unready(parts: Sequence[Part]) -> str:
    missing = [part for part in parts if part.file is None]
    if len(parts) == 1:
        return f"the report is still {missing[0].report.status if missing[0].report else 'to be requested'}"
    return f"{len(missing)} of {len(parts)} reports are not ready"
