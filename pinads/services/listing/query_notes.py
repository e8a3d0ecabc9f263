"""Notes on --query, which compares the API's numbers: amounts in micro currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.money import MICROS, amount_text, money, smallest_unit
from pinads.sdk.schema.fields import fields_of
from pinads.services.projection import load_jmespath

if TYPE_CHECKING:
    from pinads.services.context import Context

_SIGNS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "eq": "=", "ne": "!="}
"""The comparisons of JMESPath as --filter writes them."""
_MIRRORED = {"gt": "<", "gte": "<=", "lt": ">", "lte": ">=", "eq": "=", "ne": "!="}
"""The same where the number is on the left."""


def note_micro(context: Context, model: type[Any], expression: str | None) -> None:
    """Note that a query compares money with a number below the currency's smallest unit, which is hardly meant."""
    if not expression:
        return
    amounts = {name for name, field in fields_of(model).items() if field.spec.unit == "micros"}
    compared = {name: (sign, number) for name, sign, number in _comparisons(load_jmespath().compile(expression).parsed)}
    for name, (sign, number) in compared.items():
        if name in amounts and 0 < number < MICROS and number < smallest_unit(code := context.currency_if_any() or "USD"):
            meant = int(number * MICROS)
            problem = f"`query` compares the API's numbers, and {name} is in micro currency: {number:g} is {money(int(number), code)}"
            ways = f"write {meant} for {money(meant, code)}, or use `filter` '{name}{sign}{amount_text(meant, code)}', which takes money"
            context.note(f"{problem}; {ways}")


def _comparisons(node: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Yield the comparisons of a field with a number in a parsed expression: field, sign of --filter, number."""
    children = [child for child in node.get("children", ()) if isinstance(child, Mapping)]
    if node.get("type") == "comparator" and len(children) == 2:
        operator = str(node.get("value"))
        for (one, other), signs in ((children, _SIGNS), (children[::-1], _MIRRORED)):
            number = other.get("value")
            if other.get("type") == "literal" and isinstance(number, (int, float)) and not isinstance(number, bool):
                yield _last_field(one), signs.get(operator, "="), number
    for child in children:
        yield from _comparisons(child)


def _last_field(node: Mapping[str, Any]) -> str:
    while node.get("type") == "subexpression" and node.get("children"):
        node = node["children"][-1]
    return str(node.get("value", "")) if node.get("type") == "field" else ""
