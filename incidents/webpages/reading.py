"""What a page says of itself: guessed by trafilatura, to be checked by a person."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from incidents.webpages.visit import Visited

HTML = ("text/html", "application/xhtml+xml")
LONGEST_TEXT = 1_000_000
LONGEST_WORDS = 300
LONGEST_LANG = 12
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# The day that it came out, not that of the last change; nothing far-fetched.
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What is read off a page; empty where nothing was found."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    lang: str = ""
    text: str = ""


def read_page(page: Visited) -> Guess:
    """Return what a page says of itself, and its main text.

    It may take very long or very much memory: a caller has to bound both.
    """
    words = _decoded(page)
    if page.media_type == "text/plain":
        return Guess(text=_clean(words, LONGEST_TEXT))
    if page.media_type not in HTML:
        return Guess()
    tree = trafilatura.load_html(words)
    if tree is None:
        return Guess()
    known = trafilatura.extract_metadata(tree, page.address, DATES, extensive=False)
    text = trafilatura.extract(tree, fast=True, include_comments=False) or ""
    return Guess(
        title=_clean(known.title or "", LONGEST_WORDS),
        publisher=_clean(known.sitename or _host(page.address), LONGEST_WORDS),
        published=known.date or "",
        lang=_language(tree),
        text=_clean(text, LONGEST_TEXT),
    )


def _decoded(page: Visited) -> str:
    """Return the page's words; a wrong or unknown charset spoils letters, no more."""
    head = page.body[:2048].decode("ascii", "ignore")
    stated = re.search(r"charset=[\"']?([\w.:-]+)", head, re.IGNORECASE)
    for charset in (page.charset, stated[1] if stated else "", "utf-8"):
        try:
            words = page.body.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
        # lxml refuses words that still declare an encoding.
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", words)
    return page.body.decode("utf-8", "replace")


def _language(tree: Any) -> str:
    found = (tree.get("lang") or "").strip().replace("_", "-")
    is_code = LANGUAGE.fullmatch(found) and len(found) <= LONGEST_LANG
    return found if is_code else ""


def _clean(words: str, longest: int) -> str:
    """Return words that the database takes: no NUL, no lone surrogates."""
    words = words.replace("\x00", "").encode("utf-8", "replace").decode()
    return words.strip()[:longest]


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
