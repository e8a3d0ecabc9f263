"""``config.toml``: reading it, with line and column of errors, and changing it without losing comments.

::

    default_profile = "work"

    [profiles.work]
    environment = "production"      # production | sandbox | emulator
    account = "549755885175"
    output = "table"

    [aliases]
    losers = "ads list --status ACTIVE --limit 20"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pinads.config.directories import NoHome, check_config_dir, config_dir
from pinads.config.settings import SETTINGS, parsed
from pinads.config.toml import parse_toml, read_text
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.files import make_private, replace_file
from pinads.sdk.redaction import redact
from pinads.sdk.schema.validation import nearest

_TOP: dict[str, tuple[type, str]] = {
    "default_profile": (str, "a text"),
    "profiles": (dict, "tables of settings, such as [profiles.work]"),
    "aliases": (dict, 'a table of texts, such as losers = "ads list"'),
}
_LOCK_SECONDS = 10
"""Seconds to wait for another program that changes the configuration."""
NAME = r"(?a)[A-Za-z0-9][\w.-]{0,63}"


class Config(NamedTuple):
    """The content of ``config.toml``: the default profile, the settings of each profile, and the words of each alias."""

    default_profile: str | None
    profiles: dict[str, dict[str, Any]]
    aliases: dict[str, str] = {}


def config_file() -> Path:
    """Return the path of the configuration file."""
    return config_dir() / "config.toml"


def read_config() -> Config:
    """Read the configuration; it is empty if there is no file.

    Raises:
        InvalidInput: the file cannot be read, or a setting in it is unknown or invalid.
    """
    try:
        check_config_dir()
    except NoHome:
        return Config(None, {})
    path = config_file()
    text = read_text(path, "profile")
    config = parse_toml(text, path, "profile")
    for key, value in config.items():
        if key not in _TOP:
            raise _wrong(path, text, None, key, f"there is no setting {key!r}{nearest(key, _TOP)}")
        if not isinstance(value, _TOP[key][0]):
            raise _wrong(path, text, None, key, f"{key} must be {_TOP[key][1]}")
    profiles = {name: _profile(path, text, name, table) for name, table in config.get("profiles", {}).items()}
    aliases = config.get("aliases", {})
    wrong = next((name for name, words in aliases.items() if not isinstance(words, str)), None)
    if wrong is not None:
        raise _wrong(path, text, None, wrong, f"the alias {wrong!r} must be a text")
    return Config(config.get("default_profile"), profiles, aliases)


def _profile(path: Path, text: str, name: str, table: Any) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise _wrong(path, text, None, name, f"profile {name!r} is not a table of settings")
    settings = {}
    for key, value in table.items():
        if key not in SETTINGS:
            raise _wrong(path, text, name, key, f"profile {name!r} has no setting {key!r}{nearest(key, SETTINGS)}")
        try:
            settings[key] = parsed(SETTINGS[key], value, key)
        except InvalidInput as error:
            raise _wrong(path, text, name, key, f"profile {name!r}: {error.message}") from None
    return settings


def _wrong(path: Path, text: str, profile: str | None, key: str, message: str) -> InvalidInput:
    place = _place(text, profile, key)
    return InvalidInput(f"{path}{f' line {place[0]}, column {place[1]}' if place else ''}: {message}", "profile")


def _place(text: str, profile: str | None, key: str) -> tuple[int, int] | None:
    """Find line and column of a key by its text, since ``tomllib`` does not keep positions."""
    within = profile is None
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*profiles\s*\.\s*[\"']?([^\"'\]]+?)[\"']?\s*\]", line)
        if header:
            within = header[1] == profile
        found = re.match(rf"(\s*)[\"']?{re.escape(key)}[\"']?\s*[=.]", line)
        if within and found:
            return number, len(found[1]) + 1
    return None


@contextmanager
def editing() -> Iterator[MutableMapping[str, Any]]:
    """Open the configuration for changes, which are written when the block ends without an error.

    Comments, order and blank lines stay. Programs that change it at the same time wait for each other.

    Raises:
        InvalidInput: the file is invalid; it is not changed.
        OSError: it cannot be written.
    """
    with locked("config"):
        path = config_file()
        read_config()
        document = _tomlkit().parse(read_text(path, "profile"))
        before = document.as_string()
        yield document
        after = document.as_string()
        parse_toml(after, path, "profile")
        if after != before:
            replace_file(path, after, keep_mode=True)


def new_table(of_tables: bool = False) -> Any:
    """Create an empty table for the document; one of tables alone gets no heading of its own."""
    return _tomlkit().table(is_super_table=of_tables or None)


def _tomlkit() -> Any:
    import tomlkit  # start-up: 30 ms, and few commands change the configuration

    return tomlkit


def trailing(table: Any) -> list[Any]:
    """Take the comments and blank lines at a table's end out of it; they belong to the next table."""
    body = table.value.body if hasattr(table.value, "body") else []
    taken: list[Any] = []
    while body and body[-1][0] is None:
        taken.insert(0, body.pop())
    return taken


def remove_profile(document: MutableMapping[str, Any], name: str) -> None:
    """Remove a profile from the document; comments after it stay, as they belong to the next profile."""
    profiles = document["profiles"]
    names = list(profiles)
    place = names.index(name)
    left = trailing(profiles[name])
    del profiles[name]
    if left and place:
        profiles[names[place - 1]].value.body.extend(left)
    elif left:
        profiles.value.body[:0] = left


@contextmanager
def locked(name: str, seconds: float = _LOCK_SECONDS) -> Iterator[None]:
    """Hold a lock that all programs with this configuration share.

    Raises:
        PinadsError: another program holds it for longer than these seconds.
        NoHome: there is no home directory that can be written.
    """
    import filelock  # start-up: 25 ms, and few commands need the lock

    check_config_dir()
    path = make_private(config_dir() / "locks") / f"{name}.lock"
    lock = filelock.FileLock(path, timeout=seconds, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise PinadsError(f"another pinads has held the lock {path} for {seconds:.0f} s. Wait until it has ended, or end it") from None
    try:
        yield
    finally:
        lock.release()


def checked_name(name: str) -> str:
    """Check the name of a new profile, and return it.

    Raises:
        InvalidInput: it is a token, or has characters that need quotes in a shell, a file name or TOML.
    """
    if redact(name) != name:
        wrong = InvalidInput("Invalid profile name: it is a token (not shown)", "NAME")
        raise wrong.hinting("to store a token, run: pinads auth login --with-token < FILE")
    if not re.fullmatch(NAME, name):
        raise InvalidInput(f"Invalid profile name {name!r}: letters, digits, '.', '-' and '_', 64 at most", "NAME")
    return name
