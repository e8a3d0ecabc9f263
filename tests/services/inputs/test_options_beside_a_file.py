"""Options beside ``--file``: they complete rows that leave a field out; and files of one value a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, OTHER_CAMPAIGN

NEGATIVE = ("--parent-id", AD_GROUP, "--match-type", "PHRASE_NEGATIVE")


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "neg.txt"
    file.write_text("linen bedding\r\n\r\n  cheap \r\nused, old sofa\r\n", encoding="utf-16")
    return file


@each(
    ("name", "text", "expected"),
    [
        ("k.txt", "# mine, and value\n\n#x\nlinen\n  # y\ncotton\n", ["linen", "cotton"]),
        ("k.txt", "# a\n# b, c\n\nvalue,#note\nlinen,# 1\n# 2,\n#3,\n", ["linen", "# 2", "#3"]),
        ("k.csv", "#note;value\nx;#sale\n", ["#sale"]),
        ("k.csv", "# exported on Monday\n#\n#\nvalue\n#sale\n", ["#sale"]),
    ],
)
def test_comments_are_skipped_and_counted(pinads: Pinads, tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    (tmp_path / name).write_text(text)
    run = pinads.ok("keywords", "create", "--file", str(tmp_path / name), *NEGATIVE, "--dry-run", "-o", "json")
    assert [keyword["value"] for keyword in run.json[0]["body"]["keywords"]] == expected
    comments = {"# m": 3, "# a": 2, "# e": 3}.get(text[:3])
    assert [line for line in run.stderr.splitlines() if "comment" in line] == (
        [f"note: {comments} comment lines skipped"] if comments else []
    )


def test_one_keyword_a_line(pinads: Pinads, words: Path) -> None:
    (request,) = pinads.ok("keywords", "create", "--file", str(words), *NEGATIVE, "--dry-run", "-o", "json").json
    assert request["body"]["parent_id"] == AD_GROUP
    assert [(row["value"], row["match_type"]) for row in request["body"]["keywords"]] == [
        ("linen bedding", "PHRASE_NEGATIVE"),
        ("cheap", "PHRASE_NEGATIVE"),
        ("used, old sofa", "PHRASE_NEGATIVE"),
    ]


def test_the_same_words_elsewhere_are_other_rows(pinads: Pinads, words: Path) -> None:
    create = ("keywords", "create", "--file", str(words), "--match-type", "PHRASE_NEGATIVE", "--parent-id")
    pinads.ok(*create, AD_GROUP)
    again = pinads(*create, AD_GROUP)
    assert (again.exit_code, "already created these rows" in again.stderr) == (2, True)
    pinads.ok(*create, "2680060000002")


def test_a_row_that_is_short_of_a_field_is_refused_with_its_line(pinads: Pinads, words: Path) -> None:
    run = pinads("keywords", "create", "--file", str(words), "--match-type", "PHRASE_NEGATIVE")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "neg.txt, line 3: " in run.stderr
    assert "parent_id" in run.stderr


@each("heading", ["value", "Value\tMatch type", "value;match_type", "words|match_type", "Parent ID,Value"])
def test_a_text_file_with_a_heading_is_a_table(pinads: Pinads, tmp_path: Path, heading: str) -> None:
    """A program saves tables as .txt, too; what may be meant as a heading becomes no keyword."""
    file = tmp_path / "table.txt"
    file.write_text(f"{heading}\nrug\n")
    run = pinads("keywords", "create", "--file", str(file), *NEGATIVE, "--dry-run")
    assert f'"value": "{heading}"' not in run.stdout
    assert (run.exit_code == 0) == (heading == "value")


def test_a_row_goes_before_an_option(pinads: Pinads) -> None:
    content = f"id,status,daily_spend_cap\n{CAMPAIGN},,25\n{OTHER_CAMPAIGN},ACTIVE,\n"
    how = ("--status", "PAUSED", "--clear", "daily_spend_cap", "--no-read", "--dry-run", "-o", "json")
    (request,) = pinads.ok("campaigns", "update", "--file", "-", *how, input=content).json
    assert [(row["status"], row["daily_spend_cap"]) for row in request["body"]] == [("PAUSED", 25_000_000), ("ACTIVE", None)]


def test_ids_of_a_text_file_are_changed_alike(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text(pinads.ok("campaigns", "list", "--limit", "2", "-o", "ids").stdout)
    pinads.ok("campaigns", "update", "--file", str(file), "--daily-spend-cap", "+10%", "--yes")
    made = pinads.json("campaigns", "list", "--limit", "2")
    assert [row["daily_spend_cap"] for row in made] == [291_500_000, 115_500_000]


def test_what_is_left_of_a_run_is_completed_alike(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("".join(f"row {number}\n" for number in range(40)))
    pinads.faults = Faults.script([None, None, *["expired"] * 5])
    options = ("--objective-type", "CONSIDERATION", "--daily-spend-cap", "25", "--end-time", "2026-12-31")
    pinads("campaigns", "create", "--file", str(file), *options, "--yes", "--concurrency", "1")
    pinads.faults = None
    assert 0 < pinads.json("journal", "list")[0]["applied"] < 40
    pinads.ok("journal", "resume", "1")
    made = pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row ")
    assert {(row["daily_spend_cap"], row["status"], row["end_time"]) for row in made} == {(25_000_000, "PAUSED", made[0]["end_time"])}
    assert len(made) == 40


def test_records_of_people_do_not_complete_rows(pinads: Pinads) -> None:
    run = pinads("customer-lists", "create", "--file", "-", "--records", "ann@example.com", input="name\nLeads\n")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "ann@" not in run.stderr
