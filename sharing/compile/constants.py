"""Ids that are fixed for life: markings, extensions, and who made them."""

from incidents.vocab import Marking

# Ours: one property-extension, its prose and JSON Schema in docs/extension/.
EXTENSION = "extension-definition--0bf92151-e3a1-44dc-b355-33831d289aa5"

# OASIS incident extension suite (rev 07, July 2024) and TLP 2.0.
INCIDENT_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
EVENT = "extension-definition--4ca6de00-5b0d-45ef-a1dc-ea7279ea910e"
IMPACT = "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9"
TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

MARKING_REFS: dict[str, str] = {
    Marking.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Marking.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Marking.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Marking.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Marking.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
