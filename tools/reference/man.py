"""Man pages in the man macros: one for each command, each group, and pinads itself.

They stay within what mandoc -Tlint and groff both like: one sentence a line, no long lines, no blank ones.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from pinads import __version__
from tools.reference.facts import ENVIRONMENT, EXIT_STATUS
from tools.reference.tree import Option, Page

DATE = "2025-11-24"
"""When this version of the pages was made; it is no part of what follows from the commands, so it changes with releases only."""
LONGEST_LINE = 76
_ESCAPES = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti", "`": "\\(ga"}


def man_pages(pages: list[Page]) -> dict[str, str]:
    """The pages by the names of their files."""
    return {f"{_title(page)}.1": "".join(f"{line}\n" for line in _page(page, pages)) for page in pages}


def _title(page: Page) -> str:
    return "-".join(("pinads", *page.path))


def _page(page: Page, pages: list[Page]) -> Iterator[str]:
    yield '.\\" Made by "python -m tools.reference" from the command tree; do not edit.'
    yield f'.TH {_title(page).upper()} 1 "{DATE}" "pinads {__version__}" "pinads"'
    yield ".SH NAME"
    yield from _wrapped(f"{_escaped(_title(page))} \\- {_escaped(_lowered(page.summary.rstrip('.')))}")
    yield ".SH SYNOPSIS"
    yield f".B {_escaped(page.name)}"
    yield from _synopsis(page.usage)
    yield ".SH DESCRIPTION"
    for number, paragraph in enumerate(page.paragraphs):
        yield from ([".PP"] if number else [])
        yield from _prose(paragraph)
    if page.commands:
        yield ".SH COMMANDS"
        for name, text in page.commands.items():
            yield ".TP"
            yield f".BR {_escaped(f'{_title(page)}-{name}')} (1)"
            yield from _prose(text)
    if page.arguments:
        yield ".SH ARGUMENTS"
        for argument in page.arguments:
            yield from _entry(f".I {_escaped(argument.metavar)}", argument.help)
    yield ".SH OPTIONS"
    panels = page.panels
    for panel, options in panels.items():
        yield from ([f".SS {panel}"] if len(panels) > 1 else [])
        for option in options:
            yield from _entry(_flags(option), option.help)
    yield from _section("ENVIRONMENT", ((f".B {name}", text) for name, text in ENVIRONMENT.items()))
    yield from _section("EXIT STATUS", ((f".B {code}", text) for code, text in EXIT_STATUS.items()))
    if page.examples:
        yield ".SH EXAMPLES"
        yield ".EX"
        yield from (_line_of_code(line) for line in page.examples)
        yield ".EE"
    yield ".SH SEE ALSO"
    yield from _see_also(page, pages)


def _synopsis(usage: str) -> Iterator[str]:
    yield from (f".I {line}" for line in _wrapped(_escaped(usage)))


def _section(heading: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {heading}"
    for head, text in entries:
        yield from _entry(head, text)


def _entry(head: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield head
    yield from _prose(text)


def _flags(option: Option) -> str:
    flags = sorted(option.flags, key=lambda flag: flag.startswith("--"))
    text = ", ".join(f"\\fB{_escaped(flag)}\\fR" for flag in flags)
    return text + (f" \\fI{_escaped(option.metavar)}\\fR" if option.metavar else "")


def _see_also(page: Page, pages: list[Page]) -> Iterator[str]:
    """The page above, and the others below it; for the root its groups and commands."""
    above = page.path[:-1]
    others = [other for other in pages if other is not page and (other.path == above or (other.path and other.path[:-1] == above))]
    if page.commands:
        others = [other for other in pages if not other.path or other.path[:-1] == page.path]
        others = [other for other in others if other is not page]
    for number, other in enumerate(others):
        yield f".BR {_escaped(_title(other))} (1){',' if number + 1 < len(others) else ''}"


def _prose(text: str) -> Iterator[str]:
    """Text as input lines: each sentence begins one, none is too long."""
    for sentence in re.split(r"(?<=[.:;])\s+", text):
        yield from map(_no_request, _wrapped(_escaped(sentence)))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LONGEST_LINE, break_long_words=False, break_on_hyphens=False)


def _line_of_code(line: str) -> str:
    """A line that stays one; only in the source it goes on after a backslash."""
    return " \\\n".join(map(_no_request, _wrapped(_escaped(line))))


def _no_request(line: str) -> str:
    """A line that roff does not take for a request."""
    return "\\&" + line if line.startswith(".") else line


def _lowered(text: str) -> str:
    """A summary that goes on after a dash; an abbreviation or a name stays."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _escaped(text: str) -> str:
    """Text as roff shows it: with hyphens and quotes that can be copied."""
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return text
