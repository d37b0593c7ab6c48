import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import RFC_4122

import pytest
from django.db import connection
from django.utils import timezone

from izaportal.core.uuid7 import first_of, uuid7


def test_ids_carry_version_and_variant():
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_sort_as_they_were_made():
    made = [uuid7() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000


def test_ids_begin_with_the_millisecond():
    before = time.time_ns() // 1_000_000
    stamp = uuid7().int >> 80
    assert before - 1 <= stamp <= time.time_ns() // 1_000_000 + 50


def test_the_first_of_a_moment_divides_ids():
    before = uuid7()
    moment = timezone.now() + timedelta(milliseconds=2)
    assert before < first_of(moment)
    time.sleep(0.005)
    assert first_of(moment) < uuid7()
    assert (first_of(moment).version, first_of(moment).variant) == (7, RFC_4122)


def test_threads_never_make_one_twice():
    with ThreadPoolExecutor(8) as pool:
        made = [one for many in pool.map(lambda _: [uuid7() for _ in range(500)], range(8)) for one in many]
    assert len(set(made)) == 4000


def test_a_clock_set_back_keeps_order(monkeypatch):
    last = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert last < uuid7() < uuid7()


@pytest.mark.django_db
def test_the_database_reads_the_version():
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuid_extract_version(%s)", [uuid7()])
        assert cursor.fetchone() == (7,)
