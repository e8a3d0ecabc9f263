"""Serve an emulator, and run a script of another client (another Python) against it: other_client.py PYTHON SCRIPT."""

import subprocess
import sys
import tempfile
from pathlib import Path

from pinads.emulator import Emulator, Server

with tempfile.TemporaryDirectory() as directory, Server(Emulator(Path(directory))) as server:
    sys.exit(subprocess.run([sys.argv[1], sys.argv[2], server.url], timeout=300, check=False).returncode)
