"""Framing of HTTP request bodies: Content-Length or chunks."""

from __future__ import annotations

import re
from email.message import Message
from io import BufferedIOBase

from pinads.emulator.messages import BAD_PARAMETERS, Refused, bad

LARGEST_BODY = 32 * 1024 * 1024
_LONGEST_LINE = 65537
_MOST_TRAILERS = 100
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;.*)?\r?\n")


def read_body(method: str, headers: Message, stream: BufferedIOBase) -> bytes:
    """Read the body of a request.

    Raises:
        Refused: its length is missing, invalid or too large.
    """
    coding = headers.get("Transfer-Encoding")
    if coding is not None:
        if coding.strip().lower() != "chunked" or "Content-Length" in headers:
            raise bad("Send the body with Content-Length or in chunks, without another transfer coding")
        return _chunks(stream)
    length = _length(method, headers)
    body = stream.read(length) if length else b""
    if len(body) < length:
        raise bad("Invalid request body: it is shorter than its Content-Length")
    return body


def _length(method: str, headers: Message) -> int:
    given = {value.strip() for value in headers.get_all("Content-Length") or ()}
    if not given:
        if method in ("POST", "PATCH", "PUT"):
            raise Refused(411, BAD_PARAMETERS, "Send the body with Content-Length")
        return 0
    text = given.pop()
    if given or not (text.isascii() and text.isdigit()):
        raise bad("Invalid Content-Length")
    if len(text) > 12 or int(text) > LARGEST_BODY:
        raise _too_large()
    return int(text)


def _chunks(stream: BufferedIOBase) -> bytes:
    """Read a chunked body (RFC 9112, 7.1); extensions and trailers are ignored."""
    body = bytearray()
    while size := _chunk_size(stream):
        if len(body) + size > LARGEST_BODY:
            raise _too_large()
        body += stream.read(size)
        if stream.readline(3) not in (b"\r\n", b"\n"):
            raise bad("Invalid request body: a chunk does not have its declared size")
    for _ in range(_MOST_TRAILERS):
        if not stream.readline(_LONGEST_LINE).strip():
            return bytes(body)
    raise bad("Invalid request body: it has too many trailers")


def _chunk_size(stream: BufferedIOBase) -> int:
    line = _CHUNK_SIZE.fullmatch(stream.readline(_LONGEST_LINE))
    if line is None:
        raise bad("Invalid request body: a chunk has no valid size")
    return int(line[1], 16)


def _too_large() -> Refused:
    return Refused(413, BAD_PARAMETERS, f"The body is larger than {LARGEST_BODY} bytes")
