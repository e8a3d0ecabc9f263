from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_directories(tmp_path: Path, clean_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pinads keeps of accounts is kept for one test."""
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("PINADS_DATA_DIR", str(tmp_path / "data"))
