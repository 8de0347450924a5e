"""What a browser prints around each page of a briefing's HTML."""

from briefings.tree import Briefing


def margins(briefing: Briefing, colour: str) -> str:
    """Return the boxes of CSS for the pages' margins: marking, draft, number.

    Browsers that know no such boxes print the marking at the beginning and the end.
    """
    label = (
        f'content: "{briefing.marking}"; background: #000; color: {colour}; '
        f"font: bold 12pt/7mm sans-serif; width: {3 * len(briefing.marking)}mm; "
        "height: 7mm; text-align: center; vertical-align: middle;"
    )
    fixed = briefing.fixed
    small = "font: 7.5pt sans-serif; color: #4d5a69; vertical-align: middle;"
    pages = f'"{fixed.page} " counter(page) " {fixed.of} " counter(pages)'
    draft = f'"{fixed.draft}"' if briefing.is_draft else '""'
    return (
        # Else a browser leaves out the black behind the marking; said of a box or a
        # page, Chromium does not hear it.
        ":root { -webkit-print-color-adjust: exact; print-color-adjust: exact; }\n"
        f"@page {{ @top-right {{ {label} margin: auto 0 8mm auto; }} "
        f"@bottom-right {{ {label} margin: 8mm 0 auto auto; }} "
        f"@top-left {{ content: {draft}; font: bold 9pt sans-serif; color: #18212c; "
        "letter-spacing: 0.08em; vertical-align: middle; } "
        f"@bottom-left {{ content: {pages}; {small} }} }}\n"
    )
