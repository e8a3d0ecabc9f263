"""The spelling of parameters as options."""

ALLOW_UNKNOWN = "--allow-unknown"
"""The option of all commands that send values of closed lists."""


def flag_of(name: str) -> str:
    """Write a parameter as an option: daily_spend_cap as --daily-spend-cap."""
    return "--" + name.replace("_", "-")
