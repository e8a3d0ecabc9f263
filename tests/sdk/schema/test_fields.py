"""The vocabulary of declarations: what an annotation says can be read back."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

import pytest

from pinads.sdk import Ad, Campaign, Keyword
from pinads.sdk.errors import InvalidInput, InvalidType, UnknownField
from pinads.sdk.schema.fields import fields_of, request_fields, spec_of
from pinads.sdk.schema.marks import (
    ON_CREATE,
    ON_UPDATE,
    Choices,
    ClearedBy,
    Doc,
    EntityId,
    Items,
    Length,
    Micros,
    Mode,
    Others,
    Range,
    ServerDefault,
    Timestamp,
)
from pinads.sdk.schema.validation import Check
from tests.support.each import each


class Thing(TypedDict, total=False):
    """Used by no API."""

    id: EntityId
    price: Annotated[Micros | None, Doc("What it costs."), ServerDefault(0), ClearedBy(-1)]
    sizes: Annotated[list[Annotated[str, Choices("S M L")]], Items(1, 2)]
    notes: Annotated[str, Length(3), ON_UPDATE]
    weights: Annotated[Weights, Others(Range(0, 1))]
    anything: Any


class Weights(TypedDict, total=False):
    """Used by no API."""

    known: Annotated[str, Choices("a b")]


def test_a_spec_says_what_the_annotation_says() -> None:
    fields = fields_of(Thing)
    assert list(fields) == ["id", "price", "sizes", "notes", "weights", "anything"]
    price, sizes, notes = fields["price"], fields["sizes"], fields["notes"]
    assert (price.spec.kind, price.spec.nullable, price.spec.unit) == ("integer", True, "micros")
    assert (price.doc, price.default, price.cleared_by) == ("What it costs.", 0, -1)
    assert sizes.spec.items is not None
    assert (sizes.spec.kind, sizes.spec.min_items, sizes.spec.max_items, sizes.spec.items.choices) == ("array", 1, 2, ("S", "M", "L"))
    assert (notes.spec.max_length, notes.writable(Mode.CREATE), notes.writable(Mode.UPDATE)) == (3, False, True)
    assert (fields["id"].spec.is_id, price.spec.is_id, fields["anything"].spec.kind) == (True, False, "any")
    assert spec_of(Timestamp).unit == "seconds"


def test_a_class_is_read_once() -> None:
    assert fields_of(Campaign) is fields_of(Campaign)
    assert set(request_fields(Campaign, Mode.CREATE)) < set(fields_of(Campaign))


def test_a_field_that_the_request_needs() -> None:
    field = fields_of(Campaign)["id"].needed(Mode.UPDATE)
    assert (field.required(Mode.UPDATE), field.required(Mode.CREATE), field.required(Mode.RECORD)) == (True, False, False)
    assert field.writable(Mode.UPDATE)
    assert not fields_of(Campaign)["id"].writable(Mode.UPDATE)


def test_null_depends_on_the_kind_of_request() -> None:
    objective, automated = fields_of(Campaign)["objective_type"], fields_of(Campaign)["is_automated_campaign"]
    assert [objective.nullable(mode) for mode in (Mode.RECORD, Mode.CREATE, Mode.UPDATE)] == [False, False, True]
    assert [automated.nullable(mode) for mode in (Mode.RECORD, Mode.CREATE, Mode.UPDATE)] == [True, False, True]


@each(
    ("value", "error"),
    [
        ({"id": "1", "price": None, "sizes": ["S"], "weights": {"known": "a", "other": 0.5}, "anything": [None]}, None),
        ({"sizes": []}, InvalidInput),
        ({"sizes": ["S", "M", "L"]}, InvalidInput),
        ({"sizes": ["XL"]}, InvalidInput),
        ({"weights": {"other": 2}}, InvalidInput),
        ({"weights": {"other": None}}, InvalidType),
        ({"weights": {"known": "c"}}, InvalidInput),
        ({"weights": "heavy"}, InvalidType),
        ({"nots": "a"}, UnknownField),
        ({"notes": "a"}, UnknownField),
    ],
)
def test_values_are_held_to_it(value: dict[str, Any], error: type[Exception] | None) -> None:
    check = Check(Mode.CREATE)
    if error is None:
        assert check.object(fields_of(Thing), value) == value
    else:
        with pytest.raises(error):
            check.object(fields_of(Thing), value)


def test_a_lenient_check_lets_unknown_names_pass_and_ids_be_strings() -> None:
    check = Check(Mode.CREATE, strict=False)
    assert check.object(fields_of(Thing), {"new": {"x": 1}, "id": "1"}) == {"new": {"x": 1}, "id": "1"}
    with pytest.raises(InvalidType) as caught:
        check.object(fields_of(Thing), {"id": 1})
    assert caught.value.field == "id"


def test_null_inside_a_list() -> None:
    quiz = fields_of(Ad)["quiz_pin_data"].spec
    assert Check(Mode.CREATE).value(quiz, {"questions": [None, {"options": [None]}]}, "quiz") == {"questions": [None, {"options": [None]}]}
    with pytest.raises(InvalidType) as caught:
        Check(Mode.CREATE).value(spec_of(list[str]), None, "quiz")
    assert caught.value.field == "quiz"


def test_whole_bodies() -> None:
    batch, envelope = Campaign.body_spec(Mode.CREATE), Keyword.body_spec(Mode.CREATE)
    assert (batch.kind, batch.min_items, batch.max_items) == ("array", 1, 30)
    assert envelope.fields is not None
    assert list(envelope.fields) == ["parent_id", "keywords"]
    keyword = {"value": "shoes", "match_type": "BROAD"}
    assert Check(Mode.CREATE).value(envelope, {"parent_id": "AG7", "keywords": [keyword]}, "body") == {
        "parent_id": "AG7",
        "keywords": [keyword],
    }
    with pytest.raises(InvalidType) as caught:
        Check(Mode.CREATE).value(envelope, {"parent_id": "7", "keywords": [{"match_type": None}]}, "body")
    assert caught.value.field == "body.keywords[0].value"
    with pytest.raises(InvalidType) as caught:
        Check(Mode.CREATE).value(batch, None, "body")
    assert caught.value.field == "body"


def test_marks_are_flags_that_add_up() -> None:
    both = ON_CREATE | ON_UPDATE
    assert fields_of(Campaign)["name"].access & both == both
    assert fields_of(Campaign)["summary_status"].access & both == 0
