"""Where a stranger finds what there is: every programme with something public, and nothing of the others."""

import pytest
from django.test import Client

from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.publications import Publisher, publishers
from izaportal.reporting.services.publishing import withdraw_quarter
from tests.web.public.publishing import DECIDER, Q2, publish

pytestmark = pytest.mark.django_db
OVERVIEW = "/publiek/"
Q1 = Quarter(2026, 1)


def test_where_nobody_publishes_it_says_so(programme):
    """Not even the name of a programme, though quarters are frozen."""
    withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q2, reason="Vergissing")
    text = Client().get(OVERVIEW).content.decode()
    assert publishers() == ()
    assert "Er is nog niets openbaar" in text
    assert "Noord- en Midden-Limburg" not in text


def test_programmes_are_listed_with_their_quarters(programme, django_assert_num_queries):
    publish(programme, Q1)
    publish(programme)
    with django_assert_num_queries(1):
        answer = Client().get(OVERVIEW)
    assert publishers() == (Publisher("nml-o", programme.name, (Q2, Q1)),)
    text = answer.content.decode()
    for address in ("/publiek/nml-o/2026-Q2/", "/publiek/nml-o/2026-Q1/"):
        assert f'href="{address}"' in text
    assert "Zuid-Limburg" not in text


def test_what_is_withdrawn_is_not_listed(programme):
    publish(programme, Q1)
    publish(programme)
    withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q2, reason="Vergissing")
    assert publishers() == (Publisher("nml-o", programme.name, (Q1,)),)
    withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q1, reason="Vergissing")
    assert publishers() == ()


def test_caches_may_keep_it(programme):
    publish(programme)
    answer = Client().get(OVERVIEW)
    assert (answer["Cache-Control"], answer.cookies) == ("public, max-age=300", {})
    assert Client().get(OVERVIEW, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["nml-o/2026-Q9/", "nml-o/2026-Q2/gegevens/", "x/y/z/"])
def test_an_address_that_nothing_has_sets_no_cookie(address):
    """To the letter the answer for what is not public."""
    answer, hidden = Client().get(f"{OVERVIEW}{address}"), Client().get("/publiek/nml/")
    assert (answer.status_code, answer.content, answer.cookies) == (404, hidden.content, {})
    assert sorted(answer.headers.items()) == sorted(hidden.headers.items())
