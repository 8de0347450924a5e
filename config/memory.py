"""Memory that the next answer needs again is kept, not given back in between.

A page of 1,000 objects is put together in pieces of a megabyte and more. The C
library of most Linux systems would map and unmap those for each request, which took
a third of the time of such a page when it was measured.
"""

import ctypes
from contextlib import suppress

# From <malloc.h> of glibc. Whoever has another library has no such function.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGEST_PIECE = 256 * 2**20  # bytes
LARGEST_REST = 512 * 2**20


def keep_freed_memory() -> None:
    """Tell the C library, if it can be told; nothing depends on it."""
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGEST_PIECE)
        library.mallopt(M_TRIM_THRESHOLD, LARGEST_REST)
