"""The findings of pinads doctor: rows for programs, and a line each for people."""

from __future__ import annotations

from collections.abc import Iterator

from pinads.cli.output.errors import message_of, unexpected
from pinads.render.text import safe
from pinads.sdk.errors import PinadsError
from pinads.services.context import Context
from pinads.services.diagnostics import FAILED, OK, SKIPPED, WARNED, DiagnosticContext, Finding, checks
from pinads.services.error_codes import next_step
from pinads.services.results import Value

COLUMNS = ("check", "state", "found", "fix")
_MARKS = {OK: "ok  ", WARNED: "warn", FAILED: "FAIL", SKIPPED: "-   "}


def diagnosed(context: Context) -> Value:
    """Run all checks; the first failure is the result's error."""
    found = list(_findings(DiagnosticContext(context)))
    findings = [item._replace(fix=item.fix or (next_step(item.error, context.named) if item.error else None)) for item in found]
    rows = [{name: getattr(finding, name) for name in COLUMNS} for finding in findings]
    failed = next((finding for finding in findings if finding.state == FAILED), None)
    text = "\n".join(_line(finding) for finding in findings)
    return Value(rows, COLUMNS, "check", text=text, error=failed.error if failed else None)


def _findings(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    for name, check in checks(diagnosis):
        try:
            yield from check()
        except PinadsError as error:
            yield Finding.failed(name, error)
        except OSError as error:
            yield Finding.failed(name, PinadsError(f"the check failed: {message_of(error)}"), next_step(error))
        except Exception as error:
            # A bug in one check must not hide the others.
            yield Finding.failed(name, PinadsError(f"the check failed: {unexpected(error)}"))


def _line(finding: Finding) -> str:
    line = safe(f"{_MARKS[finding.state]}  {finding.check:<14}{finding.found}")
    return line + (f"\n{' ' * 20}-> {safe(finding.fix)}" if finding.fix else "")
