"""GETs of 25 campaigns a second over one keep-alive connection; the server is a process of its own, pinned to one core."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit

REQUESTS = 3000


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "pinads", "emulator", "serve", "--data-dir", data], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            url = urlsplit(server.stdout.readline().strip())
            if hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(server.pid, {0})
            connection = http.client.HTTPConnection(str(url.hostname), url.port)
            path = f"{url.path}/ad_accounts/549755885175/ads?page_size=25"
            for count in (200, REQUESTS):
                started = time.perf_counter()
                for _ in range(count):
                    connection.request("GET", path, headers={"Authorization": "Bearer pina_TEST"})
                    body = connection.getresponse().read()
                seconds = time.perf_counter() - started
            print(f"{REQUESTS / seconds:.0f} GETs/s of 25 ads, {len(body)} bytes each")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
