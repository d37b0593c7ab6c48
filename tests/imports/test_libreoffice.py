"""LibreOffice opens and saves a template, and nothing changes."""

import pytest

from izaportal.imports.books import BOOKS
from tests.imports.workbooks import looked_at, template

pytestmark = pytest.mark.django_db
OF_THE_CONTROLLER = ("boekingen", "begroting")


def test_libreoffice_keeps_what_counts(viewer_of, programme, resaved):
    books = [key for key, one in BOOKS.items() if one.has_template]
    assert len(books) == 6
    saved = resaved({f"{book}.xlsx": template(programme, book) for book in books})
    for name, content in saved.items():
        who = "controller" if name.removesuffix(".xlsx") in OF_THE_CONTROLLER else "programmamanager"
        checked = looked_at(viewer_of(who), programme, content)
        assert [(name, one.place, one.what) for one in checked.findings.kept] == []
        assert not checked.has_changes, name
