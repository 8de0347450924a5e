"""The addresses of the API; each door describes itself."""

from typing import Any

from django.urls import path, re_path

from sharing.rest.resources import INCIDENTS, RESOURCES, Resource
from sharing.rest.shapes.answers import list_of, one_of
from sharing.rest.views import pages
from sharing.rest.views.collections import CollectionBundle, Collections
from sharing.rest.views.incidents import IncidentAlone
from sharing.rest.views.positions import ClaimsOnActor, ClaimsOnState, PositionsDoor
from sharing.rest.views.records import RecordAlone, RecordList
from sharing.rest.views.releases import OneRelease, Releases
from sharing.rest.views.tables import TableDoor, Tables
from sharing.rest.views.tombstones import Tombstones

app_name = "rest"


def _list(resource: Resource) -> Any:
    members = {
        "__doc__": resource.title,
        "operation": f"list_{resource.name}",
        "heading": resource.name,
        "resource": resource,
        "query": resource.list_query,
        "answers": list_of(resource.shape, resource.name),
    }
    return type(f"{resource.name.title()}Door", (RecordList,), members)


def _alone(resource: Resource) -> Any:
    if resource is INCIDENTS:
        return IncidentAlone
    members = {
        "__doc__": f"{resource.title}: one of them",
        "operation": f"one_of_{resource.name}",
        "heading": resource.name,
        "resource": resource,
        "query": resource.query,
        "answers": one_of(resource.shape),
    }
    return type(f"{resource.shape.__name__}Door", (RecordAlone,), members)


urlpatterns = [
    path("", pages.Start.as_view(), name="start"),
    path("openapi.json", pages.openapi, name="openapi"),
    path("docs", pages.viewer, name="docs"),
    path("problems/<str:name>", pages.problem, name="problem"),
    *(path(each.name, _list(each).as_view(), name=each.name) for each in RESOURCES),
    *(
        path(f"{each.name}/<str:key>", _alone(each).as_view(), name=f"{each.name}-one")
        for each in RESOURCES
    ),
    path("incidents/<str:key>/positions", PositionsDoor.as_view(), name="positions"),
    path("actors/<str:key>/claims", ClaimsOnActor.as_view(), name="actor-claims"),
    path("states/<str:key>/claims", ClaimsOnState.as_view(), name="state-claims"),
    path("releases", Releases.as_view(), name="releases"),
    path("releases/<str:number>", OneRelease.as_view(), name="release"),
    path("tombstones", Tombstones.as_view(), name="tombstones"),
    path("collections", Collections.as_view(), name="collections"),
    path(
        "collections/<str:name>/bundle", CollectionBundle.as_view(), name="collection"
    ),
    path("eurepoc", Tables.as_view(), name="tables"),
    path("eurepoc/<str:table>", TableDoor.as_view(), name="table"),
    re_path("", pages.Nowhere.as_view(), name="nowhere"),
]
