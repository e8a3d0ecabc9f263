"""The options that all commands share, as they may stand before the command."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Annotated, Any

import typer

from pinads.cli.framework.option_groups import parameter
from pinads.cli.framework.parameters import option
from pinads.cli.options.global_options import GlobalOptions

Yes = Annotated[bool, option("--yes", help="Do not ask for confirmation.")]


@cache
def shared_options() -> list[Any]:
    """Build the options of ``GlobalOptions``, and --yes; the help does not list them a second time."""
    declared = [*GlobalOptions.parameters(), parameter("yes", Yes, False)]

    def run(**typed: Any) -> None:
        """Take these options."""

    run.__signature__ = inspect.Signature(declared)  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in declared}
    app = typer.Typer(add_completion=False)
    app.command()(run)
    options: list[Any] = [item for item in typer.main.get_command(app).params if item.name in run.__annotations__]
    for item in options:
        item.hidden = True
    return options
