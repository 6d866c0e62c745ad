"""Where a site is served is read from three options, and a server knows its own names."""

import errno
import os
import socket

import pytest

from rencana.errors import UsageError
from rencana.site.endpoint import Endpoint, read_endpoint, refused


@pytest.mark.parametrize(
    ("addr", "host", "port", "read"),
    [
        ("", "", 0, Endpoint("127.0.0.1", 8000)),
        ("", "0.0.0.0", 0, Endpoint("0.0.0.0", 8000)),
        ("", "", 9000, Endpoint("127.0.0.1", 9000)),
        ("", "[::1]", 9000, Endpoint("::1", 9000)),
        ("", "::", 0, Endpoint("::", 8000)),
        ("27343", "", 0, Endpoint("127.0.0.1", 27343)),
        (":27343", "", 0, Endpoint("127.0.0.1", 27343)),
        ("kopi.local", "", 0, Endpoint("kopi.local", 8000)),
        ("0.0.0.0:9000", "", 0, Endpoint("0.0.0.0", 9000)),
        ("[::1]:9000", "", 0, Endpoint("::1", 9000)),
        ("[::1]", "", 0, Endpoint("::1", 8000)),
    ],
)
def test_options_say_where(addr: str, host: str, port: int, read: Endpoint) -> None:
    """Host and port have defaults of their own; the option for both takes either, or both."""
    assert read_endpoint(addr, host, port) == read


@pytest.mark.parametrize(
    ("addr", "host"),
    [
        *((addr, "") for addr in ("0", "70000", "a:0", "a:b", "a:1:2", ":", "a:", "::1", "http://a:1", "a/b", "x@a:1")),
        *((addr, "") for addr in ("127.0.0.1:-1", "[::1", "٣٤٥٦:٣")),
        ("", "localhost:9000"),
        ("8000", "localhost"),
    ],
)
def test_what_says_no_place_is_refused(addr: str, host: str) -> None:
    """What is no address, or says the same twice, is refused with what to write."""
    with pytest.raises(UsageError) as error:
        read_endpoint(addr, host, 0)
    assert error.value.help


@pytest.mark.parametrize(
    ("host", "names", "strangers"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1:1", "[::1]:8000"], ["kopi.example", "192.168.1.5", "0.0.0.0", ""]),
        ("::1", ["localhost:8000", "[::1]"], ["[::2]", "kopi.example"]),
        ("Kopi.local", ["kopi.local:8000", "KOPI.LOCAL", "localhost"], ["192.168.1.5", "kopi.local.example"]),
        ("192.168.1.5", ["192.168.1.5:8000"], ["192.168.1.50", "192.168.1.5.example"]),
        ("0.0.0.0", ["192.168.1.5:8000", "[fe80::1]:8000", socket.gethostname()], ["kopi.example", "1.2.3.4.example"]),
        ("::", ["192.168.1.5:8000", f"{socket.gethostname()}.local"], ["kopi.example", "[x]", "[::1"]),
    ],
)
def test_server_answers_to_its_own_names(host: str, names: list[str], strangers: list[str]) -> None:
    """This machine's own names count, the name that was asked for, and any number where all of them are listened to."""
    endpoint = Endpoint(host)
    assert [name for name in names if not endpoint.answers_to(name)] == []
    assert [name for name in strangers if endpoint.answers_to(name)] == []


@pytest.mark.parametrize(
    ("host", "address", "is_open"),
    [
        ("127.0.0.1", "127.0.0.1:8000", False),
        ("127.9.9.9", "127.9.9.9:8000", False),
        ("::1", "[::1]:8000", False),
        ("0.0.0.0", "127.0.0.1:8000", True),
        ("::", "127.0.0.1:8000", True),
        ("kopi.local", "kopi.local:8000", True),
    ],
)
def test_address_can_be_opened_here(host: str, address: str, *, is_open: bool) -> None:
    """The address that is said can be opened on this machine, and a server that others reach is known as such."""
    endpoint = Endpoint(host)
    assert (endpoint.address, endpoint.is_open) == (address, is_open)


@pytest.mark.parametrize(
    ("number", "message", "help"),
    [
        (errno.EADDRINUSE, "Port 65535 is in use.", "--port "),
        (errno.EACCES, "Port 65535 may not be used: Permission denied.", "above 1023"),
        (errno.EADDRNOTAVAIL, "The site cannot be served at 127.0.0.1: ", "--host"),
    ],
)
def test_refused_place_is_said(number: int, message: str, help: str) -> None:
    """What the system refuses is a sentence, with what to do; the port that is offered can be had."""
    error = refused(Endpoint(port=65535), OSError(number, os.strerror(number)))
    assert error.message.startswith(message)
    assert help in error.help
