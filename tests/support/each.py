"""A test for many cases of one rule: one test, which names every case that fails."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection
from typing import Any

import pytest


def each(names: str | tuple[str, ...], cases: Collection[Any], ids: Any = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test once for each case, with the fixtures of one test; what is wrong in all cases is told at the end.

    For cases that leave nothing behind; where each needs fixtures of its own there is ``pytest.mark.parametrize``, which
    takes the same. A case that ``ids`` names, as a list or by a function, is told by that.
    """
    given = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    cases = list(cases)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def run(*args: Any, **fixtures: Any) -> None:
            wrong: list[tuple[Any, BaseException]] = []
            for number, case in enumerate(cases):
                values = case if len(given) > 1 else (case,)
                try:
                    test(*args, **fixtures, **dict(zip(given, values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    label = case if ids is None else ids(case) if callable(ids) else ids[number]
                    wrong.append((label, error))
            if wrong:
                told = "\n\n".join(f"{label!r}:\n{type(error).__name__}: {error}" for label, error in wrong)
                pytest.fail(f"{len(wrong)} of {len(cases)} cases:\n\n{told}")

        rest = [parameter for name, parameter in signature.parameters.items() if name not in given]
        run.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]
        return run

    return decorate


def thinned(cases: Collection[Any], kept: int = 3) -> list[Any]:
    """Mark all cases slow but a few, spread evenly, for ``pytest.mark.parametrize`` of cases that are alike and take their time."""
    cases = list(cases)
    step = max(1, -(-len(cases) // kept))
    marked = []
    for number, case in enumerate(cases):
        if number % step == 0 or hasattr(case, "marks"):
            marked.append(case)
        else:
            marked.append(pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow))
    return marked
