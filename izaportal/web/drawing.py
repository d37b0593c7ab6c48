"""Draws the charts of a quarter's pages ahead, so that the pages find them."""

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.publications import as_published
from izaportal.reporting.selectors.seen_quarter import seen_quarter
from izaportal.web.board import charts
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from izaportal.web.charts.store import specs_of, stored_png, stored_svgs
from izaportal.web.indicator.chart import draw
from izaportal.web.indicator.read import read
from izaportal.web.published.card import card_svg
from izaportal.web.published.quarter import public_quarter
from izaportal.web.refund.grant_page import charts_of
from izaportal.web.refund.read import grant_at, look, state_grants
from kpis.selectors.statuses import latest_statuses
from pillars.selectors.programmes import programme as find_programme
from pillars.selectors.quarters import periods_with_meetings


def draw_dashboard(slug: str, quarter: Quarter) -> int:
    """Every chart of the quarter, the map once more for each municipality's own eyes; how many there are.

    Of a frozen quarter also the picture that stands beside a link, should it become public.
    """
    viewer = Viewer.system("grafieken")
    programme = find_programme(viewer, slug)
    periods = periods_with_meetings(viewer, programme)
    period = next((one for one in periods if one.quarter == quarter), None)
    if period is None:
        return 0
    found = seen_quarter(viewer, programme, periods=periods, period=period)
    rows = found.rows
    if found.version is not None:
        stored_png(card_svg(public_quarter(rows, as_published(found.version, frozenset()))))
    members = sorted({share.code for share in rows.shares})
    links, filters = Links(slug, quarter), Filters()
    boards = (build_board(rows, Look(links, filters, periods, own)) for own in _eyes(members))
    return len(stored_svgs(specs_of(chart for board in boards for chart in charts.charts_of(board).values())))


def draw_indicators(slug: str, quarter: Quarter) -> int:
    """The big chart of every indicator with a result in the quarter, all by one child; how many drawings."""
    viewer = Viewer.system("grafieken")
    programme = find_programme(viewer, slug)
    rows = latest_statuses(viewer, programme, quarters=[quarter])
    pages = (read(viewer, slug, row.indicator.slug, quarter=quarter.key) for row in rows)
    return len(stored_svgs(specs_of([draw(facts) for facts in pages])))


def draw_grants(slug: str, quarter: Quarter) -> int:
    """The charts of every state grant's refund risk, all by one child; how many drawings."""
    at = look(Viewer.system("grafieken"), slug, quarter.key)
    if at.period is None or at.period.quarter != quarter:
        return 0
    found = (grant_at(at, project=grant.project.slug, slug=grant.slug) for grant in state_grants(at))
    return len(stored_svgs(specs_of(one for grant in found for one in charts_of(grant).values())))


def _eyes(codes: list[str]) -> list[frozenset[str]]:
    """For whom the map is outlined: nobody, or the board member of one municipality."""
    return [frozenset(), *(frozenset({code}) for code in codes)]
