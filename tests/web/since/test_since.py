"""What is told of a quarter since it was frozen: nothing, or each thing with where to read on."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.models import Grant, GrantMilestone
from izaportal.reporting.services.restate import restate
from kpis.models import Indicator, Measurement
from kpis.services.measurements import Correction
from pillars.models import Meeting, Programme
from projects.models import Project
from regions.models import Municipality
from tests.factories.funding import AllocationKeyFactory, ExpenditureFactory, MilestoneVerdictFactory
from tests.factories.kpis import TargetFactory
from tests.factories.pillars import ProgrammeMunicipalityFactory
from tests.factories.projects import DecisionFactory
from tests.factories.regions import from_day
from tests.web.dashboard.pages import words_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/kwartaal/2026-Q2/sindsdien/"
LATER = date(2026, 10, 12)


def told(client) -> dict[str, list[str]]:
    groups = client.get(URL).context["page"].groups
    return {
        group.title: [f"{item.text} {item.was} {item.is_now}".strip() for item in group.items]
        for group in groups
    }


def of_nml_o(kind, **which):
    return kind.objects.get(programme__slug="nml-o", **which)


def book_a_late_invoice(viewer_of) -> None:
    ExpenditureFactory.create(
        grant=Grant.objects.get(slug="spuk-mgn"),
        kind="correction",
        amount=Decimal("1250.00"),
        concerns_on=date(2026, 5, 4),
        performed_on=LATER,
        description="Nagekomen factuur",
    )


def give_a_verdict(viewer_of) -> None:
    milestone = GrantMilestone.objects.filter(due__lte=date(2026, 6, 30)).earliest("pk")
    MilestoneVerdictFactory.create(milestone=milestone, achieved=False, given_on=LATER)


def decide(viewer_of) -> None:
    meeting = Meeting.objects.filter(body__programme__slug="nml-o", quarter="2026-Q2").earliest("pk")
    programme = Programme.objects.get(slug="nml-o")
    DecisionFactory.create(
        programme=programme, meeting=meeting, label="Doorgaan", decided_on=date(2026, 8, 27)
    )


def rename(viewer_of) -> None:
    Project.objects.filter(programme__slug="nml-o", slug="mgn").update(name="Mentale netwerken")
    Indicator.objects.filter(programme__slug="nml-o", slug="kpi-1-1").update(short_name="Bereik")


def change_a_threshold(viewer_of) -> None:
    Programme.objects.filter(slug="nml-o").update(margin_pct=Decimal(12))


def agree_on_a_key(viewer_of) -> None:
    programme = Programme.objects.get(slug="nml-o")
    key = programme.allocation_keys.earliest("pk")
    type(key).objects.filter(pk=key.pk).update(validity=from_day(key.validity.lower, date(2026, 7, 1)))
    AllocationKeyFactory.create(
        programme=programme, label="Nieuwe sleutel", validity=from_day(date(2026, 7, 1))
    )


def move_a_target(viewer_of) -> None:
    TargetFactory.create(
        indicator=of_nml_o(Indicator, slug="kpi-1-1"), year=2026, version=2, valid_from=date(2026, 7, 1),
        lower=Decimal(500), upper=Decimal(700), reason="Herijkt.",
    )  # fmt: skip


def take_in_a_member(viewer_of) -> None:
    ProgrammeMunicipalityFactory.create(
        programme=Programme.objects.get(slug="nml-o"),
        municipality=Municipality.objects.get(code="GM0928"),
        validity=from_day(date(2026, 7, 1)),
    )


def correct_a_value(viewer_of) -> None:
    value = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter="2026-Q2", state="approved", superseded_at=None
    )
    restate(
        actor=viewer_of("controller"),
        programme=Programme.objects.get(slug="nml-o"),
        corrections=[Correction(value.pk, Decimal(610))],
        reason="Venlo telde een wijk niet mee.",
    )


def test_nothing_changed_in_the_demo(client_of):
    assert told(client_of("lezer")) == {}
    assert "Niets veranderd sinds 06-08-2026" in words_of(client_of("lezer").get(URL))


@pytest.mark.parametrize(
    ("happens", "title", "expected"),
    [
        (correct_a_value, "Herzieningen", ["Versie 2: Venlo telde een wijk niet mee."]),
        (
            book_a_late_invoice,
            "Kosten van dit kwartaal die later tellen",
            ["Mentale gezondheidsnetwerken: correctie van €\u00a01.250,00"],
        ),
        (decide, "Besluiten over dit kwartaal", ["Doorgaan"]),
        (
            rename,
            "Andere namen",
            [
                "Project Mentale gezondheidsnetwerken Mentale netwerken",
                "Indicator 1-1 Inwoners bereikt met interventies 1-1 Bereik",
            ],
        ),
        (
            change_a_threshold,
            "Andere regels voor latere kwartalen",
            ["Marge voor oranje 10\u00a0% 12\u00a0%"],
        ),
        (agree_on_a_key, "Andere regels voor latere kwartalen", ["Verdeelsleutel: Nieuwe sleutel"]),
        (
            move_a_target,
            "Andere regels voor latere kwartalen",
            ["1-1, streefwaarde 2026 720 tot 1.080 500 tot 700"],
        ),
        (take_in_a_member, "Deelnemers", ["Kerkrade doet nu mee"]),
    ],
)
def test_each_thing_is_told_in_its_own_group(
    client_of, viewer_of, happens: Callable[..., None], title: str, expected: list[str]
):
    happens(viewer_of)
    assert told(client_of("lezer")) == {title: expected}


def test_a_later_verdict_is_told(client_of, viewer_of):
    give_a_verdict(viewer_of)
    (words,) = told(client_of("lezer"))["Latere oordelen van de verzekeraar"]
    assert words.endswith("is niet behaald")


def test_every_address_leads_somewhere(client_of, viewer_of):
    for happens in (correct_a_value, book_a_late_invoice, give_a_verdict, decide, rename, agree_on_a_key):
        happens(viewer_of)
    client = client_of("programmamanager")
    addresses = [item.url for group in client.get(URL).context["page"].groups for item in group.items]
    assert len(addresses) >= 7
    assert all(addresses)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_queries_stay_the_same_whatever_happened(client_of, viewer_of):
    client = client_of("lezer")
    client.get(URL)
    with CaptureQueriesContext(connection) as before:
        client.get(URL)
    for happens in (book_a_late_invoice, decide, rename, agree_on_a_key, take_in_a_member):
        happens(viewer_of)
    with CaptureQueriesContext(connection) as after:
        client.get(URL)
    assert len(after) == len(before)
