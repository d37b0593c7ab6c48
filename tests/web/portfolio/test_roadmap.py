"""The roadmap: what is drawn where, what slipped, and the same in a table."""

from datetime import date

import pytest

from izaportal.core import audit, clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.aspects import Timing
from izaportal.reporting.models import Ruling
from izaportal.reporting.selectors.roadmap import roadmap
from izaportal.web.portfolio.timeline import EDGE, WIDTH, Scale, Stretch, stretch
from projects.models import Milestone, MilestoneState, Project
from tests.factories.projects import MilestoneFactory, ProjectFactory
from tests.factories.reporting import MilestoneOutlookFactory, QuarterReportFactory, ReportSubmissionFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/projecten/roadmap/"
SYSTEM = Viewer.system("proef")
TODAY = date(2026, 10, 12)
Q2 = Quarter(2026, 2)


@pytest.fixture
def hex_project(programme) -> Project:
    return Project.objects.get(programme=programme, slug="hex")


def milestone(project: Project, due: date | None, **values) -> Milestone:
    values = {"label": "Aansluiting klaar", "state": MilestoneState.PLANNED, **values}
    return MilestoneFactory.create(programme=project.programme, project=project, due=due, **values)


def moved(row: Milestone, *, old: date, on: date) -> None:
    with clock.pretending(on):
        audit.record(
            actor=SYSTEM,
            subject=audit.Subject("mijlpaal", str(row.pk), row.label, programme="nml-o"),
            change=audit.Change("gewijzigd", {"due": (old, row.due)}),
        )


def course(project: Project, **more):
    return roadmap(SYSTEM, project.programme, [project.pk], **more).courses[project.pk]


def test_a_milestone_is_drawn_and_told(client_of, hex_project):
    milestone(hex_project, date(2026, 12, 1))
    answer = client_of("lezer").get(URL)
    titles = [mark.title for mark in answer.context["drawing"].marks]
    assert "Aansluiting klaar: 01-12-2026, nog niet aan de beurt" in titles
    assert "Aansluiting klaar 01-12-2026 nog niet aan de beurt" in text_of(answer)


@pytest.mark.parametrize(
    ("due", "state", "timing"),
    [
        (date(2026, 10, 12), MilestoneState.PLANNED, Timing.AHEAD),
        (date(2026, 10, 11), MilestoneState.PLANNED, Timing.LATE),
        (date(2026, 6, 30), MilestoneState.LATE, Timing.LONG_LATE),
        (date(2026, 6, 30), MilestoneState.UNKNOWN, Timing.UNREPORTED),
        (date(2026, 6, 30), MilestoneState.REACHED, Timing.REACHED),
        (None, MilestoneState.PLANNED, Timing.UNDATED),
    ],
)
def test_a_milestone_stands_as_of_today(hex_project, due, state, timing):
    milestone(hex_project, due, state=state)
    assert [step.timing for step in course(hex_project).steps] == [timing]


def test_what_moved_since_the_last_quarter_slips(client_of, hex_project):
    row = milestone(hex_project, date(2026, 12, 1))
    moved(row, old=date(2026, 10, 1), on=date(2026, 10, 2))
    moved(row, old=date(2026, 11, 1), on=date(2026, 10, 5))
    [step] = course(hex_project).steps
    assert (step.before, step.slipped_days) == (date(2026, 10, 1), 61)
    answer = client_of("lezer").get(URL)
    assert "61 dagen later (was 01-10-2026)" in text_of(answer)
    assert "Als tabel, 2 verschoven" in text_of(answer)
    mark = next(mark for mark in answer.context["drawing"].marks if mark.from_x is not None)
    assert mark.from_x < mark.x


def test_what_moved_before_that_is_old_news(hex_project):
    row = milestone(hex_project, date(2026, 12, 1))
    moved(row, old=date(2026, 10, 1), on=date(2026, 9, 30))
    assert course(hex_project).steps[0].before is None


def test_a_report_may_expect_another_day(hex_project):
    row = milestone(hex_project, date(2026, 12, 1))
    report = QuarterReportFactory.create(project=hex_project, quarter=Q2)
    approved = ReportSubmissionFactory.create(report=report, ruling=Ruling.APPROVED, ruled_at=clock.now())
    MilestoneOutlookFactory.create(submission=approved, milestone=row, expected_on=date(2027, 1, 15))
    [step] = course(hex_project, quarter=Q2).steps
    assert (step.day, step.before, step.slipped_days) == (date(2027, 1, 15), date(2026, 12, 1), 45)
    assert step.timing is Timing.LATE


