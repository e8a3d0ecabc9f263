"""The ids and names that TAB offers: of recently shown entities, in small files that the shells read themselves.

``complete/PROFILE/campaigns`` below the data directory has a line per entity, the last shown first: id, name and ad account,
separated by tabs; in ``runs`` these are number and command. Nothing else of a record goes there, and failures to write are ignored.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.sdk.files import replace_file

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation
    from pinads.sdk.record import BaseRecord

MOST = 200
LONGEST_NAME = 255
_FOLDER = r"(?a)[\w-][\w.-]{0,99}"


def shown(records: Iterable[BaseRecord], presentation: Presentation) -> Iterator[BaseRecord]:
    """Pass records on, and keep the last of them for completion when the command ends."""
    keep = None
    for record in records:
        if keep is None:
            keep = _kept(presentation, record.RESOURCE.collection).append
        keep(record)
        yield record


def runs_shown(rows: Iterable[Mapping[str, Any]], presentation: Presentation) -> None:
    """Keep the numbers and commands of runs for completion, the first row first."""
    lines = [
        f"{row['id']}\t{_printable(str(row['command']))[:LONGEST_NAME]}\t" for row in islice(rows, MOST) if {"id", "command"} <= {*row}
    ]
    profile = presentation.context.profile.name
    if lines and re.fullmatch(_FOLDER, profile):
        with suppress(OSError):
            _merge(data_dir() / "complete" / profile / "runs", lines)


def _kept(presentation: Presentation, collection: str) -> deque[BaseRecord]:
    kept = presentation.for_completion
    if not kept:
        presentation.context.on_close(lambda: _save(presentation.context.profile.name, kept))
    return kept.setdefault(collection, deque(maxlen=MOST))


def _save(profile: str, kept: dict[str, deque[BaseRecord]]) -> None:
    if not re.fullmatch(_FOLDER, profile):
        return
    for collection, records in kept.items():
        with suppress(OSError):
            _merge(data_dir() / "complete" / profile / collection, [line for record in reversed(records) if (line := _line(record))])


def _line(record: BaseRecord) -> str:
    wire = record.wire
    identity, name = str(wire.get("id")), wire.get("name") or wire.get("value")
    if not name or not (identity.isascii() and identity.isdigit()):
        return ""
    account = record.ad_account_id if record.RESOURCE.in_account else ""
    return "\t".join((identity, _printable(str(name))[:LONGEST_NAME], _printable(str(account))))


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(character if character.isprintable() else " " for character in text)


def _merge(path: Path, fresh: list[str]) -> None:
    """Put lines first in a file, without older lines of the same ids; write only changes."""
    try:
        before = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        before = ""
    lines: dict[str, str] = {}
    for line in (*fresh, *before.splitlines()):
        lines.setdefault(line.partition("\t")[0], line)
    text = "".join(f"{line}\n" for line in list(lines.values())[:MOST])
    if text != before:
        replace_file(path, text, durable=False)
