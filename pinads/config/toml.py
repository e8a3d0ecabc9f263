"""TOML files written by people, read with line and column of errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pinads.sdk.errors import InvalidInput


def read_text(path: Path, field: str) -> str:
    """Read the text of a file; it is empty if there is none.

    Args:
        path: the file.
        field: the ``field`` of an error.

    Raises:
        InvalidInput: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidInput(f"cannot read {path}: {reason}", field) from None


def parse_toml(text: str, path: Path, field: str) -> dict[str, Any]:
    """Parse a text as TOML.

    Args:
        text: the text.
        path: its file, for the message of an error.
        field: the ``field`` of an error.

    Raises:
        InvalidInput: it is not TOML; the message has line and column.
    """
    if not text:
        return {}
    from pinads.config import toml_decoder  # start-up: 3 ms, not needed without a configuration

    try:
        table: dict[str, Any] = toml_decoder.loads(text)
    except toml_decoder.TOMLDecodeError as error:
        lines = text.split("\n")
        said = str(error).replace("(at end of document)", f"(at line {len(lines)}, column {len(lines[-1]) + 1})")
        raise InvalidInput(f"{path} is not valid TOML: {said}", field) from None
    except (RecursionError, ValueError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else "a number with too many digits"
        raise InvalidInput(f"{path} is not valid TOML: {said}", field) from None
    return table
