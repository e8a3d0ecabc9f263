"""Reports as a client gets them: asked for, waited for, downloaded."""

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit


def day(api, back):
    """A day so many days before today, as text."""
    return (datetime.fromtimestamp(api.clock.seconds, timezone.utc) - timedelta(days=back)).date().isoformat()


def body(api, **more):
    """A request for a week of campaigns; None leaves something out."""
    basis = {
        "start_date": day(api, 7),
        "end_date": day(api, 1),
        "granularity": "DAY",
        "level": "CAMPAIGN",
        "columns": ["SPEND_IN_MICRO_DOLLAR", "TOTAL_IMPRESSION"],
    }
    return {name: value for name, value in {**basis, **more}.items() if value is not None}


def asked(api, **more):
    """The token of a new report."""
    answer = api.ok("POST", "reports", body=body(api, **more))
    assert answer == {"report_status": "IN_PROGRESS", "token": answer["token"], "message": None}
    return answer["token"]


def state(api, token):
    return api.ok("GET", "reports", f"token={token}")


def link(api, **more):
    """The link to a new report's file."""
    token = asked(api, **more)
    api.clock.advance(2)
    return state(api, token)["url"]


def fetched(api, url, headers=None):
    """What a link leads to."""
    parts = urlsplit(url)
    return api.send("GET", parts.path.removeprefix("/v5"), parts.query, headers=headers or {})


def file_of(api, **more):
    """A new report's file as text."""
    answer = fetched(api, link(api, **more))
    assert answer.status == 200, answer
    return answer.body.decode()


def groups(api, **more):
    """A new report, as the object that its JSON is."""
    return json.loads(file_of(api, **more))


def rows(api, **more):
    """The rows of a new report in JSON."""
    return [row for group in groups(api, **more).values() for row in group]


def table(api, **more):
    """A new report in CSV: its header and its rows."""
    head, *lines = csv.reader(io.StringIO(file_of(api, report_format="CSV", **more), newline=""))
    return head, lines
