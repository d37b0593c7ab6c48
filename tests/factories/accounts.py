"""People, their memberships and the tokens of municipalities."""

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.accounts.models import ApiToken, Membership, User, Visit
from izaportal.accounts.selectors import token_hash
from izaportal.core.viewer import Role, ScopeKind


class UserFactory(DjangoModelFactory[User]):
    """Cannot sign in: the tests that need a password set one."""

    class Meta:
        model = User

    username = Sequence(lambda n: f"proef-{n}")
    name = "Proefpersoon"
    password = "!"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    role = Role.READER
    scope_kind = ScopeKind.PROGRAMME
    scope_key = Sequence(lambda n: f"proef-{n}")


class ApiTokenFactory(DjangoModelFactory[ApiToken]):
    class Meta:
        model = ApiToken

    name = "Proef"
    municipality_code = "GM0984"
    token_hash = Sequence(lambda n: token_hash(f"iza_proef_{n}"))


class VisitFactory(DjangoModelFactory[Visit]):
    class Meta:
        model = Visit

    user = SubFactory(UserFactory)
