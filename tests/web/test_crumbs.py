"""The way to a page: where each crumb leads."""

from izaportal.core.quarter import Quarter
from izaportal.web.crumbs import money_crumbs, programme_crumbs, quarter_crumbs
from izaportal.web.link import Link
from tests.factories.pillars import ProgrammeFactory

HERE = Link("Hier")


def test_every_way_begins_at_its_programme():
    programme = ProgrammeFactory.build(slug="nml-o", short_name="NML-O")
    home = Link("NML-O", "/programmas/nml-o/")
    assert programme_crumbs(programme, HERE) == (home, HERE)
    assert quarter_crumbs(programme, Quarter(2026, 1), "Hier") == (
        home,
        Link("Q1 2026", "/programmas/nml-o/kwartaal/2026-Q1/"),
        HERE,
    )
    assert money_crumbs(programme, HERE) == (home, Link("Financiën", "/programmas/nml-o/financien/"), HERE)


def test_the_page_itself_has_no_address():
    programme = ProgrammeFactory.build(slug="nml-o", short_name="NML-O")
    assert money_crumbs(programme)[-1] == Link("Financiën")
