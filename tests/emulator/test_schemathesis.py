"""Schemathesis against the server: thousands of generated requests that Pinterest's description allows and forbids."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.emulator.conftest import TOKEN, USD
from tests.emulator.description import CORE, FOLDER, REASON

pytestmark = [pytest.mark.slow(first=True), pytest.mark.skipif(not CORE.exists(), reason=REASON)]

# In its own process, since schemathesis keeps this one busy.
SERVER = """
import pathlib, sys
from pinads.emulator import Emulator, Server
with open(sys.argv[1], "w", buffering=1) as log:
    emulator = Emulator(None, log=lambda entry: print(entry.status, entry.operation, file=log))
    emulator.seed()
    server = Server(emulator)
    print(server.url, flush=True)
    server.serve_forever()
"""


NEWER = FOLDER / "5.28" / "core.json"
REFUSAL = {"type": "object", "required": ["code", "message"], "properties": {"code": {"type": "integer"}, "message": {"type": "string"}}}


def completed(description):
    """Return the newer description, with the parts that were lost when it was rebuilt from a client."""
    for item in description["paths"].values():
        for operation in item.values():
            # The description documents no refusals.
            operation["responses"]["4XX"] = {"description": "Refused", "content": {"application/json": {"schema": REFUSAL}}}
    schemas = description["components"]["schemas"]
    # Refused rows have no id, and the older description requires none.
    for name in ("Keyword", "CustomerList"):
        del schemas[name]["required"]
    # Null is allowed as in the older description.
    schemas["AdBatchUpdate"]["properties"]["pin_id"]["nullable"] = True
    for schema, name in (("QuizPinData", "questions"), ("QuizPinData", "results"), ("QuizPinQuestion", "options")):
        array = schemas[schema]["properties"][name]
        array["items"] = {"allOf": [array["items"]], "nullable": True}
    return description


@pytest.mark.parametrize(("core", "examples"), [(CORE, "3"), (NEWER, "5")], ids=["5.23", "5.28"])
def test_a_run_finds_nothing(tmp_path, core, examples):
    if not core.exists():
        pytest.skip(REASON)
    if core == NEWER:
        core = tmp_path / "completed.json"
        core.write_text(json.dumps(completed(json.loads(NEWER.read_text()))))
    config, log = tmp_path / "schemathesis.toml", tmp_path / "log"
    config.write_text(f'[parameters]\nad_account_id = "{USD}"\n')
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(config), "run", str(core)]
    command += ["--header", f"Authorization: {TOKEN['Authorization']}", "--no-color", "--workers", "1"]
    command += ["--mode", "all", "--exclude-checks", "positive_data_acceptance", "--max-examples", examples]
    command += ["--seed", "1", "--generation-deterministic"]
    with subprocess.Popen([sys.executable, "-c", SERVER, str(log)], stdout=subprocess.PIPE, text=True) as server:
        url = server.stdout.readline().strip()
        done = subprocess.run([*command, "--url", url], cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
        server.kill()
    assert done.returncode == 0, done.stdout[-6000:]
    # A run whose requests are all refused would prove nothing.
    answered = Counter(line.split()[0] for line in log.read_text().splitlines())
    reached = {line.split()[1] for line in log.read_text().splitlines() if line.startswith("200")}
    assert answered["200"] > 300
    assert len(reached) > 15
    assert not [status for status in answered if status.startswith("5")]
