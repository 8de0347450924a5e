"""What was erased from the store on legal order; shown only."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from desk.admin.access import Cleared
from desk.admin.actions import user_of
from desk.admin.base import ReadOnlyAdmin
from desk.selectors.hidden import published
from desk.site import site
from sharing.models import Erasure


@admin.register(Erasure, site=site)
class ErasureAdmin(Cleared[Erasure], ReadOnlyAdmin[Erasure]):
    """Which version lost its bytes, on what order, and who answers for it."""

    list_display = ["__str__", "reason", "by", "second", "at"]
    list_select_related = ["record", "body", "by", "second"]
    ordering = ["-at", "-pk"]
    fields = ["record", "body", "reason", "by", "second", "at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Erasure]:
        """Return the erasures of what the reader could see."""
        rows, reader = Erasure.objects.all(), user_of(request)
        records = published(
            rows, reader, uid="record__uid", marking="record__marking"
        ).values("pk")
        bodies = published(
            rows, reader, uid="body__record_uid", marking="body__marking"
        ).values("pk")
        return rows.filter(Q(pk__in=records) | Q(pk__in=bodies))
