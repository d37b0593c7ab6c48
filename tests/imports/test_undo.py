"""What an import added goes again, as long as nothing but its own results came of it."""

import pytest

from izaportal.core.quarter import Quarter
from izaportal.imports.models import Import
from izaportal.reporting.models import ProjectStanding
from kpis.models import Indicator, IndicatorStatus
from projects.models import Project
from tests.factories.kpis import IndicatorStatusFactory, TargetFactory
from tests.factories.projects import MilestoneFactory
from tests.factories.reporting import ProjectStandingFactory
from tests.imports.conftest import applied, undone
from tests.imports.workbooks import add, edited, template

pytestmark = pytest.mark.django_db
OPEN, FROZEN = Quarter(2026, 3), Quarter(2026, 2)
NEW = "Pas bedacht"


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def with_project(programme, hand_in, manager) -> tuple[Import, Project]:
    def edit(book):
        values = {"name": NEW, "kind": "project", "lead_state": "n.t.b.", "region_wide": "nee"}
        add(book["Projecten"], **values)

    row = applied(manager, hand_in(manager, edited(template(programme, "projecten"), edit)))
    return row, Project.objects.get(name=NEW)


@pytest.fixture
def with_indicator(programme, hand_in, manager) -> tuple[Import, Indicator]:
    def edit(book):
        flags = dict.fromkeys(("headline", "counts", "disaggregated", "is_weighted"), "nee")
        words = {"direction": "hoger is beter", "accumulation": "geteld vanaf de start"}
        sheet = book["Indicatoren"]
        add(sheet, name=NEW, unit="stuks", decimals=0, frequency="elk kwartaal", **words, **flags)

    row = applied(manager, hand_in(manager, edited(template(programme, "indicatoren"), edit)))
    return row, Indicator.objects.get(name=NEW)


def why(row: Import) -> str:
    assert row.state == "applied", row.report
    return str(row.report["not_undone"])


def test_a_new_project_goes_with_its_standings(with_project, manager):
    row, project = with_project
    standing = ProjectStandingFactory.create(project=project, quarter=OPEN)
    assert undone(manager, row).state == "undone"
    assert not Project.objects.filter(pk=project.pk).exists()
    assert not ProjectStanding.objects.filter(pk=standing.pk).exists()


def test_a_project_told_in_a_frozen_quarter_stays(with_project, manager):
    row, project = with_project
    ProjectStandingFactory.create(project=project, quarter=FROZEN)
    assert "staat in Q2 2026, en dat kwartaal is vastgesteld" in why(undone(manager, row))


def test_a_project_with_a_milestone_stays(with_project, manager):
    row, project = with_project
    MilestoneFactory.create(project=project, programme=project.programme)
    assert "rust al iets op" in why(undone(manager, row))


def test_a_new_indicator_goes_with_its_statuses(with_indicator, manager):
    row, indicator = with_indicator
    status = IndicatorStatusFactory.create(indicator=indicator, quarter=OPEN)
    assert undone(manager, row).state == "undone"
    assert not Indicator.objects.filter(pk=indicator.pk).exists()
    assert not IndicatorStatus.objects.filter(pk=status.pk).exists()


def test_an_indicator_told_in_a_frozen_quarter_stays(with_indicator, manager):
    row, indicator = with_indicator
    IndicatorStatusFactory.create(indicator=indicator, quarter=FROZEN)
    assert "staat in Q2 2026, en dat kwartaal is vastgesteld" in why(undone(manager, row))


def test_an_indicator_with_a_target_stays(with_indicator, manager):
    row, indicator = with_indicator
    TargetFactory.create(indicator=indicator)
    assert "rust al iets op" in why(undone(manager, row))


@pytest.mark.parametrize("added", ["with_project", "with_indicator"])
def test_what_was_changed_since_stays(added, request, programme, hand_in, manager):
    row, _ = request.getfixturevalue(added)
    book, sheet = ("projecten", "Projecten") if added == "with_project" else ("indicatoren", "Indicatoren")

    def edit(workbook):
        line = next(cells[0].row for cells in workbook[sheet].iter_rows() if cells[1].value == NEW)
        workbook[sheet].cell(line, 2).value = "Beter bedacht"

    assert applied(manager, hand_in(manager, edited(template(programme, book), edit))).state == "applied"
    assert "is daarna gewijzigd" in why(undone(manager, row))
