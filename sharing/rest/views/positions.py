"""What is computed from the claims: who holds what, and whether it is contested."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from attribution.vocab.claims import Stance
from positions.contest import Contest, contest_states
from positions.matrix import NO_LEVEL, Entry, Matrix, positions_matrix
from positions.standing import Standing
from positions.values import Claim, When
from sharing.access import Outlet
from sharing.models import Release
from sharing.rest import concerning
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.parameters import AsOf, Paged, words
from sharing.rest.resources import ACTORS, INCIDENTS
from sharing.rest.shapes import answers as shapes
from sharing.rest.views.records import found
from sharing.selectors import View, records

CODE = re.compile(r"[A-Z]{2}", re.ASCII)
CODES = "States go by the two capital letters of ISO 3166-1: states/IR/claims."


class PositionsDoor(Door):
    """Positions on an incident: the matrix and the contest state at every level.

    Computed from the claims as they were published; nothing of it is stored, and
    nothing is averaged. `as_of` asks about a day, `known_at` about what was known.
    """

    operation = "positions_on_incident"
    heading = "positions"
    query = AsOf
    answers = shapes.Positions

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the positions on one incident."""
        key = place["key"]
        found(view, INCIDENTS, key)
        record = concerning.record_on(view, [key])
        matrix = positions_matrix(record, key, view.as_of)
        contest = contest_states(record, key, view.as_of)
        shown = [*_claims(matrix)]
        content = {
            "incident": key,
            "release": release.number if release else 0,
            "marking": view.marking,
            "as_of": view.as_of,
            "matrix": _matrix(matrix),
            "contest": {level: _contest(each) for level, each in contest.items()},
            "names": concerning.names_of(view, [key, *_named(matrix, contest)]),
        }
        served = self.served(Outlet.REST, len(shown), records=rows_of(view, shown))
        return Answer(to_json(content), Form.JSON, served)


class ClaimsQuery(Paged, AsOf):
    """What is asked of the claims on an actor or a state."""

    stance = words(Stance.values, "Of this stance.")
    fields = words(  # type: ignore[assignment]
        sorted(shapes.ClaimOn().fields),
        "Only these members of each claim, and its key.",
    )


class ClaimsDoor(Door):
    """All claims that concern some actors, across incidents, in order of time."""

    heading = "positions"
    query = ClaimsQuery
    answers = shapes.ClaimsOn

    def view(self, release: Release | None) -> View:
        """Return the view of the first page."""
        self.cursor = Cursor.read(self.request, self.asked)
        return self.cursor.keeping(super().view(release))

    def actors(self, view: View, place: str) -> list[str]:
        """Return the keys of the actors that an address means."""
        raise NotImplementedError

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return a page of the claims that name them, are about them, or on those."""
        actors = self.actors(view, place["key"])
        naming = concerning.claims_naming(view, actors)
        record = concerning.record_on(view, [*actors, *naming])
        stances = self.asked.get("stance", Stance.values)
        items = [
            each
            for each in _on(Standing(record, view.as_of), actors, naming)
            if each["stance"] in stances
        ]
        first = int(self.cursor.after or 0)
        page = items[first : first + self.asked["limit"]]
        number = self.cursor.number
        if number is None:
            number = release.number if release else 0
        last = first + len(page)
        rest = len(items) > last
        after = self.cursor.next(view, number, str(last)) if rest else None
        kinds = concerning.kinds_of(view, _subjects(page))
        told = {
            "release": number,
            "actors": actors,
            "items": [
                self._cut({**each, "subject_kind": kinds.get(each["subject"])})
                for each in page
            ],
            "names": concerning.names_of(view, [*actors, *_keys(page)]),
            "next": after,
        }
        rows = rows_of(view, [each["claim"] for each in page])
        served = self.served(Outlet.REST, len(page), records=rows)
        return Answer(to_json(told), Form.JSON, served, self.cursor.links(after))

    def _cut(self, claim: dict[str, Any]) -> dict[str, Any]:
        """Return only the members that are asked for; all, if none are named."""
        names = self.asked.get("fields", claim)
        return {name: claim[name] for name in ("claim", *names)}


class ClaimsOnActor(ClaimsDoor):
    """Claims on an actor, across incidents.

    All that name it as culprit, are about it, or speak on such a claim.
    """

    operation = "claims_on_actor"

    def actors(self, view: View, place: str) -> list[str]:
        """Return the actor."""
        return [found(View(view.release, view.marking), ACTORS, place).key]


class ClaimsOnState(ClaimsDoor):
    """Claims on a state, across incidents: by its ISO 3166-1 code of two letters.

    All that name as culprit an actor that stands for the state or one of its organs,
    are about such an actor, or speak on such a claim.
    """

    operation = "claims_on_state"

    def actors(self, view: View, place: str) -> list[str]:
        """Return the actors that stand for the state."""
        if not CODE.fullmatch(place):
            raise nothing_here(CODES)
        keys = concerning.actors_of_state(view, place)
        if not keys:
            raise nothing_here()
        return keys


def rows_of(view: View, keys: list[str]) -> tuple[int, ...]:
    """Return the row numbers of the versions of these records in the view."""
    rows = records(View(view.release, view.marking)).filter(key__in=keys)
    return tuple(rows.values_list("pk", flat=True))


def _on(
    standing: Standing, actors: list[str], naming: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield the claims that concern the actors and were made by the day."""
    claims = standing.record.claims
    found = {each.key: each for each in standing.concerning(*actors, *naming)}
    found |= {key: claims[key] for key in naming if key in claims}
    for claim in sorted(found.values(), key=lambda each: each.order):
        if standing.is_said(claim):
            yield _claim(standing, claim, actors)


