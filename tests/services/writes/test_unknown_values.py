"""Values that the API may have since: sent with a warning, unless they look like a slip of a known one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pinads.emulator import EmulatorWire
from pinads.sdk.clock import Clock
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.schema.choices import API_VERSION
from tests.support.command_line import Pinads, Run
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, body, refused

NEW = ("campaigns", "create", "--name", "x", "--objective-type")
WARNING = f"is not among the values that pinads knows, those of Pinterest's API {API_VERSION}"


def warnings(run: Run) -> list[str]:
    return [line for line in run.stderr.splitlines() if line.startswith("warning: ")]


def test_a_new_value_is_sent_and_the_server_has_the_last_word(pinads: Pinads) -> None:
    run = pinads(*NEW, "BRAND_LIFT", "-o", "json")
    assert len(pinads.writes) == 1
    (warning,) = warnings(run)
    assert warning.startswith(f"warning: objective_type 'BRAND_LIFT' {WARNING}")
    assert run.error["http_status"] == 400
    assert "warning" not in run.stdout


@each("typed", ["SALSE", "sales_", "salse"])
def test_a_slip_is_refused_with_the_right_word_unless_it_is_insisted_on(pinads: Pinads, typed: str) -> None:
    says = "did you mean 'SALES'? (--allow-unknown sends it as it is)"
    refused(pinads, *NEW, typed, says=says)
    run = pinads.ok(*NEW, typed, "--allow-unknown", "--dry-run")
    assert body(run)["objective_type"] == typed
    assert len(warnings(run)) == 1


def test_options_and_cells_forgive_case_and_json_does_not(pinads: Pinads, tmp_path: Path) -> None:
    assert body(pinads.ok(*NEW, "sales", "--status", "active", "--dry-run"))["status"] == "ACTIVE"
    (tmp_path / "f.csv").write_text("name,objective_type,status\nx,sales,active\n")
    assert body(pinads.ok("campaigns", "create", "--file", str(tmp_path / "f.csv"), "--dry-run"))["status"] == "ACTIVE"
    rows = json.dumps([{"name": "x", "objective_type": "SALES", "status": "active"}])
    run = pinads("campaigns", "create", "--file", "-", input=rows)
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "record 1: Invalid status 'active'" in run.stderr
    assert "did you mean 'ACTIVE'?" in run.stderr


@pytest.mark.slow
def test_a_thousand_rows_with_it_say_it_once_and_where_it_stood_first(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\na,SALES\n" + "b,BRAND_LIFT\n" * 1000)
    run = pinads.ok("campaigns", "create", "--file", str(file), "--dry-run", "-o", "json")
    (warning,) = warnings(run)
    assert warning.startswith(f"warning: {file}, line 3: objective_type 'BRAND_LIFT' {WARNING}")
    assert sum(len(request["body"]) for request in run.json) == 1001


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (("adgroups", "update", AD_GROUP, "--gender", "nonbinary"), "--gender 'nonbinary'"),
        (("adgroups", "update", AD_GROUP, "--gender", "+nonbinary"), "--gender 'nonbinary'"),
        (("adgroups", "update", AD_GROUP, "--targeting-spec", '{"APPTYPE": ["smart_tv"]}'), "targeting_spec.APPTYPE 'smart_tv'"),
        (("campaigns", "update", CAMPAIGN, "-F", "x=1", "--status", "SLEEPING"), "status 'SLEEPING'"),
        (("reports", "run", "--columns", "MOOD,SPEND_IN_DOLLAR"), "columns 'MOOD'"),
        (("reports", "run", "--level", "HOUSEHOLD"), "level 'HOUSEHOLD'"),
        (("reports", "run", "--granularity", "DECADE"), "granularity 'DECADE'"),
        (("reports", "run", "--level", "campaign_targeting", "--targeting-type", "STAR_SIGN"), "targeting_types 'STAR_SIGN'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_so_wherever_there_are_lists(pinads: Pinads, command: tuple[str, ...], field: str) -> None:
    (warning,) = warnings(pinads.ok(*command, "--dry-run"))
    assert warning.startswith(f"warning: {field} {WARNING}")


@each(
    ("command", "meant"),
    [
        (("campaigns", "list", "--status", "activ"), "ACTIVE"),
        (("campaigns", "list", "--filter", "objective_type=SALSE"), "SALES"),
        (("campaigns", "analytics", CAMPAIGN, "--columns", "SPEND_IN_DOLAR"), "SPEND_IN_DOLLAR"),
        (("reports", "run", "--level", "campain"), "campaign"),
        (("reports", "run", "--level", "ad_targeting", "--targeting-type", "GENDRE"), "GENDER"),
        (("campaigns", "clone", CAMPAIGN, "--status", "PAUSE"), "PAUSED"),
        (("adgroups", "update", AD_GROUP, "--targeting-spec", '{"GENDER": ["femail"]}'), "female"),
    ],
)
def test_and_slips_are_refused_there(pinads: Pinads, command: tuple[str, ...], meant: str) -> None:
    refused(pinads, *command, says=f"did you mean {meant!r}? (--allow-unknown ")


def test_a_filter_takes_a_value_that_rows_may_have(pinads: Pinads) -> None:
    assert pinads.json("campaigns", "list", "--filter", "objective_type=BRAND_LIFT") == []
    pinads.ok("campaigns", "list", "--filter", "objective_type=SALSE", "--allow-unknown")


def test_a_clone_sends_what_the_server_gave(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is newer than the list has a value that looks like a slip here."""
    send = EmulatorWire.send

    def newer(self: EmulatorWire, request: WireRequest) -> WireResponse:
        answer = send(self, request)
        return answer._replace(body=answer.body.replace(b'"WEB_CONVERSION"', b'"WEB_CONVERSIONS"'))

    monkeypatch.setattr(EmulatorWire, "send", newer)
    run = pinads.ok("campaigns", "clone", CAMPAIGN, "--only-campaign", "--dry-run")
    assert body(run)["objective_type"] == "WEB_CONVERSIONS"
    assert len(warnings(run)) == 1


def test_what_ends_is_said_with_its_date_and_what_to_use(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "wall", lambda self: 1_780_000_000)  # 2026-05-28
    run = pinads.ok(*NEW, "WEB_CONVERSION", "-o", "ids")
    (ending,) = warnings(run)
    assert ending.startswith("warning: objective_type WEB_CONVERSION ")
    assert ("1 February 2027" in ending, "SALES" in ending) == (True, True)
    assert warnings(pinads.ok("campaigns", "update", run.lines[0], "--name", "y", "-o", "ids")) == []
    assert warnings(pinads.ok("campaigns", "list", "--filter", "objective_type=WEB_CONVERSION", "-o", "ids")) == []
    (window,) = warnings(pinads.ok("campaigns", "analytics", CAMPAIGN, "--engagement-window-days", "30", "-o", "json"))
    assert window.startswith("warning: engagement_window_days ends on 30 September 2027")
    monkeypatch.setattr(Clock, "wall", lambda self: 1_810_000_000)  # 2027-05-11
    late = pinads.ok(*NEW, "WEB_CONVERSION", "--dry-run")
    (ended,) = warnings(late)
    assert "1 February 2027; sent anyway: use SALES" in ended
