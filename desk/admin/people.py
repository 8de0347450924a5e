"""Who may work here: accounts and groups, as Django has them."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group, User

from desk.admin.base import KeptAdmin
from desk.site import site


@admin.register(User, site=site)
class PersonAdmin(KeptAdmin[User], auth_admin.UserAdmin[User]):
    """Accounts are switched off, not deleted: versions and approvals name them."""


@admin.register(Group, site=site)
class RoleAdmin(KeptAdmin[Group], auth_admin.GroupAdmin):
    """Groups and what their members may do."""
