"""A database that an older pinads made, or a newer one."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256

import pytest

from pinads.emulator import Emulator

from .login import GOOD, code_for, exchange, logged_in, refresh, used
from .reports import groups

# What version 1 had in place of the table of codes and tokens; version 2 had no reports.
TO_2 = """
DROP TABLE reports;
PRAGMA user_version=2;
"""
BACK = (
    TO_2
    + """
DROP TABLE issued;
CREATE TABLE spent (digest BLOB PRIMARY KEY) WITHOUT ROWID;
PRAGMA user_version=1;
"""
)
SCRIPT = """
import pathlib, sys
from pinads.emulator import Emulator
sys.stdin.read()
emulator = Emulator(pathlib.Path(sys.argv[1]))
print(emulator.status()["counts"]["campaign"])
"""


def run(folder, *statements):
    with closing(sqlite3.connect(folder / "emulator.sqlite3")) as database:
        for sql, *arguments in statements:
            if arguments:
                database.execute(sql, arguments)
            else:
                database.executescript(sql)
        database.commit()


def made_by_version_1(new_api, folder):
    """A database of version 1 with two campaigns, people on a list, a code and a refresh token that were used."""
    api = new_api(folder)
    campaigns = [api.campaign(name=name) for name in ("one", "two")]
    people = api.ok("POST", "customer_lists", body={"name": "L", "records": "a@example.com"})
    api.emulator.close()
    used_up = [("INSERT INTO spent VALUES (?)", sha256(text).digest()) for text in (b"TEST_code", b"pinr_TEST_used")]
    run(folder, (BACK,), *used_up)
    return api.account, campaigns, people


def test_nothing_is_lost(new_api, tmp_path):
    account, campaigns, people = made_by_version_1(new_api, tmp_path)
    api = new_api(tmp_path)
    api.account = account
    assert api.items("campaigns") == campaigns
    assert api.ok("GET", f"customer_lists/{people['id']}") == people
    assert int(api.campaign()["id"]) > int(campaigns[-1]["id"])
    assert (
        api.ok("PATCH", f"customer_lists/{people['id']}", body={"operation_type": "ADD", "records": "a@example.com"})["id"] == people["id"]
    )


def test_what_was_used_stays_used_and_logging_in_works(new_api, tmp_path):
    made_by_version_1(new_api, tmp_path)
    api = new_api(tmp_path)
    assert refresh(api, "pinr_TEST_used")[0] == 400
    assert exchange(api, "TEST_code")[0] == 400
    assert refresh(api, "pinr_TEST_new")[0] == 200
    tokens = logged_in(api)
    assert used(new_api(tmp_path), tokens["access_token"]) == GOOD


def test_one_of_version_2_keeps_its_tokens_and_takes_reports(new_api, tmp_path):
    older = new_api(tmp_path)
    campaign, tokens = older.campaign(), logged_in(older)
    older.emulator.close()
    run(tmp_path, (TO_2,))
    api = new_api(tmp_path)
    api.account = older.account
    assert refresh(api, tokens["refresh_token"])[0] == 200
    assert list(groups(api)) == [campaign["id"]]
    api.emulator.close()
    again = new_api(tmp_path)
    again.account = older.account
    assert list(groups(again)) == [campaign["id"]]


@pytest.mark.slow
def test_processes_that_open_it_at_once_upgrade_it_once(new_api, tmp_path):
    made_by_version_1(new_api, tmp_path)
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)
    ]
    for process in processes:
        process.stdin.close()
    ended = [(process.stdout.read(), process.stderr.read(), process.wait()) for process in processes]
    for process in processes:
        process.stdout.close()
        process.stderr.close()
    assert ended == [("2\n", "", 0)] * 6
    assert refresh(new_api(tmp_path), "pinr_TEST_used")[0] == 400


def test_an_upgrade_that_fails_half_way_leaves_the_old_version(new_api, tmp_path):
    made_by_version_1(new_api, tmp_path)
    run(tmp_path, ("CREATE TABLE by_family (x)",))
    with pytest.raises(OSError, match="cannot be used"):
        Emulator(tmp_path)
    run(tmp_path, ("DROP TABLE by_family",))
    assert refresh(new_api(tmp_path), "pinr_TEST_used")[0] == 400


def test_one_of_a_newer_version_is_left_alone(new_api, tmp_path):
    new_api(tmp_path).emulator.close()
    run(tmp_path, ("PRAGMA user_version=99",))
    before = (tmp_path / "emulator.sqlite3").read_bytes()
    with pytest.raises(OSError, match="a newer pinads made it"):
        Emulator(tmp_path)
    assert (tmp_path / "emulator.sqlite3").read_bytes() == before


def test_only_digests_are_kept(new_api, tmp_path):
    api = new_api(tmp_path)
    code = code_for(api)
    tokens = exchange(api, code)[1]
    renewed = refresh(api, tokens["refresh_token"])[1]
    api.emulator.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for each in (tokens, renewed):
        assert each["access_token"].encode() not in kept
        assert each["refresh_token"].encode() not in kept
    assert code.encode() not in kept
    assert b"TEST_secret" not in kept
