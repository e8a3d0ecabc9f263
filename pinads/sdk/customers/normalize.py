"""One value of a customer file: what it is, and the record that Pinterest gets for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput, InvalidType

ALPHANUMERIC = b"abcdefghijklmnopqrstuvwxyz0123456789"
SPECIAL = b"!#$%&'*+/=?^_`{}~"
"""Characters of an address before its @ besides letters, digits, dots and hyphens. A ``|`` is not among them: it separates
cells in more files than it is part of an address; others would need quotes, which no customer has."""

EMPTY = "it is empty"
NOT_TEXT = "it is no text"
NOT_UTF8 = "it is not UTF-8"
UNCLOSED = "a quote opens in it that does not close"
NO_AT = "it has no @, and is neither a hash nor a device id"
MANY_AT = "it has more than one @"
NO_DOMAIN = "its domain is not one"
STRANGE = "it has characters that no address has"
STRANGE_DOMAIN = "its domain has characters that no domain has"
ZEROS = "it is the device id of those who opted out"
NOTHING = "it is the hash of an empty value"
UNSURE = "it may be an MD5 hash or a device id without hyphens"

_QUOTES = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u2032\u2033\uff02\uff07"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_AROUND = _BLANKS + _QUOTES + _UNSEEN
"""Quotes and blanks that spreadsheets and web pages put around a value; no address begins or ends with them."""
_LOCAL = re.compile(f"[^{re.escape((ALPHANUMERIC + SPECIAL).decode())}.\\-\x80-\U0010ffff]|[{_QUOTES.replace(chr(39), '')}]")
_DOMAIN = re.compile("[^a-z0-9.\\-\x80-\U0010ffff]")
_HYPHENATED_END = re.compile(r"(?:^|\.)-|-(?:\.|$)")
_HASHED = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}")
_DEVICE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_BARE_DEVICE = re.compile(r"([0-9a-f]{8})([0-9a-f]{4})(4[0-9a-f]{3})([89ab][0-9a-f]{3})([0-9a-f]{12})")
"""A device id without its hyphens: a random UUID (version 4), as Apple's and Google's ids are."""
_BARE = 32
_EMPTY_TEXTS = ("", " ", "\n", "\r\n", "\t", "null", "NULL", "none", "None", "nan", "NaN", "n/a", "N/A", "undefined", '""')
_OPTED_OUT = ("00000000-0000-0000-0000-000000000000", "0" * _BARE)
_ALGORITHMS = ("sha256", "sha1", "md5")


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
    """Normalise an address: no quotes or blanks around it, lower case, accents composed (NFC)."""
    text = value.strip(_AROUND)
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


class Recognised(NamedTuple):
    """A cleaned value.

    Attributes:
        text: an address or a device id as it is hashed, or a hash.
        kind: as in ``Record``.
    """

    text: str
    kind: str

    @property
    def record(self) -> Record:
        """Hash the value, unless it is a hash."""
        return Record(bytes.fromhex(self.text) if self.kind == "hashed" else sha256(self.text.encode()).digest(), self.kind)


def read(value: str, devices: bool = False) -> Record | str:
    """Make the record of a value, or say why it is invalid; ``devices`` is as in ``recognise``."""
    found = recognise(value, devices)
    return found if isinstance(found, str) else found.record


def recognise(value: str, devices: bool = False) -> Recognised | str:
    """Clean a value and classify it, or say why it is invalid.

    Args:
        value: the value as it is in a file.
        devices: 32 hexadecimal digits are device ids without hyphens, and no hashes of MD5.
    """
    text = normalised(value)
    if "@" in text:
        return _wrong_address(text) or Recognised(text, "email")
    if _HASHED.fullmatch(text):
        return _hash(text, devices)
    if _DEVICE.fullmatch(text):
        return Recognised(text, "device") if text.strip("0-") else ZEROS
    return NO_AT if text else EMPTY


def _hash(text: str, devices: bool) -> Recognised | str:
    why = _worthless(text)
    if why is None and devices and len(text) == _BARE:
        bare = _BARE_DEVICE.fullmatch(text)
        return Recognised("-".join(bare.groups()), "device") if bare else UNSURE
    return why or Recognised(text, "hashed")


def _worthless(digits: str) -> str | None:
    return worthless().get(bytes.fromhex(digits))


@cache
def worthless() -> dict[bytes, str]:
    """List hashes that match nobody, with the reason: of empty values, and of the device id of those who opted out."""
    why = {**dict.fromkeys(_EMPTY_TEXTS, NOTHING), **dict.fromkeys(_OPTED_OUT, ZEROS)}
    found = {bytes(32): NOTHING, bytes(20): NOTHING, bytes(16): ZEROS}
    for name in _ALGORITHMS:
        found |= {hashlib.new(name, text.encode(), usedforsecurity=False).digest(): reason for text, reason in why.items()}
    return found


def are_bare_devices(values: Iterable[str]) -> bool:
    """Tell whether 32 hexadecimal digits in a column of device ids are those without hyphens, by some of its values.

    One hash of MD5 in 64 looks like a random device id, so most of a few values tell what the column has: a single id of
    another kind, or one that is damaged, does not make hashes of the others. Ids with hyphens tell it too.
    """
    kinds = [kind for text in map(normalised, values) if (kind := _is_device(text)) is not None]
    return bool(kinds) and 2 * sum(kinds) >= len(kinds)


def _is_device(text: str) -> bool | None:
    """Tell a device id from a hash of MD5; None for what is neither."""
    if _DEVICE.fullmatch(text) or text in _OPTED_OUT:
        return True
    if len(text) != _BARE or not _HASHED.fullmatch(text) or _worthless(text):
        return None
    return bool(_BARE_DEVICE.fullmatch(text))


def _wrong_address(text: str) -> str | None:
    local, _, domain = text.partition("@")
    if "@" in domain:
        return MANY_AT
    # Printable excludes what nobody sees: control characters, spaces of any kind, marks of direction, halves of pairs.
    if not local or _LOCAL.search(local) or not text.isprintable():
        return STRANGE
    if _DOMAIN.search(domain) or not (domain.isascii() or all(map(_is_of_domain, domain))):
        return STRANGE_DOMAIN
    labels_end = domain[:1] == "." or domain[-1:] == "." or _HYPHENATED_END.search(domain)
    return NO_DOMAIN if "." not in domain or ".." in domain or labels_end else None


def _is_of_domain(letter: str) -> bool:
    """Tell whether an internationalised domain may have a character: letters, marks, digits and pictures, not punctuation."""
    from unicodedata import category

    return letter.isascii() or category(letter)[0] in "LMN" or category(letter) == "So" or letter in "\u00b7\u30fb"
