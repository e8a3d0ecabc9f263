"""Records as YAML, written by ruamel.yaml: block style, and quotes wherever a reader could take a text for another type."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from pinads.render.json import ExactNumber
from pinads.render.text import UNSAFE_BEYOND_C0

# YAML 1.1, which many readers still speak, knows more words and numbers than 1.2: no, on, 12:30, 1_000. All but plain words is quoted.
_PLAIN = "[A-Za-z][A-Za-z0-9_]*(?:[ ./-]+[A-Za-z0-9_]+)*"
_RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_RISKY = f"[{UNSAFE_BEYOND_C0}]"


def yaml_documents(records: Iterable[Any]) -> Iterator[str]:
    """Write one list of all records, each of them as soon as it has come."""
    empty = True
    for record in records:
        empty = False
        yield _dumped([record])
    if empty:
        yield "[]\n"


def yaml_object(value: Any) -> Iterator[str]:
    """Write one value: an entity, or a page with its bookmark."""
    yield _dumped(value)


def _dumped(value: Any) -> str:
    stream = io.StringIO()
    _dump()(value, stream)
    text = stream.getvalue().removesuffix("...\n")  # ruamel.yaml ends a document that is a single word.
    # Between quotes ruamel.yaml leaves characters as they are that a terminal would obey or not show.
    return text if text.isascii() else re.sub(_RISKY, _escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@lru_cache(maxsize=1)
def _dump() -> Callable[[Any, io.StringIO], None]:
    import ruamel.yaml.representer  # start-up: 60 ms, for all other formats

    class Representer(ruamel.yaml.representer.SafeRepresenter):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(representer: Any, value: str) -> Any:
        plain = re.fullmatch(_PLAIN, value) and value.lower() not in _RESERVED
        return representer.represent_scalar("tag:yaml.org,2002:str", value, style=None if plain else '"')

    def number(representer: Any, value: float) -> Any:
        node = representer.represent_float(value)
        if "e" in node.value and "." not in node.value:  # YAML 1.1 would read 1e+16 as a text.
            node.value = node.value.replace("e", ".0e")
        return node

    def exact(representer: Any, value: ExactNumber) -> Any:
        return representer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in value.text else 'int'}", value.text)

    Representer.add_representer(str, text)
    Representer.add_representer(ExactNumber, exact)
    Representer.add_representer(float, number)
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)
    yaml.Representer = Representer
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = sys.maxsize
    return yaml.dump
