"""What the database refuses of records, whoever writes."""

import pytest
from django.core.exceptions import ValidationError

from incidents.models import Record
from incidents.models.incident import names_no_author
from tests.build import (
    make_attack_pattern,
    make_identity,
    make_impact,
    make_incident,
    make_relationship,
    make_source,
    make_threat_actor,
    make_vulnerability,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "relationship_type", ["attributed-to", "same-as", "overlaps", "subset-of"]
)
def test_relationship_is_never_an_attribution_or_sameness(
    relationship_type: str,
) -> None:
    with pytest.raises(ValidationError, match="is a claim"):
        make_relationship(relationship_type=relationship_type)


def test_relationship_joins_two_records() -> None:
    actor = make_threat_actor()

    with pytest.raises(ValidationError, match="relationship_joins_two"):
        make_relationship(source=actor, target=actor)


def test_state_level_actor_has_a_government() -> None:
    with pytest.raises(ValidationError, match="state_level_actor_has_a_government"):
        make_threat_actor(is_state_level=True, entity_level="state")


def test_record_without_a_name_is_refused() -> None:
    with pytest.raises(ValidationError, match="name"):
        make_incident(name="")


def test_record_taken_back_says_why_by_whom_and_when() -> None:
    with pytest.raises(ValidationError, match="reason, the person and the time"):
        make_incident(state="retracted")


def test_key_takes_small_letters_digits_and_single_hyphens() -> None:
    with pytest.raises(ValidationError, match="single hyphens"):
        make_incident(key="Incident_1")


def test_unknown_marking_is_refused() -> None:
    with pytest.raises(ValidationError, match="marking"):
        make_incident(marking="WHITE")


def test_unmarked_record_may_be_kept() -> None:
    assert Record.objects.filter(pk=make_incident(marking="").pk).exists()


@pytest.mark.parametrize("word", ["unattributed", "no-apt", "unknown-apt"])
def test_incident_type_says_nothing_about_the_author(word: str) -> None:
    with pytest.raises(ValidationError, match="record a claim instead"):
        names_no_author(word)


def test_impact_says_what_its_category_requires() -> None:
    with pytest.raises(ValidationError, match="that the category requires"):
        make_impact(impact_category="integrity")


def test_source_hash_is_sha_256() -> None:
    with pytest.raises(ValidationError, match="source_hash_is_sha256"):
        make_source(archived_sha256="abc")


def test_two_records_never_share_a_key() -> None:
    make_identity(key="id-one")

    with pytest.raises(ValidationError, match="key"):
        make_identity(key="id-one")


def test_technique_has_its_attack_id() -> None:
    with pytest.raises(ValidationError, match="mitre-attack"):
        make_attack_pattern(external_ids=[])


def test_vulnerability_has_its_cve() -> None:
    with pytest.raises(ValidationError, match="cve"):
        make_vulnerability(external_ids=["mitre-attack:T1190"])
