"""Collections about one record, and samples: opened with what is published, kept up.

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
from sharing.selectors import View, in_chunks, lacking, records, snapshots
from sharing.services.segmenting import places_changed

LONGEST_NAME = 150  # of a record in a title


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
    label = _label(marking)
    with transaction.atomic():
        note = f"Opened the collection about {about} up to {label}."
        release = store.begin(by=by, at=at, note=note)
        name = _name(about, View(release.pk, marking))
        collection = Collection(
            alias=f"{about}-{marking.lower().replace('_', '-')}",
            title=f"{name} ({about}) up to {label}",
            description=f"What belongs to {about}, up to {label}, "
            "with all it refers to.",
            marking=marking,
            kind=CollectionKind.ABOUT,
            about=about,
        )
        return _open(collection, release)


def open_sample(marking: str, *, by: User, at: datetime | store.Clock) -> Collection:
    """Open a collection of one object of every type, for trying out a client.

    Each is the first that was published of its type up to the marking, and comes with
    all it refers to. A type that is published later enters then; so does another
    object where the one of its type was revoked or erased.

    Raises:
        ValidationError: it is open already, or there is no such marking.
    """
    label = _label(marking)
    with transaction.atomic():
        note = f"Opened the sample of every type up to {label}."
        release = store.begin(by=by, at=at, note=note)
        collection = Collection(
            alias=f"sample-{marking.lower().replace('_', '-')}",
            title=f"Sample: one object of every type, up to {label}",
            description="To try a client with: one object of every type that is "
            f"published up to {label}, with all it refers to.",
            marking=marking,
            kind=CollectionKind.SAMPLE,
        )
        return _open(collection, release)


def _label(marking: str) -> str:
    if marking not in Marking.values:
        raise ValidationError({"marking": f"{marking!r} is no marking."})
    return Marking(marking).label


def _open(collection: Collection, release: store.Appending) -> Collection:
    """Make a collection, with what belongs to it by now, as a release of its own."""
    collection.uuid = uuid4()
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
    """Enter what a release brings into the collections that hold less than all."""
    if release.is_empty:
        return
    chosen = [CollectionKind.ABOUT, CollectionKind.SAMPLE]
    for collection in Collection.objects.filter(kind__in=chosen):
        _enter_what_is_new(collection, release)


def _enter_what_is_new(collection: Collection, release: store.Appending) -> None:
    view = View(release.pk, collection.marking)
    entries = collection.entries
    known = set(entries.values_list("stix_id", flat=True).distinct().order_by())
    belonging = closed_ids(view, _selected(view, collection), known)
    place = release.place(collection)
    for chunk in in_chunks(belonging):
        found = _not_entered(collection, view).filter(stix_id__in=chunk)
        rows = found.order_by("release_id", "rank").values_list(
            *("pk", "stix_id", "type", "modified")
        )
        bodies = [store.Body(*row) for row in rows]
        changed = {each.stix_id for each in bodies} & known
        release.enter(place, bodies, superseding=changed)


def _selected(view: View, collection: Collection) -> set[str]:
    """Return what belongs to the record, or to the sample, by what is published now."""
    if collection.kind == CollectionKind.SAMPLE:
        return lacking(collection)
    try:
        return {each.stix_id for each in select(view, collection.about)}
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
