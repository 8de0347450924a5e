"""Who looks at warnings in the tests of their pages."""

from django.test import Client

from tests.desk.people import browser

JSON = {"accept": "application/json"}
REASON = "The ministry published it only once."
RIGHTS = (
    *("view_claim", "change_claim", "add_claim", "view_incident", "change_incident"),
    *("view_citation", "add_citation", "change_citation", "delete_citation"),
    *("add_acknowledgement", "add_request"),
)


def analyst_browser() -> Client:
    """Return the browser of an analyst who writes claims, cleared to AMBER."""
    return browser("analyst", *RIGHTS, cleared="AMBER")
