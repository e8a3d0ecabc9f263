"""Uploads."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.sdk.customers.records import CHUNK_BYTES, CHUNK_SIZE
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.durations import seconds

PANEL = "Customers from a file"
LARGEST_CHUNK = (CHUNK_BYTES - 10_000) // 65
"""Records of which a request, with a list's name beside them, stays below the largest size."""
DEFAULT_WAIT = "30m"


class Uploading(Bundle):
    """How customers are read and uploaded."""

    column: Annotated[
        str | None,
        option("--column", help="The column with the customers: its name, or number from 1.", metavar="NAME", panel=PANEL),
    ] = None
    chunk_size: Annotated[
        int | None,
        option("--chunk-size", help=f"Records a request (default {CHUNK_SIZE}).", metavar="N", panel=PANEL, min=1, max=LARGEST_CHUNK),
    ] = None
    skip_invalid: Annotated[
        bool, option("--skip-invalid", help="Rows that are no customers are left out without being a failure.", panel=PANEL)
    ] = False
    resume: Annotated[
        str | None,
        option("--resume", help="Go on with an upload that was not finished, by its number in the journal.", metavar="UPLOAD", panel=PANEL),
    ] = None
    wait: Annotated[bool, option("--wait", help="Wait until the list is READY or TOO_SMALL.", panel=PANEL)] = False
    wait_timeout: Annotated[
        str | None, option("--wait-timeout", help=f"Longest wait for that (default {DEFAULT_WAIT}).", metavar="TIME", panel=PANEL)
    ] = None
    make_audience: Annotated[
        str | None,
        option("--make-audience", help="When the list is READY, make an audience of it with this name.", metavar="NAME", panel=PANEL),
    ] = None

    @property
    def patience(self) -> float:
        """Seconds to wait for the matching at most."""
        return seconds(self.wait_timeout or DEFAULT_WAIT, "--wait-timeout")

    @property
    def waits(self) -> bool:
        """Whether the matching is waited for."""
        return self.wait or self.make_audience is not None

    def check(self) -> None:
        """Find what would have no effect, before anything is read.

        Raises:
            InvalidInput: an option is empty, or there is nothing that it could be for.
        """
        _ = self.patience
        for name, value in self._texts().items():
            if value is not None and not value.strip():
                raise InvalidInput(f"{name} is empty", name)
        if self.wait_timeout is not None and not self.waits:
            raise InvalidInput("--wait-timeout is for --wait or --make-audience: give one of them", "--wait-timeout")

    def refuse(self) -> None:
        """What is for files only has no meaning without one."""
        given = {**self._texts(), "--chunk-size": self.chunk_size, "--skip-invalid": self.skip_invalid or None}
        given.update({"--wait": self.wait or None, "--wait-timeout": self.wait_timeout})
        for name, value in given.items():
            if value is not None:
                raise InvalidInput(f"{name} is for customers from a file: give --file FILE", name)

    def _texts(self) -> dict[str, str | None]:
        return {"--column": self.column, "--resume": self.resume, "--make-audience": self.make_audience}
