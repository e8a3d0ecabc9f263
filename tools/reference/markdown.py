"""docs/reference.md: a section for each command."""

from __future__ import annotations

from collections.abc import Iterator

from tools.reference.facts import ENVIRONMENT, EXIT_STATUS
from tools.reference.tree import Option, Page

HEAD = """# Reference

Every command of pinads, as `--help` and the man pages have it. Made by `python -m tools.reference` from the command tree; do not edit."""


def reference(pages: list[Page]) -> str:
    """The whole file."""
    return "\n\n".join((HEAD, *_contents(pages), *(part for page in pages for part in _section(page)), *_tables())) + "\n"


def _contents(pages: list[Page]) -> Iterator[str]:
    yield "\n".join(f"- [{page.name}](#{_anchor(page)}): {page.summary}" for page in pages if len(page.path) == 1)


def _anchor(page: Page) -> str:
    return page.name.replace(" ", "-")


def _section(page: Page) -> Iterator[str]:
    yield f"{'##' if len(page.path) < 2 else '###'} {page.name}"
    yield from map(_text, page.paragraphs)
    yield f"```text\n{page.name} {page.usage}\n```"
    if page.commands:
        rows = ((f"[{name}](#{_anchor(page)}-{name})", _text(text)) for name, text in page.commands.items())
        yield _table(("command", ""), rows)
    if page.arguments:
        yield _table(("argument", ""), ((f"`{_cell(item.metavar)}`", _text(item.help)) for item in page.arguments))
    for panel, options in page.panels.items():
        if page.commands or any(option.flags != ("--help",) for option in options):
            yield _table((panel, ""), ((_flags(option), _text(option.help)) for option in options))
    if page.examples:
        yield "\n".join(("```sh", *page.examples, "```"))


def _tables() -> Iterator[str]:
    yield "## Environment"
    yield _table(("variable", ""), ((f"`{name}`", _text(text)) for name, text in ENVIRONMENT.items()))
    yield "## Exit status"
    yield _table(("code", ""), ((str(code), _text(text)) for code, text in EXIT_STATUS.items()))


def _table(heads: tuple[str, str], rows: Iterator[tuple[str, str]]) -> str:
    return "\n".join((f"| {heads[0]} | {heads[1]} |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)))


def _flags(option: Option) -> str:
    flags = ", ".join(option.flags)
    return f"`{_cell(f'{flags} {option.metavar}'.strip())}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(text: str) -> str:
    """Text with nothing in it that Markdown takes for its own."""
    for letter in "\\*_<>[]|":
        text = text.replace(letter, "\\" + letter)
    return text
