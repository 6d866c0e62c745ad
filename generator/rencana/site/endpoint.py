"""Where a site is served: at which host and port, and by which names browsers may call it.

A page of a stranger can have its own name lead to this machine, and would then read drafts through the browser of
their author. So the server answers only to names that are its own. A number is nobody's name: no stranger has it.
"""

import errno
import socket
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from msgspec import Struct

from rencana.errors import HostError, UsageError

HOST, PORT = "127.0.0.1", 8000
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ALL = frozenset({"0.0.0.0", "::"})  # noqa: S104  they are recognised here, and listened to only when asked for
_LARGEST = 65535
_TRIED = 20
_HELP = "Write a port such as 8001, or a host and a port such as 127.0.0.1:8001."


class Endpoint(Struct, frozen=True):
    """The host and the port of a server; a host is a name or a number, an IPv6 one without brackets."""

    host: str = HOST
    port: int = PORT

    @property
    def is_open(self) -> bool:
        """Whether others than this machine can reach it."""
        return self.host not in _LOCAL and not (_is_number(self.host) and ip_address(self.host).is_loopback)

    @property
    def address(self) -> str:
        """The host and the port as they stand in the address of a page on this machine."""
        host = HOST if self.host in _ALL else self.host
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    def answers_to(self, name: str) -> bool:
        """Tells whether a server here has the name that a browser calls it by, as `Host` says it, with any port."""
        try:
            called = urlsplit(f"//{name}").hostname or ""
        except ValueError:
            return False
        host = called.rstrip(".")
        if host in _LOCAL or host == self.host.lower():
            return True
        return self.host in _ALL and (_is_number(host) or host in _names_of_this_machine())


def read_endpoint(addr: str, host: str, port: int) -> Endpoint:
    """Returns where to serve; `addr` holds a host, a port, or both; empty words and 0 mean that nothing was asked."""
    if addr and (host or port):
        raise UsageError("--addr says what --host and --port say.", help="Leave --addr out.")
    if addr.isascii() and addr.isdigit():
        addr = f":{addr}"
    if addr:
        try:
            parts = urlsplit(f"//{addr}")
            host, port = parts.hostname or "", parts.port or 0
        except ValueError as error:
            raise UsageError(f"{addr} is no address.", help=_HELP) from error
        if parts.netloc != addr or "@" in addr or (":" in addr and not addr.endswith("]") and not port):
            raise UsageError(f"{addr} is no address.", help=_HELP)
    host = host.strip("[]")
    if ":" in host and not _is_number(host):
        raise UsageError(f"{host} is no host.", help="Write the port apart from it, with --port.")
    return Endpoint(host or HOST, port or PORT)


def refused(endpoint: Endpoint, error: OSError) -> HostError:
    """Returns the error for a place that cannot be served at, with what to do."""
    if error.errno == errno.EADDRINUSE:
        help = f"Stop the program that has it, or take another one: `rencana serve --port {_free_port(endpoint)}`."
        return HostError(f"Port {endpoint.port} is in use.", help=help)
    if error.errno == errno.EACCES:
        help = f"Take one above 1023: `rencana serve --port {_free_port(Endpoint(endpoint.host))}`."
        return HostError(f"Port {endpoint.port} may not be used: {error.strerror}.", help=help)
    help = "Give --host a name or a number of this machine; without it the site is served on this machine only."
    return HostError(f"The site cannot be served at {endpoint.host}: {error.strerror or error}.", help=help)


def _free_port(endpoint: Endpoint) -> int:
    """Returns the nearest port upward that nobody has; the usual one where all of them are taken."""
    family = socket.AF_INET6 if ":" in endpoint.host else socket.AF_INET
    for port in range(endpoint.port + 1, min(endpoint.port + _TRIED, _LARGEST) + 1):
        with suppress(OSError), socket.socket(family) as probe:
            probe.bind((endpoint.host, port))
            return port
    with suppress(OSError), socket.socket(family) as probe:
        probe.bind((endpoint.host, 0))
        return int(probe.getsockname()[1])
    return PORT


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _names_of_this_machine() -> set[str]:
    name = socket.gethostname().lower()
    return {name, f"{name}.local"}
