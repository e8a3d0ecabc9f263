import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from pinads.emulator import Emulator, Request
from tests.emulator.conftest import TOKEN

SCRIPT = """
import json, pathlib, sys
from pinads.emulator import Emulator, Request
emulator = Emulator(pathlib.Path(sys.argv[1]))
headers = {"Authorization": "Bearer pina_TEST", "Content-Type": "application/json"}
def post(path, body):
    return json.loads(emulator.handle(Request("POST", path, "", headers, json.dumps(body).encode())).body)
account = post("/ad_accounts", {"name": sys.argv[3]})["id"]
row = {"ad_account_id": account, "name": "x", "objective_type": "CONSIDERATION"}
for _ in range(int(sys.argv[2])):
    items = post(f"/ad_accounts/{account}/campaigns", [row] * 30)["items"]
    print(account, *(item["data"]["id"] for item in items), flush=True)
"""


def start(folder, batches, name="x"):
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(batches), name], stdout=subprocess.PIPE, text=True)


def campaigns(folder, account):
    """List the ids of an account's campaigns with a new emulator."""
    emulator = Emulator(folder)
    ids, bookmark = [], ""
    while bookmark is not None:
        answer = json.loads(emulator.handle(Request("GET", f"/ad_accounts/{account}/campaigns", f"page_size=250{bookmark}", TOKEN)).body)
        ids += [item["id"] for item in answer["items"]]
        bookmark = answer["bookmark"] and f"&bookmark={answer['bookmark']}"
    emulator.close()
    return ids


def test_what_was_written_is_there_when_it_is_opened_again(new_api, tmp_path):
    first = new_api(tmp_path)
    made = first.campaign(name="Zürich")
    first.emulator.close()
    second = new_api(tmp_path)
    assert second.ok("GET", f"/ad_accounts/{first.account}/campaigns/{made['id']}") == made
    assert int(second.campaign()["id"]) > int(made["id"])


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_answered_and_leaves_no_half_batch(tmp_path):
    with start(tmp_path, 10**6) as process:
        answered = [process.stdout.readline().split() for _ in range(10)]
        process.kill()
        answered += [line.split() for line in process.stdout.read().splitlines()]
    account = answered[0][0]
    found = campaigns(tmp_path, account)
    complete = [row for row in answered if len(row) == 31]
    assert {identity for row in complete for identity in row[1:]} <= set(found)
    assert len(found) % 30 == 0


@pytest.mark.slow
def test_several_processes_share_a_folder(tmp_path):
    folder = tmp_path / "new" / "folder"
    processes = [start(folder, 5, f"process {number}") for number in range(4)]
    outputs = [process.communicate()[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    made = [identity for lines in outputs for line in lines for identity in line.split()[1:]]
    assert len(made) == len(set(made)) == 600
    for lines in outputs:
        account = lines[0].split()[0]
        assert campaigns(folder, account) == [identity for line in lines for identity in line.split()[1:]]


@pytest.mark.slow
def test_threads_share_an_emulator(new_api, tmp_path):
    for api in (new_api(), new_api(tmp_path)):

        def work(number, api=api):
            made = api.campaign(name=f"thread {number}")
            changed = api.patch("campaigns", made, name=f"changed {number}")
            assert api.ok("GET", f"campaigns/{made['id']}") == changed
            return made["id"]

        with ThreadPoolExecutor(8) as pool:
            ids = list(pool.map(work, range(60)))
        assert sorted(ids) == api.ids("campaigns", "page_size=250")


def test_reset_forgets_everything(sample):
    assert not sample.emulator.is_empty()
    assert sample.emulator.status()["seeded"]
    sample.emulator.reset()
    assert sample.emulator.is_empty()
    assert not sample.emulator.status()["seeded"]
    assert sample.items("/ad_accounts") == []


def test_status_says_where_and_how_much(new_api, tmp_path):
    api = new_api(tmp_path)
    api.campaign()
    status = api.emulator.status()
    assert status["data_dir"] == str(tmp_path)
    assert (status["counts"]["campaign"], status["counts"]["ad_account"], status["counts"]["ad"]) == (1, 1, 0)
    assert status["bytes"] >= (tmp_path / "emulator.sqlite3").stat().st_size
    assert new_api().emulator.status()["data_dir"] is None


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "emulator.sqlite3").write_text("A note that somebody has put here instead of it.")
    with pytest.raises(OSError, match="is not a database") as caught:
        Emulator(tmp_path)
    assert caught.value.filename == str(tmp_path)
