from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core.viewer import Right, Role, ScopeKind


@pytest.fixture(autouse=True)
def password(monkeypatch, db):
    monkeypatch.setenv("IZAPORTAL_PASSWORD", "een-lang-wachtwoord-7")


def create(*roles: str, username: str = "nieuw") -> str:
    said = StringIO()
    words = ["--username", username, "--name", "Nieuwe beheerder"]
    for role in roles:
        words += ["--rol", role]
    call_command("create_user", *words, stdout=said)
    return said.getvalue()


def test_first_administrator_can_sign_in(rf):
    assert create("beheerder") == "nieuw kan zich aanmelden.\n"
    known = authenticate(rf.post("/inloggen/"), username="Nieuw", password="een-lang-wachtwoord-7")
    assert known == User.objects.get(username="nieuw")


def test_roles_get_the_scope_given():
    create("lezer@programme:nml-o", "bestuurder@municipality:GM0984")
    assert viewer_of(User.objects.get(username="nieuw")).rights == {
        Right(Role.READER, ScopeKind.PROGRAMME, "nml-o"),
        Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0984"),
    }


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("koning", "Onbekende rol 'koning'; kies uit: beheerder"),
        ("lezer", "De rol lezer geldt ergens voor"),
        ("lezer@land:nl", "met soort uit: programme"),
    ],
)
def test_wrong_role_says_what_is_possible(role, message):
    with pytest.raises(CommandError, match=message):
        create(role)
    assert not User.objects.filter(username="nieuw").exists()


def test_taken_name_is_refused():
    with pytest.raises(CommandError, match="'LEZER' is al in gebruik"):
        create("beheerder", username="LEZER")


def test_weak_password_is_refused(monkeypatch):
    monkeypatch.setenv("IZAPORTAL_PASSWORD", "kort")
    with pytest.raises(CommandError, match="Het wachtwoord is te zwak"):
        create("beheerder")
