"""Who manages a pillar takes in what belongs to it, and nothing else."""

import io

import pytest
from openpyxl import load_workbook

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of as viewer_of_user
from izaportal.core.errors import Refused
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.imports.books import BOOKS, books_for
from izaportal.imports.selectors import imports_of
from izaportal.imports.services.receiving import TakenInBefore, receive
from izaportal.imports.templates import write_template
from projects.models import Project
from tests.imports.conftest import sent
from tests.imports.workbooks import edited, line_of, looked_at, put, template

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme) -> Viewer:
    """Of the pillar of MGN; the lead's account carries the right."""
    pillar = programme.pillars.get(projects__slug="mgn")
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{pillar.slug}")
    known = viewer_of_user(User.objects.get(username="lezer"))
    return Viewer(id=known.id, name=known.name, rights=frozenset({right}))


def own_template(manager, programme, book: str) -> bytes:
    kept = io.BytesIO()
    write_template(BOOKS[book], programme, kept, viewer=manager)
    return kept.getvalue()


def test_the_kinds_that_belong_to_a_pillar(manager, programme):
    books = [one.book.key for one in books_for(manager, programme.slug)]
    assert books == ["metingen", "projecten", "indicatoren"]


@pytest.mark.parametrize(
    ("book", "tab"),
    [
        ("projecten", "Projecten"),
        ("indicatoren", "Indicatoren"),
        ("indicatoren", "Streefwaarden"),
        ("metingen", "Metingen"),
    ],
)
def test_its_template_holds_only_its_own(manager, programme, book, tab):
    own, whole = (
        load_workbook(io.BytesIO(content))[tab].max_row
        for content in (own_template(manager, programme, book), template(programme, book))
    )
    assert 2 < own < whole
    checked = looked_at(manager, programme, own_template(manager, programme, book))
    assert [one.what for one in checked.findings.kept] == []
    assert not checked.has_changes


def test_own_rows_change_and_others_are_refused(manager, programme):
    own = Project.objects.get(programme=programme, slug="mgn")
    other = Project.objects.filter(programme=programme).exclude(pillar=own.pillar).earliest("pk")

    def edit(*projects):
        def change(book):
            for one in projects:
                put(book["Projecten"], line_of(book["Projecten"], name=one.name), summary="Nieuw")

        return edited(template(programme, "projecten"), change)

    checked = looked_at(manager, programme, edit(own, other))
    assert checked.findings.errors == 1
    assert "wijzigen dit project" in checked.findings.kept[0].what
    assert not looked_at(manager, programme, edit(own)).findings.errors


def test_files_of_other_kinds_are_not_seen(manager, viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    row = hand_in(controller, template(programme, "begroting"))
    assert row in imports_of(controller, programme)
    assert row not in imports_of(manager, programme)


def test_the_file_of_another_tells_nothing_of_its_import(manager, viewer_of, programme, hand_in):
    content = template(programme, "begroting")
    row = hand_in(viewer_of("controller"), content)
    with pytest.raises(Refused) as refusal:
        receive(actor=manager, programme=programme, sent=sent(content))
    assert not isinstance(refusal.value, TakenInBefore)
    assert row.file_name not in str(refusal.value)
    assert row.get_state_display() not in str(refusal.value)
