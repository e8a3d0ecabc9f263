"""What parsers read from json, jsonl and yaml is what the API sent."""

import json
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.json import _RISKY, json_array, json_object, jsonl
from pinads.render.yaml import yaml_documents, yaml_object
from tests.support.each import each

NUMBERS = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
RESERVED = ("true", "No", "ON", "off", "y", "n", "NULL", "Null", "nUll", "~", "yes", ".inf", ".5", "1_000", "0x1F", "1e5", "12:30")
SIGNS = ("-", "?", ":", "#", "&", "*", "!", "|", ">", "'", "%", "@", "`", "=", "<<", "--", "---", "...", "[]", "{}", "2026-11-24", "-5")
PHRASES = ("", " a", "a ", "a: b", "a #b", "a  b", "- a", "a:", "a:b", "a-b", "a\n", "\ufeff", "\x85", "\u2028", "Yes and no", "123")
WORDS = st.sampled_from(RESERVED + SIGNS + PHRASES)
TEXT = WORDS | st.text(st.characters(), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.lists(st.dictionaries(TEXT, JSON, max_size=4), max_size=4)


@given(JSON.map(lambda value: json.loads(json.dumps(value))))
def test_indented_json_is_laid_out_as_pythons_own(value: Any) -> None:
    text = "".join(json_object(value))
    assert json.loads(text) == value
    unescaped = re.sub(r"\\u[0-9a-f]{4}", "?", text)
    assert unescaped == re.sub(r"\\u[0-9a-f]{4}", "?", re.sub(_RISKY, "?", json.dumps(value, indent=2, ensure_ascii=False))) + "\n"


@given(RECORDS)
def test_json_is_read_back_equal(records: list[dict[str, Any]]) -> None:
    text = "".join(json_array(records))
    assert json.loads(text.encode()) == records
    assert [json.loads(line) for line in "".join(jsonl(records)).splitlines()] == records


@given(JSON)
def test_one_value_is_read_back_equal(value: Any) -> None:
    assert json.loads("".join(json_object(value)).encode()) == value


@given(RECORDS)
def test_json_of_harmless_text_is_what_every_other_tool_writes(records: list[dict[str, Any]]) -> None:
    plain = json.loads(json.dumps(records).encode("ascii"))
    text = json.dumps(plain, indent=2, ensure_ascii=False)
    if text.replace("\n", "").isprintable():
        assert "".join(json_array(plain)) == text + "\n"


@pytest.mark.slow
@given(RECORDS)
def test_json_has_nothing_that_a_terminal_obeys(records: list[dict[str, Any]]) -> None:
    text = "".join(json_array(records)) + "".join(jsonl(records)) + "".join(yaml_documents(records))
    assert not set(text) & set(map(chr, [*range(10), *range(11, 32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x2028]))


@pytest.mark.slow
@given(RECORDS)
def test_yaml_is_read_back_equal(records: list[dict[str, Any]]) -> None:
    yaml = pytest.importorskip("yaml")
    assert yaml.safe_load("".join(yaml_documents(records))) == records


@given(JSON)
def test_one_value_in_yaml_is_read_back_equal(value: Any) -> None:
    yaml = pytest.importorskip("yaml")
    back = yaml.safe_load("".join(yaml_object(value)))
    assert back == value
    assert type(back) is type(value)


@each(("value", "text"), [(math.inf, ".inf"), (-math.inf, "-.inf"), (math.nan, ".nan"), (1e16, "1.0e+16"), (0.5, "0.5")])
def test_floats_in_yaml(value: float, text: str) -> None:
    assert "".join(yaml_object(value)) == text + "\n"


@each(
    ("value", "text"),
    [
        ("626735565838", '"626735565838"'),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("2026-11-24", '"2026-11-24"'),
        ("Summer sale 2026", "Summer sale 2026"),
        ("WEB_CONVERSION", "WEB_CONVERSION"),
        ("", '""'),
    ],
)
def test_texts_that_could_be_taken_for_something_else_are_quoted_in_yaml(value: str, text: str) -> None:
    assert "".join(yaml_object({"a": value})) == f"a: {text}\n"
