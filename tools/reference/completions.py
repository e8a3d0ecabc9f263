"""The completion scripts: the templates beside this file, filled from the command tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.reference.tree import Option, Page

Values = list[tuple[str, list[str]]]
Parts = tuple[str, Iterator[str], Iterator[str]]
"""What all commands share, what follows which, and the values of options."""

TEMPLATES = Path(__file__).with_name("templates")


class Place(NamedTuple):
    """What can follow a command, in words: options and commands with their helps."""

    path: str
    commands: dict[str, str]
    options: dict[str, str]
    shares: bool
    places: list[str]
    more: str


def scripts(pages: list[Page]) -> dict[str, str]:
    """The scripts by the names of their files."""
    shared = _shared(pages)
    places = [_place(page, shared) for page in pages]
    values = _values(pages)
    makers = {"pinads.bash": _bash, "_pinads": _zsh, "pinads.fish": _fish}
    return {name: _filled(name, *maker(_helps(shared), places, values)) for name, maker in makers.items()}


def _filled(name: str, shared: str, at: Iterator[str], values: Iterator[str]) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for mark, lines in (("shared", shared), ("at", "\n".join(at)), ("values", "\n".join(values))):
        text = text.replace(f"@{mark}@", lines, 1)
    return text


def _shared(pages: list[Page]) -> list[Option]:
    """The options that all commands have."""
    commands = [page for page in pages if not page.commands]
    return [option for option in commands[0].options if all(option in page.options for page in commands)]


def _helps(options: list[Option]) -> dict[str, str]:
    return {flag: option.help for option in options for flag in option.flags}


def _place(page: Page, shared: list[Option]) -> Place:
    # Before a command they may stand as well.
    shares = bool(page.commands) or all(option in page.options for option in shared)
    own = [option for option in page.options if not (shares and option in shared)]
    more = next((item.value.spelled for item in page.arguments if item.more), "")
    return Place(" ".join(page.path), page.commands, _helps(own), shares, [item.value.spelled for item in page.arguments], more)


def _values(pages: list[Page]) -> Values:
    """The kinds of values by ``COMMAND FLAG``; ``* FLAG`` stands for the kind that most commands have, after the exceptions."""
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        for option in page.options:
            for flag in option.flags if option.value else ():
                found.setdefault(flag, {})[" ".join(page.path)] = option.value.spelled if option.value else ""
    exceptions: dict[str, list[str]] = {}
    usual: dict[str, list[str]] = {}
    for flag, kinds in found.items():
        ((most, _),) = Counter(kinds.values()).most_common(1)
        usual.setdefault(most, []).append(f"* {flag}")
        for path, kind in kinds.items():
            if kind != most:
                exceptions.setdefault(kind, []).append(f"{path} {flag}")
    return [*exceptions.items(), *usual.items()]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _pattern(pattern: str) -> str:
    """A pattern of a case; only the star in the place of a command is no letter."""
    return "*" + _quoted(pattern[1:]) if pattern.startswith("* ") else _quoted(pattern)


def _bash(shared: dict[str, str], places: list[Place], values: Values) -> Parts:
    def at() -> Iterator[str]:
        for place in places:
            yield f"    {_quoted(place.path)})"
            if place.commands:
                yield f"        commands={_quoted(' '.join(place.commands))}"
            yield f'        options="{" ".join((*place.options, *(["$shared"] if place.shares else [])))}"'
            if place.places:
                yield f"        places=({' '.join(map(_quoted, place.places))}) more={_quoted(place.more)}"
            yield "        ;;"

    cases = (f"    {' | '.join(map(_pattern, own))}) value={_quoted(kind)} ;;" for kind, own in values)
    return " ".join(shared), at(), cases


def _zsh(shared: dict[str, str], places: list[Place], values: Values) -> Parts:
    def described(words: dict[str, str], indent: str) -> str:
        return "\n".join(f"{indent}{_quoted(f'{word}:{text}')}" for word, text in words.items())

    def at() -> Iterator[str]:
        for place in places:
            yield f"  ({_quoted(place.path)})"
            if place.commands:
                yield f"    commands=(\n{described(place.commands, '      ')}\n    )"
            yield f"    options=(\n{described(place.options, '      ')}\n    )" if place.options else "    options=()"
            if place.shares:
                yield "    options+=($shared)"
            if place.places:
                yield f"    places=({' '.join(map(_quoted, place.places))}) more={_quoted(place.more)}"
            yield "    ;;"

    cases = (f"  ({'|'.join(map(_pattern, own))}) value={_quoted(kind)} ;;" for kind, own in values)
    return described(shared, "    "), at(), cases


def _fish(shared: dict[str, str], places: list[Place], values: Values) -> Parts:
    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def described(words: dict[str, str], indent: str) -> str:
        return " \\\n".join(f"{indent}{word}\\t{quoted(text)}" for word, text in words.items())

    def at() -> Iterator[str]:
        for place in places:
            yield f"        case {quoted(place.path)}"
            if place.commands:
                yield f"            set __pinads_commands \\\n{described(place.commands, ' ' * 16)}"
            if place.options:
                yield f"            set __pinads_options \\\n{described(place.options, ' ' * 16)}"
            if place.shares:
                yield "            set -a __pinads_options $shared"
            if place.places:
                yield f"            set __pinads_places {' '.join(map(quoted, place.places))}"
            if place.more:
                yield f"            set __pinads_more {quoted(place.more)}"

    cases = (f"        case {' '.join(quoted(pattern) for pattern in own)}\n            echo {quoted(kind)}" for kind, own in values)
    return described(shared, " " * 8), at(), cases
