"""New slugs: fixed at creation, part of an address, unique within the programme."""

from django.db.models import Model
from django.utils.text import slugify

from pillars.models import Programme
from projects.models.project import RESERVED_SLUGS

NUMBER_PLACES = 4


def free_slug(model: type[Model], *, programme: Programme, words: str) -> str:
    """Made of the words; numbered when it is taken. Call while nobody else can add to the programme."""
    field = model._meta.get_field("slug")
    most = (field.max_length or 60) - NUMBER_PLACES  # type: ignore[union-attr]  # a text column
    stem = slugify(words)[:most].strip("-") or str(model._meta.model_name)
    rows = model._default_manager.filter(programme=programme, slug__startswith=stem)
    taken = {*rows.values_list("slug", flat=True), *RESERVED_SLUGS}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
