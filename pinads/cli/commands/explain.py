"""pinads explain CODE: the meaning of an API code or an exit code, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.cli.output.exit_codes import MEANINGS, ExitCode
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import nearest
from pinads.services.error_codes import API_CODES
from pinads.services.results import Value

ADVICE = {
    ExitCode.DONE: "",
    ExitCode.REFUSED: "Read the message; pinads explain CODE explains the API's code.",
    ExitCode.USAGE: "Fix the option, row or field named in the message.",
    ExitCode.CREDENTIALS: "Run pinads doctor to find the problem, then pinads auth login, or set PINADS_ACCESS_TOKEN.",
    ExitCode.NOT_FOUND: "Check the id and the ad account; archived entities are found by id too.",
    ExitCode.PARTIAL: "Save the rows with --failed-out FILE, fix them, and write them with --file FILE.",
    ExitCode.NETWORK: "Try again; after a create, list the entities first, since it may have taken effect.",
    ExitCode.RATE_LIMIT: "Wait, or allow a longer wait with --max-wait.",
    ExitCode.POLICY: "The message names the rule and its file, config.toml or .pinads.toml. --yes does not override it.",
    ExitCode.CHECK_FOUND: "The findings are on standard output, one a row; nothing failed.",
    ExitCode.INTERRUPTED: "Requests that were sent may have taken effect; pinads journal list shows the run.",
}
COLUMNS = ("kind", "code", "meaning", "advice")


Code = Annotated[list[str] | None, argument("[exit] [CODE]", "An API code, 'exit', or 'exit CODE'.", ("exit", *map(str, API_CODES)))]


def explain(context: InContext, code: Code = None) -> Value:
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
    if len(words) > 1 or (words and not (words[0].isdecimal() and len(words[0]) < 18)):
        near = nearest(words[0], ("exit", "api")) if len(words) == 1 else ""
        raise InvalidInput(f"expected a code, 'exit', or 'exit CODE'{near}", "CODE")
    found = [row for row in rows if not words or row["code"] == int(words[0])]
    if not found:
        raise InvalidInput(f"pinads has no explanation of code {words[0]}; see the API's message", "CODE")
    return Value(found, COLUMNS, "code", text="\n\n".join(map(_prose, found)))


def _prose(row: Mapping[str, Any]) -> str:
    title = f"{'exit code' if row['kind'] == 'exit' else 'API code'} {row['code']}: {row['meaning']}"
    return title + (f"\n  {row['advice']}" if row["advice"] else "")


def _row(kind: str, code: int, meaning: str, advice: str) -> dict[str, str | int]:
    return {"kind": kind, "code": code, "meaning": meaning, "advice": advice}


load = partial(built, explain)
