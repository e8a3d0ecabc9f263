"""The options of customer uploads."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.sdk.customers.chunks import CHUNK_SIZE
from pinads.services.uploads.options import DEFAULT_WAIT, LARGEST_CHUNK, UploadOptions

PANEL = "Customers from a file"


class UploadingOptions(Bundle):
    """The options of customer files: reading, chunks, and the wait for the matching."""

    options = UploadOptions

    column: Annotated[
        str | None,
        option("--column", help="Column of the customers: its name, or its number from 1.", metavar="NAME", panel=PANEL),
    ] = None
    chunk_size: Annotated[
        int | None,
        option("--chunk-size", help=f"Records per request (default {CHUNK_SIZE}).", metavar="N", panel=PANEL, min=1, max=LARGEST_CHUNK),
    ] = None
    skip_invalid: Annotated[bool, option("--skip-invalid", help="Skip rows without a valid customer, without failing.", panel=PANEL)] = (
        False
    )
    resume: Annotated[
        str | None,
        option("--resume", help="Resume an unfinished upload by its run number in the journal.", metavar="RUN", panel=PANEL),
    ] = None
    wait: Annotated[bool, option("--wait", help="Wait until the list is READY or TOO_SMALL.", panel=PANEL)] = False
    wait_timeout: Annotated[
        str | None, option("--wait-timeout", help=f"Longest wait for --wait (default {DEFAULT_WAIT}).", metavar="TIME", panel=PANEL)
    ] = None
    make_audience: Annotated[
        str | None,
        option("--make-audience", help="Create an audience of this name once the list is READY.", metavar="NAME", panel=PANEL),
    ] = None


class SheetUploadingOptions(UploadingOptions):
    """The same, with the sheet of a workbook, which commands that write fields have already."""

    sheet: Annotated[str | None, option("--sheet", help="Sheet of the workbook, if it has several.", metavar="NAME", panel=PANEL)] = None


SheetUploading = Annotated[UploadOptions, SheetUploadingOptions]
Uploading = Annotated[UploadOptions, UploadingOptions]
