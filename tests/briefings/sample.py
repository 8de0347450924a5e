"""A briefing made by hand, with every kind of block, for the writers alone."""

from briefings.numbering import numbered
from briefings.tree import (
    Briefing,
    Callout,
    Cell,
    ClaimCard,
    Figure,
    Items,
    Judgement,
    Link,
    Mark,
    Note,
    NoteRef,
    Paragraph,
    Revision,
    Section,
    SourceList,
    Spans,
    Table,
    Text,
    Tone,
)
from figures.svg import Box, Point, document, rect, text

PERSIAN = "بیانیهٔ وزارت امور خارجه دربارهٔ آلبانی"
QUOTE = "“The Islamic Republic of Iran strongly condemns cyber-attacks.”"


def sample(**changes: object) -> Briefing:
    """Return a small briefing on an attack, in all parts that there are."""
    fields: dict[str, object] = {
        "name": "sample-2022-TLP-AMBER-STRICT",
        "title": "The cyber-attack on the government of Albania",
        "subtitle": "Who is said to have done it, and what states did about it",
        "number": "2022-07",
        "edition": 2,
        "is_draft": True,
        "as_of": "2022-09-22",
        "known_at": "2026-11-22T12:00:00+00:00",
        "marking": "TLP:AMBER+STRICT",
        "recipients": ("Minister of Foreign Affairs", "Secretary of State"),
        "lang": "en",
        "cover": (
            ("As of", "22 September 2022"),
            ("Known at", "22 November 2026, 12:00 UTC"),
            ("For", "Minister of Foreign Affairs; Secretary of State"),
        ),
        "sections": sections(),
        "notes": notes(),
        "key_terms": ("very likely",),
        "revisions": (Revision("inc-2022-07-15", 3),),
    }
    return numbered(Briefing(**{**fields, **changes}))  # type: ignore[arg-type]


def sections() -> tuple[Section, ...]:
    return (
        Section("section-judgements", "Key judgements", judgements()),
        Section("section-happened", "What happened", facts()),
        Section("section-timeline", "In order of time", (figure(),)),
        Section("section-matrix", "Who holds what", (matrix(6, 9),)),
        Section("section-claims", "The claims", (card(),)),
        Section("section-responses", "What states did", (responses(),)),
        Section("section-sources", "Sources", (SourceList(),)),
        Section("section-annex", "The timeline as a table", (annex(),), level=2),
    )


def judgements() -> tuple[Judgement, ...]:
    return (
        Judgement(
            1,
            (Text("A state body of Iran directed the attack of 15 July 2022."),),
            "Very likely (80 to 95 per cent).",
            "Our confidence in this judgement is moderate.",
            (Text("Three statements of governments"), NoteRef(1), NoteRef(2, "p. 3")),
        ),
        Judgement(
            2,
            (Text("No other state had a part in it."),),
            "Roughly even chance (45 to 55 per cent).",
            "",
            (Text("No source."),),
        ),
    )


def facts() -> tuple[Paragraph | Items | Callout, ...]:
    return (
        Paragraph((Text("On 15 July 2022 public services went down."),), "lead"),
        Paragraph(
            (
                Text("The portal was out of reach until 18 July"),
                NoteRef(1),
                Text("; files were encrypted, then wiped"),
                NoteRef(3),
                Text(". See "),
                Link("the table", "#annex-timeline"),
                Text(" and "),
                Link("the advisory", "https://www.example.org/advisory/aa22-264a"),
                Text("."),
            )
        ),
        Paragraph((Text(QUOTE, Mark.QUOTE), Text(" "), NoteRef(3)), "quote"),
        Items(((Text("1.2 million"), Text(" citizens", Mark.SOFT)), (Text("Two"),))),
        Items(((Text("first"),), (Text("second"),)), is_numbered=True),
        Callout("Corrected", ((Text("The day was given wrongly."),),), Tone.NOTICE),
        Paragraph(
            (Text("Said in Persian: "), Text(PERSIAN, Mark.QUOTE, "fa")), "small"
        ),
    )


def figure() -> Figure:
    at = (text(Point(20, 40 + 30.0 * n), f"step {n}") for n in range(1, 4))
    drawn = document(
        (600, 160),
        [rect(Box(5, 5, 590, 150), fill="#f4f6f8"), *at],
        title="Steps",
        description="Three steps",
        prefix="steps",
    )
    words = "Three steps: first the loss of services, then two statements."
    return Figure("steps", "From attack to answer", words, drawn, "annex-timeline")


