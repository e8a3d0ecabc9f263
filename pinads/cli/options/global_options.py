"""The options that all commands share, and the context that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import CONNECTION, OUTPUT, option
from pinads.cli.interaction import TerminalInteraction
from pinads.cli.presentation import Presentation
from pinads.render.formats import FORMATS

if TYPE_CHECKING:
    from pinads.services.context import Context


class GlobalOptions(Presentation, Bundle):
    """The shared options of a command, as they are declared."""

    profile_name: Annotated[str | None, option("--profile", help="Credentials and settings to use.", metavar="NAME", panel=CONNECTION)] = (
        None
    )
    account_id: Annotated[str | None, option("--account", help="The ad account.", metavar="ID|NAME", panel=CONNECTION)] = None
    output: Annotated[
        str | None, option("--output", "-o", help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT", panel=OUTPUT, choices=FORMATS)
    ] = None
    timeout: Annotated[str | None, option("--timeout", help="Time limit of a request, such as 30s.", metavar="TIME", panel=CONNECTION)] = (
        None
    )
    max_wait: Annotated[
        str | None, option("--max-wait", help="Longest wait for a rate limit (default 2m).", metavar="TIME", panel=CONNECTION)
    ] = None
    verbose: Annotated[bool, option("--verbose", "-v", help="Print a line per request on stderr.", panel=CONNECTION)] = False
    debug: Annotated[bool, option("--debug", help="Print headers and bodies on stderr, without secrets.", panel=CONNECTION)] = False
    wide: Annotated[bool, option("--wide", help="Show all columns of tables in full, however wide.", panel=OUTPUT)] = False
    no_pager: Annotated[bool, option("--no-pager", help="Write long tables without a pager (PAGER=cat).", panel=OUTPUT)] = False
    no_color: Annotated[bool, option("--no-color", help="Disable colours.", panel=OUTPUT)] = False
    quiet: Annotated[bool, option("--quiet", "-q", help="Silence notes; errors and questions stay.", panel=OUTPUT)] = False
    exact_ids: Annotated[bool, option("--exact-ids", help="Accept ids only, no names.", panel=CONNECTION)] = False
    no_input: Annotated[bool, option("--no-input", help="Never ask; fail if an answer is needed.", panel=CONNECTION)] = False

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.interaction = TerminalInteraction(self)


if TYPE_CHECKING:
    InContext = Annotated[Context, GlobalOptions]
    """The shared options of a command that works with their context alone."""
else:
    InContext = Annotated[Any, GlobalOptions]  # At run time the class would have --help load what it does without.
