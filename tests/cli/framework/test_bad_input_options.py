"""Options that mean nothing or contradict each other: one line that names the option, and nothing is sent."""

from __future__ import annotations

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, MINIMAL, YEN_ACCOUNT, refused

CREATE = ("campaigns", "create", *MINIMAL)
UPDATE = ("campaigns", "update", CAMPAIGN)

MONEY = [
    ("1.0000001", "has more than six decimals"),
    ("NaN", "is not an amount"),
    ("inf", "is not an amount"),
    ("1e6", "is not an amount"),
    ("1,000", "without thousands separators and with a decimal point"),
    ("1.000,50", "without thousands separators"),
    ("25,00", "with a decimal point"),
    ("", "an amount is needed"),
    ("abc", "is not an amount"),
    ("$5", "is not an amount"),
    ("0x10", "is not an amount"),
    ("٣", "is not an amount"),
    ("25 EUR", "is not in the ad account's currency, USD"),
    ("10%", "write +10% to raise or -10% to cut"),
    ("25.5micro", "is not a whole number of micros"),
    ("99999999999999999999", "is too large an amount"),
    ("+10%", "there is no current amount to change"),
    ("+5.00", "there is no current amount to change"),
    ("-5.00", "is negative"),
]


@pytest.mark.slow
@each(("text", "says"), MONEY)
def test_money_that_is_none(pinads: Pinads, text: str, says: str) -> None:
    refused(pinads, *CREATE, f"--daily-spend-cap={text}", says=says, reads=True)
    assert "--daily-spend-cap" in pinads(*CREATE, f"--daily-spend-cap={text}").stderr


def test_a_currency_without_decimals(pinads: Pinads) -> None:
    cap = ("--daily-spend-cap", "12.50", "--account", YEN_ACCOUNT)
    refused(pinads, *CREATE, *cap, says="Invalid --daily-spend-cap: '12.50' has decimals, but JPY has none", reads=True)


@pytest.mark.parametrize(
    ("cap", "says"),
    [
        ("-50%", None),
        ("-266.00", "would make the amount negative"),
        ("-101%", "would make the amount negative"),
        ("+1e3", "is not an amount"),
        ("+%", "is not an amount"),
    ],
)
def test_relative_money(pinads: Pinads, cap: str, says: str | None) -> None:
    if says is None:
        assert pinads.json(*UPDATE, "--daily-spend-cap", cap)[0]["data"]["daily_spend_cap"] == 132_500_000
    else:
        refused(pinads, *UPDATE, "--daily-spend-cap", cap, says="--daily-spend-cap", reads=True)
        assert says in pinads(*UPDATE, "--daily-spend-cap", cap).stderr


def test_a_relative_amount_where_nothing_is_set(pinads: Pinads) -> None:
    says = "Invalid --bid: '+10%' is relative, and there is no current amount"
    refused(pinads, "adgroups", "update", "2680060000001", "--bid", "+10%", says=says, reads=True)


TIMES = [
    ("tomorrow", "is not a time"),
    ("", "is not a time"),
    ("-1", "is not a time"),
    ("+7y", "is not a time"),
    ("2026/12/01", "is not a time"),
    ("2026-13-01", "month must be in 1..12"),
    ("2026-02-30", "is not a date and time that exists"),
    ("2026-12-01T25:00", "is not a date and time that exists"),
    ("2026-12-01 09:00 XYZ", "names a zone"),
    ("1764547200000", "looks like milliseconds"),
    ("20261201", "too small for Unix seconds"),
    ("9999-01-01", "outside the years 1970 to 2999"),
]


@each(("text", "says"), TIMES)
def test_times_that_are_none(pinads: Pinads, text: str, says: str) -> None:
    run = refused(pinads, *CREATE, f"--start-time={text}", says=says)
    assert "--start-time" in run.stderr


