"""Quotes of a CSV file, read from whole blocks at once where it is certain how the csv module would read them."""

from __future__ import annotations

from collections.abc import Sequence

from pinads.sdk.customer_records_lines import Layout, all_but

_CELLS = (b"", b'""')


def whole_lines(block: bytes, layout: Layout) -> bytes | None:
    """A block of CSV without carriage returns, if it is certain that no quote is open where a line ends; None where it is not.

    It is where all lines have the same cells, and each cell no quote or two with no delimiter between them: wherever those stand,
    the second one closes what the first one opened.
    """
    if layout.is_json:
        return block  # There it is a space like others.
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
        if b"\r" in block:
            return None
    if b'"' not in block:
        return block
    delimiter = layout.delimiter.encode()
    marks = block.translate(None, all_but(b'"\n' + delimiter))
    line = marks[: marks.index(b"\n") + 1]
    even = marks == line * block.count(b"\n") and all(cell in _CELLS for cell in line[:-1].split(delimiter))
    return block if even else None


def quoted_cells(block: bytes, layout: Layout) -> list[bytes] | None:
    """The values of a block in which every line has all cells, each in two quotes and with no other in it; None for others."""
    cells, between = layout.columns * block.count(b"\n"), b'"%b"' % layout.delimiter.encode()
    if not (block.startswith(b'"') and block.endswith(b'"\n')) or block.count(b'"') != 2 * cells:
        return None
    found = block[1:-2].replace(b'"\n"', between).split(between)
    # Where all of them are apart, each has its two quotes around it, and there are no others.
    return found[layout.column :: layout.columns] if len(found) == cells else None


def unquoted(cells: Sequence[bytes]) -> Sequence[bytes] | None:
    """Cells that ``whole_lines`` are made of, without the quotes around them, if all have those or none has; None for others."""
    joined = b"\n".join(cells)
    if b'"' not in joined:
        return cells
    quoted = joined.startswith(b'"') and joined.endswith(b'"') and joined.count(b'"\n"') == len(cells) - 1
    return joined.translate(None, b'"').split(b"\n") if quoted and joined.count(b'"') == 2 * len(cells) else None
