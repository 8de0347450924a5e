"""The admin site in which analysts work."""

from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    """The desk: every record, its review and what was published, for staff."""

    site_header = "Attribution record"
    site_title = "Attribution record"
    index_title = "The desk"


# Named as Django's own, so that its templates find their addresses.
site = DeskSite(name="admin")
