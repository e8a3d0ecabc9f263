"""Quoting of values in commands to paste into a shell."""

from __future__ import annotations

import shlex


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
    """Name the command-line option of a field or setting."""
    return "--" + name.replace("_", "-")


def with_value(name: str, value: str) -> str:
    """Write an option with a value, which may begin with a dash."""
    return f"{name}{'=' if value.startswith('-') else ' '}{quoted(value)}"
