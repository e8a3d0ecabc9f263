"""The spelling of parameters as options."""

ALLOW_UNKNOWN = "--allow-unknown"
"""The option of all commands that send values of closed lists."""


_SHORT = {"extra": "-F"}
"""Parameters whose option has no long form."""


def flag_of(name: str) -> str:
    """Write a parameter as an option: daily_spend_cap as --daily-spend-cap."""
    return _SHORT.get(name) or "--" + name.replace("_", "-")
