"""``.pinads.toml``, the policy of a repository, found from the working directory upwards.

::

    [policy]
    max_daily_budget = "50.00"
    read_only = false
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pinads.config.policy_rules import Rule, rules_of
from pinads.config.toml import parse_toml, read_text
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import nearest

NAME = ".pinads.toml"
TABLE = "policy"


def repository_files(start: Path, home: Path) -> Iterator[Path]:
    """Find the policy files of a directory: its own and those above it.

    The search ends at the first repository or the home directory. All files apply, so that none can loosen one above it.
    """
    for directory in (start, *start.parents):
        if os.path.lexists(directory / NAME):
            yield directory / NAME
        if directory == home or (directory / ".git").exists():
            return


def rules_in(path: Path) -> list[Rule]:
    """Read the rules of a file.

    Raises:
        InvalidInput: it cannot be read, or has other content.
    """
    # A dangling link must not count as a missing file, and reading a pipe would block.
    if not (os.path.isfile(path) or os.path.isdir(path)):  # noqa: PTH112, PTH113 - Path's raise if a parent may not be searched.
        raise InvalidInput(f"cannot read {path}: it is not a file, or a dangling link", TABLE)
    table = parse_toml(read_text(path, TABLE), path, TABLE)
    for name in table:
        if name != TABLE:
            hint = nearest(name, [TABLE]) or f"; rules belong in a table [{TABLE}]"
            raise InvalidInput(f"{path} has no table or setting {name!r}{hint}", name)
    rules = table.get(TABLE, {})
    if not isinstance(rules, dict):
        raise InvalidInput(f"{path}: {TABLE} must be a table of rules, such as [{TABLE}]", TABLE)
    return rules_of(rules, str(path))
