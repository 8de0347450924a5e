"""The incident page, the centre of the desk: one file for each tab that needs one."""

from desk.pages.incident.page import incident
from desk.pages.incident.send import send_incident

__all__ = ["incident", "send_incident"]
