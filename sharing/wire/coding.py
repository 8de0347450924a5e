"""Content codings: gzip and zstd, for whole answers and for streams.

Both at levels that cost less than the time they save on a line of 1 Gbit/s: gzip by
isal at 1, zstd at 3.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from zstandard import ZstdCompressor

from sharing.deflate import Chunk, gzip_stream, gzipped, joined, size, texts
from sharing.wire.conditional import coded

LEAST = 1_000  # bytes; less gains nothing
ZSTD_LEVEL = 3
# Of equal quality values the smaller answer wins; of what may lie in deflate already,
# the one that costs nothing.
BY_SIZE = ("zstd", "gzip")
BY_TIME = ("gzip", "zstd")
R = TypeVar("R", bound=HttpResponseBase)


class Stitched(HttpResponse):
    """An answer in parts, some in deflate, which are inflated as they are sent."""

    parts: list[Chunk]

    def __init__(self, parts: Iterable[Chunk], **options: Any) -> None:
        super().__init__(**options)
        self.parts = list(parts)
        self.headers["Content-Length"] = str(size(self.parts))

    @property
    def content(self) -> bytes:
        """All of it, inflated."""
        return joined(self.parts)

    @content.setter
    def content(self, value: bytes) -> None:
        self.parts = [value]

    def __iter__(self) -> Iterator[bytes]:
        return texts(self.parts)


class StitchedStream(StreamingHttpResponse):
    """The same without a known end: parts are taken when they are to be sent."""

    def __init__(self, parts: Iterable[Chunk], **options: Any) -> None:
        super().__init__(texts(parts), **options)
        self.parts = parts

    def close(self) -> None:
        """End the parts, too: whoever makes them holds a transaction until then."""
        if isinstance(self.parts, Generator):
            self.parts.close()
        super().close()


def encoded(response: R, request: HttpRequest) -> R:
    """Return the answer in the coding that the client likes best, if in any.

    A short answer stays as it is. The ETag says which coding it is of.
    """
    accepted = request.headers.get("Accept-Encoding", "")
    is_stitched = isinstance(response, Stitched | StitchedStream)
    coding = preferred(accepted, BY_TIME if is_stitched else BY_SIZE)
    if coding is None or response.has_header("Content-Encoding"):
        return response
    if isinstance(response, StreamingHttpResponse):
        # Taken out first: what is put in stands for the response from then on.
        response.streaming_content = STREAMS[coding](_parts(response))
        del response.headers["Content-Length"]
    elif isinstance(response, HttpResponse):
        if size(_parts(response)) < LEAST:
            return response
        response.content = WHOLES[coding](_parts(response))
        response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = coding
    if tag := response.headers.get("ETag"):
        response.headers["ETag"] = coded(tag, coding)
    return response


@lru_cache(maxsize=256)
def preferred(accepted: str, order: Sequence[str] = BY_SIZE) -> str | None:
    """Return the coding that an ``Accept-Encoding`` header asks for; None is none.

    Of several that it likes alike, the first in ``order``.
    """
    wishes = dict(_wish(each) for each in accepted.lower().split(","))
    weights = {each: wishes.get(each, wishes.get("*", 0.0)) for each in order}
    coding = max(order, key=weights.__getitem__)  # the first of equals
    wanted = weights[coding] > 0 and weights[coding] >= wishes.get("identity", 0.0)
    return coding if wanted else None


def _wish(text: str) -> tuple[str, float]:
    """Return one coding with its quality value; one that cannot be read counts 0."""
    coding, _, weight = text.partition(";")
    name, _, value = weight.strip().partition("=")
    if not weight.strip():
        return coding.strip(), 1.0
    try:
        return coding.strip(), float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return coding.strip(), 0.0


def _parts(response: HttpResponse | StreamingHttpResponse) -> Iterable[Chunk]:
    if isinstance(response, Stitched | StitchedStream):
        return response.parts
    if isinstance(response, StreamingHttpResponse):
        return cast("Iterator[bytes]", response.streaming_content)
    return [response.content]


def _zstd(parts: Iterable[Chunk]) -> bytes:
    return ZstdCompressor(level=ZSTD_LEVEL).compress(joined(parts))


def _zstd_stream(parts: Iterable[Chunk]) -> Iterator[bytes]:
    compressor = ZstdCompressor(level=ZSTD_LEVEL).compressobj()
    for text in texts(parts):
        if ready := compressor.compress(text):
            yield ready
    yield compressor.flush()


WHOLES = {"gzip": gzipped, "zstd": _zstd}
STREAMS = {"gzip": gzip_stream, "zstd": _zstd_stream}
