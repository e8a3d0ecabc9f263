"""Login page, on which a user authorises an app: GET shows it, POST redirects the browser to the app."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from html import escape
from urllib.parse import urlencode, urlsplit

from pinads.emulator.auth.grants import Grants
from pinads.emulator.auth.scopes import read_scopes
from pinads.emulator.messages import BAD_PARAMETERS, Refused, Request, Response, bad
from pinads.emulator.requests.body import read_form
from pinads.emulator.requests.query import Pairs, pairs_of
from pinads.sdk.http.base_url import LOOPBACK

PARAMETERS = ("client_id", "redirect_uri", "response_type", "scope", "state")
# Characters of a URL (RFC 3986). No line ends, since the URL is sent in a header.
_URL = re.compile(r"[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+")
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    # Not no-referrer: browsers would send the page's own form with origin null.
    "Referrer-Policy": "same-origin",
    # No form-action: it would block the redirect to the app.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - pinads emulator</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 12vh auto; max-width: 28rem; padding: 0 1rem; overflow-wrap: anywhere; }}
button {{ font: inherit; padding: .5rem 1.5rem; margin-right: .5rem; border: 1px solid #888; border-radius: 2rem; cursor: pointer; }}
button[value=allow] {{ background: #b3001b; border-color: #b3001b; color: #fff; }}
small {{ opacity: .75; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
<p><small>This is the pinads emulator: no Pinterest account is behind it.</small></p>
</body>
</html>
"""
_QUESTION = """<p>The app <strong>{app}</strong> requests:</p>
<ul>
{scopes}
</ul>
<form method="post" action="{action}">
{fields}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<p><small>Either button redirects to {redirect}</small></p>"""


def respond(grants: Grants, request: Request, headers: dict[str, str], now: float, hosts: Collection[str] = ()) -> Response:
    """Show the page, or redirect with the user's decision.

    An invalid request returns a page with the reason, and no redirect.

    Args:
        grants: issues the code.
        request: the request, with its query (GET) or form (POST).
        headers: the request's headers, with names in lower case.
        now: seconds since 1970.
        hosts: host names under which the page is served, besides those of this machine.
    """
    try:
        _check_host(headers.get("host"), hosts)
        if request.method == "GET":
            return _page(200, "Let this app in?", _question(_AuthorizeRequest(pairs_of(request.query)), request.path))
        _check_origin(headers)
        form = read_form(headers, request.body)
        location = _redirect(grants, _AuthorizeRequest(list(form.items())), form.get("decision"), now)
        return Response(302, {**_HEADERS, "Location": location}, b"")
    except Refused as refused:
        return _page(refused.status, "This link does not work", f"<p>{escape(refused.message)}</p>")


def _check_host(host: str | None, hosts: Collection[str]) -> None:
    """Refuse unknown host names, against DNS rebinding; addresses pass, and requests in process have no host."""
    if host is None:
        return
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if name in (*LOOPBACK, *hosts):
        return
    try:
        ipaddress.ip_address(name)
    except ValueError:
        reason = "This page is not served under that host. Open it as localhost, or by the server's IP address"
        raise Refused(403, BAD_PARAMETERS, reason) from None


def _check_origin(headers: dict[str, str]) -> None:
    """Refuse a form that another site's page sends; programs other than browsers send no origin."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
    same = origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower() != ""
    if not same or site not in ("same-origin", "none"):
        raise Refused(403, BAD_PARAMETERS, "This form came from another site's page. Press the button on the emulator's own page")


class _AuthorizeRequest:
    """An app's authorisation request.

    Raises:
        Refused: a parameter is missing or invalid.
    """

    def __init__(self, pairs: Pairs) -> None:
        given = [(name, text) for name, text in pairs if name in PARAMETERS and text]
        self.parameters = dict(given)
        if len(given) > len(self.parameters):
            raise bad("Invalid request: a parameter is repeated")
        for name, text in given:
            if not text.isprintable():
                raise bad(f"Invalid {name}: it has characters that cannot be printed")
        self.app = self._required("client_id")
        if ":" in self.app:
            raise bad("Invalid client_id: it has a colon, which the token endpoint's Basic credentials cannot have")
        self.redirect_uri = _absolute(self._required("redirect_uri"))
        if self._required("response_type") != "code":
            raise bad("Invalid response_type: expected code")
        self.scopes = read_scopes(self._required("scope"))

    def _required(self, name: str) -> str:
        if name not in self.parameters:
            raise bad(f"{name} is missing")
        return self.parameters[name]


def _absolute(url: str) -> str:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not _URL.fullmatch(url):
        raise bad("Invalid redirect_uri: expected an absolute URL, such as http://localhost:8085/, without a fragment")
    return url


def _redirect(grants: Grants, wanted: _AuthorizeRequest, decision: str | None, now: float) -> str:
    """Build the URL that takes the decision to the app."""
    if decision not in ("allow", "deny"):
        raise bad("Invalid decision: expected allow or deny")
    parameters = {"error": "access_denied"}
    if decision == "allow":
        parameters = {"code": grants.authorise(wanted.app, wanted.redirect_uri, wanted.scopes, now)}
    if "state" in wanted.parameters:
        parameters["state"] = wanted.parameters["state"]
    url = wanted.redirect_uri
    joint = "?" if "?" not in url else "" if url.endswith(("?", "&")) else "&"
    return url + joint + urlencode(parameters)


def _question(wanted: _AuthorizeRequest, path: str) -> str:
    fields = (f'<input type="hidden" name="{name}" value="{escape(text)}">' for name, text in wanted.parameters.items())
    return _QUESTION.format(
        # Relative, since the part of the path before /oauth is not known here.
        action="./" if path.endswith("/") else "oauth",
        app=escape(wanted.app),
        scopes="\n".join(f"<li>{scope}</li>" for scope in wanted.scopes),
        fields="\n".join(fields),
        redirect=escape(wanted.redirect_uri.partition("?")[0]),
    )


def _page(status: int, title: str, body: str) -> Response:
    return Response(status, _HEADERS, _PAGE.format(title=title, body=body).encode())
