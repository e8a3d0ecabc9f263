"""Values as spreadsheets, web pages and other programs spoil them: cleaned where it is certain, else invalid with the reason."""

from __future__ import annotations

import hashlib
import io
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk import prepare_records, prepare_values
from pinads.sdk.customers.normalize import EMPTY, NO_AT, NO_DOMAIN, NOTHING, STRANGE, STRANGE_DOMAIN, UNSURE, ZEROS, read
from pinads.sdk.customers.records import Invalid
from tests.support.each import each, thinned

CASES = Path(__file__).parents[4] / "shared" / "cases" / "customers"
IDFA = "6d92078a-8246-4ba4-ae5b-76104861e7dc"
PLAIN = [f"reader{number}@example.com" for number in range(20)]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_file(content: bytes | str, **options: object) -> tuple[list[str], dict[str, int]]:
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    with prepare_records(stream, name="people.csv", **options) as records:  # type: ignore[arg-type]
        assert records.rows == records.count + records.invalid + records.duplicates
        return sorted(",".join(records.chunks()).split(",")) if records.count else [], dict(records.reasons)


@pytest.mark.parametrize(
    "spoilt",
    thinned(
        [
            *(
                "\u201c{}\u201d",
                "\u2018{}\u2019",
                "\u201e{}\u201c",
                "\u00ab{}\u00bb",
                "'{}'",
                "'{}",
                "\u201c{}",
                "{}\u2019",
                "\u2018 {} \u2019",
            ),
            *("\ufeff{}", "\u200b{}\u200b", "\u00a0{}", "'\u201c{}\u201d'"),
        ],
        8,
    ),
)
@pytest.mark.parametrize("value", ["ann@example.com", "o'hara@example.com", IDFA])
def test_quotes_and_blanks_around_a_value_are_taken_off(spoilt: str, value: str) -> None:
    """Also where all rows of a block are like it, and where it is alone among plain ones."""
    for rows in ([spoilt.format(value)], [*PLAIN, spoilt.format(value), *PLAIN]):
        records, reasons = read_file("email\n" + "\n".join(rows) + "\n")
        assert (sha256(value) in records, reasons) == (True, {})


@each(
    ("value", "why"),
    [
        ("ann|bob@example.com", STRANGE),
        ("ann\u201c@example.com", STRANGE),
        ("ann@exam_ple.com", STRANGE_DOMAIN),
        ("ann@example.com|Ann", STRANGE_DOMAIN),
        ("ann@exam'ple.com", STRANGE_DOMAIN),
        ("ann@example.com#", STRANGE_DOMAIN),
        ("ann@example.com/", STRANGE_DOMAIN),
        ("ann@ex\u2013ample.com", STRANGE_DOMAIN),
        ("ann@-example.com", NO_DOMAIN),
        ("ann@example-.com", NO_DOMAIN),
        ("ann@example.com-", NO_DOMAIN),
        ("''", EMPTY),
        ("ann", NO_AT),
        ("0" * 32, ZEROS),
        ("00000000-0000-0000-0000-000000000000", ZEROS),
        ("0" * 64, NOTHING),
    ],
)
def test_what_is_not_certain_is_invalid_with_its_reason(value: str, why: str) -> None:
    assert read(value) == why
    for rows in ([value], [*PLAIN, value, *PLAIN]):
        records, reasons = read_file("email\n" + "\n".join(rows) + "\n")
        assert (len(records), reasons) == (len({*rows} - {value}), {why: 1})


@each("value", ["a_b+c@x-y.example.com", "ann@b\u00fccher.example", "ann@l\u00b7l.example", "-a.-b-@example.com", "a@b.de"])
def test_unusual_addresses_that_exist_stay_valid(value: str) -> None:
    assert str(read(value)) == sha256(value)


@pytest.mark.slow
@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
@pytest.mark.parametrize("of", ["", " ", "\n", "null", "None", "00000000-0000-0000-0000-000000000000"])
def test_hashes_of_nothing_are_no_customers(algorithm: str, of: str) -> None:
    digest = hashlib.new(algorithm, of.encode()).hexdigest()
    why = ZEROS if of.startswith("0") else NOTHING
    good = [sha256(address) for address in PLAIN]
    for spelling in (digest, digest.upper()):
        for rows in ([spelling], [*good, spelling], [*PLAIN, spelling]):
            records, reasons = read_file("hashed_email\n" + "\n".join(rows) + "\n")
            assert (digest in records, reasons) == (False, {why: 1})


@given(
    st.lists(
        st.text(alphabet="aA@.-_'|+ \u201c", max_size=10) | st.sampled_from(["a@b.de", "'a@b.de", sha256(""), "a@b_c.de", "-a@b.de"]),
        max_size=60,
    )
)
def test_many_at_once_are_read_as_each_alone(values: list[str]) -> None:
    wrong: list[Invalid] = []
    with prepare_values(values, on_invalid=wrong.append) as records:
        digests = sorted(",".join(records.chunks()).split(",")) if records.count else []
    alone = [read(value) for value in values]
    assert [row[::2] for row in wrong] == [(number, one) for number, one in enumerate(alone, 1) if isinstance(one, str)]
    assert digests == sorted({str(one) for one in alone if not isinstance(one, str)})


