"""Pages about partners: tokens, what they see, how they connect, what they got."""

from desk.pages.partners.kit import partner_kit
from desk.pages.partners.page import partner, partner_suspend
from desk.pages.partners.received import recall, received
from desk.pages.partners.sees import partner_bundle, partner_sees
from desk.pages.partners.tokens import token_add, token_replace, token_revoke

__all__ = [
    "partner",
    "partner_bundle",
    "partner_kit",
    "partner_sees",
    "partner_suspend",
    "recall",
    "received",
    "token_add",
    "token_replace",
    "token_revoke",
]
