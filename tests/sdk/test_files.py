"""Files are replaced whole or not at all, for their owner only unless somebody has set other permissions."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from pathlib import Path

import pytest

from pinads.sdk.files import replace_file, replacing

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no permissions, pipes or devices of this kind")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_readers_see_the_old_content_until_all_of_the_new_is_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with replacing(path, encoding="utf-8") as file:
        file.write("new")
        file.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with pytest.raises(TypeError), replacing(path, "wb") as file:
        file.writelines([b"new", "no bytes"])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_permissions(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folders" / "x"
    replace_file(path, "one")
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    path.chmod(0o644)
    replace_file(path, "two", keep_mode=True)
    assert (mode(path), path.read_text()) == (0o644, "two")
    replace_file(path, "three")
    assert mode(path) == 0o600


@POSIX
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    path, read = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    with replacing(path, encoding="utf-8") as file:
        file.write("x")
    reader.join(60)
    assert read == ["x"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no file system in memory")
def test_a_file_in_memory_is_no_device() -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        path = Path(directory) / "x"
        path.write_text("old")
        with replacing(path, encoding="utf-8") as file:
            file.write("new")
            file.flush()
            assert path.read_text() == "old"
        assert mode(path) == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), replacing(Path("/dev/full"), encoding="utf-8") as file:
        file.write("x")
