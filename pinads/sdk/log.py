"""The logger ``pinads``, whose records are redacted."""

from __future__ import annotations

import logging

from pinads.sdk.redaction import redact_record

log = logging.getLogger("pinads")
# Without a handler of the program's own, Python would print the warnings on stderr.
log.addHandler(logging.NullHandler())
log.addFilter(redact_record)
