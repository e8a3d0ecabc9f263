"""pinads api METHOD PATH: any operation of the API."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pinads.cli.framework.commands import built
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FIELDS, OUTPUT, argument, option
from pinads.cli.options.common.reading import QueryAnswer
from pinads.cli.options.common.writing import DryRunOption
from pinads.cli.options.global_options import InContext
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.parsers import at_file, parse_json
from pinads.services.raw_request import METHODS, RawRequest, operation_of, path_below, send
from pinads.services.results import Plan, Value


class Parameters(Bundle):
    """The query of a GET, or the body of any other request."""

    text: Annotated[list[str] | None, option("-f", help="A parameter; repeat it for a list.", metavar="KEY=VALUE", panel=FIELDS)] = None
    typed: Annotated[
        list[str] | None, option("-F", help="A parameter whose value is JSON, or @FILE.", metavar="KEY=JSON", panel=FIELDS)
    ] = None
    input: Annotated[str | None, option("--input", help="The body from a file; - is standard input.", metavar="FILE", panel=FIELDS)] = None


Method = Annotated[str, argument("METHOD", f"One of {', '.join(METHODS)}.", METHODS)]
Path = Annotated[str, argument("PATH", "Path below the base URL; {account} is replaced by the ad account.")]
Paginate = Annotated[bool, option("--paginate", help="Follow the bookmarks of a listing and return one array of all items.", panel=OUTPUT)]

_IN_QUERY = ("GET", "DELETE")
"""Methods whose parameters are in the query; they have no body."""


def api(
    context: InContext,
    method: Method,
    path: Path,
    parameters: Parameters,
    paginate: Paginate = False,
    dry_run: DryRunOption = False,
    query: QueryAnswer = None,
) -> Value | Plan:
    """Call any operation of the API with pinads' auth, retries, paging and output.

    GET and PUT are retried; everything else is sent once. Requests that may change something are recorded in the journal, without
    their bodies.

    Examples:
        pinads api GET '/ad_accounts/{account}/campaigns' -f page_size=10
        pinads api GET '/ad_accounts/{account}/ads' --paginate --query '[].id'
            -o json
    """
    operation = operation_of(method)
    path = path_below(context, path)
    given = _given(parameters)
    in_query = operation.method in _IN_QUERY
    body = _body(parameters, given, operation.method)
    if paginate and operation.method != "GET":
        raise InvalidInput("--paginate works with GET only", "--paginate")
    request = RawRequest(operation, path, given if in_query else {}, body)
    return send(context, request, paginate=paginate, dry_run=dry_run, query=query)


def _given(parameters: Parameters) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for flag, texts in (("-f", parameters.text), ("-F", parameters.typed)):
        for text in texts or []:
            key, equals, value = text.partition("=")
            if not equals or not key:
                raise InvalidInput(f"Invalid {flag} {text!r}: expected KEY=VALUE", flag)
            read = parse_json(at_file(value, f"{flag} {key}"), f"{flag} {key}") if flag == "-F" else value
            earlier = given.get(key)
            given[key] = read if key not in given else [*(earlier if isinstance(earlier, list) else [earlier]), read]
    return given


def _body(parameters: Parameters, given: dict[str, Any], method: str) -> Any:
    bodiless = method in _IN_QUERY
    if parameters.input is None:
        return None if bodiless else given
    if bodiless:
        raise InvalidInput(f"--input is a body, and a {method} has no body", "--input")
    if given:
        raise InvalidInput("--input is the whole body of a POST, PATCH or PUT: leave out -f and -F", "--input")
    return parse_json(at_file("@" + parameters.input, "--input"), "--input")


load = partial(built, api)
