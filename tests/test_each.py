"""One test for many cases tells all that fail, and none that does not."""

from __future__ import annotations

import pytest

from tests.support.each import each


def test_every_case_is_run_and_every_failure_told() -> None:
    ran = []

    @each("number", [1, 2, 3, 4])
    def even(number: int) -> None:
        ran.append(number)
        assert number % 2 == 0, f"{number} is odd"

    with pytest.raises(pytest.fail.Exception) as failed:
        even()
    assert ran == [1, 2, 3, 4]
    assert str(failed.value).startswith("2 of 4 cases:\n\n1:\nAssertionError: 1 is odd")
    assert "\n\n3:\nAssertionError: 3 is odd" in str(failed.value)


def test_what_raises_nothing_fails_too() -> None:
    @each(("text", "error"), [("x", ValueError), ("5", ValueError)], ids=["a letter", "a digit"])
    def number(text: str, error: type[Exception]) -> None:
        with pytest.raises(error):
            int(text)

    with pytest.raises(pytest.fail.Exception, match="1 of 2 cases:\n\n'a digit':\nFailed: DID NOT RAISE"):
        number()


@each("letter", "ab")
@each("number", [1, 2])
def test_they_combine_and_take_fixtures(letter: str, number: int, tmp_path: object) -> None:
    assert letter in "ab"
    assert number in (1, 2)
    assert tmp_path
