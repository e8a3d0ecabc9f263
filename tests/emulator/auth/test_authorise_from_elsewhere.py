"""Requests to the login page from other sites and under other host names are refused."""

import http.client
from contextlib import closing
from urllib.parse import urlencode

import pytest

from pinads.emulator import Server
from tests.emulator.login import ASKED, FORM
from tests.support.each import each

FORM_BODY = urlencode({**ASKED, "decision": "allow"})


@pytest.fixture(scope="module")
def server():
    from pinads.emulator import Emulator

    with Server(Emulator(None)) as server:
        yield server


def answered(server, method, headers):
    """Send a request to the login page, and return its status, Location and text."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        path, body = ("/oauth/?" + urlencode(ASKED), None) if method == "GET" else ("/oauth/", FORM_BODY)
        connection.request(method, path, body, {**(FORM if body else {}), **headers})
        response = connection.getresponse()
        return response.status, response.getheader("Location"), response.read().decode()


def at(server, host):
    return host.replace("PORT", str(server.port))


@pytest.mark.parametrize("host", ["localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT", "192.168.1.20:PORT", "10.0.0.1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_hosts_of_this_machine_and_addresses(server, method, host):
    status, _, _ = answered(server, method, {"Host": at(server, host)})
    assert status == (200 if method == "GET" else 302)


@each("host", ["evil.example:PORT", "localhost.evil.example", "127.0.0.1.evil.example:PORT", "", "[", "2130706433"])
@each("method", ["GET", "POST"])
def test_other_names_are_refused(server, method, host):
    status, location, text = answered(server, method, {"Host": at(server, host)})
    assert (status, location) == (403, None)
    assert "Open it as localhost" in text


@each(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:PORT"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:PORT", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(server, headers):
    status, location, text = answered(server, "POST", {name: at(server, value) for name, value in headers.items()})
    assert (status, location) == (403, None)
    assert "another site" in text


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1:PORT"}, {"Origin": "http://127.0.0.1:PORT", "Sec-Fetch-Site": "same-origin"}]
)
def test_the_page_s_own_form_and_programs(server, headers):
    status, location, _ = answered(server, "POST", {name: at(server, value) for name, value in headers.items()})
    assert status == 302
    assert location.startswith("http://localhost:8085/?code=")


def test_browsers_name_the_origin_of_the_page_s_form(server):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request("GET", "/oauth/?" + urlencode(ASKED))
        # With no-referrer, the origin would be null.
        assert connection.getresponse().getheader("Referrer-Policy") == "same-origin"


def test_the_name_that_it_is_served_under(api):
    with Server(api.emulator, "localhost") as server:
        assert answered(server, "GET", {"Host": f"localhost:{server.port}"})[0] == 200
    assert api.emulator.hosts == {"localhost"}


@pytest.mark.parametrize("host", ["", " "])
def test_an_empty_host_is_not_every_address(api, host):
    with pytest.raises(ValueError, match=r"Invalid host: .*0\.0\.0\.0"):
        Server(api.emulator, host)
