"""Files that are created and opened without following symbolic links of other users."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO, Any

PRIVATE_FILE = 0o600
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_MOST_LINKS = 40
_LONGEST_NAME = 100


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


def opened(path: Path, mode: str, permissions: int = 0o666, **how: Any) -> IO[Any]:
    """Open a file like ``open``, without following another user's link.

    Raises:
        OSError: it cannot be opened.
    """
    return open(path, mode, opener=lambda name, flags: descriptor(Path(name), flags, permissions), **how)


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


def _is_special(path: Path) -> bool:
    """Tell whether a path is a device or a stream of a process, whose links have no real target."""
    return path.parts[:2] in (("/", "dev"), ("/", "proc"))