def _claim(standing: Standing, claim: Claim, actors: list[str]) -> dict[str, Any]:
    relation = "answers"
    if claim.target in actors:
        relation = "names"
    elif claim.about in actors:
        relation = "about"
    return {
        "claim": claim.key,
        "incident": standing.subject(claim),  # since 1.0.0, whatever its kind
        "subject": standing.subject(claim),
        "relation": relation,
        "claimant": claim.claimant,
        "stance": claim.stance,
        "about": claim.about,
        "target": claim.target,
        "level": claim.level,
        "proposition": claim.proposition,
        "said": _when(claim.said),
        "words": claim.words,
        "likelihood": claim.likelihood,
        "analytic_confidence": claim.confidence,
        "in_force": standing.in_force(claim),
    }


def _matrix(matrix: Matrix) -> dict[str, Any]:
    return {
        "columns": matrix.columns,
        "rows": [
            {
                "claimant": row.claimant,
                "cells": {level: _cell(cell) for level, cell in row.cells.items()},
                "naming_nobody": _cell(row.cells.get(NO_LEVEL, ())),
            }
            for row in matrix.rows
        ],
        "possibly": matrix.possibly,
    }


def _cell(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [{**asdict(each), "said": _when(each.said)} for each in entries]


def _contest(contest: Contest) -> dict[str, Any]:
    return {
        "headline": contest.headline,
        "flags": contest.flags,
        "reasons": contest.reasons,
        "answers": [asdict(each) for each in contest.answers],
        "possibly": contest.possibly,
    }


def _when(when: When) -> dict[str, Any] | None:
    if not when.text and when.is_unknown:
        return None
    return {"edtf": when.text, "earliest": when.earliest, "latest": when.latest}


def _claims(matrix: Matrix) -> Iterator[str]:
    for row in matrix.rows:
        for cell in row.cells.values():
            yield from (each.claim for each in cell)
    yield from matrix.possibly


def _named(matrix: Matrix, contest: dict[str, Contest]) -> Iterator[str]:
    for row in matrix.rows:
        yield row.claimant
        for cell in row.cells.values():
            yield from (each.target for each in cell if each.target)
    for each in contest.values():
        yield from (answer.actor for answer in each.answers)


def _subjects(page: list[dict[str, Any]]) -> list[str]:
    return [each["subject"] for each in page if each["subject"]]


def _keys(page: list[dict[str, Any]]) -> Iterator[str]:
    for each in page:
        for name in ("claimant", "incident", "target"):
            if each[name]:
                yield each[name]
