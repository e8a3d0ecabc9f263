"""pinads doctor: everything that has to work before a command can, one line each, with the mend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pinads.cli.framework.commands import built
from pinads.cli.options.session import InContext
from pinads.cli.output.errors import hint, told, unexpected
from pinads.render.text import safe
from pinads.sdk.errors import PinadsError
from pinads.services.diagnostics import FAILED, OK, SKIPPED, WARNED, DiagnosticContext, Finding, checks
from pinads.services.results import Value

COLUMNS = ("check", "state", "found", "mend")
_MARKS = {OK: "ok  ", WARNED: "warn", FAILED: "FAIL", SKIPPED: "-   "}


def doctor(context: InContext) -> Value:
    """Check versions, configuration, credentials, network, clock and scopes; a line each, with the fix.

    It changes nothing. Exits with 0 where all is well, else with the code of the first check that failed.

    Examples:
        pinads doctor
        pinads doctor --profile demo -o json
    """
    found = list(_findings(DiagnosticContext(context)))
    findings = [item._replace(mend=item.mend or (hint(item.error, context.named) if item.error else None)) for item in found]
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
            yield Finding.failed(name, PinadsError(f"the check failed: {told(error)}"), hint(error, ""))
        except Exception as error:
            # What one check stumbles over must not keep the others from helping.
            yield Finding.failed(name, PinadsError(f"the check failed: {unexpected(error)}"))


def _line(finding: Finding) -> str:
    mend = f"\n{' ' * 20}-> {finding.mend}" if finding.mend else ""
    return safe(f"{_MARKS[finding.state]}  {finding.check:<14}{finding.found}") + (safe(mend.lstrip("\n")).join(("\n", "")) if mend else "")


def load() -> Any:
    """The command."""
    return built(doctor)
