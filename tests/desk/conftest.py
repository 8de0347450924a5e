"""Who works at the desk in these tests."""

import pytest
from django.test import Client

from tests.build import make_user


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    """The browser of somebody who may do everything."""
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client
