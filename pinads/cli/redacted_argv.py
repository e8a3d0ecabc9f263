"""The command line as it may be written down: without tokens, and without people's records."""

from __future__ import annotations

from collections.abc import Sequence

from pinads.sdk.redaction import redact


def redacted_argv(words: Sequence[str]) -> list[str]:
    """Return the words of a command line without secrets and people's records."""
    kept = []
    any_body = "api" in words  # Options may stand before it.
    for before, word in zip(["", *words], words, strict=False):
        name, equals, value = word.partition("=")
        if any_body and (before in ("-f", "-F") or (word[:2] in ("-f", "-F") and len(word) > 2)):
            word = f"{name}=(not kept)"
        elif before == "--records" or (before == "-F" and name == "records") or (name == "--records" and equals):
            word = word if value[:1] == "@" or word[:1] == "@" or word == "-" else f"{name}=(not kept)" if equals else "(not kept)"
        kept.append(redact(word))
    return kept
