"""Lists, positions, releases, tombstones: all that is no record by itself."""

from typing import Any

from rest_framework import serializers

from incidents.vocab import Marking, RecordKind
from positions.contest import PRECEDENCE
from sharing.rest.shapes.parts import Shape, choice, key, keys, text, texts, when

NUMBER = "Of the release that the answer was read from; 0 before the first."


class AnyRecord(Shape):
    """A record of whatever kind, as its own list has it."""

    key = serializers.CharField()
    kind = choice(RecordKind.values)
    name = serializers.CharField()


def expanded() -> serializers.DictField:
    """Return the records sent along, by key."""
    return serializers.DictField(
        child=AnyRecord(),
        required=False,
        help_text="With expand: the records referred to, by key.",
    )


def list_of(shape: type[Shape], name: str) -> type[Shape]:
    """Return the shape of a page of such records."""
    members: dict[str, Any] = {
        "__doc__": f"A page of {name}, in order of their keys.",
        "release": serializers.IntegerField(min_value=0, help_text=NUMBER),
        "items": shape(many=True),
        "expanded": expanded(),
        "next": serializers.CharField(
            allow_null=True, help_text="The cursor of the next page; null on the last."
        ),
    }
    return type(f"{name.title()}Page", (Shape,), members)


def one_of(shape: type[Shape]) -> type[Shape]:
    """Return the shape of one such record by itself."""
    members = {"__doc__": shape.__doc__, "expanded": expanded()}
    return type(f"{shape.__name__}Alone", (shape,), members)


class Entry(Shape):
    """One claim in a cell, in force or not: nothing overwrites it."""

    claim = key("The claim.")
    stance = serializers.CharField()
    target = key("Whom it names; if it endorses, whom that names.", may_be_null=True)
    said = when("When it was said.")
    words = text("How sure they say they are.")
    in_force = serializers.BooleanField()


class Row(Shape):
    """What one claimant said, level by level."""

    claimant = key("Who speaks.")
    cells = serializers.DictField(
        child=Entry(many=True),
        help_text="By level; `unknown` where somebody is named, but not how deep, and "
        "'' where nobody is: read naming_nobody instead.",
    )
    naming_nobody = Entry(
        many=True, help_text="Claims at no level, in cells under '' as well."
    )


class Matrix(Shape):
    """Who holds what: claimants by levels."""

    columns = texts("The levels somebody speaks at, deepest first.")
    rows = Row(many=True)
    possibly = keys("Claims perhaps not yet made on the day, in no cell.")


class Held(Shape):
    """One actor that is an answer, and the claims that make it one."""

    actor = key("The actor.")
    found = keys("Claims that name it by a finding of their own.")
    backed = keys("Claims that back such a finding.")
    through = keys("Claims that name another, whom links lead on to it.")


class Contest(Shape):
    """Whether the answer at a level is contested, and which claims make it so."""

    headline = choice(PRECEDENCE)
    flags = serializers.DictField(child=keys(""), help_text="All that hold: claims.")
    reasons = texts("Why, as sentences.")
    answers = Held(many=True)
    possibly = keys("Claims perhaps not yet made on the day.")


class Positions(Shape):
    """The positions on an incident, computed from the claims as published."""

    incident = key("The incident.")
    release = serializers.IntegerField(min_value=0, help_text=NUMBER)
    marking = choice(Marking.values)
    as_of = serializers.DateField(allow_null=True)
    matrix = Matrix()
    contest = serializers.DictField(child=Contest(), help_text="By level.")
    names = serializers.DictField(
        child=serializers.CharField(), help_text="What the keys above are called."
    )


class ClaimOn(Shape):
    """One claim that concerns an actor or a state."""

    claim = key("The claim.")
    incident = key(
        "The same as subject, which is not always an incident.", may_be_null=True
    )
    subject = key("What it is about in the end.", may_be_null=True)
    subject_kind = serializers.ChoiceField(
        RecordKind.values,
        allow_null=True,
        help_text="Such as an incident, or an actor that it says something of.",
    )
    relation = choice(
        ["names", "about", "answers"],
        "It names the actor, is about the actor, or speaks on a claim that does.",
    )
    claimant = key("Who speaks.")
    stance = serializers.CharField()
    about = key("What it speaks on.")
    target = key("Whom it names.", may_be_null=True)
    level = text()
    proposition = text()
    said = when("When it was said.")
    words = text("How sure they say they are.")
    likelihood = text()
    analytic_confidence = text()
    in_force = serializers.BooleanField(help_text="Its claimant still holds to it.")


class ClaimsOn(Shape):
    """All claims that concern an actor or a state, in order of time."""

    release = serializers.IntegerField(min_value=0, help_text=NUMBER)
    actors = keys("The actors meant.")
    items = ClaimOn(many=True)
    names = serializers.DictField(
        child=serializers.CharField(), help_text="What the keys above are called."
    )
    next = serializers.CharField(allow_null=True)


class Release(Shape):
    """One publication, with what of it this reader may see."""

    number = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField()
    hash = serializers.CharField(help_text="SHA-256 over what it appended, in hex.")
    previous_hash = serializers.CharField(allow_null=True)
    records = serializers.IntegerField(min_value=0, help_text="Versions of records.")
    objects = serializers.IntegerField(min_value=0, help_text="Versions of objects.")


class Tombstone(Shape):
    """What was published and no longer stands, or whose words were erased."""

    what = choice(["record", "object"])
    how = choice(
        ["retracted", "rejected", "revoked", "erased"],
        "Revoked: an object that left under another id since, or not at all.",
    )
    key = serializers.CharField(help_text="Of a record its key, of an object its id.")
    kind = serializers.CharField(
        help_text="Of a record its kind, of an object its type."
    )
    version = serializers.CharField(help_text="Its number, or the object's modified.")
    reason = text()
    by = text()
    release = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField(help_text="When that release was published.")


class Problem(Shape):
    """RFC 9457."""

    type = serializers.URLField(help_text="Leads to a page about this sort.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    request_id = serializers.CharField()
    errors = serializers.ListField(  # type: ignore[assignment]
        child=serializers.DictField(child=serializers.CharField()), required=False
    )


class Bundle(Shape):
    """A STIX 2.1 bundle, closed under reference; left out where nothing belongs."""

    type = choice(["bundle"])
    id = serializers.CharField()
    objects = serializers.ListField(
        child=serializers.DictField(), required=False, min_length=1
    )


class Collection(Shape):
    """What a token may read as a whole."""

    id = serializers.UUIDField()
    alias = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    description = text()
    marking = text("Of a collection of a marking: up to which.")
    last_position = serializers.IntegerField(help_text="Of its last entry; 0 is empty.")


class Collections(Shape):
    """The collections that a token may read."""

    items = Collection(many=True)


class Table(Shape):
    """One table, and EuRepoC's columns in it."""

    name = serializers.CharField()
    columns = texts()


class Tables(Shape):
    """The tables that there are."""

    items = Table(many=True)


class Start(Shape):
    """Where everything is."""

    version = serializers.CharField(help_text="Of this API.")
    release = serializers.IntegerField(
        min_value=0, help_text="The last one; 0 for none."
    )
    ceiling = choice(Marking.values, "The strictest marking that this token sees.")
    lists = serializers.DictField(child=serializers.CharField())
    openapi = serializers.CharField()
    viewer = serializers.CharField()
