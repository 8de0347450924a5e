"""The addresses of released briefings, and of automatic ones."""

from typing import Any

from django.urls import path

from briefings.models import FileFormat
from briefings.rest.automatic import AutomaticBriefing
from briefings.rest.views import (
    BriefingFileDoor,
    Briefings,
    OneBriefing,
    WithoutEdition,
)
from sharing.rest.forms import Form

app_name = "briefings"


def _file(form: Form) -> Any:
    """Return the door of one format: each says for itself what it sends."""
    members = {
        "__doc__": f"The {FileFormat(form.value).label} file of an edition"
        f"{(BriefingFileDoor.__doc__ or '').partition('edition')[2]}",
        "operation": f"briefing_{form.value}",
        "forms": (form,),
    }
    return type(f"{form.value.title()}Door", (BriefingFileDoor,), members)


urlpatterns = [
    path("briefings", Briefings.as_view(), name="list"),
    path("briefings/<str:number>", WithoutEdition.as_view(), name="any"),
    path("briefings/<str:number>/<str:edition>", OneBriefing.as_view(), name="one"),
    path("incidents/<str:key>/briefing", AutomaticBriefing.as_view(), name="automatic"),
    *(
        path(
            f"briefings/<str:number>/<str:edition>/{form.value}",
            _file(form).as_view(),
            name=form.value,
        )
        for form in (Form.PDF, Form.DOCX, Form.HTML)
    ),
]
