"""--fields and --query on writes."""

from __future__ import annotations

from tests.support.command_line import Pinads
from tests.support.each import each

FIRST, SECOND = "626735000001", "626735000002"
NEW = ("campaigns", "create", "--name", "x", "--objective-type", "CONSIDERATION")


def test_of_the_one_that_is_created(pinads: Pinads) -> None:
    assert pinads.json(*NEW, "--fields", "name,status") == {"name": "x", "status": "PAUSED"}
    assert pinads.json(*NEW, "--query", "status") == "PAUSED"


def test_of_the_rows_of_a_write(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "pause", FIRST, SECOND, "--fields", "id,status,data.status")
    assert rows == [{"id": identity, "status": "applied", "data.status": "PAUSED"} for identity in (FIRST, SECOND)]
    assert pinads.json("campaigns", "pause", FIRST, SECOND, "--query", "[].data.id") == [FIRST, SECOND]
    lines = pinads.ok("campaigns", "pause", FIRST, "-o", "csv", "--fields", "status,id").lines
    assert lines == ["status,id", f"applied,{FIRST}"]


@each("option", [("--fields", "nam"), ("--query", "[")])
@each("command", [NEW, ("campaigns", "pause", FIRST)])
def test_wrong_ones_are_refused_before_anything_is_sent(pinads: Pinads, command: tuple[str, ...], option: tuple[str, str]) -> None:
    run = pinads(*command, *option)
    assert run.exit_code == 2
    assert option[0] in run.stderr
    assert pinads.requests == []
