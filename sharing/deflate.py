"""Bytes kept deflated, in pieces that go into one answer without being inflated.

Each piece ends on the edge of a byte and looks back at nothing before itself (zlib's
full flush), so that pieces in a row, closed, are one stream of RFC 1951. Checksums of
pieces combine into that of the whole, which is what the trailer of gzip wants.
"""

from collections.abc import Iterable, Iterator
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
SHORT = 1_000  # bytes; what is shorter is not sent by itself
COMMA = b","


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, deflated; ``size`` and ``crc`` (CRC-32) are theirs when inflated."""

    deflated: bytes
    size: int
    crc: int


Chunk: TypeAlias = bytes | Piece


def deflated(text: bytes) -> Piece:
    """Return bytes as a piece."""
    compressor = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, RAW)
    body = compressor.compress(text) + compressor.flush(isal_zlib.Z_FULL_FLUSH)
    return Piece(body, len(text), isal_zlib.crc32(text))


def inflated(piece: Piece) -> bytes:
    """Return the bytes of a piece."""
    return isal_zlib.decompress(piece.deflated + CLOSED, RAW, piece.size + 1)


def listed(items: Iterable[Chunk]) -> list[Chunk]:
    """Return items with commas in between, in as few parts as there can be."""
    merged: list[Chunk] = []
    for kind, together in groupby(items, type):
        if kind is Piece:
            merged += together
        else:
            merged.append(COMMA.join(cast("Iterable[bytes]", together)))
    return [part for each in merged for part in (COMMA, each)][1:]


def is_same(one: Piece, other: Piece) -> bool:
    """Whether two pieces are the same bytes, however deflated; a broken one is none."""
    try:
        return inflated(one) == inflated(other)
    except IsalError:  # type: ignore[misc]  # its stub takes the class for one of it
        return False


def size(parts: Iterable[Chunk]) -> int:
    """Return how many bytes the parts are when all of them are inflated."""
    return sum(_size(each) for each in parts)


def joined(parts: Iterable[Chunk]) -> bytes:
    """Return the parts one after the other, inflated."""
    return b"".join([_text(each) for each in parts])


def texts(parts: Iterable[Chunk]) -> Iterator[bytes]:
    """Yield the same bit by bit, each part when it is asked for.

    What is short goes with what stands before it, so that each bit is worth sending.
    """
    held = b""
    for each in parts:
        text = _text(each)
        if len(held) >= SHORT and len(text) >= SHORT:
            yield held
            held = text
        else:
            held += text
    yield held


def gzip_stream(parts: Iterable[Chunk]) -> Iterator[bytes]:
    """Yield the parts as one member of gzip; what is deflated already stays so."""
    compressor = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, RAW)
    yield GZIP_HEADER
    crc = length = 0
    for each in parts:
        if isinstance(each, Piece):
            yield compressor.flush(isal_zlib.Z_FULL_FLUSH) + each.deflated
            crc = isal_zlib.crc32_combine(crc, each.crc, each.size)
            length += each.size
        else:
            if ready := compressor.compress(each):
                yield ready
            crc = isal_zlib.crc32(each, crc)
            length += len(each)
    trailer = crc.to_bytes(4, "little") + (length % SIZES).to_bytes(4, "little")
    yield compressor.flush() + trailer


def gzipped(parts: Iterable[Chunk]) -> bytes:
    """Return the parts as one member of gzip."""
    return b"".join(gzip_stream(parts))


def _text(part: Chunk) -> bytes:
    return inflated(part) if isinstance(part, Piece) else part


def _size(part: Chunk) -> int:
    return part.size if isinstance(part, Piece) else len(part)
