"""Plain English of the trade: what docs/glossary.md has words for is not said otherwise, and docstrings begin with a verb."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import FILES, PACKAGE, nodes, text, tree

ROOT = PACKAGE.parent
PAGES = (*sorted((ROOT / "docs").rglob("*.md")), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "benchmarks/README.md")))
# The reference repeats the commands' docstrings. Nothing may be added.
PAGES_NOT_YET = {"reference.md"}
CODE = re.compile(r"^```.*?^```|^ {4,}.*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
"""Blocks of code and words of it in a page: output is the program's, names are those of the API."""
BANNED = re.compile(
    r"\b(anew|mends?|mended|mending|go(es)? on|going on|went on|gone on|stands|stood|so already|what became of|what is there|what was there"
    r"|of itself|under way|in its own time|be rid of|held? against|(is|are) told|(is|are) said|as by mistake|who said so|begin anew)\b"
)
"""Of texts in lower case: to ignore case takes three times as long."""
# A docstring's first word is none of these: they open riddles ("What is there", "Whether it ..."), not descriptions.
RIDDLES = {
    "what",
    "who",
    "whoever",
    "whose",
    "whether",
    "how",
    "where",
    "when",
    "that",
    "those",
    "these",
    "this",
    "whatever",
    "which",
    "why",
}
MOST_WORDS = 20
IMPERATIVES = frozenset(Path(__file__).with_name("imperatives.txt").read_text(encoding="utf-8").split())


def files() -> Iterator[tuple[str, Path]]:
    for path in FILES:
        yield path.relative_to(PACKAGE).as_posix(), path


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The comments and texts of a file, with their lines."""
    if BANNED.search(text(path).lower()):  # It takes long to find the comments.
        for token in tokenize.generate_tokens(io.StringIO(text(path)).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def functions(path: Path) -> Iterator[tuple[str, str]]:
    """The functions of a file that have docstrings; properties are named as what they are, by a noun."""
    for node in nodes(path):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (docstring := ast.get_docstring(node)):
            marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
            if "property" not in marks and "setter" not in marks:
                yield node.name, docstring.split("\n\n")[0]


def opening(path: Path) -> Iterator[tuple[str, str]]:
    """The first words of the docstrings of a file and its classes."""
    for node in [tree(path), *(node for node in nodes(path) if isinstance(node, ast.ClassDef))]:
        if docstring := ast.get_docstring(node):
            yield getattr(node, "name", "module"), docstring.split("\n\n")[0]


def first_word(docstring: str) -> str:
    return re.split(r"[\s,:;.]", docstring, maxsplit=1)[0].lower()


def test_words_are_those_of_the_trade() -> None:
    spoken = ((f"{name}:{line}", words) for name, path in files() for line, words in said(path))
    assert [f"{where}: {found[0]}" for where, words in spoken if (found := BANNED.search(words.lower()))] == []


def test_pages_use_words_of_the_trade() -> None:
    assert [
        f"{page.relative_to(ROOT)}: {found[0]}"
        for page in PAGES
        if page.name not in PAGES_NOT_YET
        for found in BANNED.finditer(CODE.sub("", page.read_text(encoding="utf-8")).lower())
    ] == []


def test_pages_that_are_not_checked_yet_are_there() -> None:
    assert {page.name for page in PAGES} >= PAGES_NOT_YET


def test_functions_begin_with_a_verb() -> None:
    assert [
        f"{name}: {function}: {docstring}"
        for name, path in files()
        for function, docstring in functions(path)
        if first_word(docstring) not in IMPERATIVES or len(docstring.split()) > MOST_WORDS
    ] == []


def test_classes_and_modules_say_what_they_are() -> None:
    assert [f"{name}: {owner}: {words}" for name, path in files() for owner, words in opening(path) if first_word(words) in RIDDLES] == []


BELOW_THE_FACES = ("services/", "auth/", "config/", "journal/", "sdk/")
OF_THE_COMMAND_LINE = re.compile(
    r"(?<![\w-])(--[a-z][\w-]*|-[Fo]\b)|\bpinads (accounts|ads?|adgroups|api|auth|campaigns|journal|profiles|reports) "
)
# Modules with commands in their messages. Nothing may be added.
COMMANDS_NOT_YET = {"services/writes/apply.py", "services/raw_request.py"}


def texts_of_messages(path: Path) -> Iterator[tuple[int, str]]:
    """The texts that errors are raised with, and that notes and warnings begin with."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("note", "warn", "say") or re.fullmatch("[A-Z][A-Za-z]+", name):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield node.lineno, part.value


def test_messages_below_the_faces_have_no_commands_or_options() -> None:
    assert [
        f"{name}:{line}: {words}"
        for name, path in files()
        if name.startswith(BELOW_THE_FACES) and name not in COMMANDS_NOT_YET
        for line, words in texts_of_messages(path)
        if OF_THE_COMMAND_LINE.search(words)
    ] == []
