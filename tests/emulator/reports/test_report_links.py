"""Links to report files, over both wires, and their refusals."""

import http.client
import json
import re
from contextlib import closing
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from pinads.emulator import BASE_URL, EmulatorWire, Faults, Request, Server
from pinads.sdk import Client
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.wire import WireRequest
from tests.emulator.conftest import TOKEN
from tests.emulator.login import NOT_GOOD
from tests.emulator.report_rows import asked, body, day, fetched, link, state
from tests.support.each import each


def error_of(answer):
    """Return the code and message of an XML refusal."""
    assert answer.headers["Content-Type"] == "application/xml"
    found = re.search("<Error><Code>(.+)</Code><Message>(.+)</Message></Error>", answer.body.decode())
    return answer.status, *found.groups()


def changed(url, **values):
    parts = urlsplit(url)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **values})).geturl()


def test_each_look_gives_a_new_link(sample):
    token = asked(sample)
    sample.clock.advance(2)
    urls = {state(sample, token)["url"] for _ in range(3)}
    assert len(urls) == 3
    assert len({fetched(sample, url).body for url in urls}) == 1


def test_a_link_is_good_for_five_minutes_and_no_longer_than_its_report(sample):
    token = asked(sample)
    sample.clock.advance(2)
    url = state(sample, token)["url"]
    sample.clock.advance(299)
    assert fetched(sample, url).status == 200
    sample.clock.advance(1)
    assert error_of(fetched(sample, url)) == (403, "AccessDenied", "Request has expired")
    sample.clock.advance(3600 - 302 - 1)
    url = state(sample, token)["url"]
    assert fetched(sample, url).status == 200
    sample.clock.advance(1)
    assert fetched(sample, url).status == 403


def test_a_link_that_was_tampered_with(sample):
    first, second = link(sample), link(sample, report_format="CSV")
    signature = dict(parse_qsl(urlsplit(second).query))["signature"]
    for url in (
        changed(first, signature=signature),
        changed(first, signature="0" * 64),
        changed(first, signature=""),
        changed(first, signature="ä"),
        changed(first, report="2"),
        changed(first, report="99"),
        changed(first, report="x"),
        changed(first, expires="9999999999"),
        changed(first, expires="-1"),
        changed(first, salt="0" * 16),
        urlsplit(first)._replace(query="").geturl(),
    ):
        assert error_of(fetched(sample, url)) == (403, "AccessDenied", "Access Denied")
    assert fetched(sample, first).status == fetched(sample, second).status == 200


def test_a_download_must_not_bring_the_token(sample):
    url = link(sample)
    for headers in (TOKEN, {"authorization": "Basic eDp5"}):
        status, code, message = error_of(fetched(sample, url, headers))
        assert (status, code, "Authorization" in message) == (400, "InvalidRequest", True)


def test_a_download_takes_no_other_method(sample):
    for method in ("HEAD", "POST"):
        answer = sample.send(method, "/reports/download", headers={})
        assert (answer.status, answer.headers["Allow"]) == (405, "GET")


def test_in_process_a_link_goes_through_the_wire(sample):
    wire = EmulatorWire(sample.emulator)
    client = Client("pina_TEST", BASE_URL, wire=wire)
    made = Operation("analytics/create_report", "POST", "reports", "ads_analytics", repeatable=False)
    token = client.request(made, f"/ad_accounts/{sample.account}/reports", body=body(sample))["token"]
    sample.clock.advance(2)
    url = client.request(made._replace(method="GET"), f"/ad_accounts/{sample.account}/reports", query={"token": token})["url"]
    assert url.startswith("https://emulator.invalid/v5/reports/download?")
    answer = wire.send(WireRequest("GET", url, {}, (), None, (5, 5)))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert json.loads(answer.body)


@each("host", [None, "ads.example.com", "localhost:{port}", "bad host/", ""])
def test_over_http_a_link_leads_where_the_client_came_from(sample, host):
    with Server(sample.emulator) as server, closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:

        def get(path, headers):
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response, response.read()

        token = asked(sample)
        sample.clock.advance(2)
        given = {} if host is None else {"Host": host.format(port=server.port)}
        url = json.loads(get(f"/v5/ad_accounts/{sample.account}/reports?token={token}", {**TOKEN, **given})[1])["url"]
        good = host in ("ads.example.com", "localhost:{port}")
        assert url.startswith(f"http://{given['Host']}/v5/reports/" if good else f"{server.url}/reports/")
        response, file = get(url[url.index("/v5") :], {})
        assert (response.status, response.headers["Content-Type"]) == (200, "application/json")
        assert json.loads(file)
        refused, text = get(url[url.index("/v5") :], TOKEN)
        assert (refused.status, b"<Code>InvalidRequest</Code>" in text) == (400, True)


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("error_before", 500, "InternalError"),
        ("error_after", 500, "InternalError"),
        ("throttle", 429, "SlowDown"),
        ("throttle_bare", 429, "SlowDown"),
        ("hidden_throttle", 400, "InvalidRequest"),
    ],
)
def test_faults_of_a_download_look_like_a_host_of_files(sample, fault, status, code):
    url = link(sample)
    sample.emulator.faults = Faults.script([fault])
    answer = fetched(sample, url)
    assert error_of(answer)[:2] == (status, code)
    assert not [name for name in answer.headers if "ratelimit" in name.lower()]
    assert fetched(sample, url).status == 200


def test_faults_that_break_a_download_off(sample):
    url = link(sample)
    sample.emulator.faults = Faults.parse(["drop_before@reports/download=1"])
    assert fetched(sample, url).broken == "dropped"
    sample.emulator.faults = Faults.parse(["truncate@reports/download=1"])
    assert fetched(sample, url).broken == "cut"


def test_faults_of_access_tokens_leave_downloads_alone(sample):
    url = link(sample)
    sample.emulator.faults = Faults(expired=1)
    assert fetched(sample, url).status == 200
    assert sample.call("GET", "reports", "token=x")[0] == NOT_GOOD[0]


@pytest.mark.parametrize("report_format", ["CSV", "JSON"])
def test_a_large_file_comes_in_pieces(sample, report_format):
    columns = ["SPEND_IN_DOLLAR", "CAMPAIGN_NAME", "AD_GROUP_NAME"]
    token = asked(sample, level="PIN_PROMOTION", report_format=report_format, columns=columns, start_date=day(sample, 30))
    sample.clock.advance(2)
    told = state(sample, token)
    parts = urlsplit(told["url"])
    response = sample.emulator.stream(Request("GET", parts.path.removeprefix("/v5"), parts.query))
    pieces = list(response.pieces())
    assert response.body == b""
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 65_536
    assert told["size"] == response.size == sum(map(len, pieces))
    assert b"".join(pieces) == fetched(sample, told["url"]).body
