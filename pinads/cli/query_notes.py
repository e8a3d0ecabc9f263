"""Notes on --query, which sees the API's numbers: money there is micro currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.money import MICROS, amount_text, money, smallest_unit
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import PinadsError

if TYPE_CHECKING:
    from pinads.cli.session import Session


def note_micro(session: Session, model: type[Any], expression: str | None) -> None:
    """Say that a query compares money with a number below the currency's smallest unit, which is hardly meant."""
    if not expression:
        return

    import jmespath

    amounts = {name for name, field in fields_of(model).items() if field.spec.unit == "micros"}
    for name, number in dict(_comparisons(jmespath.compile(expression).parsed)).items():
        if name in amounts and 0 < number < MICROS and number < smallest_unit(code := _currency(session)):
            meant = int(number * MICROS)
            told = f"--query compares the API's numbers, and {name} is in micro currency: {number:g} is {money(int(number), code)}"
            ways = f"write {meant} for {money(meant, code)}, or use --filter '{name}>{amount_text(meant, code)}', which takes money"
            session.note(f"note: {told}; {ways}")


def _currency(session: Session) -> str:
    try:
        return session.currency() or "USD"
    except PinadsError:  # A note is no reason to fail.
        return "USD"


def _comparisons(node: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """The comparisons of a field with a number in a parsed expression."""
    children = [child for child in node.get("children", ()) if isinstance(child, Mapping)]
    if node.get("type") == "comparator" and len(children) == 2:
        for one, other in (children, children[::-1]):
            number = other.get("value")
            if other.get("type") == "literal" and isinstance(number, (int, float)) and not isinstance(number, bool):
                yield _last_field(one), number
    for child in children:
        yield from _comparisons(child)


def _last_field(node: Mapping[str, Any]) -> str:
    while node.get("type") == "subexpression" and node.get("children"):
        node = node["children"][-1]
    return str(node.get("value", "")) if node.get("type") == "field" else ""
