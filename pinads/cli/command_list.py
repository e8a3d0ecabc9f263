"""The groups and commands of the root: their names, their helps, and the headings above them."""

from __future__ import annotations

GROUPS = {
    "accounts": "Ad accounts: list, show, create, and list their contents.",
    "campaigns": "Campaigns: list, show, create, change, budgets.",
    "adgroups": "Ad groups: list, show, create, change.",
    "ads": "Ads: list, show, create, change.",
    "audiences": "Audiences: list, show, create, change, remove.",
    "customer-lists": "Customer lists: list, show, create, add and remove records.",
    "keywords": "Keywords: list, show, create, change, archive.",
    "reports": "Asynchronous reports over long periods: create, wait, download.",
    "journal": "Runs of earlier writes: list, show, resume, prune.",
    "auth": "Credentials: log in, log out, status, refresh.",
    "profiles": "Profiles: list, show, create, change, choose, delete.",
    "alias": "Your own names for commands: set, list, delete.",
    "emulator": "A local emulator of the Ads API: serve, seed, reset, status.",
}
INSIGHT = {
    "overview": "Show what each active campaign spends and returns.",
    "pace": "Compare what campaigns spent with their budgets.",
    "compare": "Compare the last 7 complete days with the 7 before.",
    "check": "Look for problems: no spend, rejected ads, fatigue, pace, and your conditions.",
    "metrics": "List the metrics of analytics and reports: meaning, unit, how they add up.",
}
SETUP = {
    "init": "Set up pinads: log in or use the demo, ad account, limits, completion.",
    "status": "Show where you are: profile, ad account, policy, unfinished runs.",
    "use": "Choose the profile or the ad account of the next commands.",
    "open": "Open Ads Manager at a campaign, an ad group, an ad or the account.",
    "help": "Show the help of pinads, of a command or of an alias.",
}
COMMANDS = {
    "api": "Call any operation of the API, with auth, paging and retries.",
    "undo": "Restore the values that a run changed, and archive what it created.",
    "doctor": "Check configuration, credentials, reachability, scopes and clock.",
    "schema": "Show the fields, types and choices of a resource.",
    "explain": "Explain an API code or an exit code, and what to do.",
    "completion": "Complete commands, options, names and ids at TAB in bash, zsh and fish.",
}
PANELS = {
    "Figures": tuple(INSIGHT),
    "Set-up": ("init", "status", "use", "auth", "profiles", "alias", "completion", "doctor"),
    "More": ("undo", "journal", "open", "api", "schema", "explain", "emulator", "help"),
}
"""The commands that have a heading of their own in the help; the others come first, without one."""
HELPS = {**GROUPS, **INSIGHT, **SETUP, **COMMANDS}
HEADINGS = {name: heading for heading, names in PANELS.items() for name in names}
_FOLDERS = {**dict.fromkeys(INSIGHT, "insight."), **dict.fromkeys((*SETUP, "alias"), "setup.")}


def module_of(name: str) -> str:
    """Return the module of a group or command of the root."""
    return f"pinads.cli.commands.{_FOLDERS.get(name, '')}{name.replace('-', '_')}"
