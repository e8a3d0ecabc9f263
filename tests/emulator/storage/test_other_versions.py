"""A database of another version of pinads is not changed until the user has it emptied."""

import sqlite3
from contextlib import closing

import pytest

from pinads.emulator import Emulator
from tests.emulator.login import code_for, exchange, refresh


def set_version(folder, version):
    with closing(sqlite3.connect(folder / "emulator.sqlite3")) as database:
        database.execute("CREATE TABLE of_that_version (x)")
        database.execute('CREATE TABLE "the rest" (x)')
        database.execute(f"PRAGMA user_version={version}")
        database.commit()


@pytest.mark.parametrize("version", [3, 99])
def test_it_is_refused_unchanged_with_the_command_that_renews_it(new_api, tmp_path, version):
    folder = tmp_path / "my state"
    new_api(folder).emulator.close()
    set_version(folder, version)
    before = (folder / "emulator.sqlite3").read_bytes()
    with pytest.raises(OSError, match="another version of pinads") as caught:
        Emulator(folder)
    assert caught.value.strerror.endswith(f"run: pinads emulator reset --data-dir '{folder}'")
    assert caught.value.filename == str(folder / "emulator.sqlite3")
    assert (folder / "emulator.sqlite3").read_bytes() == before


def test_renewed_it_is_empty_and_works(new_api, tmp_path):
    new_api(tmp_path).emulator.close()
    set_version(tmp_path, 99)
    Emulator(tmp_path, renew=True).close()
    emulator = Emulator(tmp_path)
    assert emulator.is_empty()
    emulator.seed(campaigns=1)
    emulator.close()
    with closing(sqlite3.connect(tmp_path / "emulator.sqlite3")) as database:
        assert database.execute("SELECT 1 FROM sqlite_master WHERE name IN ('of_that_version', 'the rest')").fetchall() == []


def test_renewing_keeps_what_this_version_made(new_api, tmp_path):
    api = new_api(tmp_path)
    campaign = api.campaign()
    api.emulator.close()
    again = new_api(tmp_path, renew=True)
    again.account = api.account
    assert again.items("campaigns") == [campaign]


def test_a_file_with_tables_of_somebody_else_is_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "emulator.sqlite3")) as database:
        database.executescript("CREATE TABLE entities (mine); INSERT INTO entities VALUES (1)")
    with pytest.raises(OSError, match="table entities already exists"):
        Emulator(tmp_path)
    with closing(sqlite3.connect(tmp_path / "emulator.sqlite3")) as database:
        assert database.execute("SELECT * FROM entities").fetchall() == [(1,)]


def test_only_digests_of_tokens_are_kept(new_api, tmp_path):
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
