"""What is done for briefings in the background: a worker makes the files."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from briefings.models import Ask, Build
from briefings.services.building import build, order


@task()
def make_files(pk: int) -> None:
    """Make the files of one order."""
    ordered = Build.objects.select_related("ask__draft__edition").get(pk=pk)
    build(ordered, clock=timezone.now)


def have_files_made(asked: Ask, *, is_draft: bool) -> None:
    """Order the files of an ask, and tell the worker once the order stands."""
    with transaction.atomic():
        ordered = order(asked, is_draft=is_draft, at=timezone.now())
        transaction.on_commit(partial(make_files.enqueue, ordered.pk))
