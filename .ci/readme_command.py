"""Print the Nth fenced sh block of the README, as it stands there."""

import re
import sys
from pathlib import Path

blocks = re.findall(r"^```sh\n(.*?)^```", Path("README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
print(blocks[int(sys.argv[1]) - 1].strip())
