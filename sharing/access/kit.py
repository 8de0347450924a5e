"""How partners connect: text to copy, which tests run against a live server.

The token stands in the environment as ``TOKEN``, so that no snippet holds a secret.
"""

from dataclasses import dataclass

from sharing.models import Collection

CURL_TAXII = """\
# Which collections there are, with their ids
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --header "Accept: application/taxii+json;version=2.1" \\
  "{base}taxii2/api/collections/"

# The first objects of “{title}”; ask on with &next=… while "more" is true
curl --fail-with-body --silent --show-error --compressed \\
  --user "taxii:$TOKEN" \\
  --header "Accept: application/taxii+json;version=2.1" \\
  "{base}taxii2/api/collections/{id}/objects/?limit=100"
"""
CURL_REST = """\
# Incidents as plain JSON
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  "{base}api/v1/incidents?limit=50"

# Everything of “{title}” as one STIX bundle
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --output collection.json \\
  "{base}api/v1/collections/{alias}/bundle"
"""
PYTHON = """\
# pip install taxii2-client
import os

from taxii2client.v21 import Collection, as_pages

collection = Collection(
    "{base}taxii2/api/collections/{id}/",
    user="taxii",
    password=os.environ["TOKEN"],
)
count = 0
for envelope in as_pages(collection.get_objects, per_request=500):
    for each in envelope.get("objects", []):
        count += 1
print(count, "objects")
"""
OPENCTI = """\
# Data > Ingestion > TAXII Feeds > new
TAXII server URL:     {base}taxii2/api/
TAXII version:        TAXII 2.1
TAXII collection:     {id}
Authentication type:  Basic user / password
Username:             taxii
Password:             the token
"""
OPENCTI_CONNECTOR = """\
# The connector external-import/taxii2, as environment variables
TAXII2_DISCOVERY_URL={base}taxii2/
TAXII2_USERNAME=taxii
TAXII2_PASSWORD=$TOKEN
TAXII2_USE_TOKEN=false
TAXII2_V21=true
TAXII2_COLLECTIONS=api.{title}
TAXII2_INITIAL_HISTORY=8760
TAXII2_INTERVAL=1
"""
MISP = """\
# MISP reads no TAXII; it takes a bundle. MISP and MISP_KEY are yours.
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --output collection.json \\
  "{base}api/v1/collections/{alias}/bundle"

curl --fail-with-body --silent --show-error \\
  --header "Authorization: $MISP_KEY" \\
  --header "Accept: application/json" --header "Content-Type: application/json" \\
  --data-binary @collection.json "$MISP/events/upload_stix/2"
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text for one client; ``language`` is what runs it, empty if a person types it."""

    name: str
    title: str
    language: str
    text: str


KIT = (
    Snippet("curl-taxii", "curl, TAXII 2.1", "sh", CURL_TAXII),
    Snippet("curl-rest", "curl, REST", "sh", CURL_REST),
    Snippet("python", "Python, taxii2-client", "python", PYTHON),
    Snippet("opencti", "OpenCTI, TAXII feed", "", OPENCTI),
    Snippet("opencti-connector", "OpenCTI, connector taxii2", "", OPENCTI_CONNECTOR),
    Snippet("misp", "MISP", "sh", MISP),
)


def snippets(base: str, collection: Collection) -> list[Snippet]:
    """Return the kit for a server and a collection.

    ``base`` is the server's address as partners know it, with a slash at the end.
    """
    return [
        Snippet(
            each.name,
            each.title,
            each.language,
            each.text.format(
                base=base,
                id=collection.uuid,
                alias=collection.alias,
                title=collection.title,
            ),
        )
        for each in KIT
    ]
