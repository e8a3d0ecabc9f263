"""Quoting of values in commands to paste into a shell."""

from __future__ import annotations

import shlex

from pinads.sdk.schema.fields import word_of


def quoted(text: str) -> str:
    r"""Quote a word for the shell; unprintable characters are escaped, as in ``$'a\x1b'``, which bash and zsh read."""
    if text.isprintable():
        return shlex.quote(text)
    escaped = (
        "\\" + letter if letter in "\\'" else letter if letter.isprintable() else "".join(f"\\x{byte:02x}" for byte in letter.encode())
        for letter in text
    )
    return f"$'{''.join(escaped)}'"


def flag_of(name: str) -> str:
    """Name the command-line option of a field, by the word that people have for it, or of a setting."""
    return "--" + word_of(name).replace("_", "-").replace(" ", "-")


def with_value(name: str, value: str) -> str:
    """Write an option with a value, which may begin with a dash."""
    return f"{name}{'=' if value.startswith('-') else ' '}{quoted(value)}"
