"""The pages of imports, and stranger rows of their files."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from desk.models import Batch, BatchState
from desk.services import importing
from incidents.models import Identity
from tests.build import (
    make_incident,
    make_intrusion_set,
    make_user,
)
from tests.desk.importing import applied, bundle, identities, imported, stix

pytestmark = pytest.mark.django_db


def test_the_page_takes_a_file_and_shows_its_rows(admin: Client) -> None:
    make_intrusion_set(name="Seen before")
    content = bundle(stix("intrusion-set", 1, name="Seen before"))
    file = SimpleUploadedFile("x.json", content)

    answer: Any = admin.post(
        reverse("desk:imports"), {"file": file, "kind": "", "marking": "CLEAR"}
    )
    batch = Batch.objects.get()
    importing.read_import(batch)
    page: Any = admin.get(answer.url)

    text = page.content.decode()
    assert "Seen before" in text
    assert "It is this one" in text


def test_a_file_without_a_marking_is_asked_for_one(admin: Client) -> None:
    file = SimpleUploadedFile("x.csv", b"name\nOne\n")

    page: Any = admin.post(reverse("desk:imports"), {"file": file, "kind": "incident"})

    assert page.status_code == 200
    assert not Batch.objects.exists()


def test_the_import_of_another_is_not_there(admin: Client) -> None:
    batch = imported(identities("Alpha"))

    assert admin.get(reverse("desk:import", args=[batch.pk])).status_code == 404


def test_who_may_not_import_may_not_open_the_page(client: Client) -> None:
    client.force_login(make_user("reader", is_staff=True))

    assert client.get(reverse("desk:imports")).status_code == 403
    assert make_incident().version == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"nome,kind\n", "nome"),
        ("x.csv", b"note\nOne\n", "no column"),
        ("x.csv", b"name\n\xff\xfe\n", "Line 2 is not UTF-8"),
        ("x.xlsx", b"no workbook", "not a workbook"),
        ("x.json", b"{", "not JSON"),
        ("x.json", b"[]", "not a STIX bundle"),
        ("x.json", b'{"type": "bundle", "objects": 1}', "no list"),
        ("x.pdf", b"%PDF", ".csv or .xlsx"),
    ],
)
def test_what_cannot_be_read_says_what_was_expected(
    name: str, content: bytes, said: str
) -> None:
    batch = imported(content, name)

    assert batch.state == BatchState.FAILED
    assert said in batch.message


def test_five_thousand_rows_are_read_and_written() -> None:
    batch = applied(imported(identities(*(f"Body {n}" for n in range(5000)))))

    assert batch.state == BatchState.APPLIED
    assert Identity.objects.count() == 5000
