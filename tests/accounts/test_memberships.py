"""Memberships: what the database keeps of them, and the rights they give."""

from datetime import timedelta

import pytest

from izaportal.accounts.models import ROLE_WORDS, SCOPE_WORDS
from izaportal.accounts.selectors import viewer_of as viewer_of_user
from izaportal.accounts.selectors import viewer_of_token
from izaportal.core import clock
from izaportal.core.viewer import Right, Role, ScopeKind
from tests.factories.accounts import ApiTokenFactory, MembershipFactory, UserFactory, VisitFactory
from tests.factories.refusals import Breaks, making, refusal, rules_of, twice

pytestmark = pytest.mark.django_db


def two_names_but_for_capitals() -> None:
    UserFactory.create(username="proef-dubbel")
    UserFactory.create(username="Proef-Dubbel")


BREAKS: Breaks = {
    "accounts_user_username_unique": two_names_but_for_capitals,
    "accounts_membership_unique": twice(MembershipFactory, user=UserFactory.create, scope_key="nml-o"),
    "accounts_membership_key_present": making(MembershipFactory, scope_key=""),
    "accounts_visit_times_ordered": making(VisitFactory, before=lambda: clock.machine() + timedelta(hours=1)),
    "accounts_token_municipality_valid": making(ApiTokenFactory, municipality_code="GM98"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) == rules_of("accounts")


def test_the_installation_has_no_key():
    keyed = making(MembershipFactory, scope_kind=ScopeKind.INSTALLATION, scope_key="nml-o")
    assert refusal(keyed) == "accounts_membership_key_present"


def test_two_tokens_never_share_hashes():
    assert refusal(twice(ApiTokenFactory, token_hash="a" * 64)).startswith("accounts_apitoken_token_hash")


def test_a_person_may_hold_several_roles():
    user = UserFactory.create()
    MembershipFactory.create(user=user, role=Role.READER, scope_key="nml-o")
    MembershipFactory.create(user=user, role=Role.CONTROLLER, scope_key="nml-o")
    MembershipFactory.create(
        user=user, role=Role.BOARD_MEMBER, scope_kind=ScopeKind.MUNICIPALITY, scope_key="GM0984"
    )
    assert viewer_of_user(user).rights == {
        Right(Role.READER, ScopeKind.PROGRAMME, "nml-o"),
        Right(Role.CONTROLLER, ScopeKind.PROGRAMME, "nml-o"),
        Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0984"),
    }


def test_another_persons_rights_stay_theirs():
    MembershipFactory.create(scope_key="nml-o")
    assert viewer_of_user(UserFactory.create()).rights == frozenset()


def test_rights_of_people_cost_one_query(django_assert_num_queries):
    user = UserFactory.create()
    MembershipFactory.create_batch(3, user=user)
    with django_assert_num_queries(1):
        assert len(viewer_of_user(user).rights) == 3


def test_a_token_sees_one_municipality():
    viewer = viewer_of_token(ApiTokenFactory.build(name="Suite", municipality_code="GM0984"))
    assert viewer.rights == {Right(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY, "GM0984")}
    assert viewer.own_municipalities == {"GM0984"}
    assert viewer.programme_slugs == viewer.board_municipalities == frozenset()
    assert viewer.name == "API: Suite"


def test_every_role_has_a_word():
    assert set(ROLE_WORDS) == set(Role)
    assert set(SCOPE_WORDS) == set(ScopeKind)
