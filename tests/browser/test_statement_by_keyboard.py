"""A public statement with three claims and two sources, typed without a pointer.

A person who knows the page is imitated: he types 200 characters a minute, thinks for
a second before each field that he fills, and waits for the list where he chooses from
one. What that takes is asserted, so that a change that costs time is seen.
"""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from attribution.models import Claim, Statement
from incidents.models import Change, Source
from tests.browser.harness import Desk

PER_CHARACTER = 60 / 200  # seconds
PER_KEY = 0.3  # Tab, Enter, a chord
PER_THOUGHT = 1.0
TWO_MINUTES = 120
INCIDENT = "inc-2022-07-15"
NEW_PAGE = "https://www.state.gov/a-statement/"


@dataclass
class Hands:
    """Hands at a keyboard: what they press, and how long a person's would take."""

    page: Page
    characters: int = 0
    keys: int = 0
    thoughts: int = 0
    waits: float = 0.0
    pressed: list[str] = field(default_factory=list)

    def types(self, text: str) -> None:
        self.thoughts += 1
        self.characters += len(text)
        self.page.keyboard.type(text)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def tabs(self, times: int = 1) -> None:
        self.presses(*["Tab"] * times)

    def pastes(self, text: str) -> None:
        """Paste what was copied from a browser's address line: one chord."""
        self.thoughts += 1
        self.keys += 1
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def chooses(self, words: str, name: str) -> None:
        """Type into a choice of records and take the first hit, once it is there."""
        self.types(words)
        started = time.monotonic()
        hit = self.page.locator(".select2-results__option--highlighted")
        expect(hit).to_contain_text(name)
        self.waits += time.monotonic() - started
        self.presses("Enter")

    def picks(self, word: str) -> None:
        """Choose in a list of words by its first letters."""
        self.types(word)

    @property
    def seconds(self) -> float:
        return (
            self.characters * PER_CHARACTER
            + self.keys * PER_KEY
            + self.thoughts * PER_THOUGHT
            + self.waits
        )


def at(page: Page) -> str:
    """Return the field that has the focus, or the words of what has it."""
    return str(
        page.evaluate(
            """() => {
              const at = document.activeElement;
              const box = at.closest("[data-field]");
              return box?.dataset.field ?? at.textContent.trim();
            }"""
        )
    )


def test_three_claims_and_two_sources_take_less_than_two_minutes(desk: Desk) -> None:
    page = desk.sign_in("analyst", permissions=["clipboard-read", "clipboard-write"])
    page.goto(desk.url("desk:statement-add", INCIDENT))
    hands = Hands(page)

    say_who_spoke(hands)
    give_two_sources(hands)
    make_three_claims(hands)
    hands.presses("Control+Enter")

    page.wait_for_url(desk.url("desk:incident", INCIDENT, "claims"))
    statement = Statement.objects.latest("pk")
    claims = Claim.objects.filter(statement=statement).order_by("pk")
    assert [(each.stance, each.about.key) for each in claims] == [
        ("asserts", INCIDENT),
        ("endorses", "claim-al-rama-2022-09-07"),
        ("asserts", "inc-2022-07-hack-and-leak"),
    ]
    assert {each.claimant.key for each in claims} == {"id-us-state"}
    assert statement.citations.count() == 2
    assert Source.objects.filter(url=NEW_PAGE).exists()
    batch = Change.objects.get(record=statement).batch
    assert Change.objects.filter(batch=batch).count() == 5
    print(  # noqa: T201 - the figure that the issue asks for
        f"\n{hands.seconds:.0f} s: {hands.characters} characters, {hands.keys} keys, "
        f"{hands.thoughts} fields, {hands.waits:.1f} s of waiting"
    )
    assert hands.seconds < TWO_MINUTES


def say_who_spoke(hands: Hands) -> None:
    page = hands.page
    expect(page.locator("[data-field=speakers] .select2-search__field")).to_be_focused()
    hands.chooses("department of st", "US Department of State")
    hands.tabs(2)
    assert at(page) == "said"
    hands.types("8 sep 2022")
    hands.tabs()
    hands.picks("off")


def give_two_sources(hands: Hands) -> None:
    page = hands.page
    known = Source.objects.exclude(url="").earliest("pk")
    hands.tabs(3)
    assert at(page) == "url"
    hands.pastes(f"{known.url}?utm_source=mail")
    page.get_by_role("button", name="Use it").wait_for()
    hands.presses("Alt+u", "Alt+s")
    assert at(page) == "url"
    hands.pastes(NEW_PAGE)
    hands.tabs()
    hands.types("Attack on Albania")
    hands.tabs()
    hands.types("US Department of State")
    hands.tabs()
    hands.types("8 sep 2022")
    hands.tabs()
    hands.picks("gov")
    hands.tabs()
    hands.picks("t")


def make_three_claims(hands: Hands) -> None:
    page = hands.page
    hands.presses("Alt+c")
    name_iran(hands, role="third")
    hands.types("Iran did it.")

    hands.presses("Alt+c")
    hands.picks("end")
    hands.tabs()
    hands.chooses("al-rama-2022-09-07", "The Government of Albania attributes")
    hands.tabs(2)
    assert at(page) == "endorsement_ground"
    hands.picks("pol")
    hands.tabs(2)
    hands.types("Stands with Albania.")

    hands.presses("Alt+c")
    name_iran(hands, about="leak operation")
    hands.types("Iran leaked the mail, too.")


def name_iran(hands: Hands, about: str = "", role: str = "") -> None:
    page = hands.page
    assert at(page) == "stance"
    hands.picks("as")
    hands.tabs()
    if about:
        hands.chooses(about, "Leak operation")
    hands.tabs(2)
    assert at(page) == "attributed_to"
    hands.chooses("actor, iran", "State-level actor, Iran")
    hands.tabs(2)
    assert at(page) == "entity_level"
    hands.picks("state")
    hands.tabs()
    if role:
        hands.picks(role)
    hands.tabs()
    assert at(page) == "wording"