@each("odd", ["\u212aate@example.com", "A@B.DE\nc@d.de", "a@b.de\n", "nobody\na@b.de", "\ud800@b.de"])
def test_one_odd_value_among_plain_ones(odd: str) -> None:
    """Also where it has two addresses and another value has none, so that their numbers are the same."""
    for values in ([*PLAIN, odd], [*PLAIN, odd, "nobody"], [odd, *PLAIN, ""]):
        with prepare_values(values) as records:
            good = {str(one) for value in values if not isinstance(one := read(value), str)}
            assert set(",".join(records.chunks()).split(",")) == good
            assert records.invalid == sum(isinstance(read(value), str) for value in values)


@each("odd", ["f" * 63 + " ", "ab " * 21 + "c", "g" * 64, "F" * 64, "0" * 64, sha256("")])
def test_one_odd_value_among_hashes(odd: str) -> None:
    values = [*map(sha256, PLAIN), odd]
    with prepare_values(values) as records:
        good = [str(one) for value in values if not isinstance(one := read(value), str)]
        assert sorted(",".join(records.chunks()).split(",")) == sorted(good)
        assert (records.hashed_already, records.invalid) == (len(good), len(values) - len(good))


BARE = [uuid.UUID(int=number, version=4).hex for number in range(2**100, 2**100 + 9)]
MD5 = [hashlib.md5(address.encode()).hexdigest() for address in PLAIN]


@pytest.mark.parametrize("header", ["idfa", "MAID", "Advertising ID"])
@pytest.mark.parametrize("form", [str, str.upper])
def test_device_ids_without_hyphens_in_a_column_of_theirs(header: str, form: type[str]) -> None:
    rows = [*map(form, BARE), "0" * 32, str(uuid.UUID(BARE[0]))]
    records, reasons = read_file(f"{header}\n" + "\n".join([*rows * 5, MD5[0]]) + "\n")
    assert records == sorted(sha256(str(uuid.UUID(bare))) for bare in BARE)
    assert reasons == {ZEROS: 5, UNSURE: 1}


def test_in_json_lines_and_for_a_list_of_that_type_too() -> None:
    wanted = [sha256(str(uuid.UUID(BARE[1])))]
    assert read_file(f'{{"idfa": "{BARE[1]}"}}\n') == (wanted, {})
    assert read_file(f"{BARE[1]}\n", list_type="MAID") == (wanted, {})
    with prepare_values([BARE[1], None, "0" * 32], list_type="IDFA") as records:
        assert (list(records.chunks()), records.reasons) == (wanted, {EMPTY: 1, ZEROS: 1})


@each("first", [["c" * 32], [str(uuid.UUID(bare)) for bare in BARE] * 3, ["0" * 32] * 20])
def test_one_odd_value_or_ids_with_hyphens_make_no_hashes_of_the_others(first: list[str]) -> None:
    records, reasons = read_file("idfa\n" + "\n".join([*first, *BARE]) + "\n")
    assert records == sorted(sha256(str(uuid.UUID(bare))) for bare in BARE)
    assert reasons in ({}, {UNSURE: 1}, {ZEROS: 20})


def test_hashes_of_md5_stay_hashes() -> None:
    for header in ("email", "md5", "idfa"):
        assert read_file(f"{header}\n" + "\n".join(MD5) + "\n", column="1") == (sorted(MD5), {})
    assert read_file("email\n" + "\n".join(BARE) + "\n") == (sorted(BARE), {})
    assert read_file("idfa\n" + "\n".join([*MD5, *MD5[:1], BARE[0]]) + "\n") == (sorted({*MD5, BARE[0]}), {})


def test_the_heading_of_a_column_of_hashes_alone_is_no_invalid_row() -> None:
    for heading in ("md5", "SHA-1", "email_md5", "Hashed"):
        assert read_file(f"{heading}\n" + "\n".join(MD5) + "\n") == (sorted(MD5), {})
    assert read_file("email,md5\na@b.de,x\n") == ([sha256("a@b.de")], {})


def test_with_bars_between_cells() -> None:
    content = "name|email|note\n" + "".join(f"Ann, B|{address}|x;y\n" for address in PLAIN)
    assert read_file(content) == (sorted(map(sha256, PLAIN)), {})


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
def test_the_shared_cases() -> None:
    def case(name: str) -> tuple[list[str], dict[str, int]]:
        return read_file((CASES / name).read_bytes())

    assert case("curly-quotes.csv") == (sorted(map(sha256, ["ann@example.com", "bob@example.com"])), {})
    assert case("empty-hash.csv") == ([], {NOTHING: 3})
    assert case("idfa-no-hyphens.csv") == ([sha256(IDFA)], {ZEROS: 1})
