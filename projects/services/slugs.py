"""New slugs: fixed at creation, part of an address, unique within the programme."""

from django.db.models import Model

from izaportal.core import slugs
from pillars.models import Programme
from projects.models.project import RESERVED_SLUGS

NUMBER_PLACES = 4


def free_slug(model: type[Model], *, programme: Programme, words: str) -> str:
    """Made of the words; numbered when it is taken. Call while nobody else can add to the programme."""
    field = model._meta.get_field("slug")
    most = (field.max_length or 60) - NUMBER_PLACES  # type: ignore[union-attr]  # a text column
    rows = model._default_manager.filter(programme=programme)
    taken = {*rows.values_list("slug", flat=True), *RESERVED_SLUGS}
    return slugs.free_slug(words, taken, most=most, otherwise=str(model._meta.model_name))
