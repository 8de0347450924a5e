"""What each kind of record leaves as, whole: tests/golden/<kind>.json.

A wanted change is written down with ``REWRITE_GOLDEN=1 pytest
tests/sharing/compile/test_golden.py``; read the difference before committing it.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sharing.compile import check, compile_case_report, compile_record, furniture
from tests.sharing.compile.scene import scene

GOLDEN = Path(__file__).parents[2] / "golden"
# One telling record of each kind; claims one for each form.
SHOWN = {
    "identity": "id-north-gov",
    "location": "loc-north",
    "incident": "inc",
    "event": "evt",
    "impact": "imp",
    "campaign": "camp",
    "threat-actor": "ta-ministry",
    "intrusion-set": "is-glass",
    "malware": "mal",
    "tool": "tool",
    "vulnerability": "vuln",
    "attack-pattern": "ap",
    "infrastructure": "infra",
    "indicator": "ind",
    "relationship": "rel",
    "claim": "claim-north",
    "claim-corroborates": "claim-vendor",
    "claim-denies": "claim-denial",
    "claim-equivalence": "claim-same",
    "evidence": "ev",
    "question": "q",
    "checked-fact": "fact",
    "assessment": "assess",
    "diplomatic-response": "resp",
}
CASE = scene()


def compiled(kind: str) -> list[dict[str, Any]]:
    if kind == "furniture":
        return [each.object for each in furniture(CASE)]
    if kind == "case":
        members = [each.object["id"] for each in compile_record("claim-north", CASE)[0]]
        report = compile_case_report("registry-2022", CASE, "CLEAR", members)
        return [report.object]
    objects, problems = compile_record(SHOWN[kind], CASE)
    assert not problems
    return [each.object for each in objects]


KINDS = [*SHOWN, "case", "furniture"]


@pytest.mark.parametrize("kind", KINDS)
def test_record_leaves_as_its_golden_file_says(kind: str) -> None:
    text = json.dumps(compiled(kind), indent=2, ensure_ascii=False) + "\n"
    golden = GOLDEN / f"{kind}.json"
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(text)

    assert golden.read_text() == text


@pytest.mark.parametrize("kind", KINDS)
def test_golden_objects_are_fit_to_be_stored(kind: str) -> None:
    assert [problem for each in compiled(kind) for problem in check(each)] == []
