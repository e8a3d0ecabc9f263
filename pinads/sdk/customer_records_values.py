"""One value of a customer file: what it is, and the record that Pinterest gets for it."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput, InvalidType

ORDINARY = b"abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~"
"""What an address in ASCII is made of besides its dots and its @; others would need quotes, which no customer has."""

EMPTY = "it is empty"
NOT_TEXT = "it is no text"
NOT_UTF8 = "it is not UTF-8"
UNCLOSED = "a quote opens in it that does not close"
NO_AT = "it has no @, and is neither a hash nor a device id"
MANY_AT = "it has more than one @"
NO_DOMAIN = "its domain is not one"
STRANGE = "it has characters that no address has"
ZEROS = "it is the device id of those who opted out"

_STRANGE = re.compile(f"[^{re.escape(ORDINARY.decode())}.@\x80-\U0010ffff]")
_HASHED = re.compile(r"[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32}")
_DEVICE = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")


def _own_sha256() -> Any:
    """Python's own SHA-256, which hashes something as short as an address faster than OpenSSL's; or else that of hashlib."""
    for module in ("_sha2", "_sha256"):
        try:
            return import_module(module).sha256
        except (ImportError, AttributeError):
            continue
    return hashlib.sha256


sha256 = _own_sha256()


class Record(NamedTuple):
    """What Pinterest gets for a customer: a digest of SHA-256, SHA-1 or MD5, and what it was made from.

    Attributes:
        digest: 32, 20 or 16 bytes.
        kind: ``email``, ``device``, or ``hashed`` for what was a hash already.
    """

    digest: bytes
    kind: str

    def __str__(self) -> str:
        return self.digest.hex()


def normalised(value: str) -> str:
    """An address as it is hashed: without spaces around it, in lower case, its accents composed (NFC)."""
    text = value.strip()
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", text).lower())


def record_of(value: str) -> Record:
    """The record of an e-mail address, of a MAID or IDFA, or of what is hashed already.

    Addresses are normalised and hashed with SHA-256; device ids are put in lower case and hashed with SHA-256; hashes of
    SHA-256, SHA-1 and MD5 in hexadecimal are taken as they are, in lower case.

    Raises:
        InvalidInput: it is none of these. The message says why and does not repeat the value.
    """
    if not isinstance(value, str):
        raise InvalidType("Invalid record: expected a string (value not shown)", "record")
    found = read(value)
    if isinstance(found, str):
        raise InvalidInput(f"Invalid record: {found} (value not shown)", "record")
    return found


def read(value: str) -> Record | str:
    """The record of a value, or why there is none."""
    text = normalised(value)
    if "@" in text:
        wrong = _wrong_address(text)
        return wrong or Record(sha256(text.encode()).digest(), "email")
    if _HASHED.fullmatch(text):
        return Record(bytes.fromhex(text), "hashed")
    if _DEVICE.fullmatch(text):
        return Record(sha256(text.encode()).digest(), "device") if text.strip("0-") else ZEROS
    return NO_AT if text else EMPTY


def _wrong_address(text: str) -> str | None:
    local, _, domain = text.partition("@")
    if "@" in domain:
        return MANY_AT
    if not local or "." not in domain or ".." in domain or domain[0] == "." or domain[-1] == ".":
        return NO_DOMAIN if local else STRANGE
    # Printable excludes what nobody sees: control characters, spaces of any kind, marks of direction, halves of pairs.
    return STRANGE if _STRANGE.search(text) or not text.isprintable() else None
