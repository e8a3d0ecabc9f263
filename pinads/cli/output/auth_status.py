"""The authentication status of profiles as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pinads.render.style import BAD, HEADING, Style, paint
from pinads.render.times import moment
from pinads.sdk.errors import PinadsError
from pinads.services.results import Value
from pinads.services.setup.auth_status import COLUMNS

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation


def shown(rows: list[dict[str, Any]], presentation: Presentation, error: PinadsError | None = None) -> Value:
    """Render authentication statuses: rows, and for people a few lines per profile."""
    return Value(rows, COLUMNS, "profile", text="\n".join(line for row in rows for line in _prose(row, presentation.style)), error=error)


def _prose(row: dict[str, Any], style: Style) -> Iterator[str]:
    yield paint(row["profile"], HEADING, style) + (" (in use)" if row["current"] else "")
    where = f"{row['source']}, {row['backend']}" if row["backend"] else row["source"]
    yield f"  token      {where}" + ("" if row["usable"] else paint(f": {row['problem']}", BAD, style))
    if row["scopes"]:
        yield f"  scopes     {row['scopes'].replace(',', ', ')}"
    if row["expires_at"]:
        yield f"  expires    {moment(row['expires_at'], style.timezone)}" + (
            f", refreshed until {moment(row['refresh_expires_at'], style.timezone)}" if row["refresh_expires_at"] else ""
        )
    yield f"  account    {row['account'] or 'none'} ({row['environment']})"
