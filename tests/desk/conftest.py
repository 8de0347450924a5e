"""Who works at the desk in these tests."""

import pytest
from django.test import Client

from desk.roles import READER
from desk.services.people import set_clearance, set_roles
from tests.build import make_user


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    """The browser of somebody who may do everything."""
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    """The browser of somebody who may view what there is, up to GREEN."""
    user = make_user("green", is_staff=True)
    set_roles(user, [READER])
    set_clearance(user, "GREEN")
    client.force_login(user)
    return client
