"""Every model of the portal has one factory, and a factory told nothing makes a row that is allowed."""

import importlib
from collections.abc import Iterator

import pytest
from django.db import connection, models
from factory.django import DjangoModelFactory

from izaportal.core.fields import SomeOfField
from tests.test_architecture import OUR_APPS, OUR_MODELS


def factories() -> Iterator[type[DjangoModelFactory]]:
    for config in OUR_APPS:
        if not list(config.get_models()):
            continue
        module = importlib.import_module(f"tests.factories.{config.label}")
        own = [
            value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__
        ]
        yield from (
            value for value in own if isinstance(value, type) and issubclass(value, DjangoModelFactory)
        )


FACTORIES = {factory._meta.model: factory for factory in factories()}


def test_every_model_has_one_factory():
    assert sorted(f._meta.model._meta.label for f in factories()) == sorted(m._meta.label for m in OUR_MODELS)


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model._meta.label)
@pytest.mark.django_db
def test_a_factory_makes_allowed_rows(model):
    first, second = FACTORIES[model].create_batch(2)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    stored = model._default_manager.get(pk=second.pk)
    assert stored != first
    stored.validate_constraints()
    assert [field.name for field in model._meta.fields if not _is_known_choice(stored, field)] == []


def _is_known_choice(row: models.Model, field: models.Field) -> bool:
    value = getattr(row, field.attname)
    if not field.choices or (field.blank and value == ""):
        return True
    known = dict(field.flatchoices)
    return all(item in known for item in (value if isinstance(field, SomeOfField) else [value]))
