"""Words that people type from habit, and the commands and options of pinads that do the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pinads.cli.redacted_argv import redacted_argv
from pinads.services.shell_quoting import quoted

COMMANDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("delete", "del", "destroy"), ("archive", "delete", "remove", "prune")),
    **dict.fromkeys(("remove", "rm"), ("archive", "delete", "remove", "remove-records", "prune")),
    **dict.fromkeys(("stop", "disable", "off", "halt", "suspend"), ("pause",)),
    **dict.fromkeys(("start", "enable", "on", "resume", "unpause", "launch", "run"), ("activate", "serve")),
    **dict.fromkeys(("show", "view", "describe", "info", "inspect", "details"), ("get", "show", "status")),
    **dict.fromkeys(("get", "find"), ("show", "status", "list")),
    **dict.fromkeys(("ls", "all", "index", "search", "export"), ("list", "status")),
    **dict.fromkeys(("add", "upload"), ("add-records", "create")),
    **dict.fromkeys(("new", "make", "import"), ("create",)),
    **dict.fromkeys(("edit", "set", "change", "modify", "patch"), ("update", "set")),
    **dict.fromkeys(("copy", "cp", "duplicate"), ("clone",)),
    **dict.fromkeys(("stats", "report", "insights", "metrics", "performance", "results"), ("analytics",)),
    **dict.fromkeys(("set-budget", "daily-budget"), ("set-daily-budget",)),
    **dict.fromkeys(("adgroups", "ad-groups", "list-ad-groups"), ("list-adgroups",)),
    **dict.fromkeys(("switch", "select", "choose"), ("use",)),
    **dict.fromkeys(("continue", "retry"), ("resume",)),
    "ads": ("list-ads",),
    "rename": ("update",),
    "renew": ("refresh",),
    "save": ("download",),
    "sign-in": ("login",),
    "signin": ("login",),
    "sign-out": ("logout",),
}
"""Commands of groups, by the wrong word; the first that the group has."""

ROOT: Mapping[str, tuple[str, ...]] = {
    **{name: (f"{name}s",) for name in ("account", "ad", "audience", "campaign", "keyword", "profile")},
    **dict.fromkeys(("ad-groups", "ad_groups", "adgroup", "ad-group", "adsets", "adset", "ad-sets"), ("adgroups",)),
    **dict.fromkeys(("customers", "lists", "customer-list", "customer_lists", "customerlists"), ("customer-lists",)),
    **dict.fromkeys(("stats", "analytics", "insights", "performance", "results", "dashboard"), ("overview",)),
    **dict.fromkeys(("history", "log", "logs", "runs"), ("journal list",)),
    **dict.fromkeys(("revert", "rollback", "restore"), ("undo",)),
    **dict.fromkeys(("whoami", "where", "info"), ("status",)),
    **dict.fromkeys(("config", "configure", "settings"), ("profiles show",)),
    **dict.fromkeys(("signin", "login"), ("auth login",)),
    **dict.fromkeys(("signout", "logout"), ("auth logout",)),
    **dict.fromkeys(("curl", "request", "call"), ("api",)),
    **dict.fromkeys(("fields", "columns"), ("schema",)),
    **dict.fromkeys(("ping", "diagnose", "verify"), ("doctor",)),
    "budget": ("campaigns budget",),
    "clone": ("campaigns clone",),
    "continue": ("journal resume",),
    "report": ("reports",),
    "resume": ("journal resume",),
    "segments": ("audiences",),
    "token": ("auth token",),
    "version": ("--version",),
}
"""What follows ``pinads``, by the wrong word; the first whose command exists."""

_FORMATS = ("json", "jsonl", "csv", "tsv", "yaml", "table", "markdown", "ids", "xlsx")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    **{f"--{name}": (f"-o {name}",) for name in _FORMATS},
    **dict.fromkeys(("--format", "--out", "--output-format", "--out-format"), ("-o",)),
    **dict.fromkeys(("--force", "-f", "-y", "--confirm", "--no-confirm", "--assume-yes"), ("--yes",)),
    "--non-interactive": ("--no-input",),
    **dict.fromkeys(("--dryrun", "--dry", "--simulate", "--preview", "--what-if", "--check"), ("--dry-run",)),
    **dict.fromkeys(("--budget", "--daily-budget", "--spend-cap"), ("--daily-budget", "--budget")),
    **dict.fromkeys(("--total-budget", "--lifetime-budget"), ("--lifetime-budget", "--budget")),
    **dict.fromkeys(("--max-bid", "--max-cpc"), ("--bid",)),
    **dict.fromkeys(("--campaign", "--campaign-id", "--campaigns"), ("--campaign", "--campaign-id")),
    **dict.fromkeys(("--adgroup", "--ad-group", "--ad-group-id", "--adgroup-id", "--ad-groups"), ("--adgroup", "--ad-group-id")),
    **dict.fromkeys(("--ad-id", "--ads"), ("--ad",)),
    **dict.fromkeys(("--id", "--ids"), ("",)),
    **dict.fromkeys(("--account-id", "--ad-account", "--ad-account-id"), ("--account",)),
    **dict.fromkeys(("--columns", "--select", "--field", "--cols"), ("--fields",)),
    **dict.fromkeys(("--where", "--grep"), ("--filter",)),
    **dict.fromkeys(("--sort-by", "--order-by", "--orderby"), ("--sort",)),
    **dict.fromkeys(("--jq", "--jmespath"), ("--query",)),
    **dict.fromkeys(("--max", "--top", "--count", "-n", "--max-results", "--head"), ("--limit",)),
    **dict.fromkeys(("--input", "--input-file", "--from-file", "--in", "-i"), ("--file",)),
    **dict.fromkeys(("--from", "--since", "--start-date"), ("--start", "--since")),
    **dict.fromkeys(("--until", "--end-date"), ("--end",)),
    **dict.fromkeys(("--active", "--enabled"), ("--status ACTIVE",)),
    **dict.fromkeys(("--paused", "--disabled"), ("--status PAUSED",)),
    **dict.fromkeys(("--state",), ("--status",)),
    **dict.fromkeys(("--title", "--rename", "--new-name"), ("--name",)),
    **dict.fromkeys(("--start-at", "--begin"), ("--start-time",)),
    **dict.fromkeys(("--objective",), ("--objective-type",)),
    **dict.fromkeys(("--skip-errors", "--continue-on-error", "--ignore-errors", "--keep-going"), ("--skip-failed",)),
    **dict.fromkeys(("--no-colour", "--no-ansi"), ("--no-color",)),
    **dict.fromkeys(("--threads", "--jobs", "--parallel", "-j"), ("--concurrency",)),
}
"""Options, by the wrong word: the first that the command has; empty where nothing takes its place."""

LISTING_OPTIONS: Mapping[str, tuple[str, ...]] = dict.fromkeys(("--all", "-a", "--include-archived", "--archived"), ("--status all", ""))
"""The same for listings, where these words have another meaning than for writes."""

REASONS: Mapping[str, str] = {
    "archive": "Pinterest deletes nothing. Archiving is final",
    "--daily-budget": "The budget of a campaign is --daily-budget or --lifetime-budget",
    "--status all": "Listings are complete; --status all adds archived entities",
}
"""What a person should know about the right word."""

_VERBS = ("list", "get", "create", "update", "pause", "activate", "archive")
_NO_COMMAND = re.compile(r"No such command '(.*?)'\.")
_RENAMED = 2


class Instead(NamedTuple):
    """The command that a person meant, to paste, and why it is that one; the reason may be empty."""

    command: str
    reason: str


def instead_of(error: Any, words: Sequence[str]) -> Instead | None:
    """Find the command that was meant by one that does not exist, or that has no such option.

    Args:
        error: the usage error.
        words: the command line.
    """
    context = getattr(error, "ctx", None)
    if context is None:
        return None
    typed = list(words) if redacted_argv(words) == list(words) and "auth" not in words else []  # A secret is not repeated.
    path = context.command_path.split()[1:]
    unknown = _NO_COMMAND.match(error.format_message())
    if unknown is not None:
        rest = typed[typed.index(unknown[1]) + 1 :] if unknown[1] in typed else []
        return _of_command(context, path, unknown[1], rest)
    wrong = getattr(error, "option_name", None)
    if wrong is None or not hasattr(error, "possibilities"):
        return None
    rest = typed[len(path) :] if typed[: len(path)] == path else [wrong]
    return _of_options(context.command, path, rest, wrong)


def _of_command(context: Any, path: Sequence[str], wrong: str, rest: Sequence[str]) -> Instead | None:
    group = context.command
    if path:
        right = _first(COMMANDS.get(wrong, ()), group.entries)
        if right is not None:
            return _whole(group, path, wrong, right, rest)
        root = context.find_root().command
        is_command = wrong in root.entries and not hasattr(root.load(wrong), "entries")  # pinads journal undo 5
        return Instead(_line([wrong, *rest]), "") if is_command else None
    noun = rest[0] if rest else ""
    for name in (noun, *ROOT.get(noun, ())):
        if name in group.entries and hasattr(loaded := group.load(name), "entries"):  # pinads list campaigns
            verb = wrong if wrong in loaded.entries else _first(COMMANDS.get(wrong, ()), loaded.entries)
            return None if verb is None else _whole(loaded, [name], wrong, verb, rest[1:])
    right = _first(ROOT.get(wrong, ()), {*group.entries, "--version"})
    if right is not None:
        return Instead(_line([*right.split(), *rest]), REASONS.get(right, ""))
    verb = wrong if wrong in _VERBS else _first(COMMANDS.get(wrong, ()), _VERBS)
    return None if verb is None else _whole(group.load("campaigns"), ["campaigns"], wrong, verb, rest)


def _whole(group: Any, path: Sequence[str], wrong: str, right: str, rest: Sequence[str]) -> Instead:
    """Write a command with the words that followed the wrong one; the new name of an entity becomes an option."""
    if wrong == "rename":
        named = len(rest) == _RENAMED and not any(word.startswith("-") for word in rest)
        rest = [rest[0], "--name", rest[1]] if named else ["ID", "--name", "NAME"]
    command = group.load(right)
    return Instead(_line([*path, right, *_corrected(command, rest)]), REASONS.get(right, ""))


def _of_options(command: Any, path: Sequence[str], rest: Sequence[str], wrong: str) -> Instead | None:
    path, rest = list(path), list(rest)
    while hasattr(command, "entries"):  # pinads --json campaigns list
        name = next((word for word in rest if word in command.entries), None)
        if name is None:
            return None
        rest.remove(name)
        path.append(name)
        command = command.load(name)
    right = _right_option(wrong, _options_of(command))
    return None if right is None else Instead(_line([*path, *_corrected(command, rest)]), REASONS.get(right, ""))


def _corrected(command: Any, words: Sequence[str]) -> Iterator[str]:
    """Replace the wrong options among the words of a command."""
    known = _options_of(command)
    for word in words:
        name, equals, value = word.partition("=")
        right = None if name in known else _right_option(name, known)
        if right is None:
            yield word
        else:
            yield from right.split()
            yield from [value] if equals else []


def _options_of(command: Any) -> set[str]:
    return {flag for item in command.params for flag in (*item.opts, *item.secondary_opts)}


def _right_option(wrong: str, known: set[str]) -> str | None:
    return _first((LISTING_OPTIONS.get(wrong, ()) if "--bookmark" in known else ()) or OPTIONS.get(wrong, ()), known)


def _first(candidates: Sequence[str], known: Collection[str]) -> str | None:
    """Return the first candidate that begins with a known word, or is empty."""
    return next((text for text in candidates if not text or text.split()[0] in known), None)


def _line(words: Sequence[str]) -> str:
    return " ".join(["pinads", *(word if word in ("ID", "NAME") else quoted(word) for word in words)])
