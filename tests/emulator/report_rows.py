"""Steps of a report's client: request, wait, download."""

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit


def day(api, back):
    """Format the day a number of days before today."""
    return (datetime.fromtimestamp(api.clock.seconds, timezone.utc) - timedelta(days=back)).date().isoformat()


def body(api, **more):
    """Build a request for a week of campaigns; None leaves a field out."""
    basis = {
        "start_date": day(api, 7),
        "end_date": day(api, 1),
        "granularity": "DAY",
        "level": "CAMPAIGN",
        "columns": ["SPEND_IN_MICRO_DOLLAR", "TOTAL_IMPRESSION"],
    }
    return {name: value for name, value in {**basis, **more}.items() if value is not None}


def asked(api, **more):
    """Request a report, and return its token."""
    answer = api.ok("POST", "reports", body=body(api, **more))
    assert answer == {"report_status": "IN_PROGRESS", "token": answer["token"], "message": None}
    return answer["token"]


def state(api, token):
    return api.ok("GET", "reports", f"token={token}")


def link(api, **more):
    """Request a report, and return the link to its file."""
    token = asked(api, **more)
    api.clock.advance(2)
    return state(api, token)["url"]


def fetched(api, url, headers=None):
    """Download the file of a link, and return the response."""
    parts = urlsplit(url)
    return api.send("GET", parts.path.removeprefix("/v5"), parts.query, headers=headers or {})


def file_of(api, **more):
    """Request a report, and return its file as text."""
    answer = fetched(api, link(api, **more))
    assert answer.status == 200, answer
    return answer.body.decode()


def groups(api, **more):
    """Request a report, and return its JSON."""
    return json.loads(file_of(api, **more))


def rows(api, **more):
    """Request a report in JSON, and return its rows."""
    return [row for group in groups(api, **more).values() for row in group]


def table(api, **more):
    """Request a report in CSV, and return its header and rows."""
    head, *lines = csv.reader(io.StringIO(file_of(api, report_format="CSV", **more), newline=""))
    return head, lines