ARGUMENTS = [
    # choices, in any case, with what was probably meant
    ("campaigns create --name x --objective-type awarness", "Invalid --objective-type 'awarness': choose from AWARENESS"),
    ("campaigns create --name x --objective-type awarness", "did you mean 'AWARENESS'?"),
    ("campaigns create --name x --objective-type AWARENESS --status PAUSE", "did you mean 'PAUSED'?"),
    ("keywords create --value x --match-type BORAD --parent 5", "did you mean 'BROAD'?"),
    ("audiences update 5 --operation-type x", "Invalid --operation-type 'x': choose from UPDATE, REMOVE"),
    ("customer-lists update 5 --operation-type AD --records a@b.example", "did you mean 'ADD'?"),
    # required
    ("campaigns create", "--name and --objective-type are missing"),
    ("campaigns create --name x", "--objective-type is missing"),
    ("keywords create --value x", "--match-type and --parent are missing"),
    ("customer-lists create --name x", "--records is missing"),
    ("customer-lists update 5 --records a@b.example", "--operation-type is missing"),
    # ids
    ("campaigns update abc --name x --exact-ids", "Invalid ID: 'abc' is not an id of up to 18 digits"),
    (f"campaigns update {'1' * 31} --name x", "is not an id of up to 18 digits"),
    ("campaigns pause 1 2 x3 --exact-ids", "Invalid ID: 'x3'"),
    ("campaigns get 0x1 --exact-ids", "Invalid ID: '0x1'"),
    ("campaigns list-adgroups x --exact-ids", "Invalid ID: 'x'"),
    ("adgroups list-ads x --exact-ids", "Invalid ID: 'x'"),
    ("campaigns update --name x", "no ids: give one or more, or -"),
    ("campaigns update - - --name x", "standard input can be read only once"),
    ("campaigns list --account abc --exact-ids", "Invalid --account: 'abc' is not an id"),
    ("keywords create --value x --match-type broad --parent X5 --exact-ids", "Invalid --parent: 'X5'"),
    # nothing to do
    (f"campaigns update {CAMPAIGN}", "nothing to update: give at least one field"),
    ("campaigns update", "nothing to update: give at least one field"),
    (f"adgroups update {AD_GROUP} --geo ,", "Invalid --geo: it is empty"),
    # contradictions
    ("campaigns update 1 --file f.json", "--file and ids cannot be combined"),
    ("adgroups update --file f.json --geo US-CA", "--file and options for targeting cannot be combined"),
    ("campaigns update 1 --clear end_time --end-time +7d", "--clear end_time and --end-time cannot be combined"),
    ("campaigns update 1 --name x -F name=5", "-F name and --name cannot be combined"),
    ("campaigns update 1 -F x=1 -F x=2", "-F x is given twice"),
    ("adgroups update 1 --targeting-spec {} --geo US-CA", "--targeting-spec and the options for its parts cannot be combined"),
    ("adgroups create --targeting-spec {} --age 18+", "--targeting-spec and the options for its parts cannot be combined"),
    ("customer-lists add-records - --records -", "standard input can be read only once"),
    # --clear
    ("campaigns update 1 --clear name", "Invalid --clear name: it cannot be null; these fields can:"),
    ("campaigns update 1 --clear daly_spend_cap", "did you mean 'daily_spend_cap'?"),
    ("campaigns update 1 --clear summary_status", "there is no such field"),
    # -F
    ("campaigns update 1 -F x", "Invalid -F 'x': expected FIELD=JSON"),
    ("campaigns update 1 -F =1", "Invalid -F '=1': expected FIELD=JSON"),
    ("campaigns update 1 -F x=y", "Invalid -F x: not valid JSON"),
    ("campaigns update 1 -F x=NaN", "NaN is not a JSON number"),
    (f"campaigns update 1 -F x={'[' * 50000 + ']' * 50000}", "Invalid -F x: nested too deeply"),
    # numbers, lists and objects
    ("adgroups update 1 --bid-multiplier 11", "--bid-multiplier: 11 is not within 0 to 10"),
    ("adgroups update 1 --bid-multiplier nan", "--bid-multiplier: expected a number"),
    ("adgroups update 1 --bid-multiplier x", "Invalid --bid-multiplier 'x': expected a number"),
    ("adgroups update 1 --lifetime-frequency-cap 1.5", "Invalid --lifetime-frequency-cap '1.5': expected a whole number"),
    ("adgroups update 1 --targeting-template-ids 1,2", "--targeting-template-ids: expected 1 or fewer, got 2"),
    ("adgroups update 1 --targeting-template-ids x", "Invalid --targeting-template-ids[0]: 'x' is not an id"),
    ("audiences create --name a --audience-type visitor --rule 5", "Invalid --rule: expected an object, got 5"),
    ("campaigns update 1 --tracking-urls {click}", "Invalid --tracking-urls: not valid JSON"),
    ("campaigns update 1 --tracking-urls @nope.json", "Invalid --tracking-urls: cannot read nope.json: No such file"),
    ("campaigns update 1 --tracking-urls @.", "Invalid --tracking-urls: cannot read .: Is a directory"),
    ('campaigns update 1 --tracking-urls {"clik":[]}', "--tracking-urls clik: there is no such field here; did you mean 'click'?"),
    ('campaigns update 1 --tracking-urls {"click":"x"}', "Invalid --tracking-urls click: expected a list, got 'x'"),
    (f"campaigns update 1 --tracking-urls {'[' * 50000 + ']' * 50000}", "Invalid --tracking-urls: nested too deeply"),
    # parts of the targeting
    ("adgroups update 1 --gender W", "Invalid --gender 'W': choose from"),
    ("adgroups create --gender femail", "did you mean 'female'?"),
    ("adgroups update 1 --age 12-foo", "Invalid --age '12-foo': expected buckets"),
    ("adgroups update 1 --audience-include x --exact-ids", "Invalid --audience-include: 'x' is not an id"),
    # records of people
    ("customer-lists add-records 1", "which records? Give --file FILE, or --records @FILE"),
    ("customer-lists add-records 1 --records @nope", "Invalid --records: cannot read nope: No such file"),
    ("customer-lists add-records 1 --records ,", "Invalid --records: there are no records in it"),
    ("customer-lists add-records 1 --records -", "Invalid --records: there are no records in it"),
    ("customer-lists add-records x --records a@b.example --exact-ids", "Invalid ID: 'x'"),
    # final, and nobody there to ask
    ("campaigns archive 1", "Archiving is final and needs confirmation, but there is no terminal to ask at. Add --yes"),
    ("audiences remove 1", "Removing is final and needs confirmation, but there is no terminal to ask at. Add --yes"),
    ("keywords archive 1 2", "Archiving is final and needs confirmation, but there is no terminal to ask at. Add --yes"),
]


