"""Bookmarks of pages: opaque, and valid only for the listing that issued them."""

from __future__ import annotations

import base64
import binascii
from hashlib import blake2b

from pinads.emulator.messages import Refused, bad

_KEY = b"pinads emulator bookmark"


def write_bookmark(listing: str, after: int) -> str:
    """Write the bookmark of the page after an id; ``listing`` identifies the listing with its filters."""
    raw = after.to_bytes(8, "big")
    return base64.urlsafe_b64encode(raw + _seal(listing, raw)).decode()


def read_bookmark(listing: str, bookmark: str) -> int:
    """Return the id after which a page begins.

    Raises:
        Refused: it is not a bookmark, or belongs to another listing.
    """
    try:
        blob = base64.b64decode(bookmark.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _invalid() from None
    if len(blob) != 24 or _seal(listing, blob[:8]) != blob[8:]:
        raise _invalid()
    return int.from_bytes(blob[:8], "big")


def _seal(listing: str, raw: bytes) -> bytes:
    return blake2b(raw + listing.encode("utf-8", "replace"), key=_KEY, digest_size=16).digest()


def _invalid() -> Refused:
    return bad("Invalid bookmark: it was not issued by this listing")
