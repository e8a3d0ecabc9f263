"""One value of a customer file: cleaned, recognised and hashed into the record that Pinterest gets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple
from unicodedata import category, normalize

from pinads.sdk.errors import InvalidInput, InvalidType

EMPTY = "it is empty"
NOT_TEXT = "it is not a text"
NOT_UTF8 = "it is not UTF-8"
UNCLOSED = "a quote opens in it that does not close"
NO_AT = "it has no @, and is neither a hash nor a device id"
MANY_AT = "it has more than one @"
NO_DOMAIN = "its domain is not one"
STRANGE = "it has characters that no address has"
STRANGE_DOMAIN = "its domain has characters that no domain has"
ZEROS = "it is the device id of people who opted out"
NOTHING = "it is the hash of an empty value"
TURNED = "a spreadsheet has turned it into a number"
UNSURE = "it may be an MD5 hash or a device id without hyphens"

_QUOTES = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u2032\u2033\uff02\uff07"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_AROUND = _BLANKS + _QUOTES + _UNSEEN
"""Quotes and blanks that spreadsheets and web pages put around a value; no address begins or ends with them."""
# A | separates cells in more files than it is part of an address; other characters would need quotes, which no customer has.
_NOT_LOCAL = re.compile(f"[^a-z0-9!#$%&'*+/=?^_`{{}}~.\\-\x80-\U0010ffff]|[{_QUOTES.replace(chr(39), '')}]")
_NOT_DOMAIN = re.compile("[^a-z0-9.\\-\x80-\U0010ffff]")
_HYPHENATED_END = re.compile(r"(?:^|\.)-|-(?:\.|$)")
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?e\+[0-9]+")
"""A number of many digits as spreadsheets show it: ``4.9E+11``."""
_HASHED = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}")
_DEVICE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_BARE_DEVICE = re.compile(r"([0-9a-f]{8})([0-9a-f]{4})(4[0-9a-f]{3})([89ab][0-9a-f]{3})([0-9a-f]{12})")
"""A device id without its hyphens: a random UUID (version 4), as Apple's and Google's ids are."""
_BARE = 32
_SHA256_BYTES = 32
_EMPTY_TEXTS = ("", " ", "\n", "\r\n", "\t", "null", "NULL", "none", "None", "nan", "NaN", "n/a", "N/A", "undefined", '""')
_OPTED_OUT = ("00000000-0000-0000-0000-000000000000", "0" * _BARE)

_PLAIN = re.compile(rb"^[a-z0-9._+-]+@[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:[.-][a-z0-9]+)*$", re.MULTILINE)
"""Most addresses, which are left as they are when they are normalised."""


def _own_sha256() -> Any:
    """Find CPython's own SHA-256, which hashes an address in half the time of OpenSSL's; else take hashlib's."""
    for module in ("_sha2", "_sha256"):
        try:
            return import_module(module).sha256
        except (ImportError, AttributeError):
            continue
    return hashlib.sha256


sha256 = _own_sha256()


class Record(NamedTuple):
    """The record of a customer: a digest of SHA-256, SHA-1 or MD5, and its origin.

    Attributes:
        digest: 32, 20 or 16 bytes.
        kind: ``email``, ``device``, or ``hashed`` for a value that was a hash already.
    """

    digest: bytes
    kind: str

    def __str__(self) -> str:
        return self.digest.hex()


def hash_plain(values: Sequence[str]) -> list[bytes] | None:
    """Hash values at once if all of them are plain addresses; ``read`` gives the same digests."""
    joined = "\n".join(values).lower().encode("utf-8", "replace")
    # A value with a line end could match twice, and make up for one that does not.
    if "@" not in values[0] or joined.count(b"\n") != len(values) - 1:
        return None
    found = _PLAIN.findall(joined)
    if len(found) != len(values):
        return None
    return [sha256(address).digest() for address in found]


def read_hashes(values: Sequence[str]) -> list[bytes] | None:
    """Read values at once if all of them are hashes of SHA-256; ``read`` gives the same digests."""
    try:
        digests = [bytes.fromhex(value) for value in values if len(value) == 2 * _SHA256_BYTES]
    except ValueError:
        return None
    # A value with a blank in it makes a shorter digest.
    are_whole = len(digests) == len(values) and all(len(digest) == _SHA256_BYTES for digest in digests)
    return digests if are_whole and _worthless().keys().isdisjoint(digests) else None


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
        """The record: the value's digest, or the value if it is a hash."""
        return Record(bytes.fromhex(self.text) if self.kind == "hashed" else sha256(self.text.encode()).digest(), self.kind)


