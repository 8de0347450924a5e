"""Who is named as culprit: threat actors and the activity under one name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from incidents.fields import EDTFField, bound
from incidents.models.parties import Identity
from incidents.models.record import KindOfRecord
from incidents.vocab import EntityLevel, RecordKind


class ThreatActor(KindOfRecord):
    """Somebody who is named as being behind something: persona, unit, body, state.

    A state as culprit is a record of its own; that it is the state's government is
    so by definition (``is_state_level``), every other tie is a claim.
    """

    KIND = RecordKind.THREAT_ACTOR

    entity_level = models.CharField(max_length=20, choices=EntityLevel)
    threat_actor_types = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="STIX threat-actor-type-ov.",
    )
    identity = models.ForeignKey(
        Identity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors",
        help_text="The body or persona of the same name, as a party.",
    )
    is_state_level = models.BooleanField(
        default=False, help_text="Stands for a state, so its government by definition."
    )
    self_description = models.TextField(blank=True)
    first_seen = EDTFField()
    first_seen_earliest = bound()
    first_seen_latest = bound()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entity_level__in=EntityLevel.values),
                name="threat_actor_level_known",
            ),
            models.CheckConstraint(
                condition=Q(is_state_level=False)
                | Q(entity_level=EntityLevel.STATE, identity__isnull=False),
                name="state_level_actor_has_a_government",
            ),
        ]


class IntrusionSet(KindOfRecord):
    """Activity under one name of one namer: a cluster or a named group."""

    KIND = RecordKind.INTRUSION_SET

    entity_level = models.CharField(max_length=20, choices=EntityLevel)
    role_in_case = models.CharField(max_length=300, blank=True)
    first_seen = EDTFField()
    first_seen_earliest = bound()
    first_seen_latest = bound()
    last_seen = EDTFField()
    last_seen_earliest = bound()
    last_seen_latest = bound()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    entity_level__in=[
                        EntityLevel.ACTIVITY_CLUSTER,
                        EntityLevel.INTRUSION_SET,
                    ]
                ),
                name="intrusion_set_level_is_cluster_or_group",
            ),
        ]
