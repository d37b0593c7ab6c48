"""The guard that keeps tests on this machine. It is active in every test run, so also here."""

import socket

import pytest

from tests.plugins.network import OutsideConnectionError, is_loopback


def test_another_machine_is_refused() -> None:
    with socket.socket() as connection, pytest.raises(OutsideConnectionError, match=r"192\.0\.2\.1"):
        connection.connect(("192.0.2.1", 80))


def test_another_name_is_not_resolved() -> None:
    with pytest.raises(OutsideConnectionError, match="example"):
        socket.create_connection(("portaal.example", 443), timeout=1)


def test_the_quiet_way_is_refused_too() -> None:
    with socket.socket() as connection, pytest.raises(OutsideConnectionError):
        connection.connect_ex(("192.0.2.1", 80))


def test_this_machine_is_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=2).close()


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("0.0.0.0", True),  # noqa: S104 - an address to judge, none to bind
        ("10.0.0.1", False),
        ("db", False),
    ],
)
def test_only_loopback_counts_as_here(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected
