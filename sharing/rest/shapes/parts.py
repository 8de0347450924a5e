"""The parts that records are made of, and what every record has."""

from typing import Any

from rest_framework import serializers

from incidents.vocab import Credibility, Marking, RecordKind, RecordState
from sharing.rest.fields import Choice

Shape = serializers.Serializer[Any]


def text(help_text: str = "") -> serializers.CharField:
    """Return a text that is '' where nothing is said."""
    return serializers.CharField(allow_blank=True, help_text=help_text)


def key(help_text: str, *, may_be_null: bool = False) -> serializers.CharField:
    """Return the key of another record."""
    return serializers.CharField(allow_null=may_be_null, help_text=help_text)


def keys(help_text: str) -> serializers.ListField:
    """Return the keys of other records."""
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


def texts(help_text: str = "") -> serializers.ListField:
    """Return several texts."""
    return serializers.ListField(
        child=serializers.CharField(allow_blank=True), help_text=help_text
    )


def choice(words: Any, help_text: str = "", *, may_be_blank: bool = False) -> Any:
    """Return one word of a vocabulary, '' where it may be that nothing is stated."""
    return Choice(list(words), allow_blank=may_be_blank, help_text=help_text)


class When(Shape):
    """A date as its source gives it, and what it can mean at the most."""

    edtf = serializers.CharField(help_text="EDTF level 1, or an instant.")
    earliest = serializers.DateTimeField(
        allow_null=True, help_text="The first instant that it can mean; null is open."
    )
    latest = serializers.DateTimeField(
        allow_null=True, help_text="The last instant that it can mean; null is open."
    )


class Citation(Shape):
    """Where a fact was read."""

    source = key("The source: its key.")  # type: ignore[assignment]
    field = text("Of which member of the record; '' is the whole of it.")
    locator = text("Where in the source.")
    stated_by = text("Who says so there, if not its author.")
    stated_value = text("What stands there, if it is not what is recorded.")
    quote = text("Verbatim.")
    quote_lang = text("RFC 5646.")
    translation = text()
    credibility = choice(
        Credibility.values, "Admiralty code of this item.", may_be_blank=True
    )


class Alias(Shape):
    """Another name, and who uses it."""

    name = serializers.CharField()
    alias_kind = serializers.CharField()
    lang = text("RFC 5646.")
    namer = key("Who names it so: a key.", may_be_null=True)
    remark = text()


class ByRelease(Shape):
    """The release that published this version."""

    number = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField()


class Record(Shape):
    """What every record has."""

    key = serializers.CharField(help_text="Its name for life; the end of its address.")
    uid = serializers.UUIDField()
    kind = choice(RecordKind.values)
    version = serializers.IntegerField(min_value=1)
    name = serializers.CharField()
    description = text("Ours, unless quoted.")
    note = text()
    lang = text("Of our words; RFC 5646.")
    marking = choice(Marking.values, "TLP 2.0.")
    state = choice(RecordState.values, "Whether it stands.")
    state_reason = text("Why it no longer stands.")
    state_by = text("Who took it back.")
    state_at = serializers.DateTimeField(allow_null=True)
    external_ids = texts("Elsewhere known as: system:id.")
    aliases = Alias(many=True)
    citations = Citation(many=True)
    release = ByRelease()
    stix_ids = texts("The STIX objects that it leaves as.")


def when(help_text: str) -> When:
    """Return a date that may be missing."""
    return When(allow_null=True, help_text=help_text)
