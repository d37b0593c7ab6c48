"""Every project and indicator page of every loaded plan opens: real plans hold surprises."""

import pytest
from django.urls import reverse

from kpis.models import Indicator
from projects.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEER = {"nml-o": "lezer", "nml": "lezer", "zuid-limburg": "zl-manager"}


@pytest.fixture(autouse=True)
def drawn_charts(monkeypatch):
    monkeypatch.setattr("izaportal.web.charts.store.render_all", lambda specs: ["<svg/>" for _ in specs])


@pytest.mark.parametrize("programme", SEER)
def test_every_project_page_opens(client_of, programme):
    client = client_of(SEER[programme])
    slugs = Project.objects.filter(programme__slug=programme).values_list("slug", flat=True)
    failed = [
        slug for slug in slugs if client.get(reverse("project", args=[programme, slug])).status_code != 200
    ]
    assert slugs
    assert failed == []


@pytest.mark.parametrize("programme", SEER)
def test_every_indicator_page_opens(client_of, programme):
    client = client_of(SEER[programme])
    slugs = Indicator.objects.filter(programme__slug=programme).values_list("slug", flat=True)
    failed = [
        slug for slug in slugs if client.get(reverse("indicator", args=[programme, slug])).status_code != 200
    ]
    assert slugs
    assert failed == []
