"""Pages of the web that sources are: their addresses, fetching and reading them.

Nothing here knows records. What an analyst pastes is an address of somebody else's
choosing, so every step has a limit: which addresses, how many bytes, how long.
"""

from incidents.webpages.addresses import NotAnAddress, address_key, tidied, tidy
from incidents.webpages.fetching import Fetched, Fetcher
from incidents.webpages.reading import Guess
from incidents.webpages.visit import Limits, NotFetched

__all__ = [
    "Fetched",
    "Fetcher",
    "Guess",
    "Limits",
    "NotAnAddress",
    "NotFetched",
    "address_key",
    "tidied",
    "tidy",
]
