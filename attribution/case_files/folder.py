"""A case folder as entries: one file per kind, each entry checked by itself."""

from dataclasses import dataclass, field
from pathlib import Path

from attribution.case_files import names
from attribution.case_files.entries import Defaults, Entry, read_entry
from attribution.case_files.names import Names, read_names
from attribution.case_files.nodes import Fields, Items, Node, read_file
from attribution.case_files.problems import CaseProblems, Problem, Problems, suggest
from incidents.models import Case, Record
from incidents.snapshot import record_models
from incidents.vocab import RecordKind

CASE = "case.yaml"
FILES: dict[str, RecordKind] = {
    "sources.yaml": RecordKind.SOURCE,
    "identities.yaml": RecordKind.IDENTITY,
    "locations.yaml": RecordKind.LOCATION,
    "incidents.yaml": RecordKind.INCIDENT,
    "events.yaml": RecordKind.EVENT,
    "impacts.yaml": RecordKind.IMPACT,
    "campaigns.yaml": RecordKind.CAMPAIGN,
    "threat-actors.yaml": RecordKind.THREAT_ACTOR,
    "intrusion-sets.yaml": RecordKind.INTRUSION_SET,
    "malware.yaml": RecordKind.MALWARE,
    "tools.yaml": RecordKind.TOOL,
    "vulnerabilities.yaml": RecordKind.VULNERABILITY,
    "attack-patterns.yaml": RecordKind.ATTACK_PATTERN,
    "infrastructure.yaml": RecordKind.INFRASTRUCTURE,
    "indicators.yaml": RecordKind.INDICATOR,
    "relationships.yaml": RecordKind.RELATIONSHIP,
    "checked-facts.yaml": RecordKind.CHECKED_FACT,
    "statements.yaml": RecordKind.STATEMENT,
    "claims.yaml": RecordKind.CLAIM,
    "evidence.yaml": RecordKind.EVIDENCE,
    "questions.yaml": RecordKind.QUESTION,
    "assessments.yaml": RecordKind.ASSESSMENT,
    "responses.yaml": RecordKind.RESPONSE,
}


@dataclass(slots=True)
class CaseFolder:
    """All that a case folder says, by record key, and what is wrong so far."""

    path: Path
    case: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # False once an entry was lost to a mistake: then a key it lacks may be that one.
    is_whole: bool = True


def read_folder(path: Path) -> CaseFolder:
    """Read every file of the folder and check each entry by itself.

    Raises:
        CaseProblems: there is no case to read: no folder, or no case.yaml.
    """
    if not (path / CASE).is_file():
        missing = Problem(str(path), 0, "", "", f"is no case folder: has no {CASE}")
        raise CaseProblems([missing])
    folder = CaseFolder(path)
    _refuse_unknown_files(folder)
    defaults = _read_case(folder)
    for file, kind in FILES.items():
        _read_list(folder, file, record_models()[kind], defaults)
    problems = Problems(folder.problems, names.FILE)
    minted = _root(folder, problems)
    known = folder.entries.keys() if folder.is_whole else None
    folder.names = read_names(minted, problems, known)
    return folder


def _read_case(folder: CaseFolder) -> Defaults:
    problems = Problems(folder.problems, CASE)
    root = _root(folder, problems)
    case = None
    if isinstance(root, Fields):
        case = read_entry(Case, root, problems, Defaults())
    elif root:
        problems.add(root.line, "", "is not a mapping, with key, name, keeper, …")
    if case is None:
        folder.is_whole = False
        return Defaults()
    if not case.recorded_at and "recorded_at" not in case.row.bad:
        case.row.wrong(1, "recorded_at", "is missing, but required")
    folder.case = case.key
    folder.entries[case.key] = case
    given = {name: case.row.values[name] for name in ("marking", "lang")}
    return Defaults(case.recorded_at, given)


def _read_list(
    folder: CaseFolder, file: str, model: type[Record], defaults: Defaults
) -> None:
    problems = Problems(folder.problems, file)
    root = _root(folder, problems)
    if root is None:
        return
    if not isinstance(root, Items):
        problems.add(root.line, "", "is not a list of entries, each after a hyphen")
        folder.is_whole = False
        return
    for node in root.items:
        entry = read_entry(model, node, problems, defaults)
        if entry:
            _add(folder, entry)
        else:
            folder.is_whole = False


def _root(folder: CaseFolder, problems: Problems) -> Node | None:
    path = folder.path / problems.file
    if not path.is_file():
        return None
    before = len(folder.problems)
    root = read_file(path, problems)
    if root is None and len(folder.problems) > before:
        folder.is_whole = False
    return root


def _add(folder: CaseFolder, entry: Entry) -> None:
    first = folder.entries.setdefault(entry.key, entry)
    if first is not entry:
        place = f"{first.row.problems.file}:{first.row.line}"
        said = f"is the key of {place}, too; each record has its own"
        entry.row.wrong(entry.row.lines["key"], "key", said)


def _refuse_unknown_files(folder: CaseFolder) -> None:
    known = [CASE, names.FILE, *FILES]
    for path in sorted(folder.path.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in known:
            folder.is_whole = False
            said = f"is not a file of a case; {suggest(path.name, known)}"
            folder.problems.append(Problem(path.name, 0, "", "", said))
