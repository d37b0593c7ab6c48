"""Of quarters before its own a page reads how they went only; it tells the same as from everything."""

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board import read_rows
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from pillars.selectors.quarters import periods_with_meetings

READER = Viewer.system("test")


@pytest.mark.django_db
@pytest.mark.parametrize("filters", [Filters(), Filters(pillar="p1"), Filters(headline=True)], ids=str)
@pytest.mark.parametrize("quarter", [Quarter(2026, number) for number in (1, 2, 3, 4)], ids=str)
def test_a_page_tells_the_same_of_fewer_columns(programme, quarter, filters):
    periods = periods_with_meetings(READER, programme)
    period = next(one for one in periods if one.quarter == quarter)
    page, whole = (
        read_rows(READER, programme, periods=periods, period=period, in_full=in_full)
        for in_full in (False, True)
    )
    look = Look(Links(programme.slug, quarter), filters, periods, frozenset(), opens_all=True)
    assert set(page.statuses) <= {quarter}
    assert len(whole.statuses) == len(page.statuses) + len(page.earlier)
    assert build_board(page, look) == build_board(whole, look)


@pytest.mark.django_db
def test_what_a_snapshot_keeps_is_in_full(programme):
    periods = periods_with_meetings(READER, programme)
    whole = read_rows(READER, programme, periods=periods, period=periods[-1], in_full=True)
    assert len(whole.statuses) > 1
    assert not whole.earlier
