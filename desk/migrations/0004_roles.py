"""Six roles as groups, each with what its work takes."""

from django.db import migrations

from desk import roles

INCIDENTS = (
    "case incident event impact campaign relationship location identity threatactor "
    "intrusionset malware tool vulnerability attackpattern infrastructure indicator "
    "source checkedfact"
).split()
ATTRIBUTION = (
    "statement claim evidence question assessment diplomaticresponse".split()
)
# Rows that belong to a record are edited, and taken away, with it.
ROWS = {
    "incidents": ("citation", "alias"),
    "attribution": (
        "claimground",
        "bearing",
        "questionside",
        "hypothesis",
        "responsetransition",
    ),
}
STORE = "release publishedrecord link objectbody edge collection entry".split()


def names(app, acts, models):
    return [f"{app}.{act}_{model}" for model in models for act in acts]


READ = [
    *names("incidents", ["view"], ["record", "change", "stixname", *INCIDENTS]),
    *names("attribution", ["view"], ATTRIBUTION),
    *(name for app, rows in ROWS.items() for name in names(app, ["view"], rows)),
    *names("sharing", ["view"], STORE),
]
EDIT = [
    *names("incidents", ["add", "change"], INCIDENTS),
    *names("attribution", ["add", "change"], ATTRIBUTION),
    *(
        name
        for app, rows in ROWS.items()
        for name in names(app, ["add", "change", "delete"], rows)
    ),
]
FOLLOW_REVIEWS = names(
    "review", ["view"], ["request", "approval", "return", "acknowledgement"]
)
GIVEN = {
    roles.ANALYST: [
        *READ,
        *EDIT,
        *FOLLOW_REVIEWS,
        "review.add_request",
        "review.add_acknowledgement",
        *names("desk", ["view", "add", "change"], ["batch", "batchrow"]),
    ],
    roles.REVIEWER: [
        *READ,
        *FOLLOW_REVIEWS,
        "review.add_approval",
        "review.add_return",
        "review.view_notice",
        "review.view_sight",
    ],
    roles.PUBLISHER: [
        *READ,
        *FOLLOW_REVIEWS,
        "review.break_glass",
        "sharing.add_release",
    ],
    roles.OFFICER: READ,
    roles.READER: READ,
    roles.ADMINISTRATOR: [
        *names("auth", ["view", "add", "change"], ["user"]),
        "auth.view_group",
        *names("desk", ["view", "add", "change"], ["clearance"]),
        "admin.view_logentry",
        *names("axes", ["view"], ["accesslog", "accessfailurelog"]),
    ],
}


def make(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


def take_away(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.using(schema_editor.connection.alias).filter(name__in=list(GIVEN)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_log_of_administration"),
        ("incidents", "0004_words_and_clearance_of_records"),
        ("attribution", "0002_kind_safe_claims"),
        ("review", "0005_permission_to_break_glass"),
        ("sharing", "0003_collections"),
        ("axes", "0010_accessattemptexpiration"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make, take_away)]
