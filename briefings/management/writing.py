"""One file written in this process, and what that took."""

import re
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from briefings.tree import Briefing
from briefings.writers import WRITERS


@dataclass(frozen=True, slots=True)
class Written:
    """What a file took: seconds, the most MB that the process held, and its size."""

    seconds: float
    memory: int
    size: int


def written(briefing: Briefing, name: str) -> Written:
    """Write a briefing and return what it took, the loading of fonts included."""
    started = perf_counter()
    content = WRITERS[name](briefing)
    seconds = perf_counter() - started
    return Written(seconds, _most_held(), len(content))


def _most_held() -> int:
    """Return the most MB that this program held since it was started.

    ``ru_maxrss`` would count what the process was before: a copy of its parent.
    """
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(kilobytes) // 1024
