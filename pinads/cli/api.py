"""pinads api METHOD PATH: any operation of the API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from pinads.cli.bundles import Bundle
from pinads.cli.dry_run import without_people
from pinads.cli.failures import PartialFailure
from pinads.cli.groups import built
from pinads.cli.options import DryRunOption
from pinads.cli.panels import FIELDS, OUTPUT, argument, option
from pinads.cli.results import Plan, Value
from pinads.cli.session import Session
from pinads.cli.values import at_file, parse_json
from pinads.sdk.errors import InvalidInput
from pinads.sdk.operations import Operation
from pinads.sdk.paging import pages

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


class Parameters(Bundle):
    """What goes into the query of a GET, and into the body of anything else."""

    text: Annotated[
        list[str] | None, option("-f", help="A parameter; may be given again for a list.", metavar="KEY=VALUE", panel=FIELDS)
    ] = None
    typed: Annotated[
        list[str] | None, option("-F", help="A parameter whose value is JSON, or @FILE.", metavar="KEY=JSON", panel=FIELDS)
    ] = None
    input: Annotated[str | None, option("--input", help="The body from a file; - is standard input.", metavar="FILE", panel=FIELDS)] = None


Method = Annotated[str, argument("METHOD", f"One of {', '.join(METHODS)}.", METHODS)]
Path = Annotated[str, argument("PATH", "Below the base URL; {account} stands for the ad account.")]
Paginate = Annotated[bool, option("--paginate", help="Follow the bookmarks of a listing; one array of all items.", panel=OUTPUT)]
Query = Annotated[str | None, option("--query", help="A JMESPath expression on the answer.", metavar="EXPR", panel=OUTPUT)]


def api(
    session: Session,
    method: Method,
    path: Path,
    parameters: Parameters,
    paginate: Paginate = False,
    dry_run: DryRunOption = False,
    query: Query = None,
) -> Value | Plan:
    """Call any operation of the API with pinads' auth, retries, paging and output.

    A GET, and a PUT, are sent again where they fail; everything else is sent once. What may change something is in the journal,
    without its body.

    Examples:
        pinads api GET '/ad_accounts/{account}/campaigns' -f page_size=10
        pinads api GET '/ad_accounts/{account}/ads' --paginate --query '[].id'
            -o json
    """
    operation = _operation(method)
    path = _path(session, path)
    given = _given(parameters)
    in_query = operation.method in ("GET", "DELETE")
    body = _body(parameters, given, in_query)
    if paginate and operation.method != "GET":
        raise InvalidInput("--paginate is for GET", "--paginate")
    from pinads.cli.policy import guard_request

    guard_request(session, operation.method, path, given if in_query else None, body)
    if dry_run:
        return Plan([{"method": operation.method, "path": path, "query": given if in_query else {}, "body": without_people(body)}])
    asked = given if in_query else None
    if operation.method != "GET":
        return _written(session, operation, path, asked, body, query)
    answer = list(_items(session, operation, path, given)) if paginate else session.client.request(operation, path, asked, body)
    return Value(_queried(answer, query))


def _written(session: Session, operation: Operation, path: str, asked: dict[str, Any] | None, body: Any, query: str | None) -> Value:
    """The answer of a request that may change something; the journal knows of it before it leaves."""
    from pinads.cli.api_journal import ApiRequest

    request = ApiRequest(session, operation, path, asked, body)
    answer = request.send()
    refusal = _refusal(answer)
    request.told(answer, refusal)
    return Value(_queried(answer, query), error=refusal)


def _refusal(answer: Any) -> PartialFailure | None:
    """The failure that an answer of HTTP 200 tells of, in any of the shapes that the API has for it."""
    if not isinstance(answer, dict):
        return None
    items = answer.get("items")
    refused = [told for item in (items if isinstance(items, list) else [answer]) if (told := _exceptions(item))]
    refused += [error for error in _listed(answer.get("errors") or []) if error]
    if not refused:
        return None
    first = refused[0]
    text = first.get("message") or first.get("error_messages") or first if isinstance(first, dict) else first
    text = "; ".join(map(str, _listed(text)))
    return PartialFailure(f"{len(refused)} refused: {text}", code=first.get("code") if isinstance(first, dict) else None)


def _exceptions(item: Any) -> Any:
    """What an item was refused for: an exception, or the first of a list of them."""
    found = item.get("exceptions") if isinstance(item, dict) else None
    return found[0] if isinstance(found, list) and found else found


def _queried(answer: Any, query: str | None) -> Any:
    from pinads.cli.selecting import queried

    return queried(answer, query) if query else answer


def _operation(method: str) -> Operation:
    method = method.upper()
    if method not in METHODS:
        raise InvalidInput(f"Invalid METHOD {method!r}: choose from {', '.join(METHODS)}", "METHOD", METHODS)
    category = "ads_read" if method == "GET" else "ads_write"
    return Operation(f"api {method}", method, "", category, repeatable=method in ("GET", "PUT"))


def _path(session: Session, path: str) -> str:
    if "://" in path or path.startswith("//"):
        raise InvalidInput("Invalid PATH: it stands below the base URL, such as /ad_accounts/{account}/campaigns", "PATH")
    if "?" in path or "#" in path:
        raise InvalidInput("Invalid PATH: give query parameters with -f KEY=VALUE", "PATH")
    path = "/" + path.lstrip("/")
    if urlsplit(session.client.base_url).path.endswith("/v5"):
        path = "/" + path[1:].removeprefix("v5/")
    for name in re.findall(r"\{([^}]*)\}", path):
        if name not in ("account", "ad_account_id"):
            raise InvalidInput(f"Invalid PATH: put a value in place of {{{name}}}; only {{account}} is known", "PATH")
        path = path.replace(f"{{{name}}}", session.account)
    if {".", ".."} & {*path.split("/")}:
        raise InvalidInput("Invalid PATH: it stands below the base URL, without '.' and '..'", "PATH")
    if not re.fullmatch(r"[\w/.~:@!$&'()*+,;=%-]+", path, re.ASCII):
        raise InvalidInput("Invalid PATH: it has characters that a path cannot have", "PATH")
    return path


def _given(parameters: Parameters) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for flag, texts in (("-f", parameters.text), ("-F", parameters.typed)):
        for text in texts or []:
            key, equals, value = text.partition("=")
            if not equals or not key:
                raise InvalidInput(f"Invalid {flag} {text!r}: expected KEY=VALUE", flag)
            read = parse_json(at_file(value, f"{flag} {key}"), f"{flag} {key}") if flag == "-F" else value
            given[key] = [*_listed(given[key]), read] if key in given else read
    return given


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _body(parameters: Parameters, given: dict[str, Any], in_query: bool) -> Any:
    if parameters.input is None:
        return None if in_query else given
    if in_query or given:
        raise InvalidInput("--input is the whole body of a POST, PATCH or PUT: it goes with neither -f nor -F", "--input")
    if parameters.input == "-":
        return parse_json(typer.get_text_stream("stdin").read(), "--input")
    return parse_json(at_file("@" + parameters.input, "--input"), "--input")


def _items(session: Session, operation: Operation, path: str, query: dict[str, Any]) -> Iterator[Any]:
    def fetch(bookmark: str | None) -> tuple[list[Any], str | None]:
        answer = session.client.request(operation, path, {**query, **({"bookmark": bookmark} if bookmark else {})})
        if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
            raise InvalidInput(f"--paginate: the answer is no listing: {json.dumps(answer)[:80]}", "--paginate")
        return answer["items"], answer.get("bookmark")

    for page in pages(fetch, None):
        yield from page


def load() -> Any:
    """The command."""
    return built(api)