def matrix(rows: int, columns: int, caption: str = "Positions") -> Table:
    """Return a matrix of claimants by incidents, with a note in each first cell."""
    heads = ("Incident", *(f"Claimant {number}" for number in range(1, columns)))
    return Table(
        "matrix",
        caption,
        heads,
        tuple(_matrix_row(row, columns) for row in range(1, rows + 1)),
        (2, *(1,) * (columns - 1)),
        note="Silent means asked, without an answer.",
        is_wide=True,
        is_matrix=True,
    )


def _matrix_row(row: int, columns: int) -> tuple[Cell, ...]:
    kinds = (
        ((Text("●", Mark.SIGN), Text(" attributes to a state")), Tone.FOR),
        ((Text("○", Mark.SIGN), Text(" denies")), Tone.AGAINST),
        ((Text("–", Mark.SIGN), Text(" silent")), Tone.SILENT),  # noqa: RUF001
        ((Text(" not asked"),), Tone.OPEN),
    )
    cells = [Cell(((Text(f"Incident {row}"),),), is_head=True)]
    for column in range(1, columns):
        spans, tone = kinds[(row + column) % len(kinds)]
        said: Spans = (*spans, NoteRef(2)) if column == 1 else spans
        soft = (Text("moderate", Mark.SOFT),)
        cells.append(Cell((said, soft), tone))
    return tuple(cells)


def card() -> ClaimCard:
    return ClaimCard(
        "claim-1",
        (Text("Albania: a state body of Iran did it", Mark.STRONG), NoteRef(4)),
        (Text("“state-sponsored aggression”", Mark.QUOTE),),
        (
            ("Said on", (Text("7 September 2022"),)),
            ("Grounds", (Text("Own inquiry, not shown"), NoteRef(4, "p. 1"))),
        ),
        Tone.FOR,
    )


def responses() -> Table:
    row = (
        Cell(((Text("7 September 2022"),),), is_head=True),
        Cell(((Text("Albania"), NoteRef(5)),)),
        Cell(((Text("Relations broken off"),), (Text("since", Mark.STRUCK),))),
    )
    return Table("responses", "Answers", ("Date", "Who", "What"), (row,), (2, 2, 3))


def annex() -> Table:
    rows = tuple(
        (Cell(((Text(f"step {n}"),),), is_head=True), Cell(((Text(f"{n} July"),),)))
        for n in range(1, 4)
    )
    return Table("annex-timeline", "Steps in order", ("Step", "Date"), rows, (1, 1))


def notes(count: int = 5) -> tuple[Note, ...]:
    return tuple(note(number) for number in range(1, count + 1))


def note(number: int) -> Note:
    title = PERSIAN if number == 3 else f"Statement number {number}"
    return Note(
        number,
        (
            Text(title, Mark.EMPHASIS, "fa" if title == PERSIAN else ""),
            Text(", Office of the Prime Minister, 7 September 2022, "),
            Link("example.org", f"https://www.example.org/statements/{number}"),
        ),
        (Text("Retrieved 2 November 2026. Reliability B."),),
    )


def big(incidents: int) -> Briefing:
    """Return a briefing of so many incidents: a section, three notes, a table each."""
    made = tuple(_incident(number) for number in range(1, incidents + 1))
    start = (Section("section-matrix", "Who holds what", (_matrix(incidents),)),)
    last = Section("section-sources", "Sources", (SourceList(),))
    return sample(sections=(*start, *made, last), notes=notes(3 * incidents))


def _matrix(rows: int) -> Table:
    plain = matrix(rows, 8)
    cells = tuple(
        tuple(
            Cell(
                tuple(
                    tuple(s for s in line if isinstance(s, Text)) for line in cell.lines
                ),
                cell.tone,
                cell.is_head,
            )
            for cell in row
        )
        for row in plain.rows
    )
    return Table("matrix", plain.caption, plain.heads, cells, plain.weights, "", True)


def _incident(number: int) -> Section:
    base = 3 * (number - 1)
    body = "Services of the state were out of reach for some days. " * 6
    rows = tuple(
        (
            Cell(((Text(f"{day} July 2022"),),), is_head=True),
            Cell(((Text("Government of a state"), NoteRef(base + 2)),)),
            Cell(((Text("said that another state had done it"),),), Tone.FOR),
        )
        for day in range(1, 9)
    )
    table = Table(
        f"acts-{number}", f"Acts on {number}", ("Date", "Who", "What"), rows, (1, 1, 2)
    )
    return Section(
        f"incident-{number}",
        f"Incident {number}",
        (
            Paragraph((Text(body), NoteRef(base + 1))),
            table,
            Paragraph((Text(body), NoteRef(base + 3))),
        ),
    )
