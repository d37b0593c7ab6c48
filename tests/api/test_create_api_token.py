"""The operators' command that makes a token."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from izaportal.accounts.models import ApiToken
from tests.api.conftest import SHARE

pytestmark = pytest.mark.django_db


def made(*words: str) -> str:
    said = StringIO()
    call_command("create_api_token", *words, stdout=said)
    return said.getvalue()


def test_it_prints_only_the_token(client):
    said = made("--municipality", "GM0984", "--name", "Begroting Venray")
    assert re.fullmatch(r"iza_[\w-]{43}\n", said)
    answer = client.get(SHARE, headers={"Authorization": f"Bearer {said.strip()}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("code", ["GM9999", "gm0984", "0984", ""])
def test_an_unknown_municipality_is_refused(code):
    with pytest.raises(CommandError, match="geen bekende gemeente"):
        made("--municipality", code, "--name", "test")
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_name_is_asked_for(name):
    with pytest.raises(CommandError, match="1 tot 100 tekens"):
        made("--municipality", "GM0984", "--name", name)


def test_an_end_can_be_given():
    made("--municipality", "GM0984", "--name", "test", "--expires", "2999-12-31")
    ends = ApiToken.objects.get().expires_at
    assert ends is not None
    assert ends.year == 2999


@pytest.mark.parametrize("day", ["2020-01-01", "morgen", "2999-13-01"])
def test_a_wrong_end_is_refused(day):
    with pytest.raises(CommandError, match="geen dag die nog komt"):
        made("--municipality", "GM0984", "--name", "test", "--expires", day)