def normalised(value: str) -> str:
    """Normalise an address: no quotes or blanks around it, lower case, accents composed (NFC)."""
    text = value.strip(_AROUND)
    return text.lower() if text.isascii() else normalize("NFC", normalize("NFC", text).lower())


def record_of(value: str) -> Record:
    """Make the record of an e-mail address, of a MAID or IDFA, or of a hash.

    Addresses are normalised and hashed with SHA-256; device ids are put in lower case and hashed with SHA-256; hashes of
    SHA-256, SHA-1 and MD5 in hexadecimal are taken as they are, in lower case.

    Raises:
        InvalidInput: it is none of these. The message gives the reason and does not repeat the value.
    """
    if not isinstance(value, str):
        raise InvalidType("Invalid record: expected a string (value not shown)", "record")
    found = read(value)
    if isinstance(found, str):
        raise InvalidInput(f"Invalid record: {found} (value not shown)", "record")
    return found


def read(value: str, devices: bool = False) -> Record | str:
    """Make the record of a value, or give the reason why it is invalid; ``devices`` is as in ``recognise``."""
    found = recognise(value, devices)
    return found if isinstance(found, str) else found.record


def recognise(value: str, devices: bool = False) -> Recognised | str:
    """Clean a value and classify it, or give the reason why it is invalid.

    Args:
        value: the value as it is in a file.
        devices: 32 hexadecimal digits are device ids without hyphens, and no hashes of MD5.
    """
    text = normalised(value)
    if "@" in text:
        return _wrong_address(text) or Recognised(text, "email")
    if _DEVICE.fullmatch(text):
        return ZEROS if text in _OPTED_OUT else Recognised(text, "device")
    if not _HASHED.fullmatch(text):
        return EMPTY if not text else TURNED if _SHORTENED.fullmatch(text) else NO_AT
    why = _worthless().get(bytes.fromhex(text))
    if why is None and devices and len(text) == _BARE:
        bare = _BARE_DEVICE.fullmatch(text)
        return Recognised("-".join(bare.groups()), "device") if bare else UNSURE
    return why or Recognised(text, "hashed")


def are_bare_devices(values: Iterable[str]) -> bool:
    """Tell by some values of a column of device ids if 32 hexadecimal digits are ids without hyphens.

    One hash of MD5 in 64 looks like a random device id, so most of the values decide: a single id of another kind, or a
    damaged one, makes no hashes of the others. Ids with hyphens count as well.
    """
    votes = []
    for text in map(normalised, values):
        if _DEVICE.fullmatch(text) or text in _OPTED_OUT:
            votes.append(True)
        elif len(text) == _BARE and _HASHED.fullmatch(text) and bytes.fromhex(text) not in _worthless():
            votes.append(bool(_BARE_DEVICE.fullmatch(text)))
    return bool(votes) and 2 * sum(votes) >= len(votes)


@cache
def _worthless() -> dict[bytes, str]:
    """List hashes that match nobody, with the reason."""
    why = {**dict.fromkeys(_EMPTY_TEXTS, NOTHING), **dict.fromkeys(_OPTED_OUT, ZEROS)}
    found = {bytes(32): NOTHING, bytes(20): NOTHING, bytes(16): ZEROS}
    for name in ("sha256", "sha1", "md5"):
        found |= {hashlib.new(name, text.encode(), usedforsecurity=False).digest(): reason for text, reason in why.items()}
    return found


def _wrong_address(text: str) -> str | None:
    local, _, domain = text.partition("@")
    if "@" in domain:
        return MANY_AT
    # Printable excludes invisible characters: controls, spaces of any kind, marks of direction, lone surrogates.
    if not local or _NOT_LOCAL.search(local) or not text.isprintable():
        return STRANGE
    if _NOT_DOMAIN.search(domain) or not (domain.isascii() or all(map(_is_of_domain, domain))):
        return STRANGE_DOMAIN
    labels_end = domain[:1] == "." or domain[-1:] == "." or _HYPHENATED_END.search(domain)
    return NO_DOMAIN if "." not in domain or ".." in domain or labels_end else None


def _is_of_domain(letter: str) -> bool:
    """Accept the characters of internationalised domains: letters, marks, digits and pictures, no punctuation."""
    return letter.isascii() or category(letter)[0] in "LMN" or category(letter) == "So" or letter in "\u00b7\u30fb"
