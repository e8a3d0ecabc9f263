"""A name that a wrong encoding has changed is refused where the right one was just read, and the cause is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.services.inputs.wrong_encoding import is_in_wrong_encoding
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN, refused

AD = "687195000001"
ALPHABETS = st.sampled_from(["aZ äöüßéèñçÅø–“”€", "Привет мир", "東京セール", "aé🎉👍 ", "łódź ŠŽ", "نص עברית", "Ελλάδα!"])
NAMES = ALPHABETS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=12)).filter(lambda name: not name.isascii())


def named(pinads: Pinads, name: str) -> None:
    """Give the campaign a name, and forget how."""
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", name)
    pinads.forget()


@each(
    ("right", "wrong"),
    [
        ("Zürich", "ZÃ¼rich"),
        ("Zürich", "Z?rich"),
        ("Zürich", "Z??rich"),
        ("Zürich", "Z\ufffdrich"),
        ("Zürich", "Z√ºrich"),
        ("Zürich", "Z├╝rich"),
        ("Zürich", "ZÃƒÂ¼rich"),
        ("Zürich", "Z¸rich"),
        ("Zürich – Sommer", "ZÃ¼rich â€“ Sommer 2027"),
        ("Größe", "Gr??e, Sale"),
        ("東京", "??"),
        ("Sale 🎉", "Sale ??"),
        ("Soldes d’été", "Soldes dâ€™Ã©tÃ©"),
        ("Sale – now", "Sale ? now"),
    ],
)
def test_what_a_wrong_encoding_makes_of_a_text(right: str, wrong: str) -> None:
    assert is_in_wrong_encoding(wrong, right)


@each(
    ("right", "new"),
    [
        ("Zürich", "Zurich"),
        ("Zürich", "Zuerich"),
        ("Zürich", "Zürich?"),
        ("Sale", "Sale?"),
        ("Sale", "Sale ÄÖÜ"),
        ("Café Sale", "Café Sale? Oui!"),
        ("Ready…", "Ready?"),
        ("Sale？", "Sale?"),
        ("Noël", "No?"),
        ("Café", "Cafe?"),
        ("ZÃ¼rich", "Zürich"),
        ("ZÃ¼rich", "ZÃ¼rich 2"),
        ("São Paulo", "Ação São Paulo"),
        ("Zürich", "Genève"),
        ("Zürich", ""),
        ("Übersicht", "Was ist das?"),
    ],
)
def test_what_somebody_may_mean(right: str, new: str) -> None:
    assert not is_in_wrong_encoding(new, right)


@pytest.mark.slow
@given(NAMES, st.sampled_from(["latin-1", "cp1252"]), st.sampled_from(["", " 2027"]))
def test_utf_8_read_as_another_encoding_is_always_seen(name: str, encoding: str, added: str) -> None:
    wrong = "".join(bytes([byte]).decode(encoding if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for byte in name.encode())
    assert is_in_wrong_encoding(wrong + added, name)


@given(NAMES, st.sampled_from(["ascii", "cp1252", "latin-1"]))
def test_letters_that_an_encoding_does_not_have_are_always_missed(name: str, encoding: str) -> None:
    lost = name.encode(encoding, "replace").decode(encoding)
    assert lost == name or is_in_wrong_encoding(lost, name) or name.strip(" aZ!")[-1:] in "–“”"


@given(NAMES, st.text("abc äé", max_size=5))
def test_other_words_are_no_such_thing(name: str, new: str) -> None:
    assert not is_in_wrong_encoding(new, name)


def test_a_row_of_a_file_is_refused_and_the_others_are_not_sent(pinads: Pinads, tmp_path: Path) -> None:
    named(pinads, "Zürich")
    file = tmp_path / "rows.csv"
    file.write_bytes(f"id,name\n{OTHER_CAMPAIGN},Bern\n{CAMPAIGN},Zürich\n".encode().decode("cp1252").encode())
    run = pinads("campaigns", "update", "--file", str(file))
    assert run.exit_code == 2
    assert f"{file}, line 3: Invalid name: 'ZÃ¼rich' " in run.stderr
    assert ("'Zürich'" in run.stderr, "UTF-8" in run.stderr) == (True, True)
    assert pinads.writes == []


def test_an_option_is_refused_and_says_how_to_insist(pinads: Pinads) -> None:
    named(pinads, "Zürich")
    run = refused(
        pinads,
        "campaigns",
        "update",
        CAMPAIGN,
        "--name",
        "Z?rich",
        says="Invalid --name: 'Z?rich' ",
        reads=True,
    )
    assert """-F 'name="Z?rich"'""" in run.stderr
    pinads.ok("campaigns", "update", CAMPAIGN, "-F", 'name="Z?rich"')
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == "Z?rich"


def test_a_row_insists_with_its_extra(pinads: Pinads) -> None:
    named(pinads, "Zürich")
    rows = json.dumps([{"id": CAMPAIGN, "extra": {"name": "Z?rich"}}])
    pinads.ok("campaigns", "update", "--file", "-", input=rows)
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == "Z?rich"


def test_other_texts_than_names_are_looked_at_too(pinads: Pinads) -> None:
    pinads.ok("ads", "update", AD, "--destination-url", "https://shop.example/größe")
    pinads.forget()
    wrong = "https://shop.example/grÃ¶ÃŸe"
    refused(pinads, "ads", "update", AD, "--destination-url", wrong, says="Invalid --destination-url", reads=True)


def test_a_name_is_repaired_and_the_repair_undone(pinads: Pinads) -> None:
    named(pinads, "ZÃ¼rich")
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "Zürich")
    pinads.ok("undo", str(pinads.json("journal", "list")[0]["id"]), "--yes")
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == "ZÃ¼rich"


def test_a_real_question_mark_passes(pinads: Pinads) -> None:
    named(pinads, "Zürich")
    for name in ("Zürich?", "Zurich?", "Zurich"):
        pinads.ok("campaigns", "update", CAMPAIGN, "--name", name)
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == "Zurich"
