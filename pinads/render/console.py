"""The one Rich console: tables, sheets and notes become lines of text in the styles of one theme."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text
from rich.theme import Theme

from pinads.render.style import THEME, Style

_UNLIMITED = 1_000_000
_CUT = "…"


def drawn(renderable: RenderableType, style: Style, width: int | None = None) -> Iterator[str]:
    """Draw with Rich, and yield the lines without spaces at their ends.

    Args:
        renderable: a table or a text; strings from the API come as ``Text``, so no markup in them is obeyed.
        style: whether colours, links and Unicode may be used.
        width: where lines are folded; nowhere if None.
    """
    console = Console(
        theme=Theme(THEME, inherit=False),
        # Sixteen colours are all that the theme has; they look as the terminal's owner set them.
        color_system="standard" if style.color or style.links else None,
        width=width or _UNLIMITED,
        height=_UNLIMITED,
        legacy_windows=False,  # `stdout_style` has no colour there.
    )
    with console.capture() as captured:
        console.print(renderable)
    for line in captured.get().removesuffix("\n").split("\n"):
        # Without Unicode the texts are escaped already, so every ellipsis is Rich's mark of a cut.
        yield (line if style.unicode else line.replace(_CUT, "~")).rstrip() + "\n"


def styled(text: str, name: str | None, style: Style) -> Text:
    """Make a Rich text in one of the theme's styles, where colours are shown."""
    # A part in a style, not a text in it: spaces that fill up its column have no style.
    return Text.assemble((text, name)) if name and style.color else Text(text)
