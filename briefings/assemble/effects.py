"""Effects of an incident, their scale, and who says so: one row of a table each."""

import re
from collections.abc import Iterator

from briefings.assemble.context import Context, cell, text
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import Cell, Mark
from briefings.words.dates import in_words
from briefings.words.labels import capital, counted, ended, figures_of, label, listed
from figures.words import say
from incidents.vocab.oasis import (
    Alteration,
    ImpactCategory,
    LossType,
    PhysicalImpact,
    Recoverability,
    Traceability,
)

HEADS = ("Effect", "When and on whom", "Scale, and who says so")


def effect(context: Context, impact: Snapshot) -> tuple[Cell, ...]:
    """Return a row: what an effect was, when and on whom, and its scale."""
    kind = capital(label(ImpactCategory, impact["impact_category"]))
    described = context.ours(impact["description"])
    # Many descriptions only say the name again at more length.
    is_same = not described or {*_words(impact["name"])} <= {*_words(described)}
    named = text(ended(described or impact["name"]), Mark.STRONG)
    first = () if is_same else text(ended(impact["name"]), Mark.STRONG)
    second = named if is_same else text(ended(described))
    victims = listed([context.found.name(each) for each in impact["impacted"]])
    scale = [text(f"{capital(each)}.") for each in _scale(impact)]
    fields = [row["field"] for row in impact["citations"] if row["field"]]
    stated = context.stated(impact, *dict.fromkeys(fields))
    remark = context.ours(impact["note"])
    return (
        cell(
            first,
            (*second, *context.refs(impact, FEW)),
            text(kind, Mark.SOFT),
            is_head=True,
        ),
        cell(text(capital(in_words(impact["occurred"]))), text(victims)),
        cell(*scale, *stated, text(ended(remark), Mark.SOFT) if remark else ()),
    )


def _words(told: str) -> list[str]:
    return re.findall(r"\w+", told.casefold())


def _scale(impact: Snapshot) -> Iterator[str]:
    """Yield what is recorded of an effect's size, in words."""
    for field, vocabulary in (
        ("loss_type", LossType),
        ("alteration", Alteration),
        ("physical_impact", PhysicalImpact),
        ("traceability_impact", Traceability),
        ("recoverability", Recoverability),
    ):
        if impact[field]:
            yield label(vocabulary, impact[field])
    if impact["availability_impact"] is not None:
        lost = impact["availability_impact"]
        yield say("availability lost: {0} of 100, as we code it", lost)
    if impact["record_count"] is not None:
        yield counted(impact["record_count"], "record")
    if impact["record_size"] is not None:
        yield say("{0} bytes of data", figures_of(impact["record_size"]))
    amounts = [each for each in (impact["min_amount"], impact["max_amount"]) if each]
    if amounts:
        amount = say(" to ").join(map(str, dict.fromkeys(amounts)))
        yield f"{amount} {impact['currency']}"
