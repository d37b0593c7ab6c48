"""Long lists, newest first, paged by the last id shown: as quick on the last page as on the first."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

BEFORE = "voor"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """`older`: what `?voor=` must say for the rows after these; empty at the end of the list."""

    rows: tuple[Row, ...]
    older: str
    is_first: bool


def stretch(rows: QuerySet[Row], before: str, *, size: int) -> Stretch[Row]:
    """The newest rows, or those older than the id `before`; one query. What is no id is the beginning."""
    start = as_id(before)
    ordered = rows.order_by("-id")
    found = list((ordered.filter(pk__lt=start) if start else ordered)[: size + 1])
    older = str(found[size - 1].pk) if len(found) > size else ""
    return Stretch(tuple(found[:size]), older, is_first=start is None)


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
