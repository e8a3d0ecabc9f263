"""A face other than the command line: services list, plan, ask, write and undo without anything of pinads.cli."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from pinads.sdk import AdGroup, Campaign
from pinads.sdk.errors import BadRequest, InvalidInput, NotFound, RateLimited
from pinads.sdk.outcomes import Outcome
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.resources.customer_upload import Target
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import allow_unknown_values
from pinads.services import writes
from pinads.services.changes import Handling
from pinads.services.context import Context
from pinads.services.diagnostics import diagnose
from pinads.services.error_codes import next_step
from pinads.services.errors import PolicyViolation, WrongRows
from pinads.services.figures.options import AnalyticsOptions
from pinads.services.figures.program_rows import ids_of, kinds_of, program_rows, queried_rows
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.records import Records
from pinads.services.insight.analytics import analyze
from pinads.services.insight.overview import OverviewOptions, overview
from pinads.services.interaction import Count, Interaction
from pinads.services.listing.listings import get_by_ids, list_entities
from pinads.services.listing.options import ReadOptions
from pinads.services.reports.delivery import DeliveryOptions, download
from pinads.services.reports.delivery import run as run_reports
from pinads.services.reports.options import ReportOptions
from pinads.services.results import EntityList, EntityPage, KeptPlan, Plan, SingleEntity, WriteResult
from pinads.services.resume import resume
from pinads.services.undo import undo
from pinads.services.uploads.options import UploadOptions
from pinads.services.uploads.upload import upload
from pinads.services.write_events import Diff, LeftAlone
from pinads.services.writes.apply import apply
from pinads.services.writes.clone import clone_campaign
from pinads.services.writes.confirm import confirm
from pinads.services.writes.entity_step import entity_changes
from pinads.services.writes.options import WriteOptions
from pinads.services.writes.pipeline import apply_plan, make_plan, write
from tests.support.command_line import Pinads
from tests.support.faces import Face, Faces
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.wording import Wording

ARCHIVED = {"status": "ARCHIVED"}


def given(**typed: Any) -> FieldValues:
    return FieldValues(request_fields(Campaign, Mode.UPDATE), typed)


def done(written: WriteResult | Plan) -> list[Outcome[Any]]:
    """The outcomes of a write, all of which were shown."""
    assert isinstance(written, WriteResult)
    outcomes = list(written.outcomes)
    assert written.ended(True) is None
    return outcomes


def name_of(context: Context, campaign: str = CAMPAIGN) -> Any:
    return Campaign(context.account, campaign, client=context.client).name


def test_it_lists(at: Faces) -> None:
    listed = list_entities(at(Face()), Campaign, ReadOptions(), ("id", "name"))
    assert isinstance(listed, EntityList)
    assert next(iter(listed.records)).id == CAMPAIGN


def test_its_listing_is_filtered_sorted_and_limited(at: Faces) -> None:
    class Counting(Face):
        fetched = 0

        @contextmanager
        def fetching(self, noun: str) -> Iterator[Count]:
            assert noun == "campaigns"
            yield self.count

        def count(self, more: int) -> None:
            self.fetched += more

    face = Counting()
    options = ReadOptions(limit=3, filter=["status=ACTIVE", "daily_spend_cap>100"], sort="-daily_spend_cap", fields="id,daily_spend_cap")
    listed = list_entities(at(face), Campaign, options, ("id", "name"))
    assert isinstance(listed, EntityList)
    assert face.fetched == 0, "nothing is fetched before it is read"
    assert [(row["id"][-2:], row["daily_spend_cap"]) for row in listed.rows()] == [
        ("01", 265_000_000),
        ("04", 170_000_000),
        ("02", 105_000_000),
    ]
    assert face.fetched == 11


def test_its_query_finds_what_the_listing_has(at: Faces) -> None:
    context = at(Face())
    listed = list_entities(context, Campaign, ReadOptions(filter=["status=PAUSED"], query="[].id"), ("id",))
    assert listed.value() == ["626735000003", "626735000008"]
    page = list_entities(context, Campaign, ReadOptions(bookmark="", limit=2), ("id",))
    assert isinstance(page, EntityPage)
    assert [len(page.whole()["items"]), bool(page.bookmark)] == [2, True]
    account = get_by_ids(context, AdAccount, [context.account], ReadOptions(query="currency"), ("id",))
    assert isinstance(account, SingleEntity)
    assert account.value() == "USD"


WRONG = ({"limit": 0}, {"filter": ["nam=x"]}, {"sort": "nam"}, {"fields": "nam"}, {"query": "["})


@pytest.mark.parametrize("how", WRONG, ids=str)
@pytest.mark.parametrize("more", [{}, {"bookmark": "b"}], ids=str)
def test_options_of_a_listing_are_checked_before_a_request(at: Faces, pinads: Pinads, how: dict[str, Any], more: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        list_entities(at(Face()), Campaign, ReadOptions(**how, **more), ("id",))
    assert (refusal.value.field, pinads.requests) == (next(iter(how)), [])


def test_it_shows_requests_and_sends_none(at: Faces, pinads: Pinads) -> None:
    context = at(Face())
    plan = writes.update(context, Campaign, [CAMPAIGN], given(daily_spend_cap="+10%"), WriteOptions(dry_run=True))
    assert isinstance(plan, Plan)
    assert [request["body"] for request in plan.requests] == [
        [{"id": CAMPAIGN, "daily_spend_cap": 291_500_000, "ad_account_id": "549755885175"}]
    ]
    assert pinads.writes == []


def test_it_plans_then_confirms_then_applies(at: Faces, pinads: Pinads) -> None:
    face, options = Face(), WriteOptions()
    context = at(face)
    rows: list[dict[str, Any]] = [{"id": CAMPAIGN, "name": "new"}, {"id": OTHER_CAMPAIGN, "status": "ACTIVE"}]
    changes = entity_changes(Campaign, Mode.UPDATE, Records.of(rows), "updated", handling=Handling(read=True))
    plan = make_plan(context, changes, options)
    assert (plan.total, plan.unchanged, pinads.writes, face.events) == (2, 1, [], [])
    confirm(context, plan, options)
    (diff,) = [event for event in face.events if isinstance(event, Diff)]
    assert [(field.identity, field.field.name, field.new) for field in diff.fields] == [(CAMPAIGN, "name", "new")]
    assert pinads.writes == []
    assert [(row.status, row.sent) for row in done(apply(context, plan, options))] == [("applied", True), ("applied", False)]
    assert name_of(context) == "new"


def test_it_plans_and_another_process_applies_by_digest(at: Faces, pinads: Pinads) -> None:
    planner = at(Face())
    changes = entity_changes(Campaign, Mode.UPDATE, Records.of([{"id": CAMPAIGN, "name": "new"}]), "updated", handling=Handling(read=True))
    shown = write(planner, changes, WriteOptions(save_plan=True))
    assert isinstance(shown, Plan)
    kept = shown.kept
    assert kept is not None
    assert (kept.run, kept.summary["rows"], kept.summary["daily"], kept.summary["raises"]) == (1, 1, 0, False)
    planner.close()
    context = at(Face())
    with pytest.raises(InvalidInput, match="another digest"):
        apply_plan(context, kept.run, "0" * 64, WriteOptions())
    assert pinads.writes == []
    assert [row.status for row in done(apply_plan(context, kept.run, kept.digest, WriteOptions()))] == ["applied"]
    assert name_of(context) == "new"
    with pytest.raises(InvalidInput, match="once only"):
        apply_plan(context, kept.run, kept.digest, WriteOptions())
    assert len(pinads.writes) == 1


def test_a_plan_that_a_dry_run_saved_is_applied_and_never_resumed(at: Faces, pinads: Pinads) -> None:
    planner = at(Face())
    shown = writes.update(planner, Campaign, [CAMPAIGN], given(daily_spend_cap="+10%"), WriteOptions(save_plan=True))
    assert isinstance(shown, Plan)
    assert shown.kept is not None
    planner.close()
    context = at(Face())
    with pytest.raises(InvalidInput, match="saved plan"):
        resume(context, shown.kept.run, WriteOptions())
    assert pinads.writes == []
    done(apply_plan(context, shown.kept.run, shown.kept.digest, WriteOptions()))
    assert Campaign(context.account, CAMPAIGN, client=context.client).daily_spend_cap == 291_500_000
    assert resume(context, shown.kept.run, WriteOptions()) is None
    assert len(pinads.writes) == 1


def saved(context: Context, *rows: dict[str, Any]) -> KeptPlan:
    shown = writes.write_rows(context, Campaign, Mode.UPDATE, rows, WriteOptions(save_plan=True))
    assert isinstance(shown, Plan)
    assert shown.kept is not None
    return shown.kept


def test_a_saved_plan_says_what_a_reviewer_must_know(at: Faces, pinads: Pinads) -> None:
    """Of a cut in one row and a raise in another, that money is raised; what is final; old and new values."""
    kept = saved(at(Face()), {"id": CAMPAIGN, "daily_spend_cap": "-100"}, {"id": OTHER_CAMPAIGN, "daily_spend_cap": "+30%"})
    assert kept.summary["daily"] < 0 < kept.summary["raising"]
    assert (kept.summary["raises"], kept.summary["currency"], kept.summary["account"]) == (True, "USD", "549755885175")
    first = kept.diff[0]
    assert (first["id"], first["field"], first["old"], first["new"]) == (CAMPAIGN, "daily_spend_cap", 265_000_000, 165_000_000)
    assert (saved(at(Face()), {"id": CAMPAIGN, "status": "ARCHIVED"}).summary["final"], pinads.writes) == ({"campaign": 1}, [])


def test_wrong_rows_have_their_own_errors(at: Faces, pinads: Pinads) -> None:
    """Each with its field, and what else can be written."""
    rows = [{"id": CAMPAIGN, "status": "PAUSE"}, {"id": CAMPAIGN, "name": "new"}, {"id": OTHER_CAMPAIGN, "daily_spend_cap": "ten"}]
    with pytest.raises(WrongRows) as refusal:
        writes.write_rows(at(Face()), Campaign, Mode.UPDATE, rows, WriteOptions())
    assert [(place, error.field) for place, error in refusal.value.errors] == [
        ("rows, line 1", "status"),
        ("rows, line 3", "daily_spend_cap"),
    ]
    assert "PAUSED" in refusal.value.errors[0][1].choices
    assert pinads.writes == []


def test_what_does_not_exist_is_in_no_saved_plan(at: Faces, pinads: Pinads) -> None:
    with pytest.raises(InvalidInput) as refusal:
        saved(at(Face()), {"id": "626735999999", "daily_spend_cap": "900"}, {"id": CAMPAIGN, "name": "new"})
    assert "there is no campaign 626735999999" in getattr(refusal.value, "rows", [""])[0]
    with pytest.raises(NotFound):
        writes.update(at(Face()), Campaign, ["626735999999"], given(name="new"), WriteOptions(save_plan=True))
    assert pinads.writes == []


def test_a_plan_that_was_begun_is_not_said_to_be_applied(at: Faces, pinads: Pinads) -> None:
    """Such as by a face that ended before it read an outcome."""
    context = at(Face())
    kept = saved(context, {"id": CAMPAIGN, "name": "new"})
    apply_plan(context, kept.run, kept.digest, WriteOptions())
    context.close()
    with pytest.raises(InvalidInput, match="was begun") as refusal:
        apply_plan(at(Face()), kept.run, kept.digest, WriteOptions())
    assert (refusal.value.hint, pinads.writes) == (f"pinads journal resume {kept.run}", [])


def test_a_text_is_no_list_of_ids_and_options_of_files_are_refused(at: Faces, pinads: Pinads) -> None:
    context, one_text = at(Face()), cast("list[str]", CAMPAIGN)
    with pytest.raises(InvalidInput, match="expected a list"):
        writes.update(context, Campaign, one_text, given(name="new"), WriteOptions(save_plan=True))
    with pytest.raises(InvalidInput) as refusal:
        writes.write_rows(context, Campaign, Mode.UPDATE, [{"id": CAMPAIGN}], WriteOptions(clear=["daily_spend_cap"]))
    assert refusal.value.field == "clear"
    with pytest.raises(InvalidInput) as refusal:
        overview(context.at(["549755885175", "549755885176"]), None, OverviewOptions())
    assert (refusal.value.field, pinads.writes) == ("account", [])


def test_the_policy_of_a_repository_applies_wherever_the_face_was_started(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / ".pinads.toml").write_text("[policy]\nread_only = true\n")
    context = Context(Face(), "demo", folder=tmp_path)
    with pytest.raises(PolicyViolation):
        writes.update(context, Campaign, [CAMPAIGN], given(name="new"), WriteOptions())
    context.close()
    assert pinads.writes == []


def test_it_plans_rows_as_a_file_of_them(at: Faces, pinads: Pinads) -> None:
    context = at(Face())
    name = name_of(context)
    rows = [{"id": CAMPAIGN, "daily_spend_cap": "+10%"}, {"id": OTHER_CAMPAIGN, "daily_spend_cap": "25.50", "end_time": "2026-12-31"}]
    shown = writes.write_rows(context, Campaign, Mode.UPDATE, rows, WriteOptions(save_plan=True))
    assert isinstance(shown, Plan)
    assert shown.kept is not None
    assert (shown.kept.summary["rows"], pinads.writes) == (2, [])
    done(apply_plan(context, shown.kept.run, shown.kept.digest, WriteOptions()))
    campaigns = [Campaign(context.account, campaign, client=context.client) for campaign in (CAMPAIGN, OTHER_CAMPAIGN)]
    assert [campaign.daily_spend_cap for campaign in campaigns] == [291_500_000, 25_500_000]
    ad_group = {"name": "new", "campaign_id": name, "billable_event": "CLICKTHROUGH", "budget_in_micro_currency": "10"}
    (made,) = done(writes.write_rows(context, AdGroup, Mode.CREATE, [ad_group], WriteOptions()))
    assert (made.record.campaign_id, made.record.budget_in_micro_currency) == (CAMPAIGN, 10_000_000)
    assert made.record.status == "PAUSED", "what is new spends nothing unless somebody says so"
    with pytest.raises(WrongRows) as refusal:
        writes.write_rows(context, Campaign, Mode.UPDATE, [{"id": CAMPAIGN, "nam": "x"}], WriteOptions())
    assert refusal.value.rows == ("rows, line 1: there is no field 'nam'; did you mean 'name'?",)


def test_a_plan_of_a_value_that_was_insisted_on_is_applied_without_insisting(at: Faces, pinads: Pinads) -> None:
    planner = at(Face())
    with allow_unknown_values():
        shown = writes.update(planner, Campaign, [CAMPAIGN], given(status="ACTIV"), WriteOptions(save_plan=True))
        assert isinstance(shown, Plan)
        assert shown.kept is not None
    planner.close()
    written = apply_plan(at(Face()), shown.kept.run, shown.kept.digest, WriteOptions())
    assert isinstance(written, WriteResult)
    assert [(row.status, row.sent) for row in written.outcomes] == [("rejected", True)], "by the emulator"
    assert len(pinads.writes) == 1


def test_its_own_questions_are_asked_before_what_is_final(at: Faces) -> None:
    face = Face()
    context = at(face)
    wanted = writes.confirm_final(context, Campaign, [CAMPAIGN], "archive", WriteOptions())
    (question,) = face.questions
    assert question.answers == {CAMPAIGN, name_of(context)}
    assert [row.status for row in done(writes.set_fields(context, Campaign, wanted, ARCHIVED, "archived", WriteOptions()))] == ["applied"]
    assert len(face.questions) == 1


@pytest.mark.parametrize("face", [Face(agrees=False), Interaction()], ids=["no", "nobody to ask"])
def test_nothing_is_sent_without_a_confirmation(at: Faces, pinads: Pinads, face: Interaction) -> None:
    context = at(face)
    with pytest.raises(InvalidInput):
        writes.set_fields(context, Campaign, [CAMPAIGN], ARCHIVED, "archived", WriteOptions())
    assert pinads.writes == []
    assert [row.status for row in done(writes.set_fields(context, Campaign, [CAMPAIGN], {"name": "x"}, "updated", WriteOptions()))] == [
        "applied"
    ]
    pinads.forget()
    with pytest.raises(InvalidInput):
        undo(context, 1, WriteOptions())
    assert (pinads.writes, name_of(context)) == ([], "x")


def test_it_undoes(at: Faces, pinads: Pinads) -> None:
    face = Face()
    context = at(face)
    before = name_of(context)
    done(writes.set_fields(context, Campaign, [CAMPAIGN, OTHER_CAMPAIGN], {"name": "x"}, "updated", WriteOptions()))
    done(writes.set_fields(context, Campaign, [OTHER_CAMPAIGN], {"name": "y"}, "updated", WriteOptions()))
    face.events.clear()
    pinads.forget()
    outcomes = done(undo(context, 1, WriteOptions()))
    assert pinads.operations == ["campaigns/list", "campaigns/update"], "current values are read once"
    diff, left = (event for event in face.events if isinstance(event, (Diff, LeftAlone)))
    assert isinstance(diff, Diff)
    assert isinstance(left, LeftAlone)
    assert [(field.identity, field.old, field.new) for field in diff.fields] == [(CAMPAIGN, "x", before)]
    assert [entity for entity, _ in left.rows] == [f"campaign {OTHER_CAMPAIGN} (x)"]
    assert [question.text for question in face.questions] == ["Undo 1 campaign?"]
    assert [(row.row, row.status, row.sent) for row in outcomes] == [(0, "applied", True), (1, "rejected", False)]
    assert (name_of(context), name_of(context, OTHER_CAMPAIGN)) == (before, "y")
    assert context.journal.run(3).start.undoes == 1


def test_undo_of_a_create_asks_as_archive_does(at: Faces, pinads: Pinads) -> None:
    pinads.ok("campaigns", "create", "--file", "-", input="name,objective_type\na,CONSIDERATION\nb,CONSIDERATION\n")
    pinads.ok("campaigns", "clone", CAMPAIGN, "--name", "copy")
    face = Face(agrees=False)
    for run in (1, 2):
        with pytest.raises(InvalidInput, match="not confirmed: nothing was"):
            undo(at(face), run, WriteOptions())
    copy = sum(1 for _ in at(face).journal.rows(2))
    asked = [(question.text.partition(", ")[0], question.answers) for question in face.questions]
    assert asked[0] == ("This permanently archives 2 campaigns", {"2"})
    assert asked[1][0].startswith("This permanently archives ")
    assert (asked[1][0].split()[-1], asked[1][1]) == ("keywords", {str(copy)})


def test_the_same_raise_of_the_same_ids_is_asked_about(at: Faces, pinads: Pinads, wording: Wording) -> None:
    raising = ("campaigns", "update", "-", "--daily-spend-cap", "+10%")
    pinads.ok(*raising, input=f"{CAMPAIGN}\n")
    face = Face(agrees=False)
    with pytest.raises(InvalidInput, match="not confirmed: nothing was"):
        writes.set_money(at(face), Campaign, [CAMPAIGN], "daily_spend_cap", "+10%", WriteOptions())
    (question,) = face.questions
    wording(question.text)
    assert len(pinads.writes) == 1
    assert "already updated these rows" in pinads.ok(*raising, input=f"{CAMPAIGN}\n").stderr


def test_the_policy_is_asked_before_a_person_is(at: Faces, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    face = Face()
    first = at(face)
    done(writes.set_fields(first, Campaign, [CAMPAIGN], {"status": "PAUSED"}, "paused", WriteOptions()))
    first.close()
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_daily_budget = 10.00\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PolicyViolation):
        undo(at(face), 1, WriteOptions())
    assert face.questions == []


def made_of_a_slip(context: Context) -> Any:
    given = FieldValues(request_fields(Campaign, Mode.CREATE), {"name": "x", "objective_type": "CONSIDERATON", "daily_spend_cap": "10"})
    return writes.create(context, Campaign, given, WriteOptions())


def test_a_slip_is_refused_while_and_after_values_are_sent_as_they_are(at: Faces, pinads: Pinads) -> None:
    context = at(Face())
    written = clone_campaign(context, CAMPAIGN, given(name="copy"), None, True, WriteOptions())
    assert isinstance(written, WriteResult)
    next(written.outcomes)
    with pytest.raises(InvalidInput, match="did you mean 'CONSIDERATION'"):
        made_of_a_slip(context)
    assert list(written.outcomes) == []
    assert written.ended(True) is None
    pinads.forget()
    with pytest.raises(InvalidInput, match="did you mean 'CONSIDERATION'"):
        made_of_a_slip(context)
    assert pinads.writes == []
    done(undo(context, 1, WriteOptions()))
    with pytest.raises(InvalidInput, match="did you mean 'CONSIDERATION'"):
        made_of_a_slip(context)


@pytest.mark.parametrize("how", [{"query": "["}, {"fields": "nam"}, {"wait_timeout": "soon"}], ids=str)
def test_options_of_reports_are_checked_before_one_is_requested(at: Faces, pinads: Pinads, how: dict[str, Any]) -> None:
    for deliver in (partial(run_reports, options=ReportOptions(last="7d")), partial(download, tokens=["1"])):
        with pytest.raises(InvalidInput) as refusal:
            deliver(at(Face()), delivery=DeliveryOptions(**how))
        assert (refusal.value.field, pinads.requests) == (next(iter(how)), [])


def test_figures_are_rows_for_programs(at: Faces) -> None:
    table = overview(at(Face()), None, OverviewOptions(fields="id,spend,ctr", limit=2)).narrowed()
    rows = [*program_rows(table)]
    assert [[*row] for row in rows] == [[*kinds_of(table)]] * 2 == [["id", "spend", "currency", "ctr"]] * 2
    assert {type(row["spend"]) for row in rows} == {Decimal}
    assert queried_rows(table, "[].id") == ids_of(table) == [row["id"] for row in rows]


def test_a_diagnosis_has_the_step_after_each_failure(at: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Path:
        raise PermissionError(13, "Permission denied", str(Path("/x") / "journal"))

    monkeypatch.setattr("pinads.services.diagnostics.data_dir", broken)
    found = diagnose(at(Face()))
    (failed,) = [finding for finding in found if finding.state == "failed"]
    assert (failed.check, failed.found) == ("data", f"the check failed: {Path('/x') / 'journal'}: Permission denied")
    assert found[-1].check != "data", "the checks after it run"


def test_the_step_after_an_error_needs_no_command_line(at: Faces) -> None:
    context = at(Face())
    with pytest.raises(InvalidInput) as refusal:
        writes.update(context, Campaign, [CAMPAIGN], given(daily_spend_cap="1"), WriteOptions(save_plan=True, skip_failed=True))
    assert next_step(refusal.value, context.named) is None
    assert next_step(BadRequest("budget", code=2384)) == "pinads explain 2384"
    assert next_step(RateLimited("slowly", retry_after=30.0)) == "wait 30 s, or allow a longer pause with --max-wait 30s"


def test_a_limit_of_figures_is_checked_before_they_are_measured(at: Faces, pinads: Pinads) -> None:
    for measure in (
        lambda context: overview(context, None, OverviewOptions(limit=0)),
        lambda context: analyze(context, Campaign, None, AnalyticsOptions(limit=-1)),
    ):
        with pytest.raises(InvalidInput, match="`limit`"):
            measure(at(Face()))
    assert pinads.requests == []


@pytest.mark.parametrize("how", [{"chunk_size": 0}, {"chunk_size": 99_999_999}, {"column": " "}, {"wait_timeout": "1m"}], ids=str)
def test_options_of_an_upload_are_checked_without_a_command_line(at: Faces, pinads: Pinads, tmp_path: Path, how: dict[str, Any]) -> None:
    context = at(Face())
    (tmp_path / "people.csv").write_text("email\na@example.com\nb@example.com\n")
    with pytest.raises(InvalidInput) as refusal:
        upload(context, Target(context.account, name="Leads"), str(tmp_path / "people.csv"), UploadOptions(**how), WriteOptions())
    assert (refusal.value.field, pinads.requests) == (next(iter(how)), [])


PROGRAM = """
import sys
from pinads.sdk import Campaign
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import allow_unknown_values
from pinads.sdk.errors import PinadsError
from pinads.services import writes
from pinads.services.context import Context
from pinads.services.diagnostics import diagnose
from pinads.services.error_codes import next_step
from pinads.services.errors import message_of
from pinads.services.figures.program_rows import program_rows
from pinads.services.inputs.field_values import FieldValues
from pinads.services.insight.overview import OverviewOptions, overview
from pinads.services.listing.listings import list_entities
from pinads.services.listing.options import ReadOptions
from pinads.services.undo import undo
from pinads.services.writes.options import WriteOptions

