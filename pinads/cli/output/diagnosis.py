"""The findings of pinads doctor: rows for programs, and a line each for people."""

from __future__ import annotations

from pinads.render.text import safe
from pinads.services.context import Context
from pinads.services.diagnostics import FAILED, OK, SKIPPED, WARNED, Finding, diagnose
from pinads.services.results import Value

COLUMNS = ("check", "state", "found", "fix")
_MARKS = {OK: "ok  ", WARNED: "warn", FAILED: "FAIL", SKIPPED: "-   "}


def diagnosed(context: Context) -> Value:
    """Run all checks; the first failure is the result's error."""
    findings = diagnose(context)
    rows = [{name: getattr(finding, name) for name in COLUMNS} for finding in findings]
    failed = next((finding for finding in findings if finding.state == FAILED), None)
    text = "\n".join(_line(finding) for finding in findings)
    return Value(rows, COLUMNS, "check", text=text, error=failed.error if failed else None)


def _line(finding: Finding) -> str:
    line = safe(f"{_MARKS[finding.state]}  {finding.check:<14}{finding.found}")
    return line + (f"\n{' ' * 20}-> {safe(finding.fix)}" if finding.fix else "")
