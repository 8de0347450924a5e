"""Editions as plain JSON."""

from rest_framework import serializers

from briefings.models import FileFormat
from incidents.vocab import Marking
from sharing.rest.shapes.parts import Shape, choice, keys, text

STATES = ("in-use", "corrected", "withdrawn")


class BriefingSeries(Shape):
    """Briefings that are numbered together."""

    code = serializers.CharField()
    name = serializers.CharField()


class EditionNumber(Shape):
    """Another edition of the same briefing."""

    number = serializers.CharField()
    edition = serializers.IntegerField(min_value=1)


class EditionWithdrawal(Shape):
    """That an edition is no longer to be used."""

    at = serializers.DateTimeField()
    reason = text()


class BriefingFile(Shape):
    """One file, as it was released."""

    format = choice(FileFormat.values)
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(min_value=0, help_text="Bytes.")
    sha256 = serializers.CharField(help_text="Of these bytes, in hex; its ETag, too.")
    text_digest = serializers.CharField(
        help_text="Of the text, which all formats have in common."
    )
    address = serializers.CharField()


class Briefing(Shape):
    """One edition of a briefing, as a second person released it."""

    number = serializers.CharField(help_text="All editions of a briefing have it.")
    edition = serializers.IntegerField(min_value=1)
    title = serializers.CharField()
    series = BriefingSeries()
    marking = choice(Marking.values, "TLP 2.0; it stands on every page.")
    about = keys("Incidents, or one case or campaign: as asked.")
    as_of = serializers.DateField(
        allow_null=True, help_text="It tells only what had happened by this day."
    )
    known_at = serializers.DateTimeField(
        help_text="It tells what was published by this instant."
    )
    released_at = serializers.DateTimeField()
    state = choice(
        STATES, "Corrected: a later edition replaces it. Withdrawn: do not use it."
    )
    corrects = EditionNumber(
        allow_null=True, help_text="The edition before, which this one replaces."
    )
    correction = text("What was wrong in that, or is new.")
    corrected_by = EditionNumber(allow_null=True)
    withdrawn = EditionWithdrawal(allow_null=True)
    files = BriefingFile(
        many=True,
        help_text="As they are made, shortly after the release. Those of a withdrawn "
        "edition are named, so that copies can be found, but not handed out.",
    )


class BriefingsPage(Shape):
    """A page of editions, in the order of their release."""

    items = Briefing(many=True)
    next = serializers.CharField(
        allow_null=True, help_text="The cursor of the next page; null on the last."
    )
