"""Vocabularies: every mapping speaks of words that exist."""

import pytest
from django.db.models import TextChoices

from attribution.vocab import claims, grounds, responses
from incidents import vocab
from incidents.vocab import oasis


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (claims.OPINION, claims.Stance),
        (claims.STANCE_TO_CFR, claims.Stance),
        (claims.STANCE_TO_EUREPOC_BASIS, claims.Stance),
        (claims.FORM_TO_EUREPOC, claims.StatementForm),
        (claims.ROLE_TO_EUREPOC_BASIS, claims.ClaimantRole),
        (claims.NEXUS_TO_MISP, claims.StateNexus),
        (claims.NEXUS_TO_EUREPOC, claims.StateNexus),
        (claims.LEVEL_TO_EUREPOC_CATEGORY, vocab.EntityLevel),
        (grounds.LIKELIHOOD_PERCENT, grounds.Likelihood),
        (grounds.LIKELIHOOD_TO_STIX, grounds.Likelihood),
        (grounds.LIKELIHOOD_TO_MISP, grounds.Likelihood),
        (grounds.CONFIDENCE_TO_STIX, grounds.Confidence),
        (responses.RESPONSES, responses.ResponseType),
    ],
)
def test_mapping_speaks_only_of_words_of_its_vocabulary(
    mapping: dict[str, object], words: type[TextChoices]
) -> None:
    assert set(mapping) <= set(words.values)


def test_every_response_type_has_its_equivalents() -> None:
    assert set(responses.RESPONSES) == set(responses.ResponseType.values)


def test_every_likelihood_word_has_a_number_in_each_scale() -> None:
    words = set(grounds.Likelihood.values)

    assert set(grounds.LIKELIHOOD_TO_STIX) == words
    assert set(grounds.LIKELIHOOD_TO_MISP) == words


def test_toolbox_categories_are_those_of_the_eu_cyber_diplomacy_toolbox() -> None:
    used = {each.toolbox_category for each in responses.RESPONSES.values()}

    assert used == {None, 1, 2, 3, 4, 5}


def test_opinions_are_words_of_the_stix_enumeration() -> None:
    assert set(claims.OPINION.values()) <= {
        "strongly-disagree",
        "disagree",
        "neutral",
        "agree",
        "strongly-agree",
    }


def test_no_eurepoc_incident_type_maps_to_attribution_in_disguise() -> None:
    used = {word for words in oasis.EUREPOC_INCIDENT_TYPES.values() for word in words}

    assert not used & set(oasis.ATTRIBUTION_IN_DISGUISE)


def test_markings_are_ranked_from_mild_to_strict() -> None:
    ranked = sorted(vocab.MARKING_RANK, key=vocab.MARKING_RANK.__getitem__)

    assert ranked == ["CLEAR", "GREEN", "AMBER", "AMBER_STRICT", "RED"]
