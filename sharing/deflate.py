"""Bytes kept deflated, in pieces that go into one answer without being inflated.

Each piece ends on the edge of a byte and looks back at nothing before itself (zlib's
full flush), so that pieces in a row, closed, are one stream of RFC 1951. Checksums of
pieces combine into that of the whole, which is what the trailer of gzip wants.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, cast

from isal import isal_zlib
from isal.igzip_lib import IsalError

LEVEL = 1
RAW = -15  # neither header nor trailer; a window of 32 kB
CLOSED = b"\x03\x00"  # an empty last block
# RFC 1952, 2.3: deflate, no name, no time, the fastest way, no system in particular.
GZIP_HEADER = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x04\xff"
SIZES = 1 << 32  # the trailer counts bytes modulo this


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, deflated; ``size`` and ``crc`` (CRC-32) are theirs when inflated."""

    deflated: bytes
    size: int
    crc: int


Part: TypeAlias = bytes | Piece


def deflated(text: bytes) -> Piece:
    """Return bytes as a piece."""
    compressor = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, RAW)
    body = compressor.compress(text) + compressor.flush(isal_zlib.Z_FULL_FLUSH)
    return Piece(body, len(text), isal_zlib.crc32(text))


def inflated(piece: Piece) -> bytes:
    """Return the bytes of a piece."""
    return isal_zlib.decompress(piece.deflated + CLOSED, RAW, piece.size + 1)


def listed(items: Iterable[Part]) -> list[Part]:
    """Return items with commas in between, in as few parts as there can be."""
    merged: list[Part] = []
    for kind, together in groupby(items, type):
        if kind is Piece:
            merged += together
        else:
            merged.append(COMMA_TEXT.join(cast("Iterable[bytes]", together)))
    return [part for each in merged for part in (COMMA_TEXT, each)][1:]


def is_same(one: Piece, other: Piece) -> bool:
    """Whether two pieces are the same bytes, however deflated; a broken one is none."""
    try:
        same = inflated(one) == inflated(other)
    except IsalError:  # type: ignore[misc]  # its stub takes the class for one of it
        return False
    return same and (one.size, one.crc) == (other.size, other.crc)


def size(parts: Iterable[Part]) -> int:
    """Return how many bytes the parts are when all of them are inflated."""
    return sum(_size(each) for each in parts)


def joined(parts: Iterable[Part]) -> bytes:
    """Return the parts one after the other, inflated."""
    return b"".join(
        [inflated(each) if isinstance(each, Piece) else each for each in parts]
    )


def gzipped(parts: Sequence[Part]) -> bytes:
    """Return the same as one member of gzip; what is deflated already stays so."""
    pieces = [each if isinstance(each, Piece) else _known(each) for each in parts]
    crc = length = 0
    for each in pieces:
        crc = isal_zlib.crc32_combine(crc, each.crc, each.size)
        length += each.size
    trailer = crc.to_bytes(4, "little") + (length % SIZES).to_bytes(4, "little")
    return b"".join([GZIP_HEADER, *(each.deflated for each in pieces), CLOSED, trailer])


def _known(text: bytes) -> Piece:
    return COMMA if text == COMMA_TEXT else deflated(text)


def _size(part: Part) -> int:
    return part.size if isinstance(part, Piece) else len(part)


# What stands between any two parts of a list.
COMMA_TEXT = b","
COMMA = deflated(COMMA_TEXT)