def test_it_slipped_since_the_report_before(client_of):
    drawing = client_of("lezer").get(f"{URL}?kwartaal=2026-Q2").context["drawing"]
    told = {line.label: line.slip for line in drawing.lines if line.project == "Mentale gezondheidsnetwerken"}
    assert told["Tussenevaluatie in het portefeuillehoudersoverleg"] == "57 dagen later (was 30-09-2026)"


def test_a_grant_makes_a_bar(client_of):
    drawing = client_of("lezer").get(f"{URL}?schaal=alles").context["drawing"]
    assert [bar.is_granted for bar in drawing.bars] == [True, True, True]
    assert {mark.is_agreement for mark in drawing.marks} == {True, False}
    told = {line.state for line in drawing.lines if line.project == "Zorgstart"}
    assert told <= {"bevestigd door de zorgverzekeraar", "nog geen oordeel", "afgewezen"}


def test_what_waits_says_for_what(client_of):
    page = text_of(client_of("lezer").get(URL))
    assert "initiatie, wacht op Aansluiten op HEX, ontsluiten bronsystemen" in page


def test_an_empty_row_says_why(client_of, hex_project):
    milestone(hex_project, date(2026, 1, 15))
    notes = {name.label: name.note for name in client_of("lezer").get(URL).context["drawing"].names}
    assert notes["Gebiedsgericht werken"] == "initiatie, nog geen data"
    assert notes["Mentale gezondheidsnetwerken"] == "initiatie"
    assert notes[hex_project.name] == "realisatie"


def test_months_are_short_as_people_write_them(client_of):
    labels = [
        tick.label for tick in client_of("lezer").get(f"{URL}?schaal=kwartaal").context["drawing"].ticks
    ]
    assert {"okt 2026", "mrt 2027"} <= set(labels)


def test_lines_join_projects_with_days(client_of, hex_project):
    milestone(hex_project, date(2026, 1, 15))
    milestone(hex_project, date(2026, 6, 15), label="Tweede")
    assert len(client_of("lezer").get(URL).context["drawing"].arrows) == 1


def test_rows_stay_beside_their_names(client_of):
    """Every name and heading has its own height; the drawing is as high as all of them together."""
    drawing = client_of("lezer").get(URL).context["drawing"]
    headings = sum(not name.url for name in drawing.names)
    assert drawing.height == 32 + 32 * headings + 44 * (len(drawing.names) - headings)
    assert len(drawing.bands) == len(drawing.names) - headings


@pytest.mark.parametrize("scale", list(Scale))
def test_today_is_always_in_sight(client_of, scale):
    drawing = client_of("lezer").get(f"{URL}?schaal={scale}").context["drawing"]
    assert EDGE <= drawing.today_x <= WIDTH - EDGE
    assert 3 <= len(drawing.ticks) <= 16


def test_an_unknown_scale_is_not_there(client_of):
    assert client_of("lezer").get(f"{URL}?schaal=eeuw").status_code == 404


def test_the_filter_and_pages_count_here_too(client_of, programme):
    ProjectFactory.create_batch(60, programme=programme, name="Zelfde naam")
    answer = client_of("lezer").get(f"{URL}?q=zelfde&page=2")
    assert "51 tot en met 60 van 60 projecten" in text_of(answer)
    assert "schaal=jaar&amp;page=1" in answer.content.decode()


def test_days_lie_along_the_line():
    year = Stretch(date(2026, 1, 1), date(2026, 12, 31))
    assert (year.x(date(2026, 1, 1)), year.x(date(2026, 12, 31)), year.x(date(2020, 1, 1))) == (10, 808, 10)
    assert [tick.label for tick in year.ticks()][:2] == ["jan 2026", "feb 2026"]
    assert len(Stretch(date(2020, 1, 1), date(2029, 12, 31)).ticks()) == 10
    assert stretch(Scale.QUARTER, today=TODAY, days=()) == Stretch(date(2026, 7, 1), date(2027, 3, 31))
    assert stretch(Scale.ALL, today=TODAY, days=[date(2024, 5, 5)]).first == Quarter(2024, 2).first_day
