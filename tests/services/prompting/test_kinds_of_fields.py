"""What a person is asked for beyond plain fields: parts of a rule and of a targeting, files of people, new ad accounts."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.services import uploads, writes
from pinads.services.context import Context
from pinads.services.errors import Interrupted
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.targeting import TargetingOptions
from pinads.services.questions import Choice
from pinads.services.setup.new_account import create_account
from pinads.services.uploads.options import UploadOptions
from pinads.services.writes.options import WriteOptions
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.faces import Faces, Person
from tests.support.wording import Wording

COMMANDS = {"audiences": "audiences", "customer_lists": "customer-lists", "ad_groups": "adgroups", "ad_accounts": "accounts"}


def ask(context: Context, collection: str, **typed: Any) -> None:
    """Create an entity as its command does, all outcomes read."""
    model = model_of(collection)
    given = FieldValues(request_fields(model, Mode.CREATE), typed)
    if collection == "customer_lists":
        found: Any = uploads.create_list(context, given, UploadOptions(), WriteOptions())
    elif collection == "ad_accounts":
        found = create_account(context, given, WriteOptions())
    elif collection == "ad_groups":
        found = writes.create(context, model, TargetingOptions().added_to(given), WriteOptions())
    else:
        found = writes.create(context, model, given, WriteOptions())
    for outcome in getattr(found, "outcomes", ()):
        assert outcome.record is not None, outcome.message


def command_of(person: Person, collection: str) -> list[str]:
    """Return the words of the command that would have done it, as a shell reads them."""
    return shlex.split(person.command.replace("assistant update_campaigns", f"{COMMANDS[collection]} create"))[1:]


def sent(pinads: Pinads, at: Faces, person: Person, collection: str) -> Any:
    """Return the request that was sent, which the command makes too."""
    at.close()
    (body,) = person.bodies
    (pasted,) = pinads.json(*command_of(person, collection), "--dry-run", "--fresh")
    assert pasted["body"] == body
    return body


RULES = {
    ("1", "linen", "", "Trade fair", "1"): ("CUSTOMER_LIST", {"customer_list_id": "643000000003"}),
    ("VISITOR", "2614292087658", "", "0", "541", "30"): ("VISITOR", {"visitor_source_id": "2614292087658", "retention_days": 30}),
    ("engagement", "", "example.com, www.example.com", "2", "90"): (
        "ENGAGEMENT",
        {"engagement_domain": ["example.com", "www.example.com"], "engagement_type": "save", "retention_days": 90},
    ),
    ("4", "newsletter", "germany", "de", "ten", "3"): ("ACTALIKE", {"seed_id": ["2542620000001"], "country": "DE", "percentage": 3}),
    ("4", "Checkout, last 180 days", "US", "10"): ("ACTALIKE", {"seed_id": ["2542620000006"], "country": "US", "percentage": 10}),
    ("4", "1,2542620000001", "US", "1"): (
        "ACTALIKE",
        {"seed_id": ["2542620000006", "2542620000001"], "country": "US", "percentage": 1},
    ),
}


@pytest.mark.parametrize("answers", RULES)
def test_an_audience_is_asked_for_what_its_type_needs(pinads: Pinads, at: Faces, answers: tuple[str, ...]) -> None:
    person = Person("Autumn", *answers)
    ask(at(person), "audiences")
    kind, rule = RULES[answers]
    body = sent(pinads, at, person, "audiences")
    assert (body["name"], body["audience_type"], body["rule"]) == ("Autumn", kind, rule)
    assert person.draft == {"name": "Autumn", "audience_type": kind, **{f"rule.{name}": value for name, value in rule.items()}}


def test_a_rule_is_asked_for_with_other_options_and_whole_where_its_parts_are_not_known(pinads: Pinads, at: Faces) -> None:
    person = Person("", '{"country": "US', '{"country": "US"}')
    ask(at(person), "audiences", name="Persona", audience_type="PERSONA")
    assert person.names == ["rule"] * 3
    assert "not valid JSON" in person.problems[1]
    assert person.bodies[0]["rule"] == {"country": "US"}


def test_a_wrong_part_of_a_rule_is_explained_and_asked_for_again(at: Faces) -> None:
    person = Person("nobody", "", "1,2", "germany", "US", "0", "3", agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed"):
        ask(at(person), "audiences", name="Alike", audience_type="ACTALIKE")
    expected = ["'nobody'", "it is needed", "`rule` country 'germany'", "`rule` percentage: 0 "]
    assert len(person.problems) == len(expected)
    for problem, part in zip(person.problems, expected, strict=True):
        assert part in problem


def test_where_there_is_nothing_to_choose_it_is_said(at: Faces, wording: Wording) -> None:
    person = Person()
    context = at(person).at(["549755885176"])
    with pytest.raises(Interrupted):
        ask(context, "audiences", name="Readers", audience_type="CUSTOMER_LIST")
    (problem,) = person.problems
    assert "customer list" in problem
    wording(problem)


GROUP = ("626735000001", "Broad", "IMPRESSION", "20", "", "AUTOMATIC_BID", "", "")
SKIPPED = ("", "", "", "")


TARGETING: dict[tuple[str, ...], tuple[str, dict[str, Any] | None]] = {
    SKIPPED: ("", None),
    ("us, CA", "2,3", "18+", ""): (
        "--location us,CA --gender male,female --age 18+",
        {"LOCATION": ["US", "CA"], "GENDER": ["male", "female"], "MINIMUM_AGE": "18"},
    ),
    ("807", "", "5,35-44", "iPad,4"): (
        "--location 807 --age 25-34,35-44 --device iPad,iphone",
        {"LOCATION": ["807"], "AGE_BUCKET": ["25-34", "35-44"], "APPTYPE": ["ipad", "iphone"]},
    ),
}


@pytest.mark.parametrize("answers", TARGETING)
def test_targeting_is_asked_for_and_written_with_its_options(pinads: Pinads, at: Faces, answers: tuple[str, ...]) -> None:
    person = Person(*GROUP, *answers)
    ask(at(person), "ad_groups")
    options, targeting = TARGETING[answers]
    assert person.names[-4:] == ["location", "gender", "age", "device"]
    assert person.command.partition("AUTOMATIC_BID")[2].strip() == options
    at.close()
    (row,) = person.bodies[0]
    assert row.get("targeting_spec") == targeting
    (pasted,) = pinads.json(*command_of(person, "ad_groups"), "--dry-run", "--fresh")
    assert pasted["body"] == [row]


def test_enter_means_everybody(at: Faces) -> None:
    person = Person(*GROUP, *SKIPPED)
    ask(at(person), "ad_groups")
    assert [(question.default, question.needed) for question in person.asked[-4:-1]] == [("everybody", False)] * 3


def test_wrong_targeting_is_explained_and_asked_for_again(at: Faces) -> None:
    person = Person(*GROUP, "Germany", "+DE", "", "femal", "robots", "", "54-25", "18", ",", "", "", agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed"):
        ask(at(person), "ad_groups")
    expected = [
        "two letters of a country",
        "leave out + and -",
        "female",
        "'robots'",
        "expected buckets",
        "expected buckets",
        "it is empty",
    ]
    assert len(person.problems) == len(expected)
    for problem, part in zip(person.problems, expected, strict=True):
        assert part in problem


def test_targeting_that_was_given_is_not_asked_for(pinads: Pinads, at: Faces) -> None:
    person = Person("IMPRESSION")
    typed = TargetingOptions(location=["DE"]).added_to(
        FieldValues(request_fields(model_of("ad_groups"), Mode.CREATE), {"name": "Garden", "campaign_id": "626735000002"})
    )
    writes.create(at(person), model_of("ad_groups"), typed, WriteOptions())
    assert person.names == ["billable_event"]


PEOPLE = "name;mail2;city\nAnn;ann@example.com;Rome\nBob;bob@example.com;Oslo\n"


def sha256(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of customers in the working directory."""
    (tmp_path / "leads.csv").write_text(PEOPLE)
    (tmp_path / "one a line.txt").write_text("ann@example.com\nbob@example.com\n")
    (tmp_path / "cities.txt").write_text("Rome\nOslo\n")
    (tmp_path / "ids.txt").write_text("XY1234567890\nXY1234567891\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_list_is_made_of_a_file_of_customers(pinads: Pinads, at: Faces, files: Path) -> None:
    person = Person("Leads", "", "nope.csv", ".", "cities.txt", "leads.csv", "9", "city", "mail2")
    ask(at(person), "customer_lists")
    at.close()
    assert person.names == ["name", "list_type", *["file"] * 4, *["column"] * 3]
    expected = ["cannot read nope.csv", "not a file", "first 2 rows", "no column '9'", "first 2 rows"]
    for problem, part in zip(person.problems, expected, strict=True):
        assert part in problem
    (question,) = person.questions
    assert question.text.endswith(" 2 records")
    (body,) = person.bodies
    assert set(body["records"].split(",")) == {sha256("ann@example.com"), sha256("bob@example.com")}
    words = command_of(person, "customer_lists")
    assert words[2:] == ["--name", "Leads", "--file", "leads.csv", "--column", "mail2"]
    again = pinads.json(*words, "--fresh")
    assert (again["name"], again["records_sent"]) == ("Leads", 2)


def test_a_list_is_made_of_a_workbook(at: Faces, files: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["name", "mail2"], ["Ann", "ann@example.com"], ["Bob", 4.9e11]):
        book.active.append(row)
    book.save(files / "leads.xlsx")
    person = Person("Leads", "", "leads.xlsx", "name", "mail2")
    ask(at(person), "customer_lists")
    at.close()
    assert person.names == ["name", "list_type", "file", "column", "column"]
    assert "first 2 rows" in person.problems[0]
    assert person.bodies[0]["records"] == sha256("ann@example.com")


def test_the_sheet_is_asked_for_where_a_workbook_has_several(at: Faces, files: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["email"])
    book.active.append(["ann@example.com"])
    book.create_sheet("Notes").append(["nothing"])
    book.save(files / "leads.xlsx")
    person = Person("Leads", "", "leads.xlsx", "Sheet9", "Sheet")
    ask(at(person), "customer_lists")
    at.close()
    assert person.names == ["name", "list_type", "file", "sheet", "sheet"]
    assert "Notes" in person.problems[0]
    assert person.bodies[0]["records"] == sha256("ann@example.com")
    assert command_of(person, "customer_lists")[-4:] == ["--file", "leads.xlsx", "--sheet", "Sheet"]


def test_nothing_of_a_file_of_customers_is_shown(at: Faces, files: Path) -> None:
    person = Person("cities.txt", "one a line.txt", agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed: "):
        ask(at(person), "customer_lists", name="Leads")
    assert person.names == ["file", "file"]
    assert person.draft == {"name": "Leads", "file": "one a line.txt"}
    assert command_of(person, "customer_lists")[2:] == ["--file", "one a line.txt"]
    told = f"{person.events}{person.problems}{person.questions}"
    for secret in ("Rome", "ann@", sha256("ann@example.com")):
        assert secret not in told
    assert person.bodies == []


def test_ids_of_partners_are_sent_as_they_are(pinads: Pinads, at: Faces, files: Path) -> None:
    person = Person("Partner", "LR_ID", "one a line.txt", "@ids.txt")
    ask(at(person), "customer_lists")
    assert person.names[2:] == ["records", "records"]
    assert "ann@" not in person.problems[0]
    at.close()
    (body,) = person.bodies
    assert body == {"name": "Partner", "list_type": "LR_ID", "records": "XY1234567890,XY1234567891"}
    words = command_of(person, "customer_lists")
    assert words[-2:] == ["--records", "@ids.txt"]
    assert pinads.json(*words, "--fresh")["num_uploaded_user_records"] == 2


def test_the_type_of_a_list_counts_in_any_case(pinads: Pinads, at: Faces, files: Path) -> None:
    person = Person("ids.txt")
    ask(at(person), "customer_lists", name="Partner", list_type="lr_id")
    assert (person.names, person.bodies[0]["list_type"]) == (["records"], "LR_ID")


def test_an_account_is_asked_for_its_owner_and_country(pinads: Pinads, at: Faces) -> None:
    person = Person("Studio", "Germany", "de", "nobody", "HearthAndLoom", "EUR", "Europe/Berlin")
    ask(at(person), "ad_accounts")
    assert list(dict.fromkeys(person.names)) == ["name", "country", "owner_user_id", "currency", "time_zone"]
    (owners,) = {tuple(question.choices) for question in person.asked if question.field.name == "owner_user_id"}
    assert owners == (Choice("383791336903426391", "hearthandloom"),)
    assert sent(pinads, at, person, "ad_accounts") == {
        "name": "Studio",
        "country": "DE",
        "owner_user_id": "383791336903426391",
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
    }


@each(
    "collection, answers",
    [("audiences", ("Alike", "4", "")), ("customer_lists", ("Leads", "")), ("ad_accounts", ("Studio",)), ("ad_groups", GROUP)],
)
def test_leaving_sends_nothing(pinads: Pinads, at: Faces, collection: str, answers: tuple[str, ...]) -> None:
    with pytest.raises(Interrupted, match="nothing was sent"):
        ask(at(Person(*answers)), collection)
    assert pinads.writes == []
