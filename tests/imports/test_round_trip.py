"""What goes out comes back unchanged."""

import pytest

from izaportal.imports.books import BOOKS
from tests.imports.workbooks import edited, looked_at, template

pytestmark = pytest.mark.django_db
WHO = {"boekingen": "controller", "begroting": "controller"}


@pytest.mark.parametrize("book", [key for key, one in BOOKS.items() if one.has_template])
def test_an_untouched_template_changes_nothing(book, viewer_of, programme):
    content = template(programme, book)
    checked = looked_at(viewer_of(WHO.get(book, "programmamanager")), programme, content)
    assert [one.what for one in checked.findings.kept] == []
    assert not checked.has_changes
    assert sum(plan.left for _, plan, _ in checked.plans) > 0


@pytest.mark.parametrize("book", [key for key, one in BOOKS.items() if one.has_template])
def test_saving_it_again_changes_nothing(book, viewer_of, programme):
    content = edited(template(programme, book), lambda _: None)
    checked = looked_at(viewer_of(WHO.get(book, "programmamanager")), programme, content)
    assert [(one.place, one.what) for one in checked.findings.kept] == []
    assert not checked.has_changes
