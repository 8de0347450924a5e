"""What the desk does in the background: a worker runs these, one after another."""

from django.utils import timezone
from django_tasks import task

from desk.models import Batch
from desk.services.importing import apply_import, read_import


@task()
def read_file(pk: int) -> None:
    """Read the file of an import into rows."""
    read_import(Batch.objects.get(pk=pk))


@task()
def write_rows(pk: int) -> None:
    """Write the rows of an import that are taken over."""
    apply_import(Batch.objects.get(pk=pk), at=timezone.now())
