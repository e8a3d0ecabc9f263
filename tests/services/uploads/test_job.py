"""The command that resumes an upload, and the reason why one cannot be undone."""

from __future__ import annotations

import shlex
from typing import Any

from pinads.journal.models import CUSTOMERS, STOPPED, Run
from pinads.services.uploads.job import resume_line
from tests.journal.runs import START
from tests.support.each import each

PLAN: dict[str, Any] = {
    "base_url": START.base_url,
    "account": START.account,
    "operation": "ADD",
    "list_id": "77",
    "name": None,
    "list_type": "EMAIL",
    "records": 3,
    "fingerprint": "f",
}


def run_of(column: str | None = None, **plan: Any) -> Run:
    options = {"plan": {**PLAN, **plan}, "size": 10, "how": {"column": column}}
    return Run(5, 0.0, None, STOPPED, START._replace(kind=CUSTOMERS, options=options))


@each(
    ("run", "file", "command"),
    [
        (run_of(), None, "add-records 77 --file FILE --resume 5"),
        (run_of(operation="REMOVE"), "a b.csv", "remove-records 77 --file 'a b.csv' --resume 5"),
        (run_of(list_id=None, name="Our readers"), "-", "create --name 'Our readers' --file - --resume 5"),
        (run_of("work mail", list_type="MAID"), None, "add-records 77 --list-type MAID --file FILE --column 'work mail' --resume 5"),
    ],
)
def test_the_command_that_resumes(run: Run, file: str | None, command: str) -> None:
    assert resume_line(run, file) == f"pinads customer-lists {command}"


@each("text", ["$(reboot)", "a'b", "x;y"])
def test_names_are_quoted_for_the_shell(text: str) -> None:
    assert shlex.split(resume_line(run_of(text, list_id=None, name=text), text)).count(text) == 3
