"""Serve an emulator, and run a script of another client (another Python) against it: other_client.py PYTHON SCRIPT."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pinads.emulator import Emulator, Server

with tempfile.TemporaryDirectory() as directory, Server(Emulator(Path(directory))) as server:
    settings = {"PINTEREST_API_URI": server.url, "PINADS_API_URL": server.url, "PINTEREST_ACCESS_TOKEN": "pina_TEST_other"}
    # Isolated, since the script's folder may have names of the standard library: tests/emulator/http.
    command = [sys.argv[1], "-I", sys.argv[2], server.url]
    sys.exit(subprocess.run(command, env={**os.environ, **settings}, timeout=300, check=False).returncode)
