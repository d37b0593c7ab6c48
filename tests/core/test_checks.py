import pytest

from izaportal.core.checks import secret_key_is_given


@pytest.mark.parametrize(("key", "faults"), [("iets-langs", []), ("", ["izaportal.E001"])])
def test_a_deployment_brings_its_own_key(monkeypatch, key, faults):
    monkeypatch.setenv("IZAPORTAL_SECRET_KEY", key)
    assert [fault.id for fault in secret_key_is_given()] == faults
