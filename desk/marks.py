"""Words and shapes of stances and contests: nothing is said by colour alone."""

from collections.abc import Mapping

from attribution.vocab.claims import Stance

# The word, the shape, and whether it is for the attribution, against it, or takes back.
STANCES: Mapping[str, tuple[str, str, str]] = {
    Stance.ASSERTS: ("Asserts", "●", "for"),
    Stance.CORROBORATES: ("Corroborates", "◉", "for"),
    Stance.ENDORSES: ("Endorses", "◐", "for"),
    Stance.COUNTER_ATTRIBUTES: ("Names another", "⇄", "against"),
    Stance.CLAIMS_RESPONSIBILITY: ("Claims responsibility", "◆", "for"),
    Stance.REVISES: ("Revises", "↻", "back"),
    Stance.WITHDRAWS: ("Withdraws", "↩", "back"),
    Stance.DOUBTS: ("Doubts", "?", "against"),
    Stance.DISPUTES: ("Disputes", "≠", "against"),
    Stance.DENIES: ("Denies", "✕", "against"),
    Stance.DISTANCES: ("Distances itself", "⤳", "against"),
    Stance.ABSTAINS: ("Declines to attribute", "–", "none"),  # noqa: RUF001 - a dash
    Stance.SUSPECTS: ("Suspects a state", "◌", "none"),
    Stance.ACKNOWLEDGES: ("Acknowledges", "○", "none"),
    Stance.CONDEMNS: ("Condemns", "△", "none"),
}
# The headline of a contest state: its shape, and its words.
CONTESTS: Mapping[str, tuple[str, str]] = {
    "withdrawn": ("↩", "withdrawn"),
    "rival": ("⇄", "contested: rival culprits"),
    "disputed": ("≠", "contested: disputed"),
    "denied-only": ("✕", "denied by the accused only"),
    "level-split": ("⋔", "named at different depth"),
    "concurring": ("◉", "concurring claims"),
    "single-claim": ("●", "one claim alone"),
    "unattributed": ("○", "unattributed"),
}
