"""The sorts of records, member by member."""

from rest_framework import serializers

from attribution.vocab.claims import (
    ClaimantRole,
    DenialScope,
    EndorsementGround,
    LegalGround,
    Proposition,
    Stance,
    StateNexus,
)
from attribution.vocab.grounds import (
    Confidence,
    Disclosure,
    EvidenceKind,
    Ground,
    Likelihood,
    Sign,
    StandardOfProof,
)
from attribution.vocab.responses import ILClass, ResponseStatus, ResponseType
from incidents.vocab import EntityLevel, Reliability, SourceKind
from sharing.rest.shapes.parts import (
    Record,
    Shape,
    choice,
    key,
    keys,
    text,
    texts,
    when,
)


class Incident(Record):
    """What happened, whoever was behind it."""

    occurred = when("From when to when.")
    discovered = when("When it was noticed.")
    disclosed = when("When it was told in public.")
    time_note = text()
    campaign = key("The campaign that it is part of.", may_be_null=True)
    phase_of = key("The incident that it is a phase of.", may_be_null=True)
    follows = key("The incident that it follows on.", may_be_null=True)
    victims = keys("Who was hit.")
    sectors = texts()
    systems = texts()
    incident_types = texts("OASIS event-type-ov.")
    detection = text()
    detection_methods = texts()
    determination = text("OASIS incident-determination-ov.")
    investigation_status = text("OASIS investigation-status-ov.")
    recoverability = text("OASIS recoverability-ov.")
    restoration = text()
    dwell = text()
    outcome = text()


class Campaign(Record):
    """Incidents with one purpose."""

    objective = text()
    first_seen = when("When it was first seen.")
    last_seen = when("When it was last seen.")


class Actor(Record):
    """Somebody or something that a claim can name as culprit."""

    entity_level = choice(EntityLevel.values, may_be_blank=True)
    first_seen = when("When it was first seen.")
    last_seen = when("When it was last seen; of intrusion sets.")
    identity = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="Of threat actors: the party that it is by definition.",
    )
    is_state_level = serializers.BooleanField(
        required=False, help_text="Of threat actors: it stands for a state."
    )
    self_description = serializers.CharField(
        required=False, allow_blank=True, help_text="Of threat actors."
    )
    threat_actor_types = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Of threat actors."
    )
    role_in_case = serializers.CharField(
        required=False, allow_blank=True, help_text="Of intrusion sets."
    )


class OnGround(Shape):
    """What a claim rests on, and how far that was shown."""

    ground = choice(Ground.values)
    disclosed = choice(Disclosure.values)


class Claim(Record):
    """One proposition of one claimant; the answer to who did it is never stored."""

    statement = key("The public act in which it was made.")
    claimant = key("Whose word it is.")
    claimant_role = choice(ClaimantRole.values)
    stance = choice(Stance.values)
    about = key("An incident, a campaign, an actor, or another claim.")
    proposition = choice(Proposition.values, may_be_blank=True)
    attributed_to = key("Whom it names, if it names somebody.", may_be_null=True)
    entity_level = choice(EntityLevel.values, may_be_blank=True)
    state_nexus = choice(StateNexus.values, may_be_blank=True)
    restates = key("The earlier claim that it only says again.", may_be_null=True)
    wording = text("In our words.")
    quote = text("In theirs, verbatim.")
    quote_lang = text("RFC 5646.")
    translation = text()
    original_words = text("How sure they say they are.")
    likelihood = choice(Likelihood.values, "Not stated is ''.", may_be_blank=True)
    analytic_confidence = choice(
        Confidence.values, "Not stated is ''.", may_be_blank=True
    )
    standard_of_proof = choice(StandardOfProof.values, may_be_blank=True)
    basis = text("The basis given, in our words.")
    denial_scope = serializers.ListField(child=choice(DenialScope.values))
    endorsement_ground = choice(EndorsementGround.values, may_be_blank=True)
    legal_ground = choice(LegalGround.values, may_be_blank=True)
    legal_characterisation = text()
    grounds = OnGround(many=True)


class Bearing(Shape):
    """What an item says for or against a claim (ACH signs)."""

    claim = key("The claim.")
    sign = choice(Sign.values)
    is_cited = serializers.BooleanField(help_text="Whether the claimant cites it.")


class Evidence(Record):
    """An item of evidence."""

    incident = key("The incident that it is from.")
    evidence_kind = choice(EvidenceKind.values)
    disclosure = choice(Disclosure.values)
    bearings = Bearing(many=True)


class Step(Shape):
    """A step in the life of a response."""

    rank = serializers.IntegerField()
    status = choice(ResponseStatus.values)
    when = when("When it was taken.")
    legal_ref = text()


class Response(Record):
    """What somebody did about it."""

    response_type = choice(ResponseType.values)
    responders = keys("Who acts.")
    addressees = keys("Towards whom.")
    announced = when("When it was announced.")
    effective = when("When it took effect.")
    answers = keys("The incidents, events, claims or responses that it answers.")
    rests_on = keys("The claims that it rests on.")
    voices = keys("The claims that are made in it.")
    legal_basis = text()
    il_class_claimed = choice(ILClass.values, may_be_blank=True)
    il_class_assessed = choice(ILClass.values, may_be_blank=True)
    outcome = text()
    transitions = Step(many=True)


class Source(Record):
    """A document that records cite."""

    source_kind = choice(SourceKind.values)
    publisher = text()
    author = text()
    url = text()
    published = when("When it came out.")
    archived_on = when("When a copy was taken.")
    archived_sha256 = text("Of the copy.")
    reliability = choice(Reliability.values, "Admiralty code.", may_be_blank=True)
    reliability_reason = text()
    lineage_group = text("Sources of one group go back to the same origin.")
    seen_extent = text("How much of it was seen.")
    cited_via = keys("Where it was cited, if it was not seen itself.")
    is_relied_on = serializers.BooleanField()
