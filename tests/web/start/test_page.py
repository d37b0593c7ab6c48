from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.start.page import Deadline, StartFacts, StartPage, Task, build, greeting, quarters_shown
from pillars.models import ReportingPeriod
from pillars.selectors.plan import periods_everywhere

TODAY = date(2026, 10, 12)
STRANGER = Viewer.stranger()


@pytest.mark.parametrize(
    ("days", "words"), [(2, "nog 2 dagen"), (1, "nog 1 dag"), (0, "vandaag"), (-1, "verstreken")]
)
def test_a_deadline_counts_its_days(days, words):
    assert Deadline("NML-O", "Indienen", TODAY, days).words == words


def test_one_task_is_told_in_singular():
    page = StartPage(cards=("een",), tasks=(Task("1-1", "/", "NML-O", ""),))  # type: ignore[arg-type]
    assert greeting(STRANGER, page, TODAY).endswith("Er wacht één meting op uw goedkeuring.")


def test_without_programmes_only_the_day():
    assert greeting(STRANGER, StartPage(), TODAY) == "Het is 12 oktober 2026."


@pytest.mark.django_db
def test_both_ends_of_periods_are_shown(viewer_of):
    periods = periods_everywhere(viewer_of("lezer"))
    assert quarters_shown(periods) == {Quarter(2026, 2), Quarter(2026, 3)}


@pytest.mark.django_db
def test_closed_quarters_ask_nothing_more(viewer_of, programme):
    ReportingPeriod.objects.filter(programme=programme, quarter=Quarter(2026, 3)).update(
        state="closed", closed_on=TODAY
    )
    viewer = viewer_of("programmamanager")
    periods = tuple(periods_everywhere(viewer))
    page = build(StartFacts(viewer, TODAY, (programme,), periods))
    assert page.deadlines == ()
    assert page.cards[0].current is not None
