"""What records stand on: how many sources, of what worth, seen by whom."""

from collections.abc import Iterable, Iterator

from attribution.vocab.grounds import Confidence
from incidents.reach import fold
from incidents.vocab import Credibility, RecordState, Reliability, SeenExtent
from review.rules.known import Known, names_of
from review.rules.values import Found, Other, Snapshot, Words, found

WEAK = (Reliability.D, Reliability.E, Reliability.F)


def no_source(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that stands on nothing."""
    if not known.sources(own):
        yield found(
            "citations",
            "Neither the claim nor its statement has a source. Add the document in "
            "which it was said.",
        )


def uncited(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a record of fact that cites nothing."""
    if not own["citations"]:
        yield found("citations", "No source is given. Cite where this is known from.")


def one_source(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that one document alone reports."""
    sources = known.sources(own)
    if len(sources) == 1:
        (key,) = sources
        yield found(
            "citations",
            "It rests on one source only, ",
            Other(key),
            ". Look for a second that does not go back to it.",
        )


def one_lineage(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim whose sources all repeat one."""
    sources, lineages = known.sources(own), known.lineages(own)
    if len(sources) > 1 and len(lineages) == 1:
        yield found(
            "citations",
            f"Its {len(sources)} sources all go back to one origin "
            f"({', '.join(lineages)}), so they count as one. Look for another.",
        )


def own_words(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that nobody but its claimant reports."""
    sources, claimant = known.sources(own), known.get(own["claimant"])
    if not sources or not claimant:
        return
    bodies = {fold(name) for name in names_of(claimant)}
    if all(fold(each["publisher"]) in bodies for each in sources.values()):
        yield found(
            "citations",
            "Every source of it is published by its claimant, ",
            Other(claimant["key"]),
            ". Look for somebody else who reports it.",
        )


def weak_source(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find high confidence that stands, among others, on a poor source."""
    field = "confidence" if "confidence" in own else "analytic_confidence"
    if own[field] != Confidence.HIGH:
        return
    weak = {
        key: source["reliability"]
        for key, source in known.sources(own).items()
        if source["reliability"] in WEAK
    }
    if weak:
        yield found(
            field,
            "Confidence is high on a source that is not usually reliable or worse: ",
            *_listed(weak),
            ". Lower it, or do without that source.",
        )


def out_of_use(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a citation of what was taken back."""
    for row, _, source in known.cited(own):
        if source["state"] != RecordState.IN_USE:
            yield found(
                "citations.source",
                "It cites ",
                Other(source["key"]),
                f", which is {source['state']}. Cite another source, or none.",
                row=row,
            )


def not_relied_on(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a citation of what we found not to be good enough."""
    for row, _, source in known.cited(own):
        if not source["is_relied_on"]:
            yield found(
                "citations.source",
                "It cites ",
                Other(source["key"]),
                ", which is marked as not relied on. Cite what we do rely on.",
                row=row,
            )


def not_seen(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a record none of whose sources we have read."""
    sources = known.sources(own)
    if sources and all(
        each["seen_extent"] == SeenExtent.NOT_SEEN for each in sources.values()
    ):
        yield found(
            "citations",
            "We have seen none of its sources: ",
            *_listed(sources),
            ". Get one of them, or cite the document that we have it from.",
        )


def dead_link(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a source that is no longer where its address says."""
    if own["key"] in known.dead:
        copy = "We keep a copy." if own["archived_sha256"] else "We keep no copy."
        yield found(
            "url",
            f"Its address no longer answers. {copy} Give another address, such as "
            "that of an archive.",
        )


def quote_not_seen(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a quotation from what nobody here has read."""
    for row, citation, source in known.cited(own):
        if citation["quote"] and source["seen_extent"] == SeenExtent.NOT_SEEN:
            yield found(
                "citations.quote",
                "It quotes ",
                Other(source["key"]),
                ", which we have not seen. Quote the document that we have it from.",
                row=row,
            )
    sources = known.sources(own).values()
    unseen = all(each["seen_extent"] == SeenExtent.NOT_SEEN for each in sources)
    if own.get("quote") and unseen:
        yield found(
            "quote",
            "It quotes the claimant, but none of its sources has been seen. Leave "
            "the quotation out, or cite where you read it.",
        )


def no_translation(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a quotation in another language that readers are left alone with."""
    if _needs_translation(own, own):
        yield found("translation", *_translate(own["quote_lang"]))
    for row, citation in enumerate(own["citations"]):
        if _needs_translation(citation, own):
            words = _translate(citation["quote_lang"])
            yield found("citations.translation", *words, row=row)


def confirmed_by_none(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find the best grade for what one origin alone says."""
    if len(known.lineages(own)) > 1:
        return
    best = {
        source["key"]: row
        for row, citation, source in known.cited(own)
        if citation["credibility"] == Credibility.ONE
    }
    if best:
        yield found(
            "citations.credibility",
            "Credibility 1 says that other sources confirm it, but there is no other "
            "origin than that of ",
            *_listed(best),
            ". Grade it 2 at most, or cite what confirms it.",
            row=min(best.values()),
        )


def _needs_translation(quoting: Snapshot, own: Snapshot) -> bool:
    if not quoting.get("quote") or quoting["translation"]:
        return False
    return _language(quoting["quote_lang"]) not in ("en", _language(own["lang"]))


def _language(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _translate(lang: str) -> Words:
    return (f"The quotation is in {lang} and has no translation. Add one.",)


def _listed(keys: Iterable[str]) -> Iterator[str | Other]:
    for place, key in enumerate(sorted(keys)):
        yield from ((", ", Other(key)) if place else (Other(key),))
