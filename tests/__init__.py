"""The clock is set before a test, or pinads, is imported."""

import sys

from tests.support import today

# A program that takes a keyring from here was started with its clock set.
if "pytest" in sys.modules:
    today.install()
