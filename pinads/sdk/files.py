"""Files that are created, opened and replaced without following symbolic links of other users."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

PRIVATE_FILE = 0o600
PRIVATE_DIR = 0o700
OTHERS = 0o077
"""The permissions of everybody but the owner."""
WINDOWS = os.name == "nt"
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_MOST_LINKS = 40
_LONGEST_NAME = 100
_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0)


def followed(path: Path) -> Path:
    """Resolve the last part of a path through links of this user and of root.

    Raises:
        OSError: a link belongs to another user, or links lead nowhere.
    """
    path = path.absolute()
    for _ in range(_MOST_LINKS):
        if _is_special(path):
            return path
        try:
            facts = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return path
        if not stat.S_ISLNK(facts.st_mode):
            return path
        if os.name == "posix" and facts.st_uid not in (os.geteuid(), 0):
            raise OSError(errno.ELOOP, "it is a link of another user, which is not followed", str(path))
        path = path.parent / os.readlink(path)  # noqa: PTH115 - Path.readlink normalises what it reads.
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def descriptor(path: Path, flags: int, mode: int = PRIVATE_FILE) -> int:
    """Open a file with ``os.open``'s flags, without following another user's link.

    Raises:
        OSError: it cannot be opened.
    """
    target = followed(path)
    return os.open(target, flags | _CLOEXEC | (0 if _is_special(target) else _NOFOLLOW), mode)


def opened(path: Path, mode: str, **how: Any) -> IO[Any]:
    """Open a file like ``open``, without following another user's link.

    Raises:
        OSError: it cannot be opened.
    """
    return open(path, mode, opener=lambda name, flags: descriptor(Path(name), flags, 0o666), **how)


def created(path: Path, mode: int = PRIVATE_FILE) -> int:
    """Create a file, by default for its owner only; fail if the name exists in any form.

    Raises:
        OSError: it exists, or cannot be created.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _CLOEXEC | _BINARY, mode)


def create_sibling(target: Path, mode: int = PRIVATE_FILE) -> tuple[int, Path]:
    """Create a file with an unguessable name in the folder of the file that it will replace.

    Raises:
        OSError: it cannot be created.
    """
    part = target.with_name(f".{target.name[:_LONGEST_NAME]}.{os.urandom(4).hex()}.part")
    return created(part, mode), part


def make_private(directory: Path) -> Path:
    """Create a directory for its owner only, if it does not exist, and return it."""
    directory.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
    return directory


@contextmanager
def replacing(
    path: Path, mode: str = "w", permissions: int = PRIVATE_FILE, *, keep_mode: bool = False, durable: bool = False, **how: Any
) -> Iterator[IO[Any]]:
    """Open a new file, which replaces the one at a path when the block ends without an error.

    Other processes see the old content or all of the new one. A link stays, and the file that it points to is replaced.
    A device or pipe cannot be replaced: it is written to.

    Args:
        path: the file to be replaced, or created.
        mode: ``w`` or ``wb``.
        permissions: of the new file, by default for its owner only.
        keep_mode: keep the permissions of a file that is replaced.
        durable: survive a power cut.
        how: further arguments of ``open``.

    Raises:
        OSError: the file cannot be written; the old one is unchanged.
    """
    target, fresh = followed(path), None
    if _is_special(target) or (target.exists() and not target.is_file()):
        file = opened(target, mode, **how)
    else:
        kept = stat.S_IMODE(target.stat().st_mode) if keep_mode and target.exists() else None
        handle, fresh = create_sibling(target, permissions)
        file = os.fdopen(handle, mode, **how)
    try:
        yield file
        if durable:
            file.flush()
            os.fsync(file.fileno())
        file.close()
        if fresh is not None:
            if kept is not None:
                fresh.chmod(kept)
            _replace(fresh, target)
    except BaseException as error:
        # Closing writes what is buffered, and would fail again where writing has failed.
        with suppress(OSError):
            file.close()
        if fresh is not None:
            with suppress(OSError):
                fresh.unlink()
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    if durable:
        _sync(target.parent)


def replace_file(path: Path, text: str, keep_mode: bool = False, durable: bool = True) -> None:
    """Write a text file as a whole, by default for its owner only, and its directory if missing.

    Args:
        path: the file.
        text: its new content.
        keep_mode: keep the permissions of a file that is replaced.
        durable: survive a power cut; a cache need not.

    Raises:
        OSError: the file cannot be written; the old one is unchanged.
    """
    make_private(followed(path).parent)
    with replacing(path, keep_mode=keep_mode, durable=durable, encoding="utf-8", newline="\n") as file:
        file.write(text)


def _replace(fresh: Path, target: Path) -> None:
    # Windows refuses as long as another program, such as a virus scanner, has the file open.
    for pause in _PAUSES if WINDOWS else ():
        with suppress(PermissionError):
            fresh.replace(target)
            return
        time.sleep(pause)
    fresh.replace(target)


def _sync(directory: Path) -> None:
    # Only POSIX lets a program open a directory; on Windows nothing more can be done.
    with suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_special(path: Path) -> bool:
    """Tell whether a path is a device or a process's stream, whose links lead nowhere; ``/dev/shm`` has files."""
    return path.parts[:2] in (("/", "dev"), ("/", "proc")) and path.parts[:3] != ("/", "dev", "shm")
