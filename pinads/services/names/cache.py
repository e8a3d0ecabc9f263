"""The cache of names: what a listing has found is used for some minutes, unless something was written since.

``names/PROFILE/ACCOUNT/campaigns`` below the data directory has the ids, names, statuses and parents of all campaigns of an ad account.
Failures to read and to write are ignored.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.sdk.files import replace_file

if TYPE_CHECKING:
    from pinads.config.profiles import Profile

FRESH = 600
"""Seconds for which names are used without being listed again."""
OF_NONE = "none"
"""The folder of entities that belong to no ad account: the ad accounts."""
Facts = Mapping[str, Any]
"""What is known of an entity by its name: ``id``, ``name``, ``status`` (a keyword's match type), and ``parent``, an id."""
PARTS = ("id", "name", "status", "parent")
_FOLDER = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)


def load(profile: Profile, account: str, collection: str) -> list[Facts] | None:
    """Return the facts of all entities of a collection, if they were listed lately."""
    folder = _folder(profile, account)
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((folder / collection).read_text(encoding="utf-8")) if folder else {}
        if kept["server"] == profile.base_url and 0 <= time.time() - kept["time"] < FRESH:
            return [dict(zip(PARTS, facts, strict=True)) for facts in kept["entities"]]
    return None


def save(profile: Profile, account: str, collection: str, entities: Sequence[Facts]) -> None:
    """Keep the facts of all entities of a collection."""
    folder = _folder(profile, account)
    if folder is None:
        return
    kept = {
        "server": profile.base_url,
        "time": time.time(),
        "entities": [[facts.get(part) for part in PARTS] for facts in entities],
    }
    with suppress(OSError):
        replace_file(folder / collection, json.dumps(kept), durable=False)


def forget(profile: Profile, account: str) -> None:
    """Delete what is kept of an ad account, and of the list of accounts."""
    for folder in (_folder(profile, account), _folder(profile, OF_NONE)):
        with suppress(OSError):
            for path in folder.iterdir() if folder else ():
                path.unlink(missing_ok=True)


def _folder(profile: Profile, account: str) -> Path | None:
    """Return the folder of an account's names; None for the emulator in process, which lists as fast."""
    if profile.is_embedded or not _FOLDER.fullmatch(profile.name):
        return None
    return data_dir() / "names" / profile.name / account