context = Context(profile="demo")
campaign = next(iter(list_entities(context, Campaign, ReadOptions(), ("id",)).records))
given = FieldValues(request_fields(Campaign, Mode.UPDATE), {"name": "new"})
written = writes.update(context, Campaign, [campaign.id], given, WriteOptions(yes=True))
print([outcome.status for outcome in written.outcomes], written.ended(True))
print([outcome.record.name == campaign.name for outcome in undo(context, 1, WriteOptions(yes=True)).outcomes])
print([list(row) for row in program_rows(overview(context, [campaign.id], OverviewOptions(fields="id,spend")).narrowed())])
try:
    context.journal.run(9)
except PinadsError as error:
    print(message_of(error), "-", next_step(error, context.named))
print({finding.state for finding in diagnose(context)} <= {"ok", "warning", "skipped"})
context.close()
print(sorted(name for name in sys.modules if name.split(".")[0] in ("typer", "click", "rich") or name.startswith("pinads.cli")))
"""


def test_nothing_of_the_command_line_is_loaded(real_environment: dict[str, str]) -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], env=real_environment, capture_output=True, text=True, timeout=120)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "['applied'] None",
        "[True]",
        "[['id', 'spend', 'currency']]",
        "the journal has no run 9 - pinads journal list",
        "True",
        "[]",
    ]
