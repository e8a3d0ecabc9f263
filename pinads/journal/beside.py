"""A row together with what was there before it, so that a run needs no table of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinads.sdk.batches import Prepared


class Beside(Prepared):
    """The values of a row as they are sent.

    Attributes:
        before: of an update the entity as it was read before; None where it was not.
        unchanged: whether all of the values are there already, so that the row is not sent.
    """

    __slots__ = ("before", "unchanged")

    def __init__(
        self,
        values: Mapping[str, Any],
        body: dict[str, Any] | None = None,
        before: dict[str, Any] | None = None,
        unchanged: bool = False,
    ) -> None:
        super().__init__(values, body)
        self.before = before
        self.unchanged = unchanged
