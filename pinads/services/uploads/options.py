"""The options of an upload: how a customer file is read and sent."""

from __future__ import annotations

from pinads.sdk.customers.chunks import CHUNK_BYTES
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.durations import seconds
from pinads.services.errors import option
from pinads.services.inputs.options import Options

LARGEST_CHUNK = (CHUNK_BYTES - 10_000) // 65
"""Most records with which a request stays below the largest size, with the name of a new list."""
DEFAULT_WAIT = "30m"


class UploadOptions(Options):
    """The options of an upload of customers.

    Attributes:
        column: the column with the customers: its name, or its number from 1.
        sheet: the sheet of a workbook, if it has several.
        chunk_size: records a request.
        skip_invalid: skip rows that are not customers without failing.
        resume: the number of the run to resume.
        wait: wait until the list is READY or TOO_SMALL.
        wait_timeout: the longest wait for that, such as ``30m``.
        make_audience: the name of an audience to make of the list once it is READY.
    """

    column: str | None = None
    sheet: str | None = None
    chunk_size: int | None = None
    skip_invalid: bool = False
    resume: str | None = None
    wait: bool = False
    wait_timeout: str | None = None
    make_audience: str | None = None

    @property
    def patience(self) -> float:
        """The longest wait for the matching, in seconds."""
        return seconds(self.wait_timeout or DEFAULT_WAIT, option("wait_timeout"))

    @property
    def waits(self) -> bool:
        """True to wait for the matching."""
        return self.wait or self.make_audience is not None

    def check(self) -> None:
        """Refuse options that are empty, out of range or without effect, before anything is read.

        Raises:
            InvalidInput: there is one.
        """
        _ = self.patience
        for name in ("column", "sheet", "resume", "make_audience"):
            value = getattr(self, name)
            if value is not None and not value.strip():
                raise InvalidInput(f"{option(name)} is empty", name)
        if self.chunk_size is not None and not 1 <= self.chunk_size <= LARGEST_CHUNK:
            raise InvalidInput(f"{option('chunk_size')} is {self.chunk_size}: give 1 to {LARGEST_CHUNK}", "chunk_size")
        if self.wait_timeout is not None and not self.waits:
            told = f"{option('wait_timeout')} is for {option('wait')} or {option('make_audience')}: give one of them"
            raise InvalidInput(told, "wait_timeout")

    def refuse(self) -> None:
        """Refuse all of these options if there is no file.

        Raises:
            InvalidInput: one was given.
        """
        for name in ("column", "sheet", "resume", "make_audience", "chunk_size", "skip_invalid", "wait", "wait_timeout"):
            if getattr(self, name) not in (None, False):
                raise InvalidInput(f"{option(name)} is for customers from a file: give {option('file')} FILE", name)
