"""The options of uploads of customers."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.sdk.customers.records import CHUNK_SIZE
from pinads.services.uploads.options import DEFAULT_WAIT, LARGEST_CHUNK, UploadOptions

PANEL = "Customers from a file"


class UploadingOptions(Bundle):
    """How customers are read and uploaded."""

    options = UploadOptions

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


Uploading = Annotated[UploadOptions, UploadingOptions]
