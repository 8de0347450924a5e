"""How partners connect: text to copy, which tests run against a live server.

The token stands in the environment as ``TOKEN``, so that no snippet holds a secret.
"""

from dataclasses import dataclass, replace

from sharing.access.kit_webhooks import BY_HAND, RECEIVER
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
FIRST_INCIDENT = """\
# Which incidents there are; every other address: {base}api/v1/docs
incident=$(curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  "{base}api/v1/incidents?limit=1&fields=name" |
  sed 's/.*"items":\\[{{"key":"\\([^"]*\\)".*/\\1/')
"""
CURL_ANSWERS = (
    FIRST_INCIDENT
    + """
# Who holds what about who did it, and whether it is contested
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --output positions.json \\
  "{base}api/v1/incidents/$incident/positions"

# All attributions as the table of EuRepoC 1.1
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --output attributions.csv \\
  "{base}api/v1/eurepoc/attribution_dataset"
"""
)
CURL_BRIEFINGS = (
    """\
# With the scope reports:read: the released briefings in use, each as PDF
curl --fail-with-body --silent --show-error --compressed \\
  --header "Authorization: Bearer $TOKEN" \\
  --output briefings.json \\
  "{base}api/v1/briefings?state=in-use"
tr '"' '\\n' < briefings.json |
  sed -n 's|.*/briefings/\\(.*\\)/\\(.*\\)/pdf$|\\1 \\2|p' |
  while read -r number edition; do
    curl --fail-with-body --silent --show-error --output "$number-$edition.pdf" \\
      --header "Authorization: Bearer $TOKEN" \\
      "{base}api/v1/briefings/$number/$edition/pdf"
  done

"""
    + FIRST_INCIDENT
    + """
# A briefing made now, from what the token may read: nobody has released it
curl --fail-with-body --silent --show-error \\
  --header "Authorization: Bearer $TOKEN" \\
  --output automatic.pdf \\
  "{base}api/v1/incidents/$incident/briefing?format=pdf"
"""
)
CURL_LEFT = """\
# RateLimit: requests left (r) and seconds until there are new ones (t), of a minute
# and of a day; in the token's last seven days also when it ends
curl --fail-with-body --silent --show-error --head \\
  --header "Authorization: Bearer $TOKEN" "{base}api/v1/" |
  grep -i -e "^ratelimit" -e "^x-token-expires"
"""
CURL_POST = """\
# With a token that may post: the scope taxii:write. What bears no TLP is taken as RED.
cat > envelope.json <<'END'
{{"objects": [{{
  "type": "identity", "spec_version": "2.1",
  "id": "identity--9f0c8b1e-6d0a-4a54-8a3f-0d6f6d3c1b77",
  "created": "2026-01-05T12:00:00.000Z", "modified": "2026-01-05T12:00:00.000Z",
  "name": "A first try", "identity_class": "organization",
  "object_marking_refs": ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]
}}]}}
END
curl --fail-with-body --silent --show-error \\
  --header "Authorization: Bearer $TOKEN" \\
  --header "Accept: application/taxii+json;version=2.1" \\
  --header "Content-Type: application/taxii+json;version=2.1" \\
  --data-binary @envelope.json \\
  "{base}taxii2/api/collections/{id}/objects/"
"""
POLLING = """\
# pip install requests. Each run brings what is new since the last one.
import os
from pathlib import Path

import requests

kept = Path("added_after.txt")
query = {{"limit": 1000}}
if kept.exists():
    query["added_after"] = kept.read_text()
headers = {{
    "Authorization": f"Bearer {{os.environ['TOKEN']}}",
    "Accept": "application/taxii+json;version=2.1",
}}
count, more = 0, True
while more:
    answer = requests.get(
        "{base}taxii2/api/collections/{id}/objects/", query, headers=headers, timeout=60
    )
    answer.raise_for_status()
    envelope = answer.json()
    for each in envelope.get("objects", []):
        count += 1
    if last := answer.headers.get("X-TAXII-Date-Added-Last"):
        query["added_after"] = last
        kept.write_text(last)
    more = envelope.get("more", False)
print(count, "new objects")
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
    Snippet("curl-answers", "curl, positions and EuRepoC", "sh", CURL_ANSWERS),
    Snippet("curl-briefings", "curl, briefings", "sh", CURL_BRIEFINGS),
    Snippet("python", "Python, taxii2-client", "python", PYTHON),
    Snippet("polling", "Python, only what is new", "python", POLLING),
    Snippet("opencti", "OpenCTI, TAXII feed", "", OPENCTI),
    Snippet("opencti-connector", "OpenCTI, connector taxii2", "", OPENCTI_CONNECTOR),
    Snippet("misp", "MISP", "sh", MISP),
    Snippet("curl-token", "What is left of the token", "sh", CURL_LEFT),
    Snippet("webhook", "Python, receiving a webhook", "python", RECEIVER),
    Snippet("webhook-by-hand", "openssl, who signed a message", "sh", BY_HAND),
)
POSTING = Snippet("curl-post", "curl, posting to “{title}”", "sh", CURL_POST)


def snippets(
    base: str, collection: Collection, inbox: Collection | None = None
) -> list[Snippet]:
    """Return the kit for a server and a collection; with an inbox, how to post to it.

    ``base`` is the server's address as partners know it, with a slash at the end.
    """
    found = [_filled(each, base, collection) for each in KIT]
    return [*found, _filled(POSTING, base, inbox)] if inbox else found


def _filled(of: Snippet, base: str, collection: Collection) -> Snippet:
    title = collection.title
    text = of.text.format(
        base=base, id=collection.uuid, alias=collection.alias, title=title
    )
    return replace(of, title=of.title.format(title=title), text=text)
