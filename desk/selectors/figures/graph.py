"""The relations of an incident, as plain values: who says what of whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from attribution.vocab.claims import Proposition, Stance
from desk.dates import in_words
from desk.selectors.figures.reading import Known, Related
from desk.selectors.figures.words import AGAINST, VERBS, said
from figures.graph import Edge, Graph, Member, Node, grouped
from incidents.vocab import EntityLevel
from positions.stances import NAMING, OBJECTING, culprit, is_of_the_accused
from positions.trails import trail
from positions.values import Claim

# Said of two actors alike: whichever of them is known leads to the other.
MUTUAL = frozenset(
    {
        Proposition.SAME_AS.value,
        Proposition.OVERLAPS.value,
        Proposition.DISTINCT_FROM.value,
        Proposition.SHARES_TOOLING_WITH.value,
    }
)
FOR = NAMING | {"endorses"}


@dataclass(slots=True)
class Voice:
    """Who takes one stance towards one thing, and each of their claims in words."""

    verb: str
    target: str
    line: str
    claims: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Tie:
    """What is said of two actors: by whom, and who objects."""

    source: str
    target: str
    proposition: str
    claims: list[Claim] = field(default_factory=list)
    objections: list[Claim] = field(default_factory=list)


class Relations:
    """The claims of an incident, sorted by whom they speak of."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.standing = known.standing
        shown = (each for each in known.record.claims.values() if self._is_shown(each))
        self.claims = sorted(shown, key=lambda each: each.order)
        concerning = {each.key for each in known.claims}
        self.on_incident = [each for each in self.claims if each.key in concerning]
        named = {self.target(each) for each in self.on_incident} - {known.key}
        self.ties = self._ties({each for each in named if each in known.record.actors})
        self.voices = self._voices()

    def graph(self, related: Iterable[Related], *, with_responses: bool) -> Graph:
        """Return nodes and edges, grouped where they would be too many to read."""
        nodes, edges = [Node(self.known.key, "incident", self.known.name)], []
        for each in related:
            nodes.append(_neighbour(each))
            edges.append(self._neighbouring(each))
        edges += self._attributions()
        edges += [self._tie(each) for each in self.ties]
        actors = dict.fromkeys(
            key
            for edge in edges
            for key in (edge.source, edge.target)
            if key in self.known.record.actors
        )
        nodes += [self._actor(key) for key in actors]
        speakers, spoken = self._speakers()
        nodes, edges = nodes + speakers, edges + spoken
        if with_responses:
            responders, answers = self._responders()
            nodes, edges = nodes + responders, edges + answers
        return grouped(Graph(tuple(nodes), tuple(edges)))

    def target(self, claim: Claim) -> str:
        """Return whom a claim speaks of: whom it names, or what it answers names."""
        for each in trail(claim, self.standing.spoken_on):
            if each.target:
                return each.target
        return self.known.key

    def _is_shown(self, claim: Claim) -> bool:
        standing = self.standing
        if self.target(claim) not in {self.known.key, *self.known.record.actors}:
            return False  # whom it names is hidden, so there is no place for it
        return standing.is_said(claim) or standing.is_only_possibly_said(claim)

    # -- Who is behind whom, as somebody says ----------------------------------------

    def _ties(self, actors: set[str]) -> list[Tie]:
        """Return what is said of the actors named, and of those that this leads to."""
        links = [each for each in self.claims if each.target and self._subject(each)]
        found: dict[tuple[str, str, str], Tie] = {}
        size = -1
        while size != len(found):
            size = len(found)
            for claim in links:
                source, target = self._subject(claim), claim.target or ""
                is_mutual = claim.proposition in MUTUAL
                if source in actors or (is_mutual and target in actors):
                    actors |= {source, target}
                    key = source, target, claim.proposition
                    tie = found.setdefault(key, Tie(*key))
                    if claim not in tie.claims:
                        tie.claims.append(claim)
        for tie in found.values():
            tie.objections = [*self._objections(tie)]
        return [*found.values()]

    def _subject(self, claim: Claim) -> str:
        """Return the actor that a claim is about in the end, if it is about one."""
        subject = self.standing.subject(claim) or ""
        return subject if subject in self.known.record.actors else ""

    def _objections(self, tie: Tie) -> Iterator[Claim]:
        for claim in self.claims:
            spoken_on = self.standing.spoken_on(claim)
            if claim.stance in OBJECTING and spoken_on in tie.claims:
                yield claim

    def _tie(self, tie: Tie) -> Edge:
        words = Proposition(tie.proposition).label.removeprefix("is ")
        names = dict.fromkeys(self._name(each) for each in tie.claims)
        objectors = dict.fromkeys(self._name(each) for each in tie.objections)
        if objectors:
            words = f"{words}, denied by {', '.join(objectors)}"
        return Edge(
            tie.source,
            tie.target,
            words,
            "contested" if objectors else "link",
            by=tuple(names),
            says=tuple(self._sentence(each) for each in tie.claims + tie.objections),
            is_directed=tie.proposition not in MUTUAL,
        )

    # -- Who is behind the incident, as somebody says --------------------------------

    def _attributions(self) -> Iterator[Edge]:
        """Yield an edge to each actor that somebody says to be behind the incident."""
        named: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.on_incident:
            target = culprit(claim)
            if target:
                named[target].append(claim)
        for target, claims in named.items():
            words = self._standing_of(target, claims)
            line = "contested" if "," in words else "attributed"
            yield Edge(self.known.key, target, words, line)

    def _standing_of(self, target: str, claims: Sequence[Claim]) -> str:
        """Return whether an attribution stands: denied, contested, withdrawn."""
        if not any(self.standing.stands(each) for each in claims):
            return "attributed to, withdrawn"
        objections = [
            each
            for each in self.on_incident
            if each.stance in AGAINST - {Stance.WITHDRAWS.value}
            and self.standing.in_force(each)
            and self._is_against(each, target)
        ]
        if not objections:
            return "attributed to"
        is_denied = all(
            is_of_the_accused(each) and each.stance in OBJECTING for each in objections
        )
        return "attributed to, denied" if is_denied else "attributed to, contested"

    def _is_against(self, claim: Claim, target: str) -> bool:
        """Whether a claim speaks against an actor's being behind it, or for a rival.

        One on the incident itself is against everybody named.
        """
        spoken_on = self.standing.spoken_on(claim)
        answered = self.target(spoken_on) if spoken_on else target
        return target in (answered, claim.target)

    # -- Who says so -------------------------------------------------------------------

    def _voices(self) -> list[Voice]:
        """Return who takes which stance; who only says it again is not named twice."""
        found: dict[tuple[str, str], Voice] = {}
        for claim in sorted(self.on_incident, key=lambda each: bool(each.restates)):
            target, verb = self.target(claim), VERBS[claim.stance]
            earlier = [
                voice
                for voice in found.values()
                if claim.restates
                and voice.target == target
                and claim.claimant in voice.claims
            ]
            voice = earlier[0] if earlier else found.get((verb, target))
            if voice is None:
                line = self._line(claim, target)
                voice = found[verb, target] = Voice(verb, target, line)
            voice.claims[claim.claimant].append(claim)
        return [*found.values()]

    def _speakers(self) -> tuple[list[Node], list[Edge]]:
        """Return a node for each group that says the same, and what it says of whom."""
        nodes: dict[tuple[str, ...], Node] = {}
        edges: list[Edge] = []
        for voice in self.voices:
            members = tuple(
                self._member(name, claims) for name, claims in voice.claims.items()
            )
            alike = (voice.verb, *voice.claims)
            if alike not in nodes:
                key = f"{voice.verb} {voice.target}".replace(",", "").replace(" ", "-")
                nodes[alike] = Node(key, "speakers", members=members)
            says = [self._sentence(c) for each in voice.claims.values() for c in each]
            source = nodes[alike].key
            edges.append(
                Edge(source, voice.target, voice.verb, voice.line, says=tuple(says))
            )
        return [*nodes.values()], edges

    def _member(self, claimant: str, claims: Sequence[Claim]) -> Member:
        name = self.known.call(claimant)
        if not any(self.standing.is_said(each) for each in claims):
            return Member(f"{name} (perhaps later)")
        return Member(name, not any(self.standing.in_force(each) for each in claims))

    # -- What else there is -----------------------------------------------------------

    def _neighbouring(self, related: Related) -> Edge:
        ours, theirs = self.known.key, related.key
        ends = (ours, theirs) if related.is_from_ours else (theirs, ours)
        return Edge(*ends, related.words, "link")

    def _actor(self, key: str) -> Node:
        level = self.known.record.actors[key].level
        note = str(EntityLevel(level).label).lower() if level else "level not said"
        return Node(key, "actor", self.known.call(key), note=note)

    def _responders(self) -> tuple[list[Node], list[Edge]]:
        """Return one node for each state or body that responded, with what it did."""
        made: dict[tuple[str, ...], list[str]] = defaultdict(list)
        order = self.known.order
        for happening in (*order.items, *order.possibly):
            response = self.known.record.responses.get(happening.key)
            if response:
                by = tuple(dict.fromkeys(map(self.known.side, response.responders)))
                made[by].append(happening.name)
        nodes, edges = [], []
        for number, (sides, names) in enumerate(made.items(), start=1):
            members = tuple(Member(each) for each in names)
            key = f"responses-{number}"
            nodes.append(Node(key, "responders", ", ".join(sides), members=members))
            edges.append(Edge(key, self.known.key, "responds", "answers"))
        return nodes, edges

    def _line(self, claim: Claim, target: str) -> str:
        """Return on which side a claim speaks; of an incident it names nobody."""
        if claim.stance in AGAINST:
            return "against"
        return "for" if claim.stance in FOR and target != self.known.key else "neither"

    def _name(self, claim: Claim) -> str:
        struck = "" if self.standing.in_force(claim) else " (withdrawn)"
        return f"{self.known.call(claim.claimant)}{struck}"

    def _sentence(self, claim: Claim) -> str:
        date = in_words(claim.said.text) or "date not known"
        return f"{self._name(claim)} {said(self.known, claim)}, {date}"


def _neighbour(related: Related) -> Node:
    kind = "campaign" if related.kind == "campaign" else "related"
    return Node(related.key, kind, related.name)
