"""How far an upload of customers came, in a file of its own, so that it can be gone on with after anything.

A line is written, and on the disk, before a request leaves and after its answer came. The file has numbers and ids, and one
digest over all records together, made with a key that stays on this machine: no record, and no digest of one.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pinads.credentials.directories import data_dir
from pinads.sdk.errors import InvalidInput

FRESH = 24 * 3600
"""Seconds within which an upload that was left is gone on with without being asked for by its id."""

_ID = re.compile(r"[0-9]{10}-[0-9a-f]{6}")
_KEY_BYTES = 32
_FOR_OWNER = 0o600


class Plan(NamedTuple):
    """What an upload is about; two of the same plan are the same upload.

    Attributes:
        api: the API's base URL.
        account: the ad account.
        operation: ADD or REMOVE.
        list_id: the list, or None for one to make.
        name: of the list to make.
        list_type: of the list to make.
        records: how many.
        fingerprint: what tells them from others; empty for a single one.
    """

    api: str
    account: str
    operation: str
    list_id: str | None
    name: str | None
    list_type: str
    records: int
    fingerprint: str


class UploadState:
    """The file of one upload; it is the Progress of ``pinads.sdk.customer_records_upload``.

    Args:
        path: the file.
        plan: what the upload is about.
        size: records a chunk.
        began: when it began, in seconds since 1970.
    """

    def __init__(self, path: Path, plan: Plan, size: int, began: float) -> None:
        self.path = path
        self.plan = plan
        self.size = size
        self.began = began
        self.list_id: str | None = plan.list_id
        self.applied: set[int] = set()
        self.unknown: dict[int, dict[str, Any]] = {}

    @property
    def id(self) -> str:
        """The upload's id."""
        return self.path.stem

    @classmethod
    def begin(cls, plan: Plan, size: int) -> UploadState:
        """Make the file of a new upload.

        Raises:
            InvalidInput: there is no place for it; nothing was sent.
        """
        began = time.time()
        path = _folder() / f"{int(began):010}-{os.urandom(3).hex()}.jsonl"
        state = cls(path, plan, size, began)
        state._append({"plan": plan._asdict(), "size": size, "began": began})
        return state

    @classmethod
    def find(cls, plan: Plan) -> UploadState | None:
        """The latest upload of the same plan that was not finished, or None."""
        if not plan.fingerprint:
            return None
        return next((state for state in _all_states() if state.plan == plan), None)

    @classmethod
    def named(cls, identity: str, plan: Plan) -> UploadState:
        """The upload of an id, for the same plan.

        Raises:
            InvalidInput: there is none, or it is about something else.
        """
        path = _folder() / f"{identity}.jsonl"
        if not _ID.fullmatch(identity) or not path.exists():
            known = ", ".join(state.id for state in _all_states()) or "none"
            raise InvalidInput(f"there is no unfinished upload {identity!r}; there are: {known}", "--resume")
        state = _read(path)
        if state is None:
            raise InvalidInput(f"cannot read {path}: it is not an upload's", "--resume")
        for name, word in (("account", "ad account"), ("operation", "command"), ("list_id", "list"), ("name", "name"), ("api", "API")):
            if getattr(state.plan, name) != getattr(plan, name):
                raise InvalidInput(f"upload {identity} is for another {word}; nothing was sent", "--resume")
        if state.plan != plan:
            raise InvalidInput(f"upload {identity} had other records than this file; nothing was sent", "--resume")
        return state

    def chunk_unknown(self, chunk: int, before: Mapping[str, Any]) -> None:
        """Note that a chunk is about to be sent."""
        self.unknown[chunk] = dict(before)
        self._append({"chunk": chunk, "before": dict(before)})

    def chunk_done(self, chunk: int, list_id: str | None, applied: bool) -> None:
        """Note whether a chunk arrived."""
        self.unknown.pop(chunk, None)
        self.list_id = list_id or self.list_id
        if applied:
            self.applied.add(chunk)
        self._append({"chunk": chunk, "applied": applied, "list_id": list_id})

    def finish(self) -> None:
        """Forget the upload: there is nothing left to go on with."""
        self.path.unlink(missing_ok=True)

    def _append(self, line: Mapping[str, Any]) -> None:
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _FOR_OWNER)
            try:
                # The line before may have been cut when the machine stopped.
                os.write(file, b"\n" + json.dumps(line).encode() + b"\n")
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise InvalidInput(f"cannot keep track of the upload in {self.path.parent}: {error.strerror}", None) from None


def fingerprint_key() -> bytes:
    """The key of this machine for fingerprints of records."""
    path = _folder() / "key"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_OWNER)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(file, "wb") as opened:
        opened.write(os.urandom(_KEY_BYTES))
    return path.read_bytes()


def _folder() -> Path:
    path = data_dir() / "uploads"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(f"cannot keep track of the upload in {path}: {error.strerror}; nothing was sent", None) from None
    return path


def _all_states() -> Iterator[UploadState]:
    """The uploads that were not finished, the latest first."""
    for path in sorted(_folder().glob("*.jsonl"), reverse=True):
        state = _read(path)
        if state is not None:
            yield state


def _read(path: Path) -> UploadState | None:
    """An upload as its file tells; what was being written when the machine stopped does not count."""
    lines = [_decoded(line) for line in path.read_bytes().splitlines() if line]
    try:
        first = lines[0]
        state = UploadState(path, Plan(**first["plan"]), int(first["size"]), float(first["began"]))
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    for line in filter(None, lines[1:]):
        if "applied" in line:
            state.unknown.pop(line["chunk"], None)
            state.list_id = line["list_id"] or state.list_id
            if line["applied"]:
                state.applied.add(line["chunk"])
        elif "before" in line:
            state.unknown[line["chunk"]] = line["before"]
    return state


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
