"""All rules in one table: id, severity, kinds, title, help, and the function."""

from functools import partial

from incidents.vocab import RecordKind
from review.rules import claims, dates, markings, parties, prose, responses, sources
from review.rules.values import Rule, Severity

CLAIM = (RecordKind.CLAIM,)
STATEMENT = (RecordKind.STATEMENT,)
RESPONSE = (RecordKind.RESPONSE,)
SOURCE = (RecordKind.SOURCE,)
INCIDENT = (RecordKind.INCIDENT,)
# Records that say that something is so; parties and means are known from elsewhere.
FACTS = (
    RecordKind.INCIDENT,
    RecordKind.EVENT,
    RecordKind.IMPACT,
    RecordKind.RELATIONSHIP,
    RecordKind.STATEMENT,
    RecordKind.EVIDENCE,
    RecordKind.RESPONSE,
)
# A question and a checked fact set poor sources beside good ones on purpose.
RESTING = (*FACTS, RecordKind.CLAIM, RecordKind.ASSESSMENT)

# A row: id, kinds (none is all), title, help, function.
error = partial(Rule, Severity.ERROR)
warning = partial(Rule, Severity.WARNING)

RULES: tuple[Rule, ...] = (
    error(
        "not-marked",
        (),
        "Not marked",
        "What nobody has marked may go nowhere: no marking is not taken for CLEAR. "
        "Choose a TLP 2.0 marking.",
        markings.unmarked,
    ),
    error(
        "stricter-than-the-record",
        (),
        "Names something marked more strictly",
        "A source, party or claim that is marked more strictly than the record would "
        "leak with it, be it by its title alone. Mark the record as strictly, or take "
        "the other out.",
        markings.stricter,
    ),
    error(
        "claim-without-a-source",
        CLAIM,
        "Claim without a source",
        "A claim is what somebody said in public, so there is a document in which it "
        "was said. Cite it on the claim or on its statement.",
        sources.no_source,
    ),
    error(
        "takes-back-anothers-claim",
        CLAIM,
        "Takes back somebody else's claim",
        "Only a claimant withdraws or revises a claim. Somebody else doubts or "
        "disputes it, or names another culprit.",
        claims.not_ones_own,
    ),
    error(
        "ends-before-it-begins",
        (),
        "Ends before it begins",
        "The end lies before the beginning whatever the two dates can mean. STIX "
        "refuses such objects. Mend one of the dates.",
        dates.ends_before_it_begins,
    ),
    warning(
        "confidence-not-stated",
        (RecordKind.CLAIM, RecordKind.ASSESSMENT),
        "No analytic confidence",
        "Empty means “not stated”, and that has to be said on purpose: pick low, "
        "moderate or high where the claimant gives it, or tick this with the reason "
        "(the claimant states none). No confidence is ever filled in by itself.",
        claims.no_confidence,
    ),
    warning(
        "likelihood-with-confidence",
        (),
        "Likelihood and confidence in one sentence",
        "How likely something is and how good our grounds are are two things; in one "
        "sentence readers take them for one (ICD 203). Write two sentences.",
        prose.mixed,
    ),
    warning(
        "one-source",
        CLAIM,
        "Only one source",
        "If that document errs or goes away, nothing is left to show that it was "
        "said. Add a second that does not go back to the first.",
        sources.one_source,
    ),
    warning(
        "one-lineage",
        CLAIM,
        "Only one lineage of sources",
        "Five news stories on one advisory are one origin, not five. Look for a source "
        "that does not go back to it, or correct the lineage group.",
        sources.one_lineage,
    ),
    warning(
        "claimants-own-sources",
        CLAIM,
        "All sources are the claimant's own",
        "That the claimant published it is the best proof that it was said, and none "
        "that it is so. Cite somebody else who reports or examines it.",
        sources.own_words,
    ),
    warning(
        "confidence-over-a-poor-source",
        (RecordKind.CLAIM, RecordKind.ASSESSMENT),
        "High confidence on a poor source",
        "A source of reliability D, E or F carries no high confidence. Lower the "
        "confidence, leave the source out, or say why it may stand.",
        sources.weak_source,
    ),
    warning(
        "credibility-without-another-origin",
        RESTING,
        "Confirmed by nobody else",
        "Credibility 1 means: confirmed by other, independent sources. With one origin "
        "there is none. Grade it 2 at most.",
        sources.confirmed_by_none,
    ),
    warning(
        "no-source-given",
        FACTS,
        "No source",
        "Every fact has a citation, so that a reader can look it up and weigh it.",
        sources.uncited,
    ),
    warning(
        "source-withdrawn",
        (),
        "Source no longer in use",
        "The source was withdrawn by its maker, replaced, or taken back by us. What "
        "rests on it needs another, or has to say why it stands.",
        sources.out_of_use,
    ),
    warning(
        "source-not-relied-on",
        RESTING,
        "Source that we do not rely on",
        "The source is kept for the record and was found not good enough to carry "
        "anything. Cite what we do rely on.",
        sources.not_relied_on,
    ),
    warning(
        "no-source-seen",
        RESTING,
        "None of its sources seen",
        "We know these documents by hearsay only. Get one of them, or cite the "
        "document in which you read about them.",
        sources.not_seen,
    ),
    warning(
        "dead-link",
        SOURCE,
        "Dead link",
        "The address did not answer when it was last looked at, so readers cannot "
        "check it. Give the address of an archived copy.",
        sources.dead_link,
    ),
    warning(
        "quote-not-seen",
        (),
        "Quotation from what was not seen",
        "A quotation is verbatim, so somebody here has read the words. Quote the "
        "document that you have, or tell it in our words.",
        sources.quote_not_seen,
    ),
    warning(
        "quote-without-translation",
        (),
        "Quotation without a translation",
        "Not all readers know the language. Translate it; the original stays.",
        sources.no_translation,
    ),
    warning(
        "attributed-before-known",
        CLAIM,
        "Attributed before the incident was known",
        "By all that the dates can mean, the attribution is older than what it "
        "explains. One of the dates is wrong, or the claim is about something else.",
        dates.attributed_too_early,
    ),
    warning(
        "dates-out-of-order",
        (RecordKind.INCIDENT, RecordKind.RESPONSE, RecordKind.SOURCE),
        "Dates out of order",
        "What must come later is dated earlier, whatever the dates can mean. Mend one "
        "of them, or say why it is so.",
        dates.out_of_order,
    ),
    warning(
        "statement-without-date",
        STATEMENT,
        "Statement without a date",
        "Who said what first is told by these dates, and an undated claim is in no "
        "list “as of” a day. Give a year or a bound at least.",
        dates.no_date,
    ),
    warning(
        "source-older-than-statement",
        STATEMENT,
        "Source older than the statement",
        "A document cannot report what was said after it came out. Mend one of the "
        "dates.",
        dates.older_source,
    ),
    warning(
        "leans-on-withdrawn",
        CLAIM,
        "Leans on a withdrawn claim",
        "What it endorses, corroborates or says again was taken back or replaced by "
        "its claimant. The support stays in the record; say what became of it.",
        claims.leans_on_withdrawn,
    ),
    warning(
        "withdrawn-by-no-claim",
        CLAIM,
        "Withdrawn, but by no claim",
        "A withdrawal is a claim with its own date, words and source, and what stands "
        "is worked out from it. A state set by hand tells the matrix nothing.",
        claims.withdrawn_by_none,
    ),
    warning(
        "withdrawal-marked-more-strictly",
        CLAIM,
        "Withdrawal marked more strictly than the claim",
        "Partners who get the claim but not its withdrawal go on taking it for "
        "standing. Mark both alike if the source allows.",
        claims.stricter_withdrawal,
    ),
    warning(
        "response-on-withdrawn",
        RESPONSE,
        "Response on a withdrawn claim",
        "The attribution under it was taken back or replaced. Record whether the "
        "response was lifted, kept or put on another ground.",
        responses.lost_its_ground,
    ),
    warning(
        "response-on-no-claim",
        RESPONSE,
        "Response resting on no claim",
        "An act against somebody answers an attribution. Name the claims that it "
        "rests on or voices; help and measures at home need none.",
        responses.rests_on_none,
    ),
    warning(
        "response-without-legal-basis",
        RESPONSE,
        "Response without a legal basis",
        "Measures and judicial acts have a basis in law, and partners compare them by "
        "it. Name it, or say that none was published. Speech and help need none.",
        responses.no_legal_basis,
    ),
    warning(
        "no-country",
        (RecordKind.THREAT_ACTOR, RecordKind.IDENTITY),
        "Actor without a country",
        "Without it, nobody finds what was said of or by a state. Personas, groups and "
        "international organisations need none: theirs is for somebody to claim.",
        parties.no_country,
    ),
    warning(
        "no-victim",
        INCIDENT,
        "Incident without a victim",
        "Who was hit decides who may speak as the victim and who as a third state. "
        "Name a party, be it a class of parties.",
        parties.no_victim,
    ),
    warning(
        "shared-name",
        (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET),
        "Name shared by two actors",
        "A name makes no identity. Record who says that the two are the same, overlap "
        "or are distinct; they are never merged by a name.",
        parties.namesakes,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}


def reason_for_all(reason: str) -> dict[str, str]:
    """Return one reason for every rule: for what a program sends to review."""
    return dict.fromkeys(BY_ID, reason)
