"""The services that write, for all command groups: loaded by the first command that writes, since listings need none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.writes.build import confirm_final, create, set_fields, set_money, update

__all__ = ["confirm_final", "create", "set_fields", "set_money", "update"]


def __getattr__(name: str) -> Any:
    from pinads.services.writes import build  # start-up: listings and --help write nothing

    return getattr(build, name)
