"""Every operation below an ad account refuses unknown accounts, and entities of other accounts."""

from __future__ import annotations

import json

from pinads.emulator.routes import Routes
from tests.support.each import each

# Paths with an ad account, and perhaps with an entity.
PATHS = [
    (method, "/".join(("", *("{}" if word is None else word for word in words))))
    for words, methods in Routes()._table.items()
    if words[:2] == ("ad_accounts", None)
    for method in methods
]
EUROPEAN = "549755885176"


@each("account", ["0", "00", "5", "549755000000"])
def test_an_account_that_there_is_not(sample, account):
    assert len(PATHS) >= 25
    for method, path in PATHS:
        identity = "626735000001"
        answer = sample.send(method, path.format(account, identity), body=[] if method != "GET" else None)
        said = json.loads(answer.body)
        assert (answer.status, said["code"]) == (404, 50), (method, path, said)
        assert said["message"].endswith(f" ad account {int(account)}")


@each("collection", ["campaigns", "ad_groups", "ads", "audiences", "customer_lists"])
def test_what_belongs_to_another_account(sample, collection):
    theirs = sample.ids(collection)[0]
    status, said = sample.call("GET", f"/ad_accounts/{EUROPEAN}/{collection}/{theirs}")
    assert status == 404
    assert theirs in said["message"]
    if collection in ("campaigns", "ad_groups", "ads"):
        span = "start_date=2025-10-01&end_date=2025-10-02&columns=LEADS&granularity=TOTAL"
        query = f"{collection.removesuffix('s')}_ids={theirs}&{span}"
        assert sample.ok("GET", f"/ad_accounts/{EUROPEAN}/{collection}/analytics", query) == []
        row = {"id": theirs, "ad_account_id": EUROPEAN, "name": "taken"}
        (item,) = sample.ok("PATCH", f"/ad_accounts/{EUROPEAN}/{collection}", body=[row])["items"]
        assert item["exceptions"]
        assert sample.ok("GET", f"{collection}/{theirs}")["name"] != "taken"


def test_a_report_of_another_account(sample):
    body = {"start_date": "2025-10-01", "end_date": "2025-10-02", "columns": ["LEADS"], "level": "CAMPAIGN", "granularity": "TOTAL"}
    token = sample.ok("POST", "reports", body=body)["token"]
    sample.clock.advance(5)
    assert sample.ok("GET", "reports", f"token={token}")["report_status"] == "FINISHED"
    assert sample.ok("GET", f"/ad_accounts/{EUROPEAN}/reports", f"token={token}")["report_status"] == "DOES_NOT_EXIST"
