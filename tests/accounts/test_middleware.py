import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from izaportal.accounts.middleware import ViewerMiddleware
from izaportal.accounts.models import User
from izaportal.core import audit
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def pass_through(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    ViewerMiddleware(lambda _: HttpResponse())(request)
    return request


def test_people_become_viewers_with_rights():
    user = UserFactory.create(name="Lezer")
    MembershipFactory.create(user=user, role=Role.READER, scope_key="nml-o")
    viewer = pass_through(user).viewer  # type: ignore[attr-defined]  # set by the middleware
    assert (viewer.id, viewer.name) == (str(user.pk), "Lezer")
    assert viewer.rights == {Right(Role.READER, ScopeKind.PROGRAMME, "nml-o")}


def test_rights_are_read_once(django_assert_num_queries):
    request = pass_through(UserFactory.create())
    with django_assert_num_queries(1):
        assert not request.viewer.manages("nml-o")  # type: ignore[attr-defined]  # set by the middleware
        assert not request.viewer.controls("nml-o")  # type: ignore[attr-defined]  # set by the middleware


def test_a_page_without_viewer_asks_nothing(django_assert_num_queries):
    user = UserFactory.create()
    with django_assert_num_queries(0):
        pass_through(user)


def test_strangers_have_no_rights(django_assert_num_queries):
    with django_assert_num_queries(0):
        viewer = pass_through(AnonymousUser()).viewer  # type: ignore[attr-defined]  # set by the middleware
        assert viewer == Viewer.stranger()
    assert not viewer.is_system


def test_each_request_is_one_action():
    """Everything one request changes carries one id, and no other request's."""
    seen = []

    def change_two_things(_: HttpRequest) -> HttpResponse:
        actor = Viewer.system("proef")
        change = audit.Change("gewijzigd")
        rows = [audit.record(actor=actor, subject=audit.Subject("proef"), change=change) for _ in range(2)]
        seen.append({row.request_id for row in rows})
        return HttpResponse()

    middleware = ViewerMiddleware(change_two_things)
    for _ in range(2):
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        middleware(request)
    assert [len(ids) for ids in seen] == [1, 1]
    assert seen[0] != seen[1]
