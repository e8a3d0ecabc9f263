"""The bar on stderr: on a terminal only, with counts, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from pinads.cli.terminal import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr, where everything takes long enough for a bar."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "SOON", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    return terminal


def test_counts_of_a_known_total(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    assert list(progress.shown(range(3), "rows", 3)) == [0, 1, 2]
    assert "of 3 rows" in stderr.getvalue()
    assert "/s" in stderr.getvalue()


def test_counts_without_a_total(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    assert list(progress.shown("ab", "campaigns")) == ["a", "b"]
    assert "campaigns" in stderr.getvalue()


def test_a_bar_goes_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)

    def failing() -> object:
        yield 1
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(progress.shown(failing(), "rows"))  # type: ignore[arg-type]
    assert "\x1b[?25h" in stderr.getvalue()  # the cursor is back


def test_rows_on_the_same_terminal_are_not_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert list(progress.shown("ab", "rows", streaming=True)) == ["a", "b"]
    assert stderr.getvalue() == ""


def test_a_line_of_text_changes_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    with progress.working() as show:
        show("preparing 3 reports: 0 ready")
        show("preparing 3 reports: 1 ready")
        with progress.waiting() as wait:
            wait(4)
    assert "preparing 3 reports: 1 ready" in stderr.getvalue()
    assert "waiting 4 s" in stderr.getvalue()
    assert stderr.getvalue().endswith("\x1b[2K") or "\x1b[?25h" in stderr.getvalue()


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progress, "SOON", -1.0)
    assert list(progress.shown("ab", "rows")) == ["a", "b"]
    assert pipe.getvalue() == ""


def test_what_is_quick_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "SOON", 3600.0)
    assert list(progress.shown("ab", "rows")) == ["a", "b"]
    assert stderr.getvalue() == ""


def test_a_pause_is_counted_in_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    with progress.waiting() as show:
        show(12.3)
    assert "waiting 12 s before trying again" in stderr.getvalue()
    assert "\x1b[?25h" in stderr.getvalue()


def test_a_pause_within_a_listing_is_counted_in_its_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    for _ in progress.shown("a", "campaigns"):
        with progress.waiting() as show:
            show(7.0)
    assert "waiting 7 s" in stderr.getvalue()


def test_a_pause_in_a_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress.waiting() as show:
        show(12.3)
    assert pipe.getvalue() == ""


def test_bars_are_cleared_before_an_error_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = a_terminal(monkeypatch)
    items = progress.shown("ab", "rows")
    next(items)
    progress.clear()
    assert stderr.getvalue().endswith("\x1b[2K")
    assert list(items) == ["b"]
