"""What is kept of a token, and when it is alive."""

from datetime import timedelta

import pytest

from izaportal.accounts.models import ApiToken
from izaportal.accounts.selectors import live_token, token_hash, viewer_of_token
from izaportal.accounts.services import LAST_USE_PRECISION, create_api_token, note_use
from izaportal.core import clock
from izaportal.core.errors import NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    return create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="Begroting")


def test_only_a_hash_is_kept(token):
    row = ApiToken.objects.get()
    assert row.token_hash == token_hash(token)
    kept = {str(getattr(row, field.attname)) for field in ApiToken._meta.concrete_fields}
    assert not any(token in text or token.removeprefix("iza_") in text for text in kept)
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert token not in f"{entry.changes} {entry.object_label} {entry.reason}"


def test_a_token_is_found_by_itself(token):
    assert live_token(token) == ApiToken.objects.get()
    assert live_token(token[:-1]) is None
    assert live_token("") is None


@pytest.mark.parametrize(("column", "seconds", "alive"), [
    ("expires_at", 60, True),
    ("expires_at", -1, False),
    ("revoked_at", -1, False),
    ("revoked_at", 60, False),
])  # fmt: skip
def test_ended_tokens_are_not_alive(token, column, seconds, *, alive):
    ApiToken.objects.update(**{column: clock.now() + timedelta(seconds=seconds)})
    assert (live_token(token) is not None) is alive


def test_its_viewer_has_one_municipality(token):
    viewer = viewer_of_token(ApiToken.objects.get())
    assert viewer.own_municipalities == {"GM0984"}
    assert viewer.board_municipalities == viewer.programme_slugs == frozenset()


def test_last_use_is_written_seldom(token, django_assert_num_queries):
    row = ApiToken.objects.get()
    with django_assert_num_queries(1):
        note_use(row)
    row.refresh_from_db()
    with django_assert_num_queries(0):
        note_use(row)
    row.last_used_at = clock.now() - LAST_USE_PRECISION - timedelta(seconds=1)
    with django_assert_num_queries(1):
        note_use(row)


def test_only_an_administrator_makes_tokens(viewer_of):
    with pytest.raises(NotAllowed):
        create_api_token(actor=viewer_of("bestuurder-venray"), municipality_code="GM0984", name="eigen")
    assert create_api_token(actor=viewer_of("beheerder"), municipality_code="GM0984", name="eigen")
