"""pinads explain CODE: what an API code or an exit code means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pinads.cli.exit_codes import MEANINGS, ExitCode
from pinads.cli.groups import built
from pinads.cli.panels import argument
from pinads.cli.results import Value
from pinads.cli.session import Session
from pinads.sdk.checks import nearest
from pinads.sdk.errors import InvalidInput


class ApiCode(NamedTuple):
    """What one of the API's own codes means."""

    meaning: str
    advice: str


API_CODES = {
    1: ApiCode("Bad parameters: a value in the request is wrong.", "Read the message; pinads schema RESOURCE shows what is allowed."),
    2: ApiCode(
        "Authentication failed: the access token is invalid, revoked or expired.",
        "pinads auth refresh renews it, pinads auth login gets a new one.",
    ),
    3: ApiCode("The access token is good, but lacks a scope.", "pinads auth login --scopes ads:read,ads:write"),
    8: ApiCode("The quota is spent; for trial apps that is 1000 requests a day.", "Wait until it is renewed; sooner tries fail too."),
    12: ApiCode("Something went wrong at Pinterest; usually it passes.", "Try again; for a create, look first whether it took effect."),
    29: ApiCode(
        "Forbidden: no access to this ad account, or the app has trial access only.", "Ask the owner for a role in Business Access."
    ),
    50: ApiCode("Not found: there is no such entity in this ad account.", "Check the id and --account."),
    2384: ApiCode("The campaign needs a budget.", "Give --daily-spend-cap or --lifetime-spend-cap."),
}
ADVICE = {
    ExitCode.DONE: "",
    ExitCode.REFUSED: "Read the message; pinads explain CODE tells more of the API's code.",
    ExitCode.USAGE: "Mend the option, row or field that the message names.",
    ExitCode.CREDENTIALS: "pinads doctor says what is wrong; pinads auth login or PINADS_ACCESS_TOKEN mends it.",
    ExitCode.NOT_FOUND: "Check the id and the ad account; archived entities are found by id too.",
    ExitCode.PARTIAL: "Save the rows with --failed-out FILE, mend them, and feed them back with --file FILE.",
    ExitCode.NETWORK: "Try again; after a create, look first whether it took effect.",
    ExitCode.RATE_LIMIT: "Wait, or allow a longer pause with --max-wait.",
    ExitCode.POLICY: "The message names the rule and where it stands: config.toml or a .pinads.toml. --yes does not change it.",
    ExitCode.INTERRUPTED: "What was done before stays done; list the entities to see it.",
}
COLUMNS = ("kind", "code", "meaning", "advice")


def _codes() -> tuple[str, ...]:
    return ("exit", *map(str, API_CODES))


Code = Annotated[list[str] | None, argument("[exit] [CODE]", "An API code, 'exit', or 'exit CODE'.", _codes)]


def explain(session: Session, code: Code = None) -> Value:
    """Explain an API code or an exit code; without one, list them all.

    Examples:
        pinads explain 2384
        pinads explain exit 5
    """
    words = [word.lower() for word in code or []]
    exits = [_row("exit", int(item), MEANINGS[item], ADVICE[item]) for item in ExitCode]
    codes = [_row("api", number, item.meaning, item.advice) for number, item in API_CODES.items()]
    if words[:1] in (["exit"], ["api"]):
        rows = exits if words[0] == "exit" else codes
        words = words[1:]
    else:
        rows = codes + exits
    if len(words) > 1 or (words and not words[0].isdecimal()):
        near = nearest(words[0], ("exit", "api")) if len(words) == 1 else ""
        raise InvalidInput(f"expected a code, 'exit', or 'exit CODE'{near}", "CODE")
    found = [row for row in rows if not words or row["code"] == int(words[0])]
    if not found:
        raise InvalidInput(f"code {words[0]} is not known to pinads: the API's message is all there is", "CODE")
    return Value(found, COLUMNS, "code", text="\n\n".join(map(_prose, found)))


def _prose(row: Mapping[str, Any]) -> str:
    title = f"{'exit code' if row['kind'] == 'exit' else 'API code'} {row['code']}: {row['meaning']}"
    return title + (f"\n  {row['advice']}" if row["advice"] else "")


def _row(kind: str, code: int, meaning: str, advice: str) -> dict[str, str | int]:
    return {"kind": kind, "code": code, "meaning": meaning, "advice": advice}


def load() -> Any:
    """The command."""
    return built(explain)
