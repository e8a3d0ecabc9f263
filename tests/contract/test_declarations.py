"""Each record in its three shapes, and each listing's filters, held against the facts: a field that only one side has fails."""

from __future__ import annotations

import pytest

from pinads.sdk import Ad, AdAccount, AdGroup, Audience, Campaign, CustomerList, Keyword
from pinads.sdk.declarations import Spec, fields_of
from pinads.sdk.fields import Mode
from pinads.sdk.model import Model, record_fields
from pinads.sdk.operations import Operation
from tests.contract.facts import OPERATIONS, Flat, declared, declared_field, differences, expected
from tests.support.each import each

RECORDS: dict[type[Model], str] = {
    AdAccount: "AdAccount",
    AdGroup: "AdGroupResponse",
    Ad: "AdResponse",
    Audience: "Audience",
    Campaign: "CampaignResponse",
    CustomerList: "CustomerList",
    Keyword: "Keyword",
}
MODELS = sorted(RECORDS, key=lambda model: model.__name__)

# An age is no id: it is held to digits, not to an id's 18 of them.
AGE = ("string id", "string /^[0-9]+$/")
MATCH_TYPES = "string {BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE}"

# (shape, path) -> (the description, our declarations), with the reason for each.
DELIBERATE: dict[tuple[str, str], tuple[str | None, str | None]] = {
    # An ad account is never asked for without its id.
    ("AdAccount record", "id"): ("string id required", "string id"),
    ("AdGroup record", "targeting_spec.MINIMUM_AGE"): AGE,
    ("AdGroup create", "[].targeting_spec.MINIMUM_AGE"): AGE,
    ("AdGroup update", "[].targeting_spec.MINIMUM_AGE"): AGE,
    # One declaration for reading and creating; creating has the closed list, and reading tolerates any value.
    ("Audience record", "audience_type"): ("string", "string {CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA}"),
    # A text and an operator with a text are taken too, as the description's prose and Pinterest's SDK have it.
    **{(f"Audience {shape}", "rule.url"): ("array", "any") for shape in ("record", "create", "update")},
    **{(f"Audience {shape}", "rule.url[]"): ("string", None) for shape in ("record", "create", "update")},
    # Ids are ids here too, though the description does not say so.
    ("CustomerList record", "id"): ("string", "string id"),
    ("CustomerList record", "ad_account_id"): ("string", "string id"),
    # What answers must have is the server's business: reading tolerates its absence.
    ("Keyword record", "match_type"): (MATCH_TYPES + " required null", MATCH_TYPES + " null"),
    ("Keyword record", "value"): ("string required", "string"),
    # One declaration for reading and creating, where the prefixes are allowed.
    ("Keyword record", "parent_id"): ("string id", "string (AG|C)?id"),
    # Every listing takes 250 at most, so keywords are held to that too.
    ("Keyword filters", "page_size"): ("integer 1..", "integer 1..250"),
}


def known(shape: str) -> Flat | dict[str, tuple[str | None, str | None]]:
    return {path: difference for (where, path), difference in DELIBERATE.items() if where == shape}


@pytest.mark.parametrize("model", MODELS)
def test_record(model: type[Model]) -> None:
    ours = declared(Spec("object", fields=record_fields(model)), Mode.RECORD)
    assert differences(expected(RECORDS[model]), ours) == known(f"{model.__name__} record")


@each("mode", [Mode.CREATE, Mode.UPDATE])
@each("model", MODELS)
def test_request_body(model: type[Model], mode: Mode) -> None:
    verb = "create" if mode is Mode.CREATE else "update"
    fact = OPERATIONS.get(Operation.of(model.RESOURCE, verb).name)
    if fact is None:
        assert (model, verb) == (AdAccount, "update"), "the API cannot change an ad account"
        return
    assert differences(expected(fact["body"]), declared(model.body_spec(mode), mode)) == known(f"{model.__name__} {verb}")


@pytest.mark.parametrize("model", MODELS)
def test_filters(model: type[Model]) -> None:
    fact = OPERATIONS[Operation.of(model.RESOURCE, "list").name]
    theirs: Flat = {}
    for name, shape in fact["query"].items():
        theirs |= expected(shape, name)
    ours: Flat = {}
    for field in fields_of(model.FILTERS).values():
        ours |= declared_field(field, Mode.CREATE)
    assert differences(theirs, ours) == known(f"{model.__name__} filters")


@pytest.mark.parametrize("model", MODELS)
def test_every_declared_field_says_what_it_is(model: type[Model]) -> None:
    fields = [*fields_of(model).values(), *fields_of(model.FILTERS).values()]
    assert [field.name for field in fields if not field.doc.endswith((".", "!"))] == []


def test_no_deliberate_difference_is_out_of_use() -> None:
    shapes = {f"{model.__name__} {shape}" for model in MODELS for shape in ("record", "create", "update", "filters")}
    assert {shape for shape, _ in DELIBERATE} <= shapes
