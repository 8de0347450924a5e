"""What is told of a fault in the store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """One row of the store that is not as it was published."""

    release: int
    table: str
    id: int
    fault: str

    def __str__(self) -> str:
        return f"release {self.release}, {self.table}, row {self.id}: {self.fault}"


def plain(value: bytes | memoryview | None) -> bytes | None:
    """Return a binary column as bytes; the driver gives a view of memory."""
    return None if value is None else bytes(value)
