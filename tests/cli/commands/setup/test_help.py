"""pinads help: what --help shows, where a person looks for it first."""

from __future__ import annotations

from tests.support.command_line import Pinads
from tests.support.each import each


@each("path", [(), ("campaigns",), ("campaigns", "list"), ("help",)])
def test_help_of_a_command_is_its_help(pinads: Pinads, path: tuple[str, ...]) -> None:
    assert pinads.ok("help", *path).stdout == pinads.ok(*path, "--help").stdout


@each(("path", "near"), [(("campaigns", "lst"), "did you mean 'list'"), (("campaigns", "list", "all"), "pinads campaigns list")])
def test_an_unknown_command_is_refused(pinads: Pinads, path: tuple[str, ...], near: str) -> None:
    run = pinads("help", *path)
    assert (run.exit_code, run.stdout) == (2, "")
    assert near in run.stderr
