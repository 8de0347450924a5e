"""What is sent of segments: in gzip as they lie there, else inflated on the way."""

import zlib

import pytest
from django.db import transaction

from sharing.deflate import Chunk, deflated, gzipped, joined
from sharing.segments import SIZE
from sharing.services.segmenting import make_segments
from tests.sharing.taxii.world import Asking, made_up, release, token

OBJECTS = "api/collections/published-clear/objects/"


def publish(count: int) -> None:
    with transaction.atomic():
        release([made_up(number) for number in range(count)])


@pytest.mark.django_db
@pytest.mark.parametrize("coding", ["gzip", "gzip, zstd", "zstd;q=0.5, gzip"])
def test_a_page_of_segments_goes_out_in_gzip_as_it_lies_there(coding: str) -> None:
    publish(2 * SIZE + 10)
    asking = Asking(token())
    plain = asking.get(OBJECTS).content
    make_segments()

    answer = asking.ask("get", OBJECTS, {}, **{"accept-encoding": coding})

    assert answer["Content-Encoding"] == "gzip"
    assert answer["ETag"].endswith('-gzip"')
    assert int(answer["Content-Length"]) == len(answer.content)
    assert zlib.decompress(answer.content, wbits=31) == plain


@pytest.mark.django_db
def test_a_page_of_segments_is_the_same_without_a_coding() -> None:
    publish(2 * SIZE + 10)
    asking = Asking(token())
    plain = asking.get(OBJECTS)
    make_segments()

    again = asking.get(OBJECTS)

    assert again.content == plain.content
    assert again["ETag"] == plain["ETag"]
    assert int(again["Content-Length"]) == len(plain.content)


def test_parts_in_gzip_are_one_member_with_the_checksum_of_the_whole() -> None:
    parts: list[Chunk] = [b"[", deflated(b"1,2"), b",", deflated(b"3" * 100_000), b"]"]

    content = gzipped(parts)

    whole = zlib.decompressobj(wbits=31)
    assert whole.decompress(content) == joined(parts)
    assert whole.eof
    assert not whole.unused_data
