"""The operators' command that ends a token."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from izaportal.accounts.models import ApiToken
from izaportal.accounts.services import create_api_token
from izaportal.core import clock
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from tests.api.conftest import SHARE

pytestmark = pytest.mark.django_db
ACTOR = Viewer.system("proef")


def made(name: str) -> str:
    return create_api_token(actor=ACTOR, municipality_code="GM0984", name=name)


def revoked(code: str, name: str) -> str:
    said = StringIO()
    call_command("revoke_api_token", "--municipality", code, "--name", name, stdout=said)
    return said.getvalue()


def answer_to(client, token: str) -> int:
    return int(client.get(SHARE, headers={"Authorization": f"Bearer {token}"}).status_code)


def test_a_revoked_token_opens_nothing(client):
    lost, kept = made("Begroting"), made("Jaarrekening")
    assert revoked("GM0984", "Begroting") == "1 token is ingetrokken.\n"
    assert (answer_to(client, lost), answer_to(client, kept)) == (401, 200)


def test_the_trail_tells_of_every_token():
    for _ in range(2):
        made("Begroting")
    assert revoked("GM0984", "Begroting") == "2 tokens zijn ingetrokken.\n"
    lines = AuditEntry.objects.filter(object_type="API-token", action="ingetrokken")
    assert {line.object_id for line in lines} == {str(row.pk) for row in ApiToken.objects.all()}


@pytest.mark.parametrize(("code", "name"), [("GM0983", "Begroting"), ("GM0984", "Iets anders")])
def test_another_token_is_not_there(client, code, name):
    token = made("Begroting")
    with pytest.raises(CommandError, match="geen geldig token"):
        revoked(code, name)
    assert answer_to(client, token) == 200


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_what_ended_is_not_revoked_again(column):
    made("Begroting")
    ended = clock.now() - timedelta(days=1)
    ApiToken.objects.update(**{column: ended})
    with pytest.raises(CommandError, match="geen geldig token"):
        revoked("GM0984", "Begroting")
    assert getattr(ApiToken.objects.get(), column) == ended
