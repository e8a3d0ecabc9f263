"""What a description has that pinads neither has nor leaves out on purpose."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.contract.ours import OURS
from tests.contract.restate import choices_in, parts_of

LEFT_OUT: dict[str, str] = json.loads(Path(__file__).with_name("left_out.json").read_text(encoding="utf-8"))
"""What is left out, each with the reason: an operation, ``OPERATION PART PATH``, or that with `` = CHOICE``."""


def gaps(operations: Mapping[str, Any], left_out: Collection[str] = LEFT_OUT) -> list[str]:
    """One line for each operation, field or choice that is new to us.

    Args:
        operations: the facts of a description, by operation.
        left_out: what is left out on purpose.
    """
    return [found for found in _lacking(operations) if found not in left_out]


def _lacking(operations: Mapping[str, Any]) -> Iterator[str]:
    for name, fact in operations.items():
        if name not in OURS:
            yield name
            continue
        for part in ("query", "body", "answer"):
            have = OURS[name].get(part)
            for path, word in fact.get(part, {}).items():
                if have is None or path not in have:
                    # What is in a list of anything is not asked for.
                    if not (have is not None and path.endswith("[]") and have.get(path[:-2], "").startswith("any")):
                        yield f"{name} {part} {path}"
                else:
                    ours = choices_in(have[path])
                    yield from (f"{name} {part} {path} = {choice}" for choice in _choices(word) if ours and choice not in ours)


def _choices(word: str) -> list[str]:
    return str(parts_of(word).get("choices", "{}"))[1:-1].split()
