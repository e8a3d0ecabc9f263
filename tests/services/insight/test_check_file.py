"""Files of checks: what they say, and where they are wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.insight.check_file import CheckFile, Gates, read_checks
from tests.support.each import each
from tests.support.wording import Wording

BUILTIN = ("no-spend", "fatigue")


def read(tmp_path: Path, text: str | bytes) -> CheckFile:
    file = tmp_path / "checks.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_checks(file, dict.fromkeys(BUILTIN), "EUR")


def test_a_file_with_everything(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """
        last: 14d
        impressions: 500
        builtin: [fatigue]
        tolerance: 30%
        checks:
          - cpc > 1.50 EUR
          - name: dear
            when: cpa > 40 and spend > 100
            level: ads
            last: 30d
            conversions: 10
        """,
    )
    short, long = found.rules
    assert (short.name, short.level, short.last, short.gates) == ("cpc > 1.50 EUR", "campaigns", None, Gates(500, 30, 3))
    assert (long.name, long.level, long.last, long.gates) == ("dear", "ads", "30d", Gates(500, 10, 3))
    assert long.condition.names == ("cpa", "spend")
    assert (found.builtin, found.last, found.tolerance) == (("fatigue",), "14d", Decimal(30))


def test_an_empty_file_and_one_without_incidents(tmp_path: Path) -> None:
    assert read(tmp_path, "") == CheckFile(builtin=BUILTIN)
    assert read(tmp_path, "tolerance: 0\n") == CheckFile(builtin=BUILTIN, tolerance=Decimal(0))


@each(
    ("text", "place"),
    [
        ("- cpc > 1", "checks.yaml: "),
        ("cheks: []", "checks.yaml: "),
        ("checks: cpc > 1", "checks.yaml, checks: "),
        ("checks: [cpc > 1, 'cpx > 1']", "checks.yaml, check 2: "),
        ("checks: ['cpc >']", "checks.yaml, check 1: "),
        ("checks: [cpc > 1 USD]", "checks.yaml, check 1: "),
        ("checks: [{name: x}]", "checks.yaml, check 1: "),
        ("checks: [{when: cpc > 1, level: ad}]", "checks.yaml, check 1: "),
        ("checks: [name_change > 1]", "checks.yaml, check 1: "),
        ("checks: [cpx_change > 1]", "checks.yaml, check 1: "),
        ("checks: [cpc > 1, {name: cpc > 1, when: cpa > 2}]", "checks.yaml, check 2: "),
        ("checks: [{name: fatigue, when: cpc > 1}]", "checks.yaml, check 1: "),
        ("builtin: false", "checks.yaml: "),
        ("builtin: []\nchecks: []", "checks.yaml: "),
        ("checks: [{when: cpc > 1, conversion: 3}]", "checks.yaml, check 1: "),
        ("checks: [{when: cpc > 1, last: 7}]", "checks.yaml, check 1: "),
        ("checks: [5]", "checks.yaml, check 1: "),
        ("impressions: -1", "checks.yaml, impressions: "),
        ("impressions: yes please", ""),
        ("builtin: [fatige]", "checks.yaml, builtin: "),
        ("builtin: {fatigue: true}", "checks.yaml, builtin: "),
        ("tolerance: much", "checks.yaml, tolerance: "),
    ],
)
def test_places_of_what_is_wrong(tmp_path: Path, text: str, place: str, wording: Wording) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text)
    assert place in caught.value.message
    wording(caught.value.message, of=text)


@each(
    ("text", "says"),
    [
        ("checks:\n  - [", "checks.yaml, line 2: not valid YAML: "),
        ("a: 1\na: 2", "checks.yaml, line 2: not valid YAML: "),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("\x00", "a NUL character"),
    ],
)
def test_what_is_no_yaml(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text)
    assert says in caught.value.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.yaml: No such file"):
        read_checks(tmp_path / "none.yaml", BUILTIN, None)
