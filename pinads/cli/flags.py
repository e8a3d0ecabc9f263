"""The spelling of parameters as options."""

import re

from pinads.sdk.schema.fields import word_of

ALLOW_UNKNOWN = "--allow-unknown"
"""The option of all commands that send values of closed lists."""


_PARAMETER = r"``|`([a-z][a-z0-9_]*)`"
"""A reference to a parameter; two backticks are one of a text that is repeated as it is."""
_SHORT = {"extra": "-F"}
"""Parameters whose option has no long form."""


def flag_of(name: str) -> str:
    """Write a parameter as an option: start_time as --start-time; a field by the word that people have for it."""
    return _SHORT.get(name) or spelled(word_of(name))


def spelled(name: str) -> str:
    """Write a name or a word as an option, as it is."""
    return "--" + name.replace("_", "-").replace(" ", "-")


def with_options(text: str) -> str:
    """Write the parameters that a message refers to as options: `daily_spend_cap` as --daily-spend-cap."""
    return re.sub(_PARAMETER, lambda match: flag_of(match[1]) if match[1] else "`", text)
