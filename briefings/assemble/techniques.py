"""Techniques, programs and flaws, by the ids that the standards give them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from briefings.assemble.context import Context, cell, flowing, heads, section, text
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
    Cell,
    Items,
    Link,
    Mark,
    Paragraph,
    Section,
    Span,
    Spans,
    Table,
    Text,
)
from briefings.words.labels import capital, counted, ended, listed
from figures.words import say

TITLE = "Techniques and tools"
# The order of ATT&CK's tactics (enterprise, v15); others follow by name.
TACTICS = (
    *("reconnaissance", "resource-development", "initial-access", "execution"),
    *("persistence", "privilege-escalation", "defense-evasion", "credential-access"),
    *("discovery", "lateral-movement", "collection", "command-and-control"),
    *("exfiltration", "impact"),
)
ATTACK, CVE = "mitre-attack", "cve"
PAGES = {"T": "techniques", "S": "software", "G": "groups", "C": "campaigns"}


def sections(context: Context) -> list[Section]:
    """Return techniques by tactic, then programs, then flaws."""
    techniques = sorted(context.found.of("attack-pattern"), key=_by_tactic)
    programs = [*context.found.of("malware"), *context.found.of("tool")]
    flaws = list(context.found.of("vulnerability"))
    if not (techniques or programs or flaws):
        nothing = Paragraph(text(say("No technique and no program is on record.")))
        return [section("techniques", say(TITLE), nothing)]
    tables = [
        *([_techniques(context, techniques)] if techniques else []),
        *([_programs(context, programs)] if programs else []),
        *([_flaws(context, flaws)] if flaws else []),
    ]
    placed = context.placed(say("Every technique and program"), *tables)
    if context.is_full:
        return [section("techniques", say(TITLE), *placed)]
    gist = Items(tuple(_gist(techniques, programs, flaws)))
    return [section("techniques", say(TITLE), gist)]


def _gist(
    techniques: list[Snapshot], programs: list[Snapshot], flaws: list[Snapshot]
) -> Iterator[Spans]:
    """Yield in a line each what was done, by which programs, through which flaws."""
    if techniques:
        count = counted(len(techniques), "technique")
        phases = Counter(_tactics(each).partition(", ")[0] for each in techniques)
        told = [f"{name.lower()} ({n})" for name, n in phases.items() if name]
        yield (
            Text(say("{0} of MITRE ATT&CK: ", capital(count)), Mark.STRONG),
            Text(f"{listed(told)}."),
        )
    if programs:
        names = listed([each["name"] for each in programs])
        yield Text(say("Malware and tools: "), Mark.STRONG), Text(f"{names}.")
    if flaws:
        named = [f"{_id(each, CVE)} ({each['product']})" for each in flaws]
        yield (
            Text(say("Flaws that were used: "), Mark.STRONG),
            Text(f"{listed(named)}."),
        )


def _by_tactic(technique: Snapshot) -> tuple[int, str, str]:
    phases = [each for each in technique["kill_chain_phases"] if each in TACTICS]
    first = min((TACTICS.index(each) for each in phases), default=len(TACTICS))
    return first, _id(technique, ATTACK), technique["key"]


def _id(snapshot: Snapshot, catalogue: str) -> str:
    ids = (each.partition(":") for each in snapshot["external_ids"])
    return next((id_ for name, _, id_ in ids if name == catalogue), "")


def _linked(snapshot: Snapshot, catalogue: str) -> Span:
    """Return an id as a link to its page; what has none says so."""
    id_ = _id(snapshot, catalogue)
    if not id_:
        return Text(say("no id"), Mark.SOFT)
    if catalogue == CVE:
        return Link(id_, f"https://www.cve.org/CVERecord?id={id_}")
    page = PAGES.get(id_[:1])
    place = id_.replace(".", "/")
    if page is None:
        return Text(id_, Mark.CODE)
    return Link(id_, f"https://attack.mitre.org/{page}/{place}/")


def _techniques(context: Context, found: Iterable[Snapshot]) -> Table:
    return Table(
        anchor="table-techniques",
        caption=say("Techniques (MITRE ATT&CK), by tactic"),
        heads=heads("Id", "Technique", "Tactic", "How it was used"),
        rows=tuple(
            (
                cell((_linked(each, ATTACK),), is_head=True),
                cell(text(each["name"])),
                cell(text(_tactics(each))),
                _lined(context)(*_used(context, each)),
            )
            for each in found
        ),
        weights=(7, 27, 29, 37),
    )


def _tactics(technique: Snapshot) -> str:
    order = {each: place for place, each in enumerate(TACTICS)}
    phases = sorted(
        technique["kill_chain_phases"], key=lambda each: order.get(each, len(order))
    )
    return capital(", ".join(say(each.replace("-", " ")) for each in phases))


def _lined(context: Context) -> Callable[..., Cell]:
    """Return how lines make a cell: one runs on into the next in the annex."""
    return cell if context.is_full else flowing


def _used(context: Context, snapshot: Snapshot) -> Iterator[Spans]:
    described = snapshot["description"]
    words = (Text(ended(context.ours(described))),) if described else ()
    yield (*words, *context.refs(snapshot, FEW))
    if snapshot["note"]:
        yield text(ended(context.ours(snapshot["note"])), Mark.SOFT)


def _programs(context: Context, found: Iterable[Snapshot]) -> Table:
    return Table(
        anchor="table-programs",
        caption=say("Malware and tools"),
        heads=heads("Name", "Id", "Kind", "What is known, and who used it"),
        rows=tuple(_program(context, each) for each in found),
        weights=(13, 5, 13, 69),
    )


def _program(context: Context, program: Snapshot) -> tuple[Cell, ...]:
    kinds = program.get("malware_types") or program.get("tool_types") or ()
    told = ", ".join(say(each.replace("-", " ")) for each in kinds if each != "unknown")
    sort = say("malware" if program["kind"] == "malware" else "tool")
    kind = capital(say("{0}: {1}", sort, told) if told else sort)
    users = _users(context, program["key"])
    line = text(say("Used by {0}.", listed(users)), Mark.SOFT) if users else ()
    return (
        cell(text(program["name"]), is_head=True),
        cell((_linked(program, ATTACK),)),
        cell(text(kind)),
        _lined(context)(*_used(context, program), line),
    )


def _users(context: Context, key: str) -> list[str]:
    """Return who is on record as using a program."""
    found = context.found
    users = (
        found.name(each["source"])
        for each in found.of("relationship")
        if each["target"] == key and each["relationship_type"] == "uses"
    )
    return sorted(set(users))


def _flaws(context: Context, found: Iterable[Snapshot]) -> Table:
    return Table(
        anchor="table-flaws",
        caption=say("Flaws that were used"),
        heads=heads("Id", "Product", "How it was used"),
        rows=tuple(
            (
                cell((_linked(each, CVE),), is_head=True),
                cell(text(each["product"])),
                _lined(context)(*_used(context, each)),
            )
            for each in found
        ),
        weights=(12, 16, 72),
    )
