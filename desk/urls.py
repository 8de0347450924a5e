"""The desk's own pages; the admin's lists and forms have theirs from ``desk.site``."""

from django.urls import path, re_path, register_converter

from desk.keys import KeyConverter
from desk.pages.accused import accused
from desk.pages.autosave import autosave
from desk.pages.batches import merge, undo_batch
from desk.pages.break_glass import break_glass
from desk.pages.bulk import bulk
from desk.pages.compare import compare
from desk.pages.fetch_source import fetch_source
from desk.pages.figures import figure
from desk.pages.history import history, version
from desk.pages.home import home
from desk.pages.imports import import_, imports
from desk.pages.incident import incident, send_incident
from desk.pages.permanent import record, stix
from desk.pages.preview import preview, publish_page, release
from desk.pages.queue import notices_seen, queue, request_page, sight, sights
from desk.pages.quick_add import quick_add
from desk.pages.read_date import read_date
from desk.pages.restore import restore
from desk.pages.search import search_page
from desk.pages.send import send
from desk.pages.settings import settings
from desk.pages.statement import statement
from desk.pages.views import start, views
from desk.pages.warnings import tick, warnings
from desk.site import site

register_converter(KeyConverter, "key")

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("accused/", accused, name="accused"),
    path("autosave/", autosave, name="autosave"),
    path("bulk/<kind>/", bulk, name="bulk"),
    path("fetch-source/", fetch_source, name="fetch-source"),
    path("find/", site.admin_view(site.autocomplete_view), name="autocomplete"),
    path("imports/", imports, name="imports"),
    path("imports/<int:pk>/", import_, name="import"),
    path("incidents/<key:key>/", incident, name="incident"),
    re_path(
        r"^incidents/(?P<key>[-\w]+)/"
        r"(?P<tab>facts|timeline|claims|evidence|responses|relations|sources|history"
        r"|preview)/$",
        incident,
        name="incident",
    ),
    path("incidents/<key:key>/send/", send_incident, name="incident-send"),
    path(
        "incidents/<slug:key>/figures/<slug:name>.<slug:format>", figure, name="figure"
    ),
    path("incidents/<key>/statement/", statement, name="statement-add"),
    path("merge/", merge, name="merge"),
    path("undo/<uuid:batch>/", undo_batch, name="undo"),
    path("publish/", publish_page, name="publish"),
    path("queue/", queue, name="queue"),
    path("queue/notices-seen/", notices_seen, name="notices-seen"),
    path("queue/sights/", sights, name="sights"),
    path("queue/<int:pk>/", request_page, name="request"),
    path("queue/<int:pk>/sight/", sight, name="sight"),
    path("quick-add/<kind>/", quick_add, name="quick-add"),
    path("r/<key>/", record, name="record"),
    path("r/<key>/break-glass/", break_glass, name="break-glass"),
    path("r/<key>/compare/<int:a>/<int:b>/", compare, name="compare"),
    path("r/<key>/history/", history, name="history"),
    path("r/<key>/history/<int:number>/", version, name="version"),
    path("r/<key>/preview/", preview, name="preview"),
    path("r/<key>/restore/", restore, name="restore"),
    path("read-date/", read_date, name="read-date"),
    path("releases/<int:number>/", release, name="release"),
    path("search/", search_page, name="search"),
    path("stix/<stix_id>/", stix, name="stix"),
    path("send/", send, name="send"),
    path("settings/", settings, name="settings"),
    path("warnings/", warnings, name="warnings"),
    path("warnings/acknowledge/", tick, name="acknowledge"),
    path("start/", start, name="start"),
    path("views/", views, name="views"),
]
