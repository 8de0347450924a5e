"""The desk's own pages; the admin's lists and forms have theirs from ``desk.site``."""

from django.urls import path, re_path, register_converter

from desk.keys import KeyConverter
from desk.pages.accused import accused
from desk.pages.autosave import autosave
from desk.pages.batches import merge, undo_batch
from desk.pages.break_glass import break_glass
from desk.pages.briefings import (
    briefing,
    briefing_file,
    briefing_looks,
    briefing_preview,
    briefing_text,
    briefings,
    edit_briefing,
    new_briefing,
    series_page,
    template_page,
    template_preview,
)
from desk.pages.bulk import bulk
from desk.pages.collections import collection_open
from desk.pages.compare import compare
from desk.pages.fetch_source import fetch_source
from desk.pages.figures import figure
from desk.pages.history import history, version
from desk.pages.home import home
from desk.pages.imports import import_, imports
from desk.pages.incident import incident, send_incident
from desk.pages.partners import (
    partner,
    partner_bundle,
    partner_kit,
    partner_sees,
    partner_suspend,
    recall,
    received,
    token_add,
    token_replace,
    token_revoke,
)
from desk.pages.permanent import record, stix
from desk.pages.posted import inbox, posted, posted_text
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
from desk.pages.webhooks import webhook, webhooks
from desk.site import site

register_converter(KeyConverter, "key")

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("accused/", accused, name="accused"),
    path("autosave/", autosave, name="autosave"),
    path("briefings/", briefings, name="briefings"),
    path("briefings/new/", new_briefing, name="briefing-new"),
    path("briefings/preview/", briefing_preview, name="briefing-preview"),
    path("briefings/looks/", briefing_looks, name="briefing-looks"),
    path("briefings/looks/preview/", template_preview, name="briefing-look-preview"),
    path("briefings/looks/new/", template_page, name="briefing-look"),
    path("briefings/looks/<int:pk>/", template_page, name="briefing-look"),
    path("briefings/series/new/", series_page, name="briefing-series"),
    path("briefings/series/<int:pk>/", series_page, name="briefing-series"),
    path("briefings/<int:pk>/", briefing, name="briefing"),
    path("briefings/<int:pk>/edit/", edit_briefing, name="briefing-edit"),
    path("briefings/<int:pk>/text/", briefing_text, name="briefing-text"),
    path("briefings/<int:pk>/files/<int:file>/", briefing_file, name="briefing-file"),
    path("bulk/<kind>/", bulk, name="bulk"),
    path("collections/open/", collection_open, name="collection-open"),
    path("fetch-source/", fetch_source, name="fetch-source"),
    path("find/", site.admin_view(site.autocomplete_view), name="autocomplete"),
    path("imports/", imports, name="imports"),
    path("imports/<int:pk>/", import_, name="import"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/<int:pk>/", posted, name="posted"),
    path("inbox/<int:pk>/text/", posted_text, name="posted-text"),
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
    path("partners/<int:pk>/", partner, name="partner"),
    path("partners/<int:pk>/kit/", partner_kit, name="partner-kit"),
    path("partners/<int:pk>/sees/", partner_sees, name="partner-sees"),
    path(
        "partners/<int:pk>/sees/<key:key>.json", partner_bundle, name="partner-bundle"
    ),
    path("partners/<int:pk>/suspend/", partner_suspend, name="partner-suspend"),
    path("partners/<int:pk>/tokens/add/", token_add, name="token-add"),
    path("tokens/<int:pk>/replace/", token_replace, name="token-replace"),
    path("tokens/<int:pk>/revoke/", token_revoke, name="token-revoke"),
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
    path("r/<key>/received/", received, name="received"),
    path("r/<key>/received.csv", recall, name="recall"),
    path("r/<key>/restore/", restore, name="restore"),
    path("read-date/", read_date, name="read-date"),
    path("releases/<int:number>/", release, name="release"),
    path("search/", search_page, name="search"),
    path("stix/<stix_id>/", stix, name="stix"),
    path("send/", send, name="send"),
    path("settings/", settings, name="settings"),
    path("warnings/", warnings, name="warnings"),
    path("warnings/acknowledge/", tick, name="acknowledge"),
    path("webhooks/", webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", webhook, name="webhook"),
    path("start/", start, name="start"),
    path("views/", views, name="views"),
]
