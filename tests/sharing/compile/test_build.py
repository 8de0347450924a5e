"""The builder's snapshots have the fields that the records have."""

import pytest

from incidents.snapshot import SKIPPED, record_models
from tests.sharing.compile.build import record

MODELS = record_models()


@pytest.mark.parametrize("kind", MODELS)
def test_builder_gives_every_field_of_a_record(kind: str) -> None:
    model = MODELS[kind]
    names = {each.name for each in (*model._meta.fields, *model._meta.many_to_many)}
    fields = {
        each for each in names if not each.endswith(("_earliest", "_latest"))
    } - SKIPPED

    assert set(record(kind, "a")) == fields | set(model.OWNED)
