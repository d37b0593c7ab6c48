"""Two controllers at the same moment: keys never overlap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

from django.db import connection

from funding.models import AllocationKey
from funding.services.keys import create_key
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core.errors import Invalid
from izaportal.core.uuid7 import uuid7
from pillars.models import Programme

WANTED = {
    "label": "Proef",
    "valid_from": date(2026, 7, 1),
    "kind": "equal",
    "population_year": None,
    "note": "",
    "illustrative": False,
}


def agree(key_id: UUID) -> str:
    try:
        controller = viewer_of(User.objects.get(username="controller"))
        programme = Programme.objects.get(slug="nml-o")
        create_key(actor=controller, programme=programme, key_id=key_id, values=WANTED)
    except Invalid as refusal:
        return str(refusal)
    finally:
        connection.close()
    return "vastgelegd"


def test_of_two_at_once_one_is_told(own_database):
    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(agree, [uuid7(), uuid7()]))
    assert told == ["valid_from: Op die dag begint al ‘Proef’.", "vastgelegd"]
    assert AllocationKey.objects.filter(programme__slug="nml-o").count() == 2


def test_a_double_click_at_once_adds_one(own_database):
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(agree, [uuid7()] * 2)) == ["vastgelegd"] * 2
    assert AllocationKey.objects.filter(programme__slug="nml-o").count() == 2
