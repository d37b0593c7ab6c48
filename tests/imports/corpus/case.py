"""A broken file: how it comes about, and what the report must say of it and where."""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook

from tests.imports.workbooks import add, edited, put

Break = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Broken:
    """`says` is in what is wrong, `place` begins where it is said to be."""

    name: str
    book: str
    make: Break
    says: str
    place: str = ""
    is_warning: bool = False


def in_book(edit: Callable[[Workbook], object]) -> Break:
    """Breaks the opened workbook."""

    return lambda content: edited(content, edit)


def at(title: str, line: int, **values: object) -> Break:
    """Other values in a line of a tab."""
    return in_book(lambda book: put(book[title], line, **values))


def new_line(title: str, sound: dict[str, object], **wrong: object) -> Break:
    """A new line that is sound but for some values."""
    return in_book(lambda book: add(book[title], **{**sound, **wrong}))
