"""Collections about one record: opened with all that is published, kept up since.

An object that once was in one stays, with every version that its marking lets in: a
partner who has it must learn that it was changed or taken back. So what belongs is
asked anew at each publication, and only ever adds.
"""

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from incidents.vocab import Marking
from sharing import store
from sharing.models import Collection, CollectionKind, ObjectBody
from sharing.selection import NotPublished, closed_ids, select
from sharing.selectors import View, in_chunks, records, snapshots
from sharing.services.segmenting import places_changed

LONGEST_NAME = 150  # of a record in a title


@transaction.atomic
def open_collection(
    about: str, marking: str, *, by: User, at: datetime | store.Clock
) -> Collection:
    """Open a collection of what belongs to an incident, a campaign or a case.

    What is published up to the marking enters it at once, as a release that appends
    nothing else; each publication from then on brings what is new.

    Raises:
        ValidationError: it is open already, there is no such marking, or nothing of
            that key is published up to the marking.
    """
    if marking not in Marking.values:
        raise ValidationError({"marking": f"{marking!r} is no marking."})
    label = Marking(marking).label
    note = f"Opened the collection about {about} up to {label}."
    release = store.begin(by=by, at=at, note=note)
    collection = Collection(
        uuid=uuid4(),
        alias=f"{about}-{marking.lower().replace('_', '-')}",
        title=f"{_name(about, View(release.pk, marking))} ({about}) up to {label}",
        description=f"What belongs to {about}, up to {label}, with all it refers to.",
        marking=marking,
        kind=CollectionKind.ABOUT,
        about=about,
    )
    collection.full_clean()
    collection.save(force_insert=True)
    _enter_what_is_new(collection, release)
    release.seal()
    places_changed.send(Collection)
    return collection


def open_inbox(alias: str, *, title: str, description: str = "") -> Collection:
    """Open a collection that granted partners may post to.

    Raises:
        ValidationError: the alias or the title is taken, or too long.
    """
    collection = Collection(
        uuid=uuid4(),
        alias=alias,
        title=title,
        description=description,
        kind=CollectionKind.INBOX,
    )
    collection.full_clean()
    collection.save(force_insert=True)
    return collection


def keep_up(release: store.Appending) -> None:
    """Enter what a release brings into the collections about single records."""
    if release.is_empty:
        return
    for collection in Collection.objects.filter(kind=CollectionKind.ABOUT):
        _enter_what_is_new(collection, release)


def _enter_what_is_new(collection: Collection, release: store.Appending) -> None:
    view = View(release.pk, collection.marking)
    entries = collection.entries
    known = set(entries.values_list("stix_id", flat=True).distinct().order_by())
    belonging = closed_ids(view, _selected(view, collection.about), known)
    place = release.place(collection)
    for chunk in in_chunks(belonging):
        found = _not_entered(collection, view).filter(stix_id__in=chunk)
        rows = found.order_by("release_id", "rank").values_list(
            *("pk", "stix_id", "type", "modified")
        )
        bodies = [store.Body(*row) for row in rows]
        changed = {each.stix_id for each in bodies} & known
        release.enter(place, bodies, superseding=changed)


def _selected(view: View, about: str) -> set[str]:
    """Return what belongs to the record by what is published now."""
    try:
        return {each.stix_id for each in select(view, about)}
    except NotPublished:  # any more; what was entered stays
        return set()


def _not_entered(collection: Collection, view: View) -> QuerySet[ObjectBody]:
    entered = collection.entries.filter(body=OuterRef("pk"))
    return ObjectBody.objects.filter(
        ~Exists(entered), release__lte=view.release, marking__in=view.markings
    )


def _name(about: str, view: View) -> str:
    """Return the name of the record as published."""
    try:
        select(view, about)
    except NotPublished as error:
        raise ValidationError({"about": str(error)}) from error
    for told in snapshots(records(view).filter(key=about)):
        return str(told["name"])[:LONGEST_NAME]
    raise ValidationError({"about": "It was erased."})
