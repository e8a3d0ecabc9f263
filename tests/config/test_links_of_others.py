"""Links that another user planted are not followed by anything that writes a file; one's own are."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.models import RUNNING, Run
from pinads.sdk.files import create_sibling, created, opened, replace_file
from pinads.sdk.http.downloads import save
from tests.journal.runs import START
from tests.support.command_line import Pinads

STRANGER = 54321
ROOT = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root to plant another user's link")
ADD = ("customer-lists", "add-records", "643000000001", "--file", "-", "--failed-out")


def saved(path: Path) -> None:
    with (path.parent / "source").open("w+b") as file:
        save(file, path)


WRITERS: dict[str, Callable[[Path], object]] = {
    "replace_file": lambda path: replace_file(path, "new"),
    "save": saved,
    "opened": lambda path: opened(path, "w").close(),
}


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    (tmp_path / "victim").write_text("precious")
    return tmp_path / "victim"


def plant(path: Path, victim: Path, owner: int) -> None:
    path.symlink_to(victim)
    os.chown(path, owner, owner, follow_symlinks=False)


@ROOT
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("there", [True, False])
def test_another_users_link_is_refused(victim: Path, name: str, there: bool) -> None:
    path = victim.parent / "target"
    if not there:
        victim.unlink()
    plant(path, victim, STRANGER)
    with pytest.raises(OSError, match="link of another user"):
        WRITERS[name](path)
    assert victim.exists() == there
    assert not there or victim.read_text() == "precious"
    assert path.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("name", WRITERS)
def test_of_ones_own_link_what_it_points_to_is_written(victim: Path, name: str) -> None:
    first, second = victim.parent / "first", victim.parent / "second"
    second.symlink_to(victim.name)
    first.symlink_to(second)
    WRITERS[name](first)
    assert first.is_symlink()
    assert second.is_symlink()
    assert victim.read_text() != "precious"


@ROOT
@pytest.mark.parametrize("planted", ["journal.sqlite3", "locks", "locks/run-7.lock"])
def test_the_journal_is_not_written_through_a_link(victim: Path, planted: str) -> None:
    path = victim.parent / planted
    path.parent.mkdir(exist_ok=True)
    plant(path, victim, STRANGER)
    with pytest.raises(JournalError, match="link of another user"), closing(Journal(victim.parent)) as journal:
        journal.in_hand(Run(7, 0.0, None, RUNNING, START))
    assert victim.read_text() == "precious"


@ROOT
@pytest.mark.parametrize("command", [ADD, ("campaigns", "create", "--name", "x", "--objective-type", "AWARENESS", "--failed-out")])
def test_failed_out_is_not(pinads: Pinads, victim: Path, command: tuple[str, ...]) -> None:
    link = victim.parent / "failed.csv"
    plant(link, victim, STRANGER)
    run = pinads(*command, str(link), input="ann@example.com\nnobody\n")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "link of another user" in run.stderr
    assert victim.read_text() == "precious"


def test_what_is_created_is_new_and_private(tmp_path: Path) -> None:
    os.close(created(tmp_path / "x"))
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        created(tmp_path / "x")
    (tmp_path / "y").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        created(tmp_path / "y")
    assert not (tmp_path / "nowhere").exists()
    names = set()
    for _ in range(5):
        handle, path = create_sibling(tmp_path / "x")
        os.close(handle)
        names.add(path)
    assert len(names) == 5


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no such device")
def test_devices_are_written_to(tmp_path: Path) -> None:
    with opened(Path("/dev/null"), "w") as file:
        file.write("x")
