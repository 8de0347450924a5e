"""Which addresses of the net may be asked: only those that anybody can reach."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

WEB_PORTS = (80, 443)
# IPv6 addresses that lead to an IPv4 address, which we would not have looked at.
TRANSLATED = tuple(
    ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")
)
Resolve = Callable[[str, int], list[str]]


class NotAllowed(Exception):
    """An address that we do not ask; the text says why."""


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system's resolver gives them.

    Raises:
        OSError: the name has none, or nobody answers; or it can be no name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a part of it is empty, or longer than 63 signs
        raise socket.gaierror(socket.EAI_NONAME, "No host has such a name") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    host: str,
    port: int,
    resolve: Resolve,
    also: frozenset[tuple[str, int]],
    ports: tuple[int, ...] = WEB_PORTS,
) -> list[str]:
    """Return the addresses to connect to; none, if only one of them is not public.

    ``also`` names addresses with their ports that are allowed whatever they are.

    Raises:
        NotAllowed: the port is none of those asked, or an address not for everybody.
        OSError: the name has no address.
    """
    found = resolve(host, port)
    for each in found:
        if (each, port) in also:
            continue
        if port not in ports:
            known = " and ".join(map(str, ports))
            verb = "is" if len(ports) == 1 else "are"
            raise NotAllowed(f"port {port} is not asked; only {known} {verb}")
        if not is_public(each):
            raise NotAllowed(f"{host} is at no public address")
    return found


def is_public(address: str) -> bool:
    """Whether an address is one that anybody on the internet can reach."""
    try:
        read = ip_address(address)
    except ValueError:  # with a zone, fe80::1%eth0: never global
        return False
    if isinstance(read, IPv6Address) and _leads_elsewhere(read):
        return False
    return read.is_global and not _is_special(read)


def _is_special(read: IPv4Address | IPv6Address) -> bool:
    return any(
        (
            read.is_multicast,
            read.is_reserved,
            read.is_loopback,
            read.is_link_local,
            read.is_unspecified,
        )
    )


def _leads_elsewhere(read: IPv6Address) -> bool:
    return bool(
        read.ipv4_mapped
        or read.sixtofour
        or read.teredo
        or any(read in each for each in TRANSLATED)
    )
