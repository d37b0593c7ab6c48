"""No test talks to another machine: only unix sockets, the loopback, and servers named on purpose."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit


class OutsideConnectionError(RuntimeError):
    """Not an OSError, so that code with a retry does not take it for a failing network."""


def allow_only_this_machine(*addresses: str) -> None:
    """Guard Python's sockets from here on; the hosts in the given URLs stay reachable."""
    allowed = {urlsplit(address).hostname for address in addresses} | {
        "localhost",
        "",
        None,
        socket.gethostname(),
    }

    def refuse_elsewhere(host: Any) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in allowed and not is_loopback(name):
            raise OutsideConnectionError(f"tests may not reach {name}")

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                refuse_elsewhere(address[0])
            return original(self, address)

        return connect

    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse_elsewhere(host)
        return resolve(host, *arguments, **options)

    socket.socket.connect = guarded(socket.socket.connect)  # type: ignore[method-assign]  # the guard is the point
    socket.socket.connect_ex = guarded(socket.socket.connect_ex)  # type: ignore[method-assign]  # the guard is the point
    socket.getaddrinfo = getaddrinfo


def is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
