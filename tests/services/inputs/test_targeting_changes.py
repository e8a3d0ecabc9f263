"""Changes of an ad group's targeting are sent as operations on its parts: what others change meanwhile stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.emulator import LogEntry
from pinads.sdk.schema.targeting_operations import applied
from pinads.services.inputs.targeting_changes import Signed, merged, operations_for
from tests.support.clones import killed_at
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import ACCOUNT, AD_GROUP, body, refused

SPEC = {"LOCATION": ["US"], "GENDER": ["female"], "AGE_BUCKET": ["25-34", "35-44"]}
UPDATE = ("adgroups", "update", AD_GROUP)
GROUPS = f"/ad_accounts/{ACCOUNT}/ad_groups"


def stored(pinads: Pinads) -> dict[str, Any]:
    """The targeting of the ad group as it is at the server."""
    return {name: part for name, part in pinads.json("adgroups", "get", AD_GROUP)["targeting_spec"].items() if part is not None}


def change(field: str, operation: str, *values: str) -> dict[str, Any]:
    return {"field": field, "operation": operation, "values": list(values)}


def by_somebody_else(pinads: Pinads, *operations: dict[str, Any]) -> None:
    """Another program changes the targeting."""
    row = [{"id": AD_GROUP, "targeting_spec_operations": operations}]
    pinads.ok("api", "PATCH", GROUPS, "--input", "-", input=json.dumps(row))


@pytest.mark.parametrize(
    ("options", "operations"),
    [
        (("--location", "+CA,-US"), [change("LOCATION", "ADD", "CA"), change("LOCATION", "REMOVE", "US")]),
        (("--gender", "+Male", "--geo", "+US-CA"), [change("GEO", "ADD", "US-CA"), change("GENDER", "ADD", "male")]),
        (("--location", "US,CA"), [change("LOCATION", "SET", "US", "CA")]),
        (("--gender", "female", "--geo", "US-NY"), [change("GEO", "SET", "US-NY")]),
        (("--targeting-spec", '{"GENDER": null}'), [change("GENDER", "SET")]),
        (
            ("--age", "25-54"),
            [
                {"field": "MINIMUM_AGE", "operation": "SET", "value": "25"},
                {"field": "MAXIMUM_AGE", "operation": "SET", "value": "54"},
                change("AGE_BUCKET", "SET"),
            ],
        ),
    ],
)
def test_only_what_changes_is_sent(pinads: Pinads, options: tuple[str, ...], operations: list[dict[str, Any]]) -> None:
    sent = body(pinads.ok(*UPDATE, *options, "--dry-run"))
    assert sent == {"id": AD_GROUP, "targeting_spec_operations": operations}
    pinads.ok(*UPDATE, *options)
    assert stored(pinads) == applied(SPEC, operations)


@pytest.mark.parametrize("options", [("--gender", "female"), ("--location", "+US"), ("--location", "-CA"), ("--age", "25-34,35-44")])
def test_what_is_so_already_is_not_sent(pinads: Pinads, options: tuple[str, ...]) -> None:
    run = pinads.ok(*UPDATE, *options)
    assert run.stderr.startswith("note: 1 ad group unchanged")
    assert run.stderr.count("\n") == 1
    assert pinads.writes == []
    assert "targeting_spec_operations" not in body(pinads.ok(*UPDATE, *options, "--name", "new", "--dry-run"))


def test_what_somebody_else_changes_between_reading_and_writing_stays(pinads: Pinads) -> None:
    def on_request(entry: LogEntry) -> None:
        if entry.operation == "ad_groups/get":
            pinads.on_request = None
            by_somebody_else(pinads, change("GEO", "ADD", "US-TX"), change("LOCATION", "ADD", "MX"))

    pinads.on_request = on_request
    pinads.ok(*UPDATE, "--gender", "male", "--location", "+CA")
    assert pinads.operations == ["ad_groups/get", "ad_groups/update", "ad_groups/update"]
    assert stored(pinads) == {**SPEC, "GENDER": ["male"], "GEO": ["US-TX"], "LOCATION": ["US", "MX", "CA"]}


def test_nothing_needs_to_be_read_for_it(pinads: Pinads) -> None:
    pinads.ok(*UPDATE, "--location", "+CA", "--age", "25-54", "--no-read")
    assert pinads.operations == ["ad_groups/update"]
    assert stored(pinads) == {"LOCATION": ["US", "CA"], "GENDER": ["female"], "MINIMUM_AGE": "25", "MAXIMUM_AGE": "54"}


@each(
    ("options", "says"),
    [
        (("--location", "+CA,US"), "Invalid --location: +VALUE adds and -VALUE removes"),
        (("--location", "+CA,-CA"), "Invalid --location: CA is both "),
        (("--gender", "+femail"), "Invalid --gender 'femail': choose from"),
        (("--location", "+CA", "--replace-targeting"), "Invalid --location: --replace-targeting sets the whole"),
    ],
)
def test_signs_that_cannot_be(pinads: Pinads, options: tuple[str, ...], says: str) -> None:
    refused(pinads, *UPDATE, *options, says=says)


def test_a_new_ad_group_has_nothing_to_add_to(pinads: Pinads) -> None:
    refused(pinads, "adgroups", "create", "--name", "x", "--location", "+CA", says="leave out + and -")


@pytest.mark.parametrize(
    "options",
    [("--location", "+CA,-US"), ("--gender", "male", "--age", "25-54"), ("--targeting-spec", '{"GEO": ["US-CA"]}', "--replace-targeting")],
)
def test_undo_keeps_what_others_changed_of_other_parts(pinads: Pinads, options: tuple[str, ...]) -> None:
    pinads.ok(*UPDATE, "--interest", "1")
    before = stored(pinads)
    pinads.ok(*UPDATE, *options)
    run = pinads.json("journal", "list")[0]["id"]
    by_somebody_else(pinads, change("LOCALE", "ADD", "fr-FR"))
    pinads.ok("undo", str(run), "--yes")
    assert stored(pinads) == {**before, "LOCALE": ["fr-FR"]}


def test_undo_leaves_a_part_alone_that_others_changed_since(pinads: Pinads) -> None:
    pinads.ok(*UPDATE, "--location", "+CA")
    run = pinads.json("journal", "list")[0]["id"]
    by_somebody_else(pinads, change("LOCATION", "ADD", "MX"))
    undone = pinads("undo", str(run), "--yes")
    assert undone.exit_code == 5
    assert "left alone: targeting_spec.LOCATION changed since" in undone.stderr
    assert stored(pinads)["LOCATION"] == ["US", "CA", "MX"]


def test_an_answer_without_the_targeting_is_read_back_and_can_be_undone(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    from pinads.emulator.resources.ad_groups import AdGroups

    def patched(self: AdGroups, call: Any) -> str:
        answer = json.loads(original(self, call))
        for item in answer["items"]:
            item["data"].pop("targeting_spec", None)
        return json.dumps(answer)

    original = AdGroups.update
    monkeypatch.setattr(AdGroups, "update", patched)
    run = pinads.ok(*UPDATE, "--location", "+CA", "-o", "ids")
    assert run.stderr == ""
    pinads.ok("undo", str(pinads.json("journal", "list")[0]["id"]), "--yes", "-o", "ids")
    assert stored(pinads) == SPEC


def test_rows_of_a_killed_run_are_resumed_as_they_were_worked_out(pinads: Pinads) -> None:
    groups = pinads.ids("adgroups", "list", "--limit", "40")
    rows = "\n".join(json.dumps({"id": group, "targeting_spec": {"GEO": ["US-CA"]}}) for group in groups)
    killed_at(pinads, 1, "adgroups", "update", "--file", "-", "--concurrency", "1", input=rows)
    by_somebody_else(pinads, change("LOCATION", "ADD", "MX"))
    pinads.ok("journal", "resume", "1", "--yes")
    specs = {group["id"]: group["targeting_spec"] for group in pinads.json("adgroups", "list", "--limit", "40")}
    assert all(spec["GEO"] == ["US-CA"] for spec in specs.values())
    assert specs[AD_GROUP]["LOCATION"] == ["US", "MX"]


WORDS = st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=3, unique=True)
LISTS = st.sampled_from(["GEO", "LOCATION", "LOCALE"])
AGES = {"MINIMUM_AGE": st.sampled_from(["18", "30"]), "MAXIMUM_AGE": st.sampled_from(["40", "65+"]), "AGE_BUCKET": st.just(["25-34"])}
SPECS = st.dictionaries(LISTS, WORDS) | st.fixed_dictionaries({}, optional=AGES)
SIGNED = st.tuples(WORDS, WORDS).map(lambda pair: Signed(tuple(pair[0]), tuple(word for word in pair[1] if word not in pair[0])))


@given(SPECS, st.dictionaries(LISTS, st.none() | WORDS | SIGNED) | st.fixed_dictionaries({}, optional=AGES))
def test_operations_make_what_merging_makes_whether_it_was_read_or_not(present: dict[str, Any], parts: dict[str, Any]) -> None:
    for read in (present, None):
        operations = operations_for(parts, read)
        assert operations is not None
        assert applied(present, operations) == applied(merged(present, parts), ())
