"""Messages as golden files have them: ``wording.txt`` in a folder of tests has a section for each message of each test.

A test asserts what a message is about (exit code, field, place, the command to paste) in its own lines, and how it is worded with
``wording``. ``pytest --update-golden`` rewrites the files; a person judges the difference.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

TITLE = "## "
CHANGING = ((re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?Z?"), "<moment>"), (re.compile(r"\brequest \d+"), "request <id>"))
"""What differs from run to run, and the words in its place."""


class Wording:
    """The messages of one test, in the order in which it shows them."""

    def __init__(self, request: pytest.FixtureRequest, tmp_path: Path) -> None:
        self._file = Path(request.path).with_name("wording.txt")
        # A parameter may be a path or a moment.
        self._test = self._scrubbed(f"{Path(request.path).stem} {request.node.name}", tmp_path)
        self._updates = request.config.getoption("--update-golden", default=False)
        self._tmp_path = tmp_path
        self._count = 0

    def __call__(self, message: str, of: object = None) -> None:
        """Compare a message; ``of`` is the case that it belongs to, such as the arguments, in a test for many cases."""
        self._count += 1
        if of is not None:
            title = self._scrubbed(f"{self._test}: {shlex.join(of) if isinstance(of, tuple) else repr(of)}", self._tmp_path)
        else:
            title = self._test + (f" {self._count}" if self._count > 1 else "")
        text = self._scrubbed(message, self._tmp_path).rstrip("\n")
        known = sections(self._file)
        if self._updates:
            known[title] = text
            self._file.write_text("".join(f"{TITLE}{name}\n{known[name]}\n\n" for name in sorted(known)), encoding="utf-8", newline="\n")
        assert title in known, f"{self._file.name} has no section {title!r}: pytest --update-golden writes it"
        assert text == known[title]

    @staticmethod
    def _scrubbed(text: str, tmp_path: Path) -> str:
        text = text.replace(str(tmp_path), "<tmp>")
        for changing, name in CHANGING:
            text = changing.sub(name, text)
        return text


def sections(file: Path) -> dict[str, str]:
    """The messages of a golden file by their titles."""
    if not file.exists():
        return {}
    parts = re.split(rf"(?m)^{TITLE}", file.read_text(encoding="utf-8"))[1:]
    return {title: text.rstrip("\n") for title, _, text in (part.partition("\n") for part in parts)}


@pytest.fixture
def wording(request: pytest.FixtureRequest, tmp_path: Path) -> Wording:
    """Compare messages with the golden file of the test's folder."""
    return Wording(request, tmp_path)
