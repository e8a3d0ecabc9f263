"""The script in docs/, in process and over HTTP: the same result."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, Client

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def ads_csv(tmp_path: Path) -> str:
    """A hundred ads, of which three are wrong: a format that is none, no Pin, and a Pin's id that is none."""
    lines = ["group,name,creative_type,pin_id,destination_url"]
    for number in range(1, 101):
        group = "Sofas" if number % 2 else "Lamps"
        kind = "REGULER" if number == 7 else "REGULAR"
        pin = {42: "", 77: "no-pin"}.get(number, str(813744226420795000 + number))
        lines.append(f"{group},Ad {number},{kind},{pin},https://shop.example.com/{number}")
    path = tmp_path / "ads.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def run(client: Client, ads_csv: str) -> dict[str, object]:
    spec = importlib.util.spec_from_file_location("example", DOCS / "example.py")
    assert spec is not None
    assert spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    account = AdAccount.create("Shop", "383791336903426391", "US", client=client, currency="USD")
    people = [f"person{number}@example.com" for number in range(120)]
    result: dict[str, object] = example.launch(client, account.id, ads_csv, people)
    return result


WANTED = {"ads": 97, "refused": [7, 42, 77], "active": 5, "all_done": True, "budget": 30_000_000, "audience": "Customers"}


def test_in_process(ads_csv: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Client("pina_TEST", BASE_URL, wire=EmulatorWire(Emulator(None))), ads_csv) == WANTED
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 3
    assert "row 7: rejected: Invalid creative_type 'REGULER'" in errors[0]


@pytest.mark.slow
def test_over_http(ads_csv: str, tmp_path: Path) -> None:
    serve = [sys.executable, "-m", "pinads", "emulator", "serve", "--data-dir", str(tmp_path / "data")]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        try:
            assert run(Client("pina_TEST", url), ads_csv) == WANTED
        finally:
            process.terminate()
        assert process.wait(120) == 0


def test_is_short() -> None:
    body = (DOCS / "example.py").read_text(encoding="utf-8").split("def launch", 1)[1]
    assert len([line for line in body.splitlines() if line.strip()]) <= 30
