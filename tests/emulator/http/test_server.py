import http.client
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from pinads.emulator import Emulator, Faults, Server
from tests.emulator.conftest import TOKEN, USD
from tests.support.each import each


@pytest.fixture
def server(sample):
    with Server(sample.emulator) as server:
        yield server


@pytest.fixture
def connection(server):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:
        yield connection


def get(connection, path, headers=TOKEN, method="GET", body=None):
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    return response, response.read()


def talk(server, data):
    """Send raw bytes, and return all that the server sends until it closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as connection:
        connection.sendall(data)
        return connection.makefile("rb").read()


def status_and_error(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/json" in head
    error = json.loads(body)
    assert set(error) == {"code", "message"}
    return int(head.split()[1])


def test_paths_with_and_without_the_version(server, connection):
    assert server.url == f"http://127.0.0.1:{server.port}/v5"
    for path in ("/v5/ad_accounts", "/ad_accounts", "/v5/v5/ad_accounts", f"http://127.0.0.1:{server.port}/v5/ad_accounts"):
        response, body = get(connection, path)
        assert response.status == 200
        assert json.loads(body)["items"][0]["id"] == USD


def test_a_connection_is_kept_for_the_next_request(connection):
    get(connection, "/v5/ad_accounts")
    local = connection.sock.getsockname()
    for method, path, status in (("GET", "/v5/nowhere", 404), ("DELETE", "/v5/ad_accounts", 405), ("POST", "/v5/ad_accounts", 400)):
        response, body = get(connection, path, method=method, body=b"[")
        assert (response.status, set(json.loads(body))) == (status, {"code", "message"})
    assert get(connection, "/v5/ad_accounts")[0].status == 200
    assert connection.sock.getsockname() == local


def test_head_has_no_body(connection):
    response, body = get(connection, "/v5/ad_accounts", method="HEAD")
    assert (response.status, response.headers["Allow"], body) == (405, "GET, POST", b"")
    assert get(connection, "/v5/ad_accounts")[0].status == 200


def test_a_method_that_nobody_knows(connection):
    response, body = get(connection, "/v5/ad_accounts", method="FROBNICATE")
    assert response.status == 405
    assert "FROBNICATE" in json.loads(body)["message"]


@each(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET /v5/ad_accounts HTTP/9.9\r\n\r\n", 400),
        (b"GET /v5/ad_accounts HTTP/x\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /v5/ad_accounts HTTP/1.1\r\n" + b"X-Many: 1\r\n" * 200 + b"\r\n", 431),
        (b"GET /v5/ad_accounts HTTP/1.1\r\nX-Long: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nabc", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n", 413),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"a: b\r\n" * 101, 400),
        (b"GET /v5/ad_accounts\r\n", 400),
        (b"GET http://[::1/v5/ad_accounts HTTP/1.1\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\n\r\n", 411),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
        (b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: 33554433\r\n\r\n", 413),
    ],
)
def test_requests_that_are_no_good_get_json_too(server, data, status):
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        assert status_and_error(connection.makefile("rb").read()) == status


def test_a_body_may_come_in_chunks(connection):
    account = json.dumps({"name": "In chunks", "country": "US", "owner_user_id": "1"}).encode()
    for chunks in ([account], [account[:5], account[5:6], account[6:]]):
        connection.request("POST", "/v5/ad_accounts", iter(chunks), {**TOKEN, "Content-Type": "application/json"}, encode_chunked=True)
        response = connection.getresponse()
        assert json.loads(response.read())["name"] == "In chunks"
        assert response.status == 200


def test_chunks_may_have_extensions_and_trailers(server):
    head = b"POST /v5/ad_accounts HTTP/1.1\r\nAuthorization: Bearer pina_TEST\r\nContent-Type: application/json\r\n"
    chunks = b'A;a=b\r\n{"name":"C\r\n6 ; c\r\nhunk"}\r\n0\r\nX-Sum: 1\r\n\r\n'
    answer = talk(server, head + b"Transfer-Encoding: Chunked\r\nConnection: close\r\n\r\n" + chunks)
    assert b"HTTP/1.1 200 OK" in answer
    assert b'"name":"Chunk"' in answer


def test_empty_lines_before_a_request_are_skipped(server):
    get_and_close = b"GET /v5/ad_accounts HTTP/1.1\r\nAuthorization: Bearer pina_TEST\r\nConnection: close\r\n\r\n"
    assert talk(server, b"\r\n\r\n" + get_and_close).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(("asked", "answered"), [(b"Connection: keep-alive\r\n", "keep-alive"), (b"", "close")])
def test_an_http_1_0_client_is_told_whether_the_connection_stays_open(server, asked, answered):
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as raw:
        raw.sendall(b"GET /v5/ad_accounts HTTP/1.0\r\nAuthorization: Bearer pina_TEST\r\n" + asked + b"\r\n")
        with closing(http.client.HTTPResponse(raw)) as response:
            response.begin()
            assert (response.status, response.headers["Connection"]) == (200, answered)


def test_a_body_that_is_too_large_is_answered_while_it_is_sent(connection):
    response, body = get(connection, "/v5/ad_accounts", method="POST", body=b"x" * (33 * 1024 * 1024))
    assert response.status == 413
    assert json.loads(body)["message"]


def test_a_body_that_ends_too_early(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as connection:
        connection.sendall(b"POST /v5/ad_accounts HTTP/1.1\r\nContent-Length: 100\r\n\r\n{}")
        connection.shutdown(socket.SHUT_WR)
        assert status_and_error(connection.makefile("rb").read()) == 400


def test_requests_in_one_packet_are_answered_in_order(server):
    request = b"GET /v5/%s HTTP/1.1\r\nAuthorization: Bearer x\r\nHost: x\r\n%s\r\n"
    answer = talk(server, request % (b"ad_accounts", b"") + request % (b"nowhere", b"Connection: close\r\n"))
    assert answer.count(b"HTTP/1.1 ") == 2
    assert answer.index(b"HTTP/1.1 200") < answer.index(b"HTTP/1.1 404")


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_dropped_connection(sample, connection, fault):
    sample.emulator.faults = Faults.script([fault])
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        get(connection, "/v5/ad_accounts")


def test_a_cut_body_has_the_length_of_the_whole(sample, connection):
    sample.emulator.faults = Faults.script(["truncate"])
    connection.request("GET", "/v5/ad_accounts", headers=TOKEN)
    with pytest.raises(http.client.IncompleteRead):
        connection.getresponse().read()


@pytest.mark.slow
def test_many_clients_at_once(sample, server):
    def work(number):
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
            body = json.dumps([{"ad_account_id": USD, "name": f"client {number}", "objective_type": "CONSIDERATION"}])
            created = get(connection, f"/v5/ad_accounts/{USD}/campaigns", method="POST", body=body)[1]
            identity = json.loads(created)["items"][0]["data"]["id"]
            return json.loads(get(connection, f"/v5/ad_accounts/{USD}/campaigns/{identity}")[1])["name"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(40))) == [f"client {number}" for number in range(40)]


def test_after_shutdown_nothing_is_served_any_more(sample):
    with Server(sample.emulator) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        get(connection, "/v5/ad_accounts")
    with closing(connection), pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        get(connection, "/v5/ad_accounts")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1)


def test_serving_in_the_foreground_ends_on_shutdown(sample):
    server = Server(sample.emulator)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:
        assert get(connection, "/v5/ad_accounts")[0].status == 200
    server.shutdown()
    thread.join(120)
    assert not thread.is_alive()


def test_one_that_never_served_can_be_shut_down(sample):
    Server(sample.emulator).shutdown()


def test_it_listens_on_this_machine_only(server):
    assert server.url.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken():
    with Server(Emulator(None)) as first, pytest.raises(OSError, match=f"127.0.0.1:{first.port}"):
        Server(Emulator(None), port=first.port)
