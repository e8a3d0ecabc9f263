"""Files of pinads' own that somebody or something has damaged: a plain error, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import thinned

DEEP = '{"access_token":[' * 100_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    thinned([DEEP, "[" * 100_000, "[]", "5", '{"access_token": 5}', '{"access_token": "pina_TEST", "expires_at": ' + "9" * 5000 + "}"], 2),
    ids=["deep objects", "deep lists", "a list", "a number", "a number as token", "many digits"],
)
def test_a_credential(pinads: Pinads, tmp_path: Path, text: str) -> None:
    stored = tmp_path / "config" / "credentials" / "w.json"
    stored.parent.mkdir(parents=True, mode=0o700)
    stored.write_text(text)
    stored.chmod(0o600)
    (tmp_path / "config" / "config.toml").write_text('[profiles.w]\nstore = "file"\naccount = "549755885175"\n')
    for command in (("campaigns", "list"), ("auth", "refresh"), ("auth", "status"), ("doctor",)):
        run = pinads(*command, "--profile", "w")
        assert run.exit_code == 3, run.stderr
        assert "mistake in pinads" not in run.stdout + run.stderr
        assert "pina_TEST" not in run.stdout + run.stderr


def test_what_is_remembered_of_accounts(pinads: Pinads, data_dir: Path) -> None:
    (data_dir / "currencies.json").write_text(DEEP)
    assert pinads.ok("campaigns", "list", "--limit", "1", "-o", "csv").stdout
