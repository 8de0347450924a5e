"""The first page, below the judgements: what happened, was done and is said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attribution.vocab.claims import ClaimantRole as Role
from attribution.vocab.claims import Stance
from briefings.assemble.acts import led
from briefings.assemble.context import Context, cell, heads, section, text
from briefings.tree import Cell, Mark, Paragraph, Section, Spans, Table, Text, Tone
from briefings.words import claims as said
from briefings.words.claims import SIGNS
from briefings.words.dates import in_words
from briefings.words.labels import capital, counted, ended, label, listed, more
from figures.words import say
from incidents.vocab.oasis import ImpactCategory
from positions.stances import NAMING
from positions.values import Claim

# Who speaks, as a minister sorts them; a role is in one of them.
SIDES: Mapping[str, tuple[Role, ...]] = {
    "The victim": (Role.RECEIVER_GOVERNMENT, Role.RECEIVER_ENTITY),
    "Other states, alliances": (
        *(Role.THIRD_STATE, Role.EU_INSTITUTION, Role.INTERNATIONAL_ORGANISATION),
    ),
    "Companies, researchers": (Role.SECURITY_VENDOR, Role.RESEARCH_NGO, Role.EXPERT),
    "Media, civil society": (Role.MEDIA, Role.CIVIL_SOCIETY),
    "Whoever claims it": (Role.PERPETRATOR_SELF,),
    "The accused": (Role.ACCUSED_STATE, Role.ACCUSED_ENTITY),
}
OTHERS = "Others"
TITLE = "What happened, what was done, who says what"
MOST_SPEAKERS, MOST_ANSWERS, MOST_EFFECTS = 2, 2, 4
MOST_WORDS = 2  # for one sign
CLOSE = "\N{NO-BREAK SPACE}"  # between a sign and what it stands before
FEW_WORDS = 360  # letters that a description has at most on the first page


def sections(context: Context) -> list[Section]:
    """Return what happened, was done and is said, short enough for the first page."""
    names = context.request.sections
    level = 2 if "judgements" in names[: names.index("glance")] else 1
    return [
        section(
            *("glance", say(TITLE)),
            *(*_happened(context), led(context), _says(context)),
            level=level,
        )
    ]


def _happened(context: Context) -> Iterator[Paragraph]:
    found = context.found
    if context.is_one:
        own = found.snapshots[found.in_time[0]]
        told = context.ours(own["description"] or own["name"])
        yield Paragraph((Text(_cut(told)), *context.refs(own, 1)))
    elif found.root is not None and not context.request.as_of:
        yield Paragraph(text(_cut(context.ours(found.root["description"]))))
    yield Paragraph(text(_counted(context), Mark.SOFT), "small")


def _cut(told: str) -> str:
    """Return the first sentences of a description, as many as there is room for."""
    kept = ""
    for sentence in ended(told).split(". "):
        whole = f"{kept}. {sentence}" if kept else sentence
        if kept and len(whole) > FEW_WORDS:
            break
        kept = whole
    return ended(kept)


def _counted(context: Context) -> str:
    """Return how many incidents there were, when, and with which effects."""
    found = context.found
    ends = [found.when[key].earliest for key in found.in_time if key in found.when]
    years = sorted({each.year for each in ends if each})
    first = context.found.snapshots[found.in_time[0]]["occurred"]
    span = in_words(first)
    if not context.is_one and years:
        span = say(" to ").join(dict.fromkeys((str(years[0]), str(years[-1]))))
    effects = Counter(
        label(ImpactCategory, each["impact_category"])
        for key in found.in_time
        for each in found.at("impact", key)
    )
    most = [name for name, _ in effects.most_common(MOST_EFFECTS)]
    told = [f"{counted(len(found.in_time), 'incident')}, {span}".strip(", ")]
    told += [say("effects: {0}", ", ".join(most))] if most else []
    return f"{capital('; '.join(told))}."


# -- Who says what --------------------------------------------------------------------


def _says(context: Context) -> Table | Paragraph:
    by_side: dict[str, list[Claim]] = {name: [] for name in (*SIDES, OTHERS)}
    about = {each.key: each for held in context.found.about.values() for each in held}
    for claim in sorted(about.values(), key=lambda each: each.order):
        by_side[_side(claim)].append(claim)
    rows = [_row(context, name, held) for name, held in by_side.items() if held]
    if not rows:
        return Paragraph(text(say("Nobody is on record with a claim by that day.")))
    return Table(
        anchor="table-sides",
        caption=say("Who names whom, and who objects"),
        heads=heads("Who speaks", "Names or backs", "Objects, or names nobody"),
        rows=tuple(rows),
        weights=(27, 39, 34),
        note=_legend(by_side.values()),
    )


def _side(claim: Claim) -> str:
    return next((name for name, roles in SIDES.items() if claim.role in roles), OTHERS)


def _row(context: Context, name: str, held: list[Claim]) -> tuple[Cell, ...]:
    who = Counter(context.party(each.claimant) for each in held)
    names = [each for each, _ in who.most_common(MOST_SPEAKERS)]
    rest = len(who) - len(names)
    speakers = listed([*names, *([more(rest)] if rest > 0 else [])])
    names_one = [each for each in held if _names(context, each)]
    others = [each for each in held if not _names(context, each)]
    return (
        cell((Text(say(name)), Text(say(": {0}", speakers), Mark.SOFT)), is_head=True),
        _named(context, names_one),
        _otherwise(context, others),
    )


def _names(context: Context, claim: Claim) -> bool:
    return said.sign(claim) == "+" and context.found.standing.in_force(claim)


def _named(context: Context, held: list[Claim]) -> Cell:
    """Return whom a side names, and on how many incidents."""
    found = context.found
    about: dict[str, set[str]] = {}
    for each in held:
        spoken_on = found.standing.spoken_on(each)
        target = each.target if each.stance in NAMING else None
        whom = target or (spoken_on.target if spoken_on else None)
        about.setdefault(found.short(whom) or say("the same as another"), set()).add(
            found.incident_of(each)
        )
    if not about:
        return cell(text("–", Mark.SOFT), tone=Tone.OPEN)  # noqa: RUF001 - a dash
    most = sorted(about.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [_answer(context, *each) for each in most[:MOST_ANSWERS]]
    rest = len(most) - MOST_ANSWERS
    if rest > 0:
        lines.append(text(say("and {0}", more(rest)), Mark.SOFT))
    return cell(_run_on(lines), tone=Tone.FOR)


def _answer(context: Context, whom: str, incidents: set[str]) -> Spans:
    share = "" if context.is_one else f" ({counted(len(incidents), 'incident')})"
    return Text(f"+{CLOSE}", Mark.SIGN), Text(whom), Text(share, Mark.SOFT)


def _otherwise(context: Context, held: list[Claim]) -> Cell:
    """Return what else a side says, by sign, each with how often."""
    signs = list(SIGNS)
    words = Counter((said.sign(each), _stance(context, each)) for each in held)
    lines: list[Spans] = []
    for sign in sorted({sign for sign, _ in words}, key=signs.index):
        own = [(word, n) for (each, word), n in words.most_common() if each == sign]
        # Where one is counted all are, or the last would look like part of the first.
        is_counted = own[0][1] > 1
        told = [f"{word} ({n})" if is_counted else word for word, n in own[:MOST_WORDS]]
        lines.append((Text(f"{sign}{CLOSE}", Mark.SIGN), Text(say("; ").join(told))))
    if not lines:
        return cell(text("–", Mark.SOFT), tone=Tone.OPEN)  # noqa: RUF001 - a dash
    tones = {said.tone(context.found, each) for each in held}
    tone = tones.pop() if len(tones) == 1 else Tone.PLAIN
    return cell(_run_on(lines), tone=tone)


def _run_on(lines: list[Spans]) -> Spans:
    """Return lines as one, a stop between them."""
    parts = [(Text(say("; ")), *line) if at else line for at, line in enumerate(lines)]
    return tuple(span for line in parts for span in line)


def _stance(context: Context, claim: Claim) -> str:
    if not context.found.standing.in_force(claim):
        return say("took its claim back")
    if claim.target and claim.stance in NAMING:
        return said.says(context.found, claim, is_short=True)
    return label(Stance, claim.stance)


def _legend(held: Iterable[list[Claim]]) -> str:
    used = {said.sign(each) for claims in held for each in claims}
    told = (
        f"{sign} {say(words)}" for sign, (words, _) in SIGNS.items() if sign in used
    )
    return f"{'; '.join(told)}."
