"""Whatever the API gains is noticed: an operation, a field or a choice that pinads neither has nor leaves out on purpose."""

from __future__ import annotations

import copy
from typing import Any

from tests.contract.description import VERSIONS, Restated, document
from tests.contract.facts import OPERATIONS, OTHERS
from tests.contract.gaps import LEFT_OUT, gaps
from tests.support.each import each

FACTS: dict[str, Any] = {**OPERATIONS, **{name: {} for name in OTHERS}}
ACCOUNT = "/ad_accounts/{ad_account_id}"
MINIATURE: dict[str, Any] = {
    "paths": {
        ACCOUNT + "/campaigns": {
            "post": {
                "tags": ["campaigns"],
                "operationId": "campaigns/create",
                "parameters": [{"name": "ad_account_id", "in": "path", "schema": {"type": "string"}}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/C"}}}}
                },
                "responses": {"200": {}},
            }
        }
    },
    "components": {
        "schemas": {
            "C": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "objective_type": {"$ref": "#/components/schemas/O"}},
                "required": ["name"],
            },
            "O": {"type": "string", "enum": ["SALES", "AWARENESS"]},
        }
    },
}


@each("version", VERSIONS)
def test_a_description_has_nothing_that_is_new_to_us(version: str) -> None:
    found = gaps(Restated(document(version)).operations)
    assert not found, "new in the description: declare it, or leave it out on purpose in left_out.json:\n" + "\n".join(found)


def test_the_facts_have_nothing_that_is_new_to_us() -> None:
    assert gaps(FACTS) == []


def test_what_is_left_out_is_in_the_api_and_has_a_reason() -> None:
    assert set(LEFT_OUT) == set(gaps(FACTS, left_out=()))
    assert [name for name, reason in LEFT_OUT.items() if not reason.endswith(".")] == []


def doctored(*, field: bool = False, choice: bool = False, parameter: bool = False, operation: bool = False) -> dict[str, Any]:
    """A description that has gained something."""
    document = copy.deepcopy(MINIATURE)
    paths, schemas = document["paths"], document["components"]["schemas"]
    create = paths[ACCOUNT + "/campaigns"]["post"]
    if field:
        schemas["C"]["properties"]["mood"] = {"type": "string"}
    if choice:
        schemas["O"]["enum"].append("LOYALTY")
    if parameter:
        create["parameters"].append({"name": "dry_run", "in": "query", "schema": {"type": "boolean"}})
    if operation:
        paths[ACCOUNT + "/campaigns/moods"] = {"get": {"tags": ["campaigns"], "operationId": "campaigns/moods", "responses": {"200": {}}}}
    return document


@each(
    ("gained", "complaint"),
    [
        ({"field": True}, "campaigns/create body [].mood"),
        ({"choice": True}, "campaigns/create body [].objective_type = LOYALTY"),
        ({"parameter": True}, "campaigns/create query dry_run"),
        ({"operation": True}, "campaigns/moods"),
    ],
)
def test_what_a_description_gains_is_named(gained: dict[str, bool], complaint: str) -> None:
    assert gaps(Restated(MINIATURE).operations) == []
    found = Restated(doctored(**gained)).operations
    assert gaps(found) == [complaint]
    assert gaps(found, {complaint: "Left out on purpose."}) == []


@each("version", VERSIONS)
def test_a_whole_description_that_gains_a_choice_deep_inside_is_noticed(version: str) -> None:
    whole = copy.deepcopy(document(version))
    for schema in whole["components"]["schemas"].values():
        if "18-24" in schema.get("enum", []):
            schema["enum"].append("99+")
    assert "ad_groups/create body [].targeting_spec.AGE_BUCKET[] = 99+" in gaps(Restated(whole).operations)
