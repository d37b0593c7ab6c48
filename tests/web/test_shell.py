"""What stands around every page, and how little it asks of the database."""

from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.web.navigation import PLACES, build_items
from izaportal.web.shell import Shell

READER = Viewer(id="1", name="Lezer", rights=frozenset({Right(Role.READER, ScopeKind.PROGRAMME, "nml-o")}))


def request_of(viewer: Viewer | None, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    if viewer is not None:
        request.viewer = viewer  # type: ignore[attr-defined]  # as the middleware does
    return request


@pytest.mark.parametrize("viewer", [None, Viewer.stranger()])
def test_a_stranger_sees_no_navigation(viewer):
    shell = Shell(request_of(viewer))
    assert (shell.user_label, shell.navigation, shell.programmes, shell.programme) == ("", [], [], None)


@pytest.mark.django_db
def test_the_shell_asks_one_query(django_assert_num_queries):
    shell = Shell(request_of(READER))
    with django_assert_num_queries(1):
        assert shell.user_label == "Lezer"
        assert shell.navigation is shell.navigation
        assert [choice.slug for choice in shell.programmes] == ["nml-o"]
        assert shell.programme is None


def test_the_banner_names_the_demo_day(settings):
    settings.IZAPORTAL_TODAY = date(2026, 10, 12)
    assert "12-10-2026" in Shell(request_of(None)).today_banner
    settings.IZAPORTAL_TODAY = None
    assert Shell(request_of(None)).today_banner == ""


def test_every_place_has_its_page():
    inside = {item.label for item in build_items(PLACES, "nml-o")}
    outside = {item.label for item in build_items(PLACES, "")}
    assert inside | outside == {str(place.label) for place in PLACES}


def test_programme_pages_need_a_programme():
    assert build_items([place for place in PLACES if place.in_programme], "") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("programme", "is_there"), [("nml-o", True), ("zuid-limburg", False)])
def test_a_programme_without_quarters_offers_no_dashboard(programme, is_there):
    rights = frozenset({Right(Role.READER, ScopeKind.PROGRAMME, programme)})
    shell = Shell(request_of(Viewer(id="1", name="Lezer", rights=rights)))
    assert ("Dashboard" in {item.label for item in shell.navigation}) is is_there
