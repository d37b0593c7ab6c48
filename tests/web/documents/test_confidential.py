"""What the source of a figure calls confidential is in no file that is handed out."""

import pytest

from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board import read_rows
from izaportal.reporting.selectors.frozen_projects import frozen_projects
from izaportal.web.documents.book import xlsx
from izaportal.web.documents.contents import board_pack
from izaportal.web.documents.dossier import project_document
from izaportal.web.documents.paper import pdf
from izaportal.web.documents.slides.deck import pptx
from pillars.models import PlanFigure
from pillars.selectors.quarters import periods_with_meetings
from projects.models import ProjectFigure
from tests.web.documents.reading import words_of

pytestmark = pytest.mark.django_db
TOTAL = ("78.600.000", "78600000", "78,6", "78.6")


def test_a_total_of_the_plan_is_withheld_from_every_file(version, programme):
    before = board_pack(version)
    assert any(amount in str(before) for amount in TOTAL)
    PlanFigure.objects.filter(programme=programme, pillar=None, kind="zvw_reduction").update(
        confidential=True
    )
    document = board_pack(version)
    for make, told in ((pdf, "vertrouwelijk"), (pptx, "Lagere zorgkosten"), (xlsx, "vertrouwelijk")):
        said = words_of(make(document))
        assert told in said
        assert not [amount for amount in TOTAL if amount in said], make.__name__


def test_a_figure_of_a_project_is_withheld_too(version, programme):
    assert "26500000" in str(board_pack(version))
    stated = ProjectFigure.objects.filter(project__slug="pzp", kind="zvw_reduction")
    assert stated.update(confidential=True) > 0
    assert "26500000" not in str(board_pack(version))
    project = next(one for one in frozen_projects(version) if one.slug == "pzp")
    assert "26500000" not in str(project_document(version, project))


def test_the_board_of_an_open_quarter_never_reads_it(programme):
    viewer = Viewer.system("test")
    periods = periods_with_meetings(viewer, programme)
    figures = PlanFigure.objects.filter(programme=programme, pillar__slug="p4", kind="investment")
    figures.update(confidential=True)
    found = read_rows(viewer, programme, periods=periods, period=periods[-1]).figures
    (stated,) = (one for one in found if one.pillar == "p4" and one.kind == "investment")
    assert (stated.knowledge, stated.lower, stated.upper) == ("confidential", None, None)
