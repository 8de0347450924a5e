"""A request once it is known who asks, and what it may do where."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from sharing.access import Reader, Scope
from sharing.models import CollectionKind
from sharing.pages import Shelf
from sharing.taxii.errors import Refusal, not_found


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of a known reader, taken at one time."""

    request: HttpRequest
    reader: Reader
    at: datetime
    address: str

    def may_read(self, collection: Shelf) -> bool:
        """Whether the reader may see what is in a collection."""
        return (
            collection.pk in self.reader.collections
            and Scope.TAXII_READ in self.reader.scopes
        )

    def may_write(self, collection: Shelf) -> bool:
        """Whether the reader may post to a collection."""
        return (
            collection.pk in self.reader.collections
            and collection.kind == CollectionKind.INBOX
            and Scope.TAXII_WRITE in self.reader.scopes
        )

    def collection(self) -> Shelf:
        """Return the collection that the address names, by its id or alias.

        Raises:
            Refusal: 404; there is none, or it is not for this reader: nobody can tell.
        """
        if self.reader.named is None:
            raise not_found("collection")
        return self.reader.named

    def deletable(self) -> Shelf:
        """Return the collection if the reader may delete in it (TAXII 2.1, 5.7).

        Raises:
            Refusal: 404 for whoever may neither read it nor post to it, 403 for whoever
                may only do one of them.
        """
        found = self.collection()
        if not (self.may_read(found) or self.may_write(found)):
            raise not_found("collection")
        if found.kind != CollectionKind.INBOX:
            raise Refusal(403, "Nothing can be deleted from this collection.")
        missing = {Scope.TAXII_READ, Scope.TAXII_WRITE} - self.reader.scopes
        if missing:
            raise Refusal(403, f"This token has not the scope {missing.pop()}.")
        return found

    def readable(self) -> Shelf:
        """Return the collection if the reader may read it, else 403 or 404."""
        found = self.collection()
        if not self.may_read(found):
            raise Refusal(403, f"This token has not the scope {Scope.TAXII_READ}.")
        return found

    def writable(self) -> Shelf:
        """Return the collection if the reader may post to it, else 403 or 404."""
        found = self.collection()
        if found.kind != CollectionKind.INBOX:
            raise Refusal(403, "Nothing can be posted to this collection.")
        if not self.may_write(found):
            raise Refusal(403, f"This token has not the scope {Scope.TAXII_WRITE}.")
        return found
