"""Opening a page in the person's browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OPEN = "import sys; from pinads.auth.browser import open_page; print(open_page('https://ads.pinterest.com/'))"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other platforms have a browser of their own")
@pytest.mark.parametrize("has_browser", [True, False])
def test_the_browser_that_is_set_gets_the_page(tmp_path: Path, has_browser: bool) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\necho \"$1\" > '{opened}'\n")
    browser.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")}
    environment |= {"BROWSER": f"{browser} %s"} if has_browser else {}
    run = subprocess.run([sys.executable, "-c", OPEN], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == f"{has_browser}\n"
    assert (opened.read_text() if has_browser else "") == ("https://ads.pinterest.com/\n" if has_browser else "")
