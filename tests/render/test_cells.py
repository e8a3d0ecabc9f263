"""One value in one cell, and what dotted paths lead to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.cells import cell
from pinads.render.paths import field_at, lookup
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from tests.render.samples import look
from tests.support.each import each

CAMPAIGN, GROUP = fields_of(Campaign), fields_of(AdGroup)


@each(
    ("name", "value", "text"),
    [
        ("id", "626735565838", "626735565838"),
        ("daily_spend_cap", 12_500_000, "12.50 USD"),
        ("daily_spend_cap", 0, "0.00 USD"),
        ("daily_spend_cap", None, "-"),
        ("daily_spend_cap", "12", "12"),
        ("daily_spend_cap", True, "yes"),
        ("daily_spend_cap", 1.5, "1.5"),
        ("created_time", 1_764_000_300, "2025-11-24 17:05 CET"),
        ("created_time", 10**30, str(10**30)),
        ("created_time", "soon", "soon"),
        ("is_campaign_budget_optimization", False, "no"),
        ("tracking_urls", {"click": ["é"]}, '{"click":["é"]}'),
        ("tracking_urls", {}, "{}"),
        ("name", "", ""),
        ("invented", 12_500_000, "12500000"),
        ("invented", 0.1, "0.1"),
        ("invented", ["a\x9b"], r'["a\u009b"]'),
    ],
)
def test_a_value_is_shown_as_it_is_declared(name: str, value: Any, text: str) -> None:
    assert cell(CAMPAIGN.get(name), value, look()) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)


@pytest.mark.slow
@given(st.sampled_from(sorted(CAMPAIGN)), JSON)
def test_any_value_can_be_shown_in_one_line_under_any_declaration(name: str, value: Any) -> None:
    text = cell(CAMPAIGN[name], value, look())
    assert len(text.splitlines()) <= 1
    assert text.encode()


@each(
    ("path", "value"),
    [
        ("a", {"b": [{"c": 1}, "x"]}),
        ("a.b.0.c", 1),
        ("a.b.1", "x"),
        ("a.b.2", None),
        ("a.b.-1", None),
        ("a.b.²", None),
        ("a.b.99999999999999999999", None),
        ("a.x.y", None),
        ("d.e", "literal"),
        ("d.e.f", None),
        ("d.g", 2),
        ("k.l.m", 3),
        ("", None),
        ("a.", None),
        ("null.x", None),
    ],
)
def test_lookup(path: str, value: Any) -> None:
    record = {"a": {"b": [{"c": 1}, "x"]}, "d.e": "literal", "d": {"e": "nested", "g": 2}, "k.l": {"m": 3}, "null": None}
    assert lookup(record, path) == value


def test_declarations_are_found_along_paths() -> None:
    assert field_at(GROUP, "name") is GROUP["name"]
    geo = field_at(GROUP, "targeting_spec.GEO")
    assert geo is not None
    assert geo.spec.kind == "array"
    audience = field_at(GROUP, "targeting_spec.AUDIENCE_INCLUDE.0")
    assert audience is not None
    assert audience.spec.is_id
    for path in ("invented", "name.x", "targeting_spec.INVENTED.x", "targeting_spec.GEO.x"):
        assert field_at(GROUP, path) is None
