"""What importing the library costs, and that it speaks to nobody: tried in interpreters of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("requests", "urllib3", "typer", "rich", "click", "keyring", "http.client", "sqlite3")
THROTTLED = """
import pinads.sdk as sdk
from pinads.sdk.http.wire import WireResponse
class Wire:
    answers = [WireResponse(429, {"retry-after": "0"}, b"{}"), WireResponse(200, {}, b'{"id": "5"}')]
    def send(self, request):
        return self.answers.pop(0)
print(sdk.AdAccount("5", client=sdk.Client("pina_TEST", wire=Wire())).id)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-W", "error", "-c", code], capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    [
        "import pinads",
        "import pinads.sdk",
        "from pinads.sdk import Campaign",
        "from pinads.sdk import Keyword, Client; Client('pina_TEST')",
        "from pinads.sdk import *",
    ],
)
def test_nothing_heavy_is_imported(statement: str) -> None:
    loaded = run(f"import sys; {statement}; print(sorted(set(sys.modules) & set({HEAVY!r})))")
    assert loaded.stdout.strip() == "[]"


def test_the_package_alone_loads_no_class() -> None:
    assert (
        run("import sys, pinads.sdk; print([name for name in sys.modules if name.startswith('pinads.')])").stdout.strip()
        == "['pinads.sdk']"
    )


@pytest.mark.slow
def test_a_retry_is_logged_and_not_printed() -> None:
    done = run(THROTTLED)
    assert (done.stdout.strip(), done.stderr) == ("5", "")
