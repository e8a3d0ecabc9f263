"""365,000 rows of reports (1,000 campaigns, 365 days) through `reports run --to FILE`: seconds and peak memory of each format.

A server in this process answers three reports with files of rows; memory is that of the command. It must not grow with the rows: each
format is measured with a tenth of the campaigns too.

    python benchmarks/reports.py [CAMPAIGNS] [FORMAT...]
"""

import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from served import PINADS, environment, run

ACCOUNT = "549755885175"
FORMATS = ("csv", "jsonl", "parquet", "xlsx")
MOST_GROWTH_MB = 15
DAYS = ("--start", "-365d", "--granularity", "day", "--utc")
NAMES = ("CAMPAIGN_ID", "DATE", "CAMPAIGN_NAME", "CAMPAIGN_ENTITY_STATUS", "SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH")


def lines(campaigns: int, first: date, last: date) -> Iterator[str]:
    yield ",".join(NAMES) + "\r\n"
    for day in range((last - first).days + 1):
        for number in range(campaigns):
            clicks = number % 97 + day % 7
            about = f'{626735000001 + number},{first + timedelta(days=day)},"Campaign {number}, linen",ACTIVE'
            yield f"{about},{clicks * 0.37:.2f},{clicks * 61},{clicks}\r\n"


class Handler(BaseHTTPRequestHandler):
    """Reports that are finished at once; their files have rows for the days of their token."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, campaigns: int, folder: Path) -> None:
        self.campaigns, self.folder = campaigns, folder
        super().__init__(*args)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.folder / f"{body['start_date']}_{body['end_date']}"
        with path.open("w", newline="") as file:
            file.writelines(lines(self.campaigns, date.fromisoformat(body["start_date"]), date.fromisoformat(body["end_date"])))
        self._answer({"token": path.name, "report_status": "IN_PROGRESS"})

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.startswith("/files/"):
            file = self.folder / path.removeprefix("/files/")
            self.send_response(200)
            self.send_header("Content-Length", str(file.stat().st_size))
            self.end_headers()
            with file.open("rb") as content:
                while block := content.read(1 << 20):
                    self.wfile.write(block)
        elif query.startswith("token="):
            self._answer({"report_status": "FINISHED", "url": f"http://{self.headers['Host']}/files/{query.removeprefix('token=')}"})
        else:
            self._answer({"id": ACCOUNT, "currency": "USD", "time_zone": "UTC"})

    def _answer(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def measured(format: str, campaigns: int, work: Path) -> float:
    """Run the command once; returns its megabytes."""
    folder = work / f"{format}-{campaigns}"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, campaigns=campaigns, folder=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    target = folder / f"report.{format}"
    env = environment(f"http://127.0.0.1:{server.server_port}/v5", ACCOUNT, folder)
    took = run([PINADS, "reports", "run", *DAYS, "--columns", "spend,impressions,clicks,ctr", "--to", str(target)], env)
    server.shutdown()
    rows, size = f"{format:8} {campaigns * 365:9,} rows", f"{target.stat().st_size / 1e6:.1f} MB file"
    print(f"{rows} {took.cpu:6.1f} s of the processor {took.megabytes:6.0f} MB, {size}", flush=True)
    return took.megabytes


def main() -> int:
    campaigns = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    failed = False
    with tempfile.TemporaryDirectory(prefix="pinads-reports-") as folder:
        for format in sys.argv[2:] or FORMATS:
            small = measured(format, campaigns // 10, Path(folder))
            large = measured(format, campaigns, Path(folder))
            failed |= large - small > MOST_GROWTH_MB
            print(f"{format:8} grows by {large - small:.0f} MB, of {MOST_GROWTH_MB} MB at most", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
