"""What a reader of a bundle sees: plain JSON, with nothing of ours to help."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sharing.bundle import Query, bundle

StixObject = dict[str, Any]
INCIDENT = "Destructive attack on the Albanian government"
IRAN = "State-level actor, Iran"


def exported(key: str = "albania-2022", **query: Any) -> bytes:
    """Return the bytes of the bundle that answers a query."""
    return b"".join(bundle(Query(key, **query)).chunks())


def objects(content: bytes) -> list[StixObject]:
    found: list[StixObject] = json.loads(content)["objects"]
    return found


def on(day: str, known_at: datetime | None = None) -> list[StixObject]:
    """Return the objects of the case as of a day."""
    return objects(exported(as_of=date.fromisoformat(day), known_at=known_at))


def stripped(found: list[StixObject]) -> list[StixObject]:
    """Return the objects as a tool sees them that knows no extension."""
    return [
        {name: value for name, value in each.items() if name != "extensions"}
        for each in found
    ]


def references(value: Any) -> Iterator[str]:
    """Yield every STIX id that an object refers to, inside extensions, too."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.endswith("_ref") and isinstance(inner, str):
                yield inner
            elif name.endswith("_refs"):
                yield from inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


class Reader:
    """Answers from a bundle's standard properties alone."""

    def __init__(self, found: list[StixObject]) -> None:
        self.objects = {each["id"]: each for each in stripped(found)}

    def named(self, name: str) -> StixObject:
        """Return the one object of that name that is not an identity or location."""
        [found] = [
            each
            for each in self.objects.values()
            if each.get("name") == name and each["type"] not in ("identity", "location")
        ]
        return found

    def attributions(self, incident: str, culprit: str) -> dict[str, str]:
        """Return who attributed the incident to the culprit, and the first day."""
        ends = self.named(incident)["id"], self.named(culprit)["id"]
        edges = {
            each["id"]
            for each in self.objects.values()
            if each.get("relationship_type") == "attributed-to"
            and (each["source_ref"], each["target_ref"]) == ends
        }
        found: dict[str, str] = {}
        for report in self.of_type("report"):
            if edges & set(report["object_refs"]):
                day = report["published"][:10]
                for claimant in self.claimants(report):
                    found[claimant] = min(day, found.get(claimant, day))
        return found

    def opinions(self, stance: str) -> set[str]:
        """Return who took that stance on somebody's claim."""
        return {
            author
            for each in self.of_type("opinion")
            if f"claim-stance:{stance}" in each["labels"]
            for author in each["authors"]
        }

    def responses(self, incident: str) -> dict[str, StixObject]:
        """Return the responses to the incident, by name."""
        answered = self.named(incident)["id"]
        return {
            each["name"]: each
            for each in self.of_type("report")
            if "diplomatic-response" in each["report_types"]
            and answered in each["object_refs"]
        }

    def claimants(self, report: StixObject) -> set[str]:
        """Return the names of the identities that the report's name begins with."""
        return {
            self.objects[ref]["name"]
            for ref in report["object_refs"]
            if ref.startswith("identity--")
            and report["name"].startswith(self.objects[ref]["name"])
        }

    def of_type(self, stix_type: str) -> list[StixObject]:
        return [each for each in self.objects.values() if each["type"] == stix_type]
