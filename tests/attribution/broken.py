"""Edits that break the tiny case, and how the line that tells of each begins."""

Edit = tuple[str, str, str]  # file, text, what stands there instead
Broken = dict[str, tuple[Edit, str]]

YAML: Broken = {
    "a tab": (
        ("claims.yaml", "  stance: asserts", "\tstance: asserts"),
        "claims.yaml:6: is not YAML: found a tab character that violates indentation",
    ),
    "an open quote": (
        ("sources.yaml", "name: Report on", 'name: "Report on'),
        "sources.yaml:16: is not YAML: found unexpected end of stream while scanning a "
        "quoted scalar in line 10",
    ),
    "a control character": (
        ("sources.yaml", "Report on", "Report \0 on"),
        "sources.yaml:10: is not YAML: ",
    ),
    "a field twice": (
        ("claims.yaml", "about: inc-one", "about: inc-one\n  about: ta-one"),
        "claims.yaml:8: claim-one: about: stands here twice; the first is in line 7",
    ),
    "an alias": (
        ("responses.yaml", "[id-victim]", "&who [id-victim]\n  addressees: *who"),
        "responses.yaml:4: resp-one: is used by an alias",
    ),
    "a null": (
        ("claims.yaml", "wording: So it is.", "wording: So.\n  basis: null"),
        "claims.yaml:24: claim-two: null means nothing here; leave it empty",
    ),
    "a mapping for a list of entries": (
        ("locations.yaml", "", "key: loc-al"),
        "locations.yaml:1: is not a list of entries",
    ),
    "a text for a list of entries": (
        ("locations.yaml", "", "Albania"),
        "locations.yaml:1: is not a list of entries",
    ),
    "a text for an entry": (
        ("sources.yaml", "- key: src-two", "- Report\n- key: src-two"),
        "sources.yaml:9: is not an entry; write fields, like key: id-x",
    ),
    "a file of no kind": (
        ("claim.yaml", "", "[]"),
        "claim.yaml: is not a file of a case; did you mean 'claims.yaml'?",
    ),
}
FIELDS: Broken = {
    "an unknown word": (
        ("claims.yaml", "stance: asserts", "stance: assert"),
        "claims.yaml:6: claim-one: stance: 'assert' is not a stance; did you mean "
        "'asserts'? (one of asserts, corroborates, ",
    ),
    "an unknown field": (
        ("claims.yaml", "wording: So", "wordings: So"),
        "claims.yaml:23: claim-two: wordings: is not a field here; did you mean "
        "'wording'?",
    ),
    "a missing field": (
        ("claims.yaml", "  wording: So it is.\n", ""),
        "claims.yaml:15: claim-two: wording: is missing, but required",
    ),
    "an empty name": (
        ("sources.yaml", "name: Report on the attack", "name: ''"),
        "sources.yaml:10: src-two: name: is empty, but required",
    ),
    "no key": (
        ("sources.yaml", "- key: src-two\n  name", "- name"),
        "sources.yaml:9: key: is missing, but required",
    ),
    "a key of another shape": (
        ("questions.yaml", "key: q-one", "key: Q_one"),
        "questions.yaml:1: Q_one: key: 'Q_one': Write small letters, digits and",
    ),
    "a name that is too long": (
        ("sources.yaml", "Report on", "Report " * 60),
        "sources.yaml:10: src-two: name: ",
    ),
    "a stand-in date": (
        ("incidents.yaml", "occurred: 2022-07-15", "occurred: 15 July 2022"),
        "incidents.yaml:3: inc-one: occurred: '15 July 2022': '15 July 2022' is not a "
        "date; write 2022-07-15, ",
    ),
    "a day that no month has": (
        ("statements.yaml", "said: 2022-09-07", "said: 2022-09-31"),
        "statements.yaml:4: stmt-one: said: '2022-09-31': ",
    ),
    "a truth in other words": (
        ("threat-actors.yaml", "is_state_level: false", "is_state_level: no"),
        "threat-actors.yaml:4: ta-one: is_state_level: 'no' is not true or false",
    ),
    "words for a number": (
        ("impacts.yaml", "availability_impact: 80", "availability_impact: most"),
        "impacts.yaml:5: impact-one: availability_impact: 'most' is not a whole number",
    ),
    "a number out of range": (
        ("impacts.yaml", "availability_impact: 80", "availability_impact: 101"),
        "impacts.yaml:5: impact-one: availability_impact: 101: Ensure this value is",
    ),
    "words for an amount": (
        (
            "impacts.yaml",
            "availability\n  availability_impact: 80",
            "economic\n  variety: operating-costs\n  min_amount: a million",
        ),
        "impacts.yaml:6: impact-one: min_amount: 'a million' is not a number",
    ),
    "a text for a list": (
        ("incidents.yaml", "victims: [id-victim]", "victims: id-victim"),
        "incidents.yaml:8: inc-one: victims: is not a list",
    ),
    "a list for a text": (
        ("claims.yaml", "wording: So it is.", "wording: [So, it is]"),
        "claims.yaml:23: claim-two: wording: is a list; write one text",
    ),
    "an item twice": (
        ("incidents.yaml", "[id-victim]", "[id-victim, id-victim]"),
        "incidents.yaml:8: inc-one: victims: has 'id-victim' twice",
    ),
    "an author among incident types": (
        ("incidents.yaml", "    - destruction", "    - destruction\n    - no-apt"),
        "incidents.yaml:6: inc-one: incident_types: 'no-apt': 'no-apt' says something "
        "about the author",
    ),
    "an empty list where one is required": (
        ("statements.yaml", "speakers: [id-victim]", "speakers: []"),
        "statements.yaml:3: stmt-one: speakers: is empty, but required",
    ),
    "an unknown marking": (
        ("case.yaml", "marking: CLEAR", "marking: WHITE"),
        "case.yaml:6: tiny-2022: marking: 'WHITE' is not a marking; (one of CLEAR, ",
    ),
    "a recording time not in UTC": (
        ("case.yaml", "2026-01-05T12:00:00Z", "2026-01-05T12:00:00+01:00"),
        "case.yaml:5: tiny-2022: recorded_at: '2026-01-05T12:00:00+01:00' is not an "
        "instant in UTC",
    ),
    "no recording time": (
        ("case.yaml", "recorded_at: 2026-01-05T12:00:00Z\n", ""),
        "case.yaml:1: tiny-2022: recorded_at: is missing, but required",
    ),
    "an unknown field of an owned row": (
        ("claims.yaml", "disclosed: asserted", "shown: asserted"),
        "claims.yaml:14: claim-one: grounds.shown: is not a field here",
    ),
    "a rank that the order already says": (
        ("questions.yaml", "- position: On 17", "- rank: 1\n      position: On 17"),
        "questions.yaml:8: q-one: sides.rank: is not a field here",
    ),
    "an unknown sign of evidence": (
        ("assessments.yaml", "ev-one: C", "ev-one: D"),
        "assessments.yaml:11: assess-one: hypotheses.signs: 'D' is not a sign; ",
    ),
    "a text for a row that is no citation": (
        ("identities.yaml", "    - name: Viktima\n", "    - Viktima\n    - name: V\n"),
        "identities.yaml:10: id-victim: aliases: is not a mapping of name, alias_kind,",
    ),
}
ACROSS: Broken = {
    "a record that is nowhere": (
        ("claims.yaml", "attributed_to: ta-one", "attributed_to: ta-on"),
        "claims.yaml:9: claim-one: attributed_to: no record has the key 'ta-on'; did "
        "you mean 'ta-one'?",
    ),
    "a source that is nowhere": (
        ("incidents.yaml", "    - src-one", "    - src-three"),
        "incidents.yaml:11: inc-one: citations.source: no record has the key",
    ),
    "a sign of evidence that is nowhere": (
        ("assessments.yaml", "ev-one: C", "ev-two: C"),
        "assessments.yaml:11: assess-one: hypotheses.signs: no record has the key 'ev",
    ),
    "two favoured hypotheses": (
        ("assessments.yaml", "else did.", "else did.\n      is_favoured: true"),
        "assessments.yaml:12: assess-one: hypotheses: must hold: hypothesis favoured",
    ),
    "a claimant that is no identity": (
        ("claims.yaml", "claimant: id-victim", "claimant: ta-one"),
        "claims.yaml:4: claim-one: claimant: 'ta-one' is of kind threat-actor; ",
    ),
    "a response to a claim that is an incident": (
        ("responses.yaml", "rests_on: [claim-one]", "rests_on: [inc-one]"),
        "responses.yaml:5: resp-one: rests_on: 'inc-one' is of kind incident; ",
    ),
    "a claim about an identity": (
        ("claims.yaml", "about: inc-one", "about: id-victim"),
        "claims.yaml:7: claim-one: about: 'id-victim' is of kind identity; a claim is",
    ),
    "a claim that blames an incident": (
        ("claims.yaml", "attributed_to: ta-one", "attributed_to: impact-one"),
        "claims.yaml:9: claim-one: attributed_to: 'impact-one' is of kind impact; ",
    ),
    "an endorsement of an incident": (
        ("claims.yaml", "about: claim-one", "about: inc-one"),
        "claims.yaml:21: claim-two: about: 'inc-one' is of kind incident; a claim that "
        "endorses is about a claim",
    ),
    "a withdrawal of somebody else's claim": (
        (
            "claims.yaml",
            "stance: endorses\n  about: claim-one\n  endorsement_ground: unstated",
            "stance: withdraws\n  about: claim-one",
        ),
        "claims.yaml:15: claim-two: must hold: claim takes back ones own",
    ),
    "a claim about itself": (
        ("claims.yaml", "about: claim-one", "about: claim-two"),
        "claims.yaml:21: claim-two: about: 'claim-two' is the record itself",
    ),
    "claims about each other": (
        ("claims.yaml", "about: inc-one", "about: claim-two"),
        "claims.yaml:21: claim-two: about: refers to itself in a circle: claim-two → ",
    ),
    "a key twice in the folder": (
        ("claims.yaml", "key: claim-two", "key: src-two"),
        "claims.yaml:15: src-two: key: is the key of sources.yaml:9, too",
    ),
    "a citation of a field that is none": (
        ("incidents.yaml", "field: occurred", "field: occured"),
        "incidents.yaml:12: inc-one: citations.field: 'occured' is not a field of "
        "incident; did you mean 'occurred'?",
    ),
    "a citation twice": (
        ("incidents.yaml", "    - src-one", "    - src-one\n    - src-one"),
        "incidents.yaml:12: inc-one: citations: must hold: citation once; the first is",
    ),
    "a quote without a language": (
        ("claims.yaml", "wording: So it is.", "wording: So.\n  quote: Ashtu është."),
        "claims.yaml:24: claim-two: quote: must hold: claim quote has a language",
    ),
    "an assertion that names nobody": (
        ("claims.yaml", "  attributed_to: ta-one\n", ""),
        "claims.yaml:6: claim-one: stance: A stance that names a culprit needs",
    ),
    "a denial that does not say what it denies": (
        ("claims.yaml", "stance: endorses", "stance: denies"),
        "claims.yaml:20: claim-two: stance: A denial, and only a denial, has a scope.",
    ),
    "an impact without its measure": (
        ("impacts.yaml", "category: availability", "category: integrity"),
        "impacts.yaml:4: impact-one: impact_category: Fill the value that the category",
    ),
    "a vulnerability without its number": (
        ("vulnerabilities.yaml", "", "- key: vul-one\n  name: A flaw\n"),
        "vulnerabilities.yaml:1: vul-one: external_ids: Give its id, like cve:",
    ),
    "the same claim twice in one statement": (
        (
            "claims.yaml",
            "wording: So it is.",
            "wording: So it is.\n- key: claim-three\n  name: Again\n"
            "  statement: stmt-one\n  claimant: id-keeper\n  stance: endorses\n"
            "  claimant_role: third-state\n  about: claim-one\n"
            "  endorsement_ground: unstated\n  wording: Yes.",
        ),
        "claims.yaml:24: claim-three: This statement already carries this claim.; the ",
    ),
}
NAMES: Broken = {
    "an id that is no UUIDv4": (
        ("names.yaml", "6a1d0d54-3d5e-4f0e", "6a1d0d54-3d5e-1f0e"),
        "names.yaml:2: inc-one: uid: is not a UUIDv4",
    ),
    "a name without its time": (
        ("names.yaml", "9e11 2026-01-05T12:00:00.000Z", "9e11"),
        "names.yaml:4: inc-one: main: 'incident--0c2e8f0a-7f0e-4c35-8d0c",
    ),
    "one id for two objects": (
        (
            "names.yaml",
            "2e9d66b3-3c2a-4b4f-a8c1-8f7b5a2e3d13",
            "1b7c55a2-2b1f-4a3e-b7b0-9e6a4f1d2c12",
        ),
        "names.yaml:8: claim-two: opinion: 1b7c55a2-2b1f-4a3e-b7b0-9e6a4f1d2c12 ",
    ),
    "names of a record that is nowhere": (
        ("names.yaml", "claim-two:", "claim-ten:"),
        "names.yaml:5: claim-ten: no record of this folder has this key",
    ),
    "another field beside the names": (
        ("names.yaml", "  uid: 6a1d0d54", "  id: 6a1d0d54"),
        "names.yaml:2: inc-one: id: is not a field here (one of uid, names)",
    ),
}
BROKEN: Broken = {**YAML, **FIELDS, **ACROSS, **NAMES}
