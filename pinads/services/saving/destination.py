"""The file that a result is saved in: its format, checks before anything is fetched, and its writing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, TypeVar, cast

from pinads.render.files.table_file import ENDINGS, FILE_FORMATS, ending_meant, format_of, missing_package
from pinads.render.formats import EXTRAS
from pinads.render.text import plural
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import followed, replacing
from pinads.services.errors import option
from pinads.services.results import Destination
from pinads.services.saving.options import SavingOptions

if TYPE_CHECKING:
    from pinads.services.context import Context

Row = TypeVar("Row")
STANDARD_OUTPUT = Path("-")
RECORD_FORMATS = ("xlsx", "csv", "tsv", "json", "jsonl")
"""The formats of files of entities."""


def destination_of(
    context: Context,
    options: SavingOptions,
    formats: Sequence[str] = RECORD_FORMATS,
    shown_only: Sequence[str] = ("query", "watch"),
) -> Destination | None:
    """Check the file that a result is to be saved in, and return it; None if it is shown.

    Args:
        context: the face, and the output format.
        options: the file that was named, and others.
        formats: the formats that it can have.
        shown_only: the options that are for what is shown.

    Raises:
        InvalidInput: it cannot be written, no format is named, or an option is for what is shown.
    """
    to, format = placed(context, options.to, formats)
    if to is None:
        return None
    if format is None:
        raise unnamed(to, formats)
    for name in shown_only:
        if getattr(options, name) not in (None, False):
            raise InvalidInput(f"{option(name)} applies only to what is shown: leave out {saves(options.to, format)}", option(name))
    check_file(to, options.force)
    check_package(format)
    return Destination(to, format, options.force)


def placed(
    context: Context, to: Path | None, formats: Collection[str] = FILE_FORMATS, name: str = "FILE"
) -> tuple[Path | None, str | None]:
    """Return the file to save a result in, and its format; None if it is shown.

    A format of files without a file goes to standard output.

    Args:
        context: the face, and the output format.
        to: the file that was named.
        formats: the formats that it can have.
        name: the file, without its ending, that a refusal proposes.

    Raises:
        InvalidInput: the format is none of these, contradicts the file's ending, or would be written to a terminal.
    """
    format = file_format(context, to, formats)
    if format in EXTRAS and to in (None, STANDARD_OUTPUT):
        if not context.interaction.takes_bytes:
            told = f"{format} is a file format, which a terminal cannot show"
            raise InvalidInput(f"{told}: add {option('to')} {name}.{format}", option("output" if to is None else "to"))
        to = STANDARD_OUTPUT
    return to, format


def saves(to: Path | None, format: str | None) -> str:
    """Return the option that saves a result in a file, for errors about options of what is shown."""
    return option("to") if to is not None else f"{option('output')} {format}"


def unnamed(to: Path | None, formats: Sequence[str]) -> InvalidInput:
    """Make the error about a file whose ending names no format."""
    if to == STANDARD_OUTPUT:
        return InvalidInput(f"{option('to')} - has no ending that names a format: add {option('output')} csv", option("to"))
    endings = f"{', '.join('.' + name for name in formats[:-1])} or .{formats[-1]}"
    return InvalidInput(f"Invalid {option('to')} {to}: its ending is not a known format. End it in {endings}", option("to"))


def file_format(context: Context, to: Path | None, formats: Collection[str] = FILE_FORMATS) -> str | None:
    """Return the format that a file's ending or the output format names, if one does.

    Raises:
        InvalidInput: the output format is none of these files, or contradicts the file's ending.
    """
    typed, named = context.option_for("output"), format_of(to) if to is not None else None
    if to is not None and typed is None and (meant := ending_meant(to)) is not None:
        near = f"; did you mean {meant}?" if meant else ""
        endings = [ending for ending, format in ENDINGS.items() if format in formats]
        raise InvalidInput(f"Invalid {option('to')} {to}: {to.suffix} is not one of {', '.join(endings)}{near}", option("to"))
    named = named if named in formats else None
    if typed is None or (to is None and typed not in EXTRAS):
        return named
    if typed not in formats:
        raise InvalidInput(f"{typed} is not a file format: choose from {', '.join(formats)}", option("output"))
    if named not in (None, typed):
        told = f"{option('to')} {to} means {named}, but {option('output')} says {typed}: give only one of them"
        raise InvalidInput(told, option("output"))
    return typed


def check_package(format: str) -> None:
    """Refuse a format whose package is missing.

    Raises:
        InvalidInput: it is not installed.
    """
    if (package := missing_package(format)) is not None:
        told = f"{format} needs the package {package}, which is not installed: run pip install 'pinads[{format}]'"
        raise InvalidInput(told, option("to"))


def check_file(path: Path, force: bool, name: str = "to") -> None:
    """Refuse a file that cannot be written.

    Args:
        path: the file; ``-`` is standard output.
        force: write over a file that exists.
        name: the parameter that names it.

    Raises:
        InvalidInput: it exists, is a directory, or is in no directory that can be written.
    """
    to = option(name)
    if path == STANDARD_OUTPUT:
        return
    if path.is_dir():
        raise InvalidInput(f"Invalid {to} {path}: it is a directory", to)
    if not os.access(path if path.exists() and not path.is_file() else path.absolute().parent, os.W_OK):
        raise InvalidInput(f"Invalid {to} {path}: {path.parent} is not a writable directory", to)
    refuse_existing(path, force, name)


def refuse_existing(path: Path, force: bool, name: str = "to") -> None:
    """Refuse to write over a file, unless that is wanted; ``name`` is the parameter that names it.

    Raises:
        InvalidInput: there is one.
    """
    if not force and path != STANDARD_OUTPUT and followed(path).is_file():
        raise InvalidInput(f"{path} exists: add {option('force')} to overwrite it", option(name))


def save(
    context: Context, destination: Destination, noun: str, write: Callable[[BinaryIO], object], rows: CountedRows[Any] | None = None
) -> None:
    """Save a result, which replaces an earlier file once it is whole.

    Args:
        context: the face.
        destination: the file.
        noun: the word for one row.
        write: writes it.
        rows: the rows that are written, whose number a note tells.
    """
    if destination.path == STANDARD_OUTPUT:
        if destination.format not in EXTRAS:
            write(context.interaction.output())
            return
        with TemporaryFile() as whole:  # These formats are not written from the first byte to the last.
            write(whole)
            whole.seek(0)
            shutil.copyfileobj(whole, context.interaction.output())
        return
    refuse_existing(destination.path, destination.force)  # Somebody may have made it meanwhile.
    with replacing(destination.path, "wb", 0o666, keep_mode=True) as file:
        write(cast("BinaryIO", file))
    counted = f": {rows.count:,} {noun if rows.count == 1 else plural(noun)}" if rows is not None else ""
    context.note(f"saved as {destination.path}{counted}")


class CountedRows(Generic[Row]):
    """Rows that are counted while they are written; a writer may begin them again.

    Args:
        rows: begins the rows.
        each: called with 1 after each row.

    Attributes:
        count: the rows since they were begun last.
    """

    def __init__(self, rows: Callable[[], Iterable[Row]], each: Callable[[int], object] | None = None) -> None:
        self._rows = rows
        self._each = each
        self.count = 0

    def __call__(self) -> Iterator[Row]:
        """Begin the rows."""
        self.count = 0
        for row in self._rows():
            self.count += 1
            if self._each is not None:
                self._each(1)
            yield row
