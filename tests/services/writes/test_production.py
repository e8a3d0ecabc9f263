"""At a terminal, writes to production show where they go and what they may cost, and ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.rows_and_statuses import ACCOUNT, CAMPAIGN, MINIMAL, OTHER_CAMPAIGN, TOKEN, Api, serving
from tests.support.terminal import Screen, on_terminal
from tests.support.wording import Wording

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

PAUSED = "626735000003"
LIFETIME = "626735000005"
ONCE = "daily spend unchanged, +{} USD once active"


@pytest.fixture
def api() -> Iterator[Api]:
    with serving(campaigns=5) as served:
        yield served


@pytest.fixture
def terminal(api: Api, tmp_path: Path, script: list[str], real_environment: dict[str, str]) -> Any:
    """Runs a command at a terminal, with a profile of production."""
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    url = f'environment = "production"\napi_url = "{api.server.url}"\n'
    text = f"[profiles.live]\n{url}[profiles.box]\n{url.replace('production', 'emulator')}"
    (config / "config.toml").write_text(text)

    def run(*args: str, typed: str = "", profile: str = "live", into: str = "", **more: str) -> Screen:
        own = {"PINADS_ACCESS_TOKEN": TOKEN, "PINADS_ACCOUNT": ACCOUNT, "PINADS_PROFILE": profile, "PINADS_CONFIG_DIR": str(config)}
        environment = {**real_environment, **own, "COLUMNS": "200", **more}
        redirected = ["sh", "-c", f'exec "$@" > "{into}"', "sh"] if into else []
        return on_terminal([*redirected, *script, *args], environment, columns=200, typed=typed, stderr_apart=False)

    return run


def summary(screen: Screen) -> str:
    (line,) = [line for line in screen.plain.splitlines() if line.startswith("Hearth & Loom (")]
    return line


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "says"),
    [
        (
            ("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50"),
            "1 campaign to be created; " + ONCE.format("50.00"),
        ),
        (("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "-5.00"), "be updated; daily spend -5.00 USD"),
        (("campaigns", "pause", CAMPAIGN), "be paused; daily spend -265.00 USD"),
        (
            ("campaigns", "update", PAUSED, "--daily-spend-cap", "+5.00"),
            "1 campaign to be updated; " + ONCE.format("5.00"),
        ),
        (("campaigns", "update", CAMPAIGN, "--name", "x"), "be updated; daily spend unchanged"),
        (("ads", "pause", "687195000001"), "daily spend unchanged, not counting 1"),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, tuple) else "",
)
def test_one_row_that_raises_nothing_is_shown_and_not_asked(
    terminal: Any, api: Api, args: tuple[str, ...], says: str, wording: Wording
) -> None:
    screen = terminal(*args)
    assert screen.exit_code == 0, screen.plain
    where, at, what = summary(screen).partition(f" production at {api.server.url}: ")
    assert (where, at != "") == (f"Hearth & Loom ({ACCOUNT}), USD,", True)
    assert says in what
    wording(what)
    assert "Continue?" not in screen.plain
    assert len(api.writes) == 1


RAISING = [
    (("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50", "--status", "active"), "daily spend +50.00 USD"),
    (("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+10%"), "daily spend +26.50 USD"),
    (("campaigns", "activate", PAUSED), "daily spend +55.00 USD"),
    (("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN), "2 campaigns to be paused; daily spend -370.00 USD"),
    (("campaigns", "update", LIFETIME, "--lifetime-spend-cap", "+5.00"), "daily spend unchanged, lifetime budgets +5.00 USD"),
    (("campaigns", "update", CAMPAIGN, "--clear", "daily_spend_cap"), "daily spend unchanged, not counting 1 without"),
    (("ads", "activate", "687195000003"), "1 ad to be activated; daily spend unchanged"),
]


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["y\n", "\n", "n\n"])
@pytest.mark.parametrize(("args", "says"), RAISING, ids=[" ".join(args[:3]) for args, _ in RAISING])
def test_what_raises_spending_or_has_several_rows_is_asked(terminal: Any, api: Api, args: tuple[str, ...], says: str, answer: str) -> None:
    screen = terminal(*args, typed=answer)
    assert says in summary(screen)
    assert "Continue? [y/N]" in screen.plain
    if answer == "y\n":
        assert screen.exit_code == 0, screen.plain
        assert len(api.writes) == 1
    else:
        assert screen.exit_code == 2
        assert "error: not confirmed: " in screen.plain.splitlines()[-1]
        assert api.writes == []


@pytest.mark.slow
def test_yes_is_shown_and_not_asked(terminal: Any, api: Api) -> None:
    screen = terminal("campaigns", "activate", PAUSED, "--yes")
    assert screen.exit_code == 0
    assert "daily spend +55.00 USD" in summary(screen)
    assert "Continue?" not in screen.plain
    assert len(api.writes) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("more", "environment"), [(("--no-input",), {}), ((), {"CI": "true"})])
@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("campaigns", "activate", PAUSED), "can spend more"),
        (("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN), "writes 2 campaigns"),
    ],
)
def test_where_a_question_is_forbidden_it_fails(
    terminal: Any, api: Api, args: tuple[str, ...], why: str, more: tuple[str, ...], environment: dict[str, str]
) -> None:
    screen = terminal(*args, *more, **environment)
    said = screen.plain.splitlines()[-1]
    assert (screen.exit_code, said.startswith(f"error: This {why} "), "--yes" in said) == (2, True, True)
    assert api.writes == []
    # What is not asked about needs no question.
    assert terminal("campaigns", "pause", CAMPAIGN, *more, **environment).exit_code == 0


@pytest.mark.slow
def test_where_the_outcomes_go_changes_nothing(terminal: Any, api: Api, tmp_path: Path) -> None:
    screen = terminal("campaigns", "activate", PAUSED, "-o", "json", typed="n\n", into=str(tmp_path / "out.json"))
    assert (screen.exit_code, "Continue? [y/N]" in screen.plain) == (2, True)
    assert api.writes == []


@pytest.mark.slow
def test_what_is_final_is_asked_once(terminal: Any, api: Api) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, OTHER_CAMPAIGN, typed="2\n")
    assert screen.exit_code == 0, screen.plain
    assert "Continue?" not in screen.plain
    assert len(api.writes) == 1


@pytest.mark.slow
def test_a_clone_is_asked_with_all_its_rows(terminal: Any, api: Api) -> None:
    screen = terminal("campaigns", "clone", CAMPAIGN, typed="n\n")
    assert screen.exit_code == 2
    assert "1 campaign, 4 ad groups, 16 ads, 33 keywords " in summary(screen)
    assert "; daily spend unchanged, +" in summary(screen)
    assert api.writes == []


@pytest.mark.slow
def test_elsewhere_nothing_is_asked(terminal: Any, api: Api) -> None:
    screen = terminal("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN, profile="box")
    assert screen.exit_code == 0
    assert "Hearth & Loom" not in screen.plain
    screen = terminal("campaigns", "activate", PAUSED, "--dry-run")
    assert "Continue?" not in screen.plain
    assert len(api.writes) == 1


@pytest.mark.slow
def test_undo_shows_what_it_does_before_it_asks(terminal: Any, api: Api) -> None:
    assert terminal("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN, "--yes").exit_code == 0
    screen = terminal("undo", "1", typed="n\n")
    head, tail = f"Hearth & Loom ({ACCOUNT}), USD, production at {api.server.url}: 2 campaigns ", "; daily spend +370.00 USD"
    assert (summary(screen).startswith(head), summary(screen).endswith(tail)) == (True, True)
    assert (screen.exit_code, "Undo 2 campaigns? [y/N]" in screen.plain) == (2, True)
    assert len(api.writes) == 1
