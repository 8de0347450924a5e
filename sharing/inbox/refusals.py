"""What is not taken at all, in the words of a TAXII error (§3.6.1)."""

from http import HTTPStatus


class NotTaken(Exception):
    """A post that is refused as a whole: nothing of it was stored.

    ``status`` is that of the answer; title and description have no internals.
    """

    def __init__(self, status: HTTPStatus, title: str, description: str) -> None:
        super().__init__(f"{title}: {description}")
        self.status = status
        self.title = title
        self.description = description
