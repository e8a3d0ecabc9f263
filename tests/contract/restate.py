"""Two versions of Pinterest's description restated as one set of facts: ``python -m tests.contract.restate`` writes ``facts.json``.

The newer version holds, but where it lost something when it was rebuilt from a client: where null may stand, patterns of ids,
closed lists with nothing in them, the values of objects with any keys, and what was an integer. There the older one holds.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.contract.description import NEWER, OLDER, Restated, document

FACTS_FILE = Path(__file__).with_name("facts.json")
_PARTS = re.compile(
    r"(?P<choices>\{[^}]*\})|(?P<pattern>/\S+/|\S*id\b)|(?P<length>len\.\.\d+)|(?P<range>[\d.]*\.\.[\d.]*)|(?P<mark>required|null)|(?P<kind>\S+)"
)

Flat = dict[str, str]


def parts_of(word: str) -> dict[str, Any]:
    """What a word says, taken apart."""
    found: dict[str, Any] = {"marks": set()}
    for match in _PARTS.finditer(word):
        name = match.lastgroup or ""
        if name == "mark":
            found["marks"].add(match.group())
        else:
            found.setdefault(name, match.group())
    return found


def choices_in(word: str | None) -> set[str]:
    """The closed list in a word; nothing where there is none."""
    return set(parts_of(word or "").get("choices", "{}")[1:-1].split())


def merged(older: str, newer: str) -> str:
    """One word out of what two versions say of the same thing."""
    before, after = parts_of(older), parts_of(newer)
    kind = before["kind"] if after["kind"] in ("any", "number") or (after["kind"] == "string" and not choices_in(newer)) else after["kind"]
    choices = after.get("choices", "{}")
    pattern = after.get("pattern") or before.get("pattern")
    words = [
        kind,
        after.get("range") or before.get("range"),
        None if pattern and pattern.endswith("id") else after.get("length") or before.get("length"),
        pattern,
        choices if choices != "{}" else before.get("choices"),
        "required" if "required" in after["marks"] else None,
        "null" if "null" in before["marks"] else None,
    ]
    return " ".join(word for word in words if word)


def _both(older: Flat, newer: Flat) -> Flat:
    paths = [*newer, *(path for path in older if path not in newer)]
    return {path: merged(older[path], newer[path]) if path in older and path in newer else newer.get(path) or older[path] for path in paths}


def restated() -> dict[str, Any]:
    """The facts of every operation under our tags, out of both versions; skips the test where one is not here."""
    older, newer = Restated(document(OLDER)).operations, Restated(document(NEWER)).operations
    facts: dict[str, Any] = {}
    for name in sorted({*older, *newer}):
        before, after = older.get(name, {}), newer.get(name, {})
        facts[name] = {key: after.get(key) or before.get(key) for key in ("method", "path", "category")}
        for part in ("query", "body", "answer"):
            if part in before or part in after:
                facts[name][part] = _both(before.get(part, {}), after.get(part, {}))
    return facts


def write(ours: set[str]) -> None:
    """Write the facts: all that is known of the operations that pinads has, and the names of the others."""
    facts = restated()
    others = sorted(set(facts) - ours)
    text = json.dumps({"operations": {name: facts[name] for name in sorted(ours)}, "others": others}, indent=1, ensure_ascii=False)
    FACTS_FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    from tests.contract.ours import OURS

    write(set(OURS))
