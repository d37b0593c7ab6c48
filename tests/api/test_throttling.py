"""So many requests per token."""

import pytest

from tests.api.conftest import SHARE


@pytest.fixture
def two_per_minute(settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": {"token": "2/min"}}


def test_too_many_requests_must_wait(two_per_minute, venray):
    assert [venray.get(SHARE).status_code for _ in range(2)] == [200, 200]
    answer = venray.get(SHARE)
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer["API-Version"]
    assert answer["Retry-After"] in answer.json()["detail"]


def test_another_token_has_its_own(two_per_minute, venray, client, token_of):
    for _ in range(3):
        venray.get(SHARE)
    other = {"Authorization": f"Bearer {token_of('GM0984')}"}
    assert client.get(SHARE, headers=other).status_code == 200
