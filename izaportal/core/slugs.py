"""New slugs: fixed at creation, part of an address."""

from collections.abc import Container
from itertools import chain, count

from django.utils.text import slugify


def free_slug(words: str, taken: Container[str], *, most: int, otherwise: str) -> str:
    """Made of the words; numbered when it is taken. Call while nobody else can add one.

    `most` letters stand before the number, `otherwise` where the words have none.
    """
    stem = slugify(words)[:most].strip("-") or otherwise
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(slug for slug in chain((stem,), numbered) if slug not in taken)
