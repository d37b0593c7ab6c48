"""Notices alike stand together once there are several; nothing gets lost in between."""

from datetime import UTC, datetime

from izaportal.notices.choices import NoticeKind
from izaportal.notices.models import Notice
from izaportal.web.notices.bunches import TOGETHER_FROM, bunches

NAMES = {"nml-o": "NML-O"}
NOON = datetime(2026, 10, 12, 10, tzinfo=UTC)


def notice(kind: NoticeKind = NoticeKind.STATUS, *, at: datetime = NOON, programme: str = "nml-o") -> Notice:
    return Notice(kind=kind, subject="Proef", programme=programme, created_at=at)


def sizes(rows: list[Notice]) -> list[int]:
    found = bunches(rows, NAMES)
    assert [row for bunch in found for row in bunch.rows] == rows
    return [len(bunch.rows) for bunch in found]


def test_several_alike_stand_together():
    rows = [notice() for _ in range(TOGETHER_FROM)]
    assert sizes(rows) == [TOGETHER_FROM]
    (bunch,) = bunches(rows, NAMES)
    assert (bunch.title, bunch.programme, bunch.unread) == (
        "Een indicator raakt achter: 3 meldingen",
        "NML-O",
        3,
    )


def test_two_stand_on_their_own():
    assert sizes([notice(), notice()]) == [1, 1]


def test_other_days_kinds_and_programmes_part_them():
    late = datetime(2026, 10, 11, 23, tzinfo=UTC)  # past midnight in Amsterdam
    early = datetime(2026, 10, 11, 21, tzinfo=UTC)
    assert sizes([notice(at=late), notice(at=late), notice(at=early)]) == [1, 1, 1]
    assert sizes([notice(), notice(NoticeKind.PERIOD), notice(), notice()]) == [1, 1, 1, 1]
    assert sizes([notice(), notice(), notice(programme="nml"), notice(programme="nml")]) == [1, 1, 1, 1]
    assert sizes([]) == []
