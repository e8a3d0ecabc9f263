"""A person at a browser, as a program: ``BROWSER='python browser.py DOING %s &'`` opens the page and does what it is told.

DOING is allow, deny, forge (come back with another state), wrong (come back with a code that is none), or never.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener


class Staying(HTTPRedirectHandler):
    """Shows where a redirect leads, and does not follow it."""

    def redirect_request(self, *args: object) -> None:
        return None


def pressed(url: str, decision: str) -> str:
    """Press a button on the page at a URL; answers where that leads."""
    opener = build_opener(ProxyHandler({}), Staying())
    with opener.open(url, timeout=60) as answer:
        page = answer.read().decode()
    fields = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)}
    parts = urlsplit(url)
    try:
        opener.open(f"{parts.scheme}://{parts.netloc}{parts.path}", urlencode({**fields, "decision": decision}).encode(), timeout=60)
    except HTTPError as redirect:
        with redirect:
            return str(redirect.headers["Location"])
    raise AssertionError("the page did not lead anywhere")


def visit(url: str) -> str:
    """What a page says."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=60) as answer:
            return str(answer.read().decode())
    except HTTPError as refused:
        with refused:
            return str(refused.read().decode())


def changed(url: str, **query: str) -> str:
    """A URL with other parameters."""
    parts = urlsplit(url)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **query})).geturl()


def main(doing: str, url: str) -> None:
    if doing == "never":
        return
    target = pressed(url, "deny" if doing == "deny" else "allow")
    visit(changed(target, **{"forge": {"state": "TEST_forged"}, "wrong": {"code": "TEST_used"}}.get(doing, {})))


if __name__ == "__main__":
    main(*sys.argv[1:])
