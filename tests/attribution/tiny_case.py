"""A case folder of a few records, valid as it comes, with edits for each test."""

from pathlib import Path

FILES = {
    "case.yaml": """\
key: tiny-2022
name: The tiny case
keeper: id-keeper
incidents: [inc-one]
recorded_at: 2026-01-05T12:00:00Z
marking: CLEAR
""",
    "sources.yaml": """\
- key: src-one
  name: Statement on the attack
  source_kind: government-statement
  publisher: The victim's government
  published: 2022-09-07
  url: https://example.org/statement
  reliability: B
  seen_extent: full
- key: src-two
  name: Report on the attack
  source_kind: news
  publisher: A newspaper
  published: 2022-09
  seen_extent: excerpt
  cited_via: [src-one]
""",
    "identities.yaml": """\
- key: id-keeper
  name: The keeper
  identity_class: organization
  body_kind: organisation
- key: id-victim
  name: The victim
  identity_class: organization
  body_kind: state
  aliases:
    - name: Viktima
      alias_kind: native
      lang: sq
      namer: id-keeper
""",
    "incidents.yaml": """\
- key: inc-one
  name: The attack
  occurred: 2022-07-15
  incident_types:
    - destruction
  determination: confirmed
  investigation_status: closed
  victims: [id-victim]
  external_ids: [eurepoc:1437]
  citations:
    - src-one
    - field: occurred
      source: src-two
      stated_value: 2022-07-17
      credibility: 3
""",
    "impacts.yaml": """\
- key: impact-one
  name: Services were down
  incident: inc-one
  impact_category: availability
  availability_impact: 80
""",
    "threat-actors.yaml": """\
- key: ta-one
  name: The ministry
  entity_level: organisation
  is_state_level: false
""",
    "statements.yaml": """\
- key: stmt-one
  name: The victim speaks
  speakers: [id-victim]
  said: 2022-09-07
  form: official-statement
  citations: [src-one]
""",
    "claims.yaml": """\
- key: claim-one
  name: The victim blames the ministry
  statement: stmt-one
  claimant: id-victim
  claimant_role: receiver-government
  stance: asserts
  about: inc-one
  proposition: attributed-to
  attributed_to: ta-one
  entity_level: organisation
  wording: The ministry did it.
  grounds:
    - ground: malware
      disclosed: asserted
- key: claim-two
  name: The keeper agrees
  statement: stmt-one
  claimant: id-keeper
  claimant_role: third-state
  stance: endorses
  about: claim-one
  endorsement_ground: unstated
  wording: So it is.
""",
    "evidence.yaml": """\
- key: ev-one
  name: A wiper was found
  evidence_kind: sample
  disclosure: shown
  incident: inc-one
  bearings:
    - claim: claim-one
      sign: C
      is_cited: true
""",
    "questions.yaml": """\
- key: q-one
  name: On which day was it?
  question_kind: conflict
  status: unresolved
  sides:
    - position: On 15 July.
      held_in: [inc-one]
    - position: On 17 July.
""",
    "assessments.yaml": """\
- key: assess-one
  name: Who did it?
  incident: inc-one
  likelihood: likely
  confidence: moderate
  hypotheses:
    - text: The ministry did.
      attributed_to: ta-one
      is_favoured: true
      signs:
        ev-one: C
    - text: Somebody else did.
""",
    "responses.yaml": """\
- key: resp-one
  name: Relations are severed
  response_type: relations-severed
  responders: [id-victim]
  rests_on: [claim-one]
  transitions:
    - status: announced
      when: 2022-09-07
    - status: in-force
      when: 2022-09-08
""",
    "names.yaml": """\
inc-one:
  uid: 6a1d0d54-3d5e-4f0e-9b43-5f0c1f6a7b10
  names:
    main: incident--0c2e8f0a-7f0e-4c35-8d0c-3d2f4b1a9e11 2026-01-05T12:00:00.000Z
claim-two:
  names:
    report: report--1b7c55a2-2b1f-4a3e-b7b0-9e6a4f1d2c12 2026-01-05T12:00:00.000Z
    opinion: opinion--2e9d66b3-3c2a-4b4f-a8c1-8f7b5a2e3d13 2026-01-05T12:00:00.000Z
""",
}


def write_case(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """Write the case, with a text of a file replaced in each edit; return its folder.

    An edit of a file that is not there adds it.
    """
    folder.mkdir(exist_ok=True)
    files = dict(FILES)
    for file, old, new in edits:
        assert old in files.get(file, ""), f"{file} has no {old!r}"
        files[file] = files.get(file, "").replace(old, new, 1) if old else new
    for file, text in files.items():
        (folder / file).write_text(text)
    return folder