@pytest.mark.slow
@each(("line", "says"), ARGUMENTS, ids=[f"{n}-{line[:40]}" for n, (line, _) in enumerate(ARGUMENTS)])
def test_arguments_that_cannot_be(pinads: Pinads, line: str, says: str) -> None:
    refused(pinads, *line.split(), says=says)


USAGE = [
    ("campains", "No such command 'campains'. Did you mean 'campaigns'"),
    ("campaigns creat", "No such command 'creat'. Did you mean 'create'?"),
    ("campaigns create --nam x", "No such option: --nam (Possible options: --name)"),
    ("--frobnicate", "No such option: --frobnicate"),
    ("campaigns list extra", "unexpected extra argument"),
    ("campaigns get", "Missing argument 'ID|NAME...'"),
    ("campaigns set-daily-budget 1", "Missing argument 'MONEY'"),
    ("campaigns list --limit", "'--limit' requires an argument. — run: pinads campaigns list --help"),
    ("campaigns list --limit x", "Invalid value for '--limit': 'x'"),
    ("campaigns list --limit 0", "Invalid value for '--limit': 0 is not in the range"),
    ("campaigns list --limit -1", "Invalid value for '--limit': -1"),
    ("campaigns list --limit 1.5", "Invalid value for '--limit': '1.5'"),
    ("campaigns list --page-size 251", "Invalid value for '--page-size': 251"),
    ("campaigns list --page-size 0", "Invalid value for '--page-size': 0"),
    ("campaigns list --no-color=5", "'--no-color' does not take a value"),
]


@each(("line", "says"), USAGE)
def test_usage(pinads: Pinads, line: str, says: str) -> None:
    run = refused(pinads, *line.split(), says=says)
    assert " run: pinads " in run.stderr


def test_usage_as_json(pinads: Pinads) -> None:
    run = pinads("campaigns", "list", "--limit", "x", "-o", "json")
    error = run.error
    assert (run.exit_code, run.stdout, error["exit_code"], error["type"]) == (2, "", 2, "UsageError")
    assert "'--limit'" in error["message"]
    assert error["hint"] == "pinads campaigns list --help"
    assert len(run.stderr.splitlines()) == 1
