"""How a report came about is read in the trail by who writes and who judges it, and by nobody else."""

import pytest
from django.test import Client

from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.reporting.selectors.reports import REPORT_TYPE
from izaportal.reporting.selectors.seen_changes import privy_to
from projects.models import Project
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
TRAIL = "/programmas/nml-o/wijzigingen/"
REMARK = "Leg uit waarom de groei lager is dan gepland"
OF_MGN = "Mentale gezondheidsnetwerken Q2 2026"


def export(client: Client) -> str:
    return client.get(f"{TRAIL}export/csv/").getvalue().decode()


@pytest.mark.parametrize("person", ["lezer", "bestuurder-venray", "secretaris-pho"])
def test_readers_do_not_read_what_was_returned_and_why(client_of, person):
    client = client_of(person)
    told = [
        export(client),
        text_of(client.get(TRAIL)),
        text_of(client.get("/programmas/nml-o/projecten/mgn/")),
    ]
    assert [text for text in told if REMARK in text or OF_MGN in text] == []
    assert REPORT_TYPE not in text_of(client.get(TRAIL))


@pytest.mark.parametrize("person", ["programmamanager", "controller", "projectleider-mgn"])
def test_who_writes_or_judges_does(client_of, person):
    assert REMARK in export(client_of(person))


def test_a_project_lead_reads_of_the_own_report_only(client_of):
    told = export(client_of("projectleider-mgn"))
    assert OF_MGN in told
    assert "Zorgstart Q2 2026" not in told


def test_who_manages_a_pillar_judges_its_projects(programme):
    pillar = programme.pillars.get(projects__slug="mgn")
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{pillar.slug}")
    privy = privy_to(Viewer(str(uuid7()), "Pijlermanager", frozenset({right})), ["nml-o"])
    of_pillar = Project.objects.filter(programme=programme, pillar=pillar)
    assert privy == {f"nml-o/{slug}" for slug in of_pillar.values_list("slug", flat=True)}
