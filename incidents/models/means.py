"""With what it was done: programs, flaws, techniques, servers, traces."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from incidents.fields import EDTFField, bound
from incidents.models.record import KindOfRecord, Record
from incidents.vocab import RecordKind


def word_list(help_text: str) -> "ArrayField[list[str], list[str]]":
    """Return a list of words of a STIX open vocabulary."""
    return ArrayField(
        models.CharField(max_length=80), default=list, blank=True, help_text=help_text
    )


def has_a_catalogue_id(record: Record, catalogue: str) -> None:
    """Refuse a record that lacks its id in the catalogue that defines it."""
    if not any(each.startswith(f"{catalogue}:") for each in record.external_ids):
        raise ValidationError({"external_ids": f"Give its id, like {catalogue}:…"})


class Malware(KindOfRecord):
    """A program made to do harm, or a family of them."""

    KIND = RecordKind.MALWARE

    malware_types = word_list("STIX malware-type-ov.")
    is_family = models.BooleanField(default=True)
    capabilities = word_list("STIX malware-capabilities-ov.")
    signing = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "malware"


class Tool(KindOfRecord):
    """A legitimate program that was put to use."""

    KIND = RecordKind.TOOL

    tool_types = word_list("STIX tool-type-ov.")


class Vulnerability(KindOfRecord):
    """A flaw, by its CVE id."""

    KIND = RecordKind.VULNERABILITY

    product = models.CharField(max_length=200, blank=True)
    patched = EDTFField(help_text="When a fix came out.")
    patched_earliest = bound()
    patched_latest = bound()

    class Meta:
        verbose_name_plural = "vulnerabilities"

    def clean(self) -> None:
        has_a_catalogue_id(self, "cve")


class AttackPattern(KindOfRecord):
    """A technique of ATT&CK; its ``description`` says how it was used in the case."""

    KIND = RecordKind.ATTACK_PATTERN

    kill_chain_phases = word_list("ATT&CK tactics, like initial-access.")

    def clean(self) -> None:
        has_a_catalogue_id(self, "mitre-attack")


class Infrastructure(KindOfRecord):
    """A server, site or account that was used or hit."""

    KIND = RecordKind.INFRASTRUCTURE

    infrastructure_types = word_list("STIX infrastructure-type-ov.")
    value = models.CharField(max_length=500, help_text="Address, host name or handle.")
    role = models.CharField(max_length=200, blank=True)
    first_seen = EDTFField()
    first_seen_earliest = bound()
    first_seen_latest = bound()
    last_seen = EDTFField()
    last_seen_earliest = bound()
    last_seen_latest = bound()

    class Meta:
        verbose_name_plural = "infrastructure"


class Indicator(KindOfRecord):
    """A pattern that detects something, with the value as its source gives it."""

    KIND = RecordKind.INDICATOR

    indicator_types = word_list("STIX indicator-type-ov.")
    value = models.CharField(max_length=500)
    pattern = models.TextField(help_text="STIX patterning.")
    role = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    valid_from = EDTFField(blank=False)
    valid_from_earliest = bound()
    valid_from_latest = bound()
    valid_until = EDTFField()
    valid_until_earliest = bound()
    valid_until_latest = bound()
