"""A page of many rows, and how many there are, in one query."""

import re
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet, Window

Row = TypeVar("Row", bound=Model)
ORDINARY = re.compile(r"[1-9][0-9]{0,5}")


def page_of(rows: QuerySet[Row], asked: str, *, size: int, known: int | None = None) -> Page[Row]:
    """As `Paginator.get_page`: what is no number is the first page, and beyond the end is the last.

    `known` is how many rows there are, where that was counted already.
    """
    pages = Paginator(rows, size)
    if known is None and ORDINARY.fullmatch(asked or "1"):
        number = int(asked or "1")
        first = (number - 1) * size
        listed = list(rows.annotate(found_in_all=Window(Count("pk")))[first : first + size])
        if listed:
            pages.count = listed[0].found_in_all  # type: ignore[attr-defined]  # as annotated
            return Page(listed, number, pages)
    if known is not None:
        pages.count = known
    return pages.get_page(asked)
