"""Session."""

from __future__ import annotations

_OPTIONS = {"account": "account_id"}
"""Settings whose option has another name here than the setting."""
