"""What never reaches the application is refused in Chinese, by its kind, without an address in the log."""

import socket

import pytest

from tests.serving import Server

TOO_LONG = b"GET /proofs?q=" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
UNREADABLE = {
    "a line too long": (TOO_LONG, b"414"),
    "no request at all": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),
    "a version nobody knows": (b"GET / HTTP/9.9\r\n\r\n", b"400"),
    "a header without a name": (b"GET / HTTP/1.1\r\n: x\r\n\r\n", b"400"),
    "a header too long": (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 90_000 + b"\r\n\r\n", b"431"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory, example_register):
    address, _ = example_register
    if not address.startswith("sqlite"):
        pytest.skip("nothing of this touches the database")
    with Server(address, tmp_path_factory.mktemp("refused"), workers=1) as server:
        yield server


def asked(server, request):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        said = b""
        while part := connection.recv(65_536):
            said += part
    return said


@pytest.mark.parametrize(("request_", "status"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_it_is_refused_in_words_for_people(server, request_, status):
    head, _, page = asked(server, request_).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert "看不懂这个地址" in page.decode("utf-8")
    assert int(head.lower().partition(b"content-length: ")[2].split()[0]) == len(page)
    assert "127.0.0.1" not in server.said.read_text("utf-8").partition("打开")[2].partition("\n")[2]
