"""What comes out of the trail, and what never does."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from izaportal.core import history, trail
from izaportal.core.models import AuditEntry
from izaportal.core.trail import Search, Sight
from izaportal.core.uuid7 import uuid7
from tests.factories.core import AuditEntryFactory

pytestmark = pytest.mark.django_db
MINE, THEIRS = Sight(frozenset({"proef"})), Sight(frozenset({"elders"}))
DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
EVERYTHING = Search()


def entry(**columns) -> AuditEntry:
    return AuditEntryFactory.create(**{"programme": "proef", **columns})


def found(search: Search, sight: Sight = MINE) -> list[AuditEntry]:
    return list(trail.entries(sight, search))


def page(
    search: Search = EVERYTHING, *, sight: Sight = MINE, after=None, most: int = 10, most_lines: int = 5
):
    return trail.batches(sight, search, after=after, most=most, most_lines=most_lines)


def test_only_seen_programmes_come_out():
    mine, _ = entry(), entry(programme="elders", actor_name="Iemand elders", object_type="elders")
    assert found(EVERYTHING) == [mine]
    assert [batch.head for batch in page()[0]] == [mine]
    assert trail.people(MINE) == [("Proefpersoon", "Proefpersoon")]
    assert trail.kinds(MINE) == ["proef"]
    assert history.fields_of("elders", [""], programme="proef") == {}


def test_entries_without_programme_are_the_installations():
    assert found(EVERYTHING, Sight(frozenset())) == []
    nowhere = entry(programme="")
    assert found(EVERYTHING) == []
    assert found(EVERYTHING, Sight(frozenset({""}))) == []
    assert nowhere in found(EVERYTHING, Sight(frozenset(), installation=True))


def test_a_batch_never_shows_lines_of_elsewhere():
    """One request may touch two programmes: who sees one of them sees its lines and counts only."""
    request = uuid7()
    mine = entry(request_id=request)
    entry(request_id=request, programme="elders")
    [batch] = page()[0]
    assert (batch.lines, batch.size) == ((mine,), 1)


@pytest.mark.parametrize(
    "search",
    [
        Search(kind="project"),
        Search(person="load_demo"),
        Search(person="01990000-0000-7000-8000-000000000001"),
        Search(fields=frozenset({"stage", "fase"})),
        Search(text="venray zorg"),
        Search(text="TELFOUT"),
        Search(text="nieuwe waarde"),
        Search(since=DAY, until=DAY + timedelta(days=1)),
    ],
)
def test_every_part_of_a_search_limits(search):
    somebody = uuid.UUID("01990000-0000-7000-8000-000000000001")
    fitting = entry(
        actor_id=None if search.person == "load_demo" else somebody,
        actor_name="load_demo",
        object_type="project",
        object_label="Zorgstart Venray",
        changes={"stage": ["oud", "Nieuwe waarde"]},
        reason="telfout",
        at=DAY,
    )
    entry(
        at=DAY + timedelta(days=1), object_label="Zorgstart", changes={"naam": ["a", "b"]}, actor_id=uuid7()
    )
    assert found(search) == [fitting]


def test_search_words_are_no_patterns():
    entry(object_label="alles")
    assert found(Search(text="%")) == []
    assert found(Search(text="_l")) == []


def test_one_request_is_one_batch():
    request = uuid7()
    lines = [entry(request_id=request, object_id=str(n % 3), action="gewijzigd") for n in range(7)]
    alone = entry()
    first, second = page()[0]
    assert (first.lines, first.size) == ((alone,), 1)
    assert second.head == lines[-1]
    assert second.lines == tuple(lines[:5])
    [share] = second.shares
    assert (share.kind, share.action, share.things, share.lines) == ("proef", "gewijzigd", 3, 7)


def test_a_batch_is_whose_act_it_was():
    """An agenda that composes itself anew in the same request is no act of the agenda's."""
    request = uuid7()
    entry(request_id=request, actor_name="Programmamanager", action="goedgekeurd")
    entry(request_id=request, actor_name="Agenda", actor_id=None, object_type="agendapunt")
    [batch] = page()[0]
    assert batch.actor == "Programmamanager"


def test_a_filter_counts_what_fits_only():
    request = uuid7()
    fitting = [entry(request_id=request, object_type="project") for _ in range(2)]
    entry(request_id=request, object_type="mijlpaal")
    [batch] = page(Search(kind="project"))[0]
    assert (batch.lines, batch.size) == (tuple(fitting), 2)


def test_pages_follow_each_other_without_gaps():
    """Newest first by moment, also where moments are equal or were entered later."""
    rows = [entry(at=DAY + timedelta(hours=hour)) for hour in (3, 1, 2, 2, 5, 1)]
    expected = sorted(rows, key=lambda row: (row.at, row.pk), reverse=True)
    shown, after = [], None
    while True:
        batches, after = page(after=after, most=2)
        shown += [batch.head for batch in batches]
        if after is None:
            break
    assert shown == expected


def test_what_came_since_leaves_own_changes_out():
    me = uuid7()
    entry(actor_id=me)
    marker = entry().pk
    mine, theirs, job = entry(actor_id=me), entry(actor_id=uuid7()), entry(actor_id=None)
    entry(programme="elders")
    assert trail.since(MINE, marker, but=me, most=10) == [job, theirs]
    assert trail.since(MINE, marker, but=None, most=10) == [job, theirs, mine]
    assert trail.since(MINE, marker, but=me, most=1) == [job]


def test_history_tells_per_field():
    entry(object_id="1", changes={"naam": ["a", "b"], "fase": ["x", "y"]}, reason="eerst", at=DAY)
    entry(object_id="1", changes={"naam": ["b", "c"]}, actor_name="Ander", reason="later", at=DAY)
    entry(object_id="2", changes={"naam": ["van", "ander"]})
    entry(object_id="1", programme="elders", changes={"naam": ["geheim", "geheim"]})
    told = history.fields_of("proef", ["1"], programme="proef")
    assert [(one.old, one.new, one.actor, one.reason) for one in told["naam"]] == [
        ("b", "c", "Ander", "later"),
        ("a", "b", "Proefpersoon", "eerst"),
    ]
    assert [one.at for one in told["fase"]] == [DAY]
