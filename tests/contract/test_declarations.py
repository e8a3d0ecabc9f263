"""What pinads declares of each operation, held against the facts: types, limits, what is required, where null may stand."""

from __future__ import annotations

from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.choices import Country
from pinads.sdk.schema.fields import fields_of, spec_of
from tests.contract.facts import OPERATIONS, differences
from tests.contract.gaps import LEFT_OUT
from tests.contract.ours import MODELS, OURS
from tests.contract.restate import Flat, parts_of
from tests.support.each import each

Differences = dict[str, tuple[str | None, str | None]]

# An age is no id: it is held to digits, not to an id's 18 of them.
AGE = ("string id", "string /^[0-9]+$/")
WINDOWS = ("click_window_days", "engagement_window_days", "view_window_days")
WINDOW = ("string {0 1 7 14 30 60}", "integer 0..60")
# A text and an operator with a text are taken too, as the description's prose and Pinterest's SDK have it.
# The range of the two numbers and the kinds of engagement are in its prose only; countries are those of ad accounts.
RULE: Differences = {
    "rule.url": ("array", "any"),
    "rule.url[]": ("string", None),
    "rule.country": ("string", f"string {{{' '.join(spec_of(Country).choices)}}}"),
    "rule.engagement_type": ("string", "string {click save closeup comment like}"),
    "rule.percentage": ("integer", "integer 1..10"),
    "rule.retention_days": ("integer", "integer 1..540"),
}
# 5.28 says in words that these multipliers are 0 to 10; what objects with any keys hold was lost where it was rebuilt.
MULTIPLIERS: Differences = {f"bid_options.{name}_multipliers.*": (None, "number 0..10") for name in ("gender", "age_bucket", "frequency")}
IN_ROWS: Differences = {f"[].{path}": words for path, words in MULTIPLIERS.items()}
# The account is in the path already, and "does nothing" here by 5.28; 5.23 needs it.
ACCOUNT: Differences = {"[].ad_account_id": ("string id", "string id required")}

# What is counted, by the synchronous analytics: the windows' few numbers are said in their meaning, as in reports; a day is a day;
# an empty list is none; a limit where the description has none keeps a slip from becoming megabytes.
COUNTED: Differences = {
    **dict.fromkeys(WINDOWS, ("integer {0 1 7 14 30 60}", "integer 0..60")),
    "start_date": ("string required", r"string /^\d{4}-\d{2}-\d{2}$/ required"),
    "end_date": ("string required", r"string /^\d{4}-\d{2}-\d{2}$/ required"),
    "columns": ("array required", "array 1..250 required"),
    "attribution_types": ("array ..2", "array 1..2"),
}

COUNTRIES = "{US GB CA IE AU NZ FR SE IL DE AT IT ES NL BE PT CH HK JP KR SG NO DK FI CY LU MT PL RO HU CZ GR SK BR MX AR CL CO}"

# Operation and part -> path -> (the description, our declarations), with the reason for each.
DELIBERATE: dict[str, Differences] = {
    "ad_groups/get answer": {"targeting_spec.MINIMUM_AGE": AGE},
    "ad_groups/create body": {"[].targeting_spec.MINIMUM_AGE": AGE},
    "ad_groups/update body": {"[].targeting_spec.MINIMUM_AGE": AGE},
    "campaigns/get answer": MULTIPLIERS,
    "campaigns/create body": ACCOUNT | IN_ROWS,
    "campaigns/update body": ACCOUNT | IN_ROWS,
    "audiences/get answer": RULE,
    "audiences/update body": RULE,
    # An audience without a name, a type and a rule is none; 5.23 needs the type too.
    "audiences/create body": {
        **RULE,
        "audience_type": (
            "string {CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA}",
            "string {CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA} required",
        ),
        "name": ("string", "string required"),
        "rule": ("object", "object required"),
    },
    # Ids are ids here too, though the description does not say so.
    "customer_lists/get answer": {"ad_account_id": ("string", "string id")},
    # One declaration for reading and creating, where the prefixes are allowed.
    "keywords/get answer": {"parent_id": ("string id", "string (AG|C)?id")},
    "keywords/update body": {"keywords": ("array", "array required")},
    "ad_account_targeting_analytics/get query": COUNTED,
    "campaign_targeting_analytics/get query": COUNTED,
    "ad_groups_targeting_analytics/get query": COUNTED,
    # A list with a name is restated as one of texts; this one has numbers.
    "ad_targeting_analytics/get query": COUNTED | dict.fromkeys(WINDOWS, WINDOW),
    # A limit where the description has none keeps a slip from becoming megabytes; 5.23 lists null among the countries.
    "analytics/create_mmm_report body": {
        "columns": ("array required", "array 1..250 required"),
        "countries[]": (f"string {COUNTRIES} null", f"string {COUNTRIES}"),
    },
    "analytics/create_report body": {
        # The windows' few numbers are said in their meaning; the server refuses the others.
        **dict.fromkeys(WINDOWS, WINDOW),
        # A limit where the description has none keeps a slip from becoming megabytes.
        "metrics_filters": ("array 1..", "array 1..100"),
        "metrics_filters[].values": ("array 1.. required", "array 1..500 required"),
        "attribution_types": ("array", "array 1..2"),
        # A report of no columns and no level says nothing; 5.23 needs both.
        "columns": ("array", "array 1..1000 required"),
    },
}
LEVEL = "analytics/create_report body level"
"""Needed by us, and by 5.23."""

PARTS = [
    (name, part)
    for name, fact in OPERATIONS.items()
    for part in ("query", "body", "answer")
    # Of analytics and of a report's states only names and choices are declared: test_gaps holds those.
    if part in fact
    and not name.endswith("/analytics")
    and (name, part) != ("analytics/get_report", "query")
    and ("report" not in name or part == "body")
]


def known(label: str, theirs: Flat, ours: Flat) -> Differences:
    """The differences that are meant."""
    found = dict(DELIBERATE.get(label, {}))
    for line in LEFT_OUT:
        if line.startswith(label + " "):
            path = line.removeprefix(label + " ").split(" = ")[0]
            found[path] = (theirs[path], ours.get(path))
    if label + " level" == LEVEL:
        assert parts_of(ours["level"])["marks"] == {"required"}
        assert parts_of(theirs["level"])["choices"] == parts_of(ours["level"])["choices"]
        found["level"] = (theirs["level"], ours["level"])
    return found


@each(("name", "part"), PARTS)
def test_declared_as_described(name: str, part: str) -> None:
    theirs, ours = OPERATIONS[name].get(part, {}), OURS[name].get(part, {})
    assert differences(theirs, ours) == known(f"{name} {part}", theirs, ours)


@each("model", MODELS)
def test_every_declared_field_says_what_it_is(model: type[BaseRecord]) -> None:
    fields = [*fields_of(model).values(), *fields_of(model.FILTERS).values()]
    assert [field.name for field in fields if not field.doc.endswith((".", "!"))] == []


def test_no_deliberate_difference_is_out_of_use() -> None:
    assert set(DELIBERATE) <= {f"{name} {part}" for name, part in PARTS}
