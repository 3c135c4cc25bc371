"""Before serving, the port is looked at; the sentence says what to do."""

import socket
from pathlib import Path

import pytest

from app import serve
from app.settings import Settings


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def settings(**changes):
    return Settings(home=Path("var"), secret_key="for tests", database_url="sqlite://", **changes)


def test_a_taken_port_is_refused_with_another_to_try(listening):
    sentence = serve.refusal("127.0.0.1", listening)
    assert f"端口 {listening} 已被占用" in sentence
    assert "PORT=" in sentence and f"PORT={listening} " not in sentence


def test_a_free_port_is_not_refused(listening):
    with socket.create_server(("127.0.0.1", 0)) as soon_free:
        port = soon_free.getsockname()[1]
    assert serve.refusal("127.0.0.1", port) is None


def test_looking_does_not_keep_the_port():
    with socket.create_server(("127.0.0.1", 0)) as soon_free:
        port = soon_free.getsockname()[1]
    assert serve.refusal("127.0.0.1", port) is None
    assert serve.refusal("127.0.0.1", port) is None


@pytest.mark.parametrize("port", [0, -1, 65536, 800000])
def test_a_number_that_is_no_port_is_refused(port):
    assert "PORT" in serve.refusal("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    assert "HOST" in serve.refusal("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "found_at"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
    ],
)
def test_the_address_said_is_one_a_browser_can_open(host, found_at):
    assert serve.address(host, 8000) == found_at


def test_the_server_gets_what_was_set():
    line = serve.command(settings(host="::1", port=8123, workers=3, threads=5))
    assert {"--bind=[::1]:8123", "--workers=3", "--threads=5", "app.wsgi:app"} <= set(line)


def test_gunicorn_itself_believes_no_proxy_and_opens_no_second_socket():
    line = serve.command(settings(trusted_proxies=2))
    assert "--forwarded-allow-ips=" in line and "--no-control-socket" in line


def test_zero_workers_still_serve():
    assert {"--workers=1", "--threads=1"} <= set(serve.command(settings(workers=0, threads=0)))
