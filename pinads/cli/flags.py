"""The spelling of parameters as options."""

from pinads.sdk.schema.fields import word_of

ALLOW_UNKNOWN = "--allow-unknown"
"""The option of all commands that send values of closed lists."""


_SHORT = {"extra": "-F"}
"""Parameters whose option has no long form."""


def flag_of(name: str) -> str:
    """Write a parameter as an option: start_time as --start-time; a field by the word that people have for it."""
    return _SHORT.get(name) or spelled(word_of(name))


def spelled(name: str) -> str:
    """Write a name or a word as an option, as it is."""
    return "--" + name.replace("_", "-").replace(" ", "-")
