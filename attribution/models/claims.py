"""Who is said to have done it, by whom, on what grounds."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from attribution.vocab.claims import (
    NAMING,
    ON_A_CLAIM,
    ClaimantRole,
    DenialScope,
    EndorsementGround,
    LegalGround,
    Proposition,
    Stance,
    StatementForm,
    StateNexus,
)
from attribution.vocab.grounds import (
    Confidence,
    Disclosure,
    Ground,
    Likelihood,
    StandardOfProof,
)
from incidents.fields import EDTFField, bound, by_date
from incidents.models import Identity, KindOfRecord, Record
from incidents.vocab import EntityLevel, RecordKind

# What a claim may say of two actors that also leads from the one named to the other.
LINKS_BACK = (
    Proposition.SUPERSET_OF,
    Proposition.SAME_AS,
    Proposition.FORMERLY_TRACKED_AS,
)


class Statement(KindOfRecord):
    """One public act of speaking: who spoke, when, in what form, in which sources."""

    KIND = RecordKind.STATEMENT

    speakers = models.ManyToManyField(Identity, related_name="statements")
    spokespersons = models.ManyToManyField(
        Identity, blank=True, related_name="statements_voiced"
    )
    said = EDTFField(help_text="When it was said (EDTF); empty means not known.")
    said_earliest = bound()
    said_latest = bound()
    time_note = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=32, choices=StatementForm)
    channel = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = by_date("said", "statement_by_date")
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=StatementForm.values), name="statement_form_known"
            ),
        ]


NO_LANGUAGE = "Say in which language the quotation is."


class Claim(KindOfRecord):
    """One proposition in a public statement about who was behind something.

    It holds what the claimant says, never what we think: that is an Assessment.
    A claim that is taken back keeps its row; taking back is a claim, too.
    """

    KIND = RecordKind.CLAIM
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases", "grounds")

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(Identity, models.PROTECT, related_name="claims")
    claimant_role = models.CharField(max_length=32, choices=ClaimantRole)
    stance = models.CharField(max_length=24, choices=Stance)
    about = models.ForeignKey(Record, models.PROTECT, related_name="claims_about")
    proposition = models.CharField(max_length=24, choices=Proposition, blank=True)
    attributed_to = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="claims_naming"
    )
    entity_level = models.CharField(max_length=20, choices=EntityLevel, blank=True)
    state_nexus = models.CharField(max_length=32, choices=StateNexus, blank=True)
    restates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="restated_by",
        help_text="The earlier claim of the same side that this one only says again.",
    )
    wording = models.TextField(help_text="The claim in our own words.")
    quote = models.TextField(blank=True, help_text="Theirs, verbatim, if we saw it.")
    quote_lang = models.CharField(max_length=12, blank=True)
    translation = models.TextField(blank=True)
    original_words = models.CharField(
        max_length=200, blank=True, help_text="How sure they say they are, as said."
    )
    likelihood = models.CharField(max_length=24, choices=Likelihood, blank=True)
    analytic_confidence = models.CharField(
        max_length=12, choices=Confidence, blank=True
    )
    standard_of_proof = models.CharField(
        max_length=28, choices=StandardOfProof, blank=True
    )
    basis = models.TextField(blank=True, help_text="The basis given, in our words.")
    denial_scope = ArrayField(
        models.CharField(max_length=24, choices=DenialScope), default=list, blank=True
    )
    endorsement_ground = models.CharField(
        max_length=32, choices=EndorsementGround, blank=True
    )
    legal_ground = models.CharField(max_length=32, choices=LegalGround, blank=True)
    legal_characterisation = models.TextField(blank=True)

    class Meta:
        ordering = ["statement__said_earliest", "key"]
        indexes = [
            # The links that lead from an actor, told from their other end: few among
            # the many claims that name it.
            models.Index(
                fields=["attributed_to"],
                condition=Q(proposition__in=LINKS_BACK),
                name="claim_link_from_its_end",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "statement",
                    "claimant",
                    "stance",
                    "about",
                    "proposition",
                    "attributed_to",
                ],
                nulls_distinct=False,
                name="claim_once_per_statement",
                violation_error_message="This statement already carries this claim.",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="claim_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(claimant_role__in=ClaimantRole.values),
                name="claim_role_known",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stance__in=NAMING, attributed_to__isnull=False)
                    & ~Q(entity_level="")
                    & ~Q(proposition="")
                )
                | (
                    ~Q(stance__in=NAMING)
                    & Q(attributed_to__isnull=True, entity_level="", proposition="")
                ),
                name="claim_naming_stance_names_someone",
                violation_error_message=(
                    "A stance that names a culprit needs attributed_to, entity_level "
                    "and proposition; any other stance has none of them."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(stance=Stance.DENIES) & ~Q(denial_scope=[]))
                | (~Q(stance=Stance.DENIES) & Q(denial_scope=[])),
                name="claim_denial_says_what_it_denies",
                violation_error_message="A denial, and only a denial, has a scope.",
            ),
            models.CheckConstraint(
                condition=(Q(stance=Stance.ENDORSES) & ~Q(endorsement_ground=""))
                | (~Q(stance=Stance.ENDORSES) & Q(endorsement_ground="")),
                name="claim_endorsement_says_its_ground",
                violation_error_message=(
                    "An endorsement, and only an endorsement, has a ground."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(about=F("pk")) & ~Q(restates=F("pk")),
                name="claim_is_not_about_itself",
            ),
            models.CheckConstraint(
                condition=~Q(attributed_to=F("about")),
                name="claim_joins_two",
            ),
            models.CheckConstraint(
                condition=~Q(wording=""), name="claim_has_a_wording"
            ),
            models.CheckConstraint(
                condition=Q(quote="") | ~Q(quote_lang=""),
                name="claim_quote_has_a_language",
            ),
        ]

    def clean(self) -> None:
        """Say at its field what the constraint of the quotation can only refuse.

        Raises:
            ValidationError: there is a quotation, and no language of it.
        """
        super().clean()
        if self.quote and not self.quote_lang:
            raise ValidationError({"quote_lang": NO_LANGUAGE})

    @property
    def is_on_a_claim(self) -> bool:
        """Whether it speaks on another claim, so that an opinion states it."""
        return self.stance in ON_A_CLAIM and self.about.kind == RecordKind.CLAIM


class ClaimGround(models.Model):
    """One ground that a claimant gives, and how far it was shown."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=28, choices=Ground)
    disclosed = models.CharField(max_length=12, choices=Disclosure)

    class Meta:
        ordering = ["claim", "ground"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "ground"], name="claim_ground_once"
            ),
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values)
                & Q(disclosed__in=Disclosure.values),
                name="claim_ground_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}, {self.get_disclosed_display()}"
