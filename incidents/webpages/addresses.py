"""Web addresses as they are kept, and as two of them are compared."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# Parts of a query that say by which way a reader came, never what is read.
TRACKING = re.compile(
    r"utm_\w+|at_(medium|campaign|custom\d?|link_\w+)|pk_\w+|mtm_\w+|matomo_\w+"
    r"|(fb|g|gb|wb|dc|msc|y|tt|tw)clid|gclsrc|mc_[ce]id|igshid|igsh|ref_src|ref_url"
    r"|cmpid|icid|ocid|smid|smtyp|xtor|wt_mc|_hsenc|_hsmi|__hs\w+|hsctatracking"
    r"|vero_id|oly_\w+_id|s_cid|ns_\w+|guce_\w+|_ga|_gl|__twitter_impression",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
# What a path or a query may hold unquoted (RFC 3986, section 3.3 and 3.4).
SAFE = "/:@!$&'()*+,;=~-._"


class NotAnAddress(ValueError):
    """The text is no address of a web page that can be kept; the text says why."""


def tidy(address: str) -> str:
    """Return an address as it is kept: without tracking parts, fragment, default port.

    Raises:
        NotAnAddress: it is none of http or https, or it carries a password.
    """
    parts = _split(address)
    query = urlencode(_query(parts), quote_via=quote, safe=SAFE)
    # A query with nothing to take out stays as it was written.
    is_bare = len(_query(parts)) == _pairs(parts.query)
    kept = quote(parts.query, safe=f"{SAFE}?%") if is_bare else query
    place = f"{parts.scheme}://{_host(parts)}"
    path = quote(parts.path or "/", safe=f"{SAFE}%")
    return f"{place}{path}{f'?{kept}' if kept else ''}{_route(parts)}"


def tidied(address: str) -> str:
    """Return an address as it is kept; what is none stays as it is, to be refused."""
    try:
        return tidy(address)
    except NotAnAddress:
        return address


def address_key(address: str) -> str:
    """Return what is the same for all addresses of one page; "" for no web address.

    Scheme, ``www.``, the order of a query and a last slash tell no pages apart.
    """
    try:
        parts = _split(address)
    except NotAnAddress:
        return ""
    host = _host(parts).removeprefix("www.")
    path = quote(unquote(parts.path), safe=SAFE).rstrip("/")
    query = urlencode(sorted(_query(parts)))
    return f"{host}{path}{f'?{query}' if query else ''}{_route(parts)}"


def _split(address: str) -> SplitResult:
    text = address.strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise NotAnAddress(f"{text!r} is not a web address") from error
    if parts.scheme.lower() not in DEFAULT_PORTS or not host or re.search(r"\s", text):
        raise NotAnAddress(
            f"{text!r} is not the address of a web page; it begins with https://"
        )
    if parts.username is not None or parts.password is not None:
        raise NotAnAddress("The address holds a user name or a password; take it out")
    if port == 0:
        raise NotAnAddress(f"{text!r} is not a web address")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError as error:
            raise NotAnAddress(f"{host!r} is not the name of a host") from error
    host = f"[{host}]" if ":" in host else host
    is_default = parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()])
    return host if is_default else f"{host}:{parts.port}"


def _query(parts: SplitResult) -> list[tuple[str, str]]:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]


def _pairs(query: str) -> int:
    return len(parse_qsl(query, keep_blank_values=True))


def _route(parts: SplitResult) -> str:
    """Return a fragment that chooses the page in a script, as #!/ and #/ do."""
    is_route = parts.fragment.startswith(("!", "/"))
    return f"#{quote(parts.fragment, safe=f'{SAFE}?%')}" if is_route else ""
