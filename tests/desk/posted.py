"""What a partner of the half-hidden record posted: one object that all may see."""

from typing import Any

from django.db.models import Model

from incidents.vocab import Marking
from sharing.compile.constants import MARKING_REFS
from sharing.models import PostedObject
from tests.sharing.inbox.posts import malware, post


def posted_rows(hidden: str) -> dict[type[Model], tuple[Any, Any]]:
    """Post both; return the row of each."""
    found = []
    for name, marking in (("seen", Marking.CLEAR), (hidden, Marking.RED)):
        refs = [MARKING_REFS[marking]]
        thing = malware(f"{name} posted", description=name, object_marking_refs=refs)
        post(thing)
        found.append(PostedObject.objects.get(stix_id=thing["id"]).pk)
    return {PostedObject: (found[0], found[1])}
