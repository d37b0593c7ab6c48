"""What the page of a grant tells: golden figures, sums against the award, facts side by side."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.funding import (
    CommitmentFactory,
    GrantFactory,
    GrantMilestoneFactory,
    MilestoneEvidenceFactory,
    MilestoneForecastFactory,
    MilestoneVerdictFactory,
)
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MONEY = "/programmas/nml-o/financien/subsidies/"
MGN, ZORGSTART, RDG = f"{MONEY}mgn/spuk-mgn/", f"{MONEY}zorgstart/spuk-zorgstart/", f"{MONEY}rdg/zvw-rdg/"


def page(client, address: str, quarter: str = "2026-Q2") -> str:
    return text_of(client.get(f"{address}?kwartaal={quarter}"))


def test_golden_figures_of_mgn(manager):
    text = page(manager, MGN)
    assert "Toegekend € 2.250.000 Besteed € 900.000 € 900.000 nog niet bevestigd" in text
    assert "Ontvangen € 1.500.000 € 600.000 onbesteed Verwacht terug te betalen € 0 risico laag" in text
    assert "1.200 inwoners of meer (nu 540 inwoners, verwacht 1.380 inwoners)" in text


def test_golden_figures_of_zorgstart(manager):
    text = page(manager, ZORGSTART)
    assert "Verwacht terug te betalen € 103.050 risico midden" in text
    assert (
        "Kosten t/m Q2 2026 € 206.100,00 Telt in Q2 2026 mee 100 %: bevestigd door de zorgverzekeraar" in text
    )
    assert "behaald , 16-02-2026" in text
    assert "50 % , 15-06-2026: Opleidingsplaatsen nog onzeker" in text
    assert "Mijlpalen samen: € 618.300,00 van € 618.300,00, precies de toekenning." in text


def test_a_quarter_knows_nothing_of_later(manager):
    text = page(manager, ZORGSTART, "2025-Q4")
    assert "Kosten t/m Q4 2025 € 206.100,00 Telt in Q4 2025 mee 0 %: nog niet bevestigd" in text
    assert "behaald , 16-02-2026 (telt mee vanaf Q1 2026)" in text


def test_what_is_not_assigned_is_shown(manager, mgn):
    mgn.milestones.update(amount=Decimal("2000000.00"))
    assert "niet toegewezen: € 250.000,00" in page(manager, MGN)


def test_instalments_stand_beside_the_award(manager):
    text = page(manager, MGN)
    assert "2025 01-07-2025 € 750.000,00 € 750.000,00 ontvangen" in text
    assert "2027 01-01-2027 € 750.000,00 € 0,00 verwacht" in text
    assert "Termijnen samen: € 2.250.000,00 van € 2.250.000,00, precies de toekenning." in text


def test_an_insurer_pays_after_conditions(manager):
    text = page(manager, RDG)
    assert "Ontwerp vastgesteld 31-12-2025 € 2.000.000,00 betaald" in text
    assert "Vier zorgpaden live" in text
    assert "Voorwaarden samen: € 9.000.000,00 van € 9.000.000,00, precies de toekenning." in text
    assert "Verwacht terug te betalen n.v.t." in text
    assert "Mijlpalen samen" not in text


def test_own_money_has_neither_milestones_nor_conditions(manager, mgn):
    GrantFactory.create(project=mgn.project, slug="own-mgn", source="own", stream="")
    text = page(manager, f"{MONEY}mgn/own-mgn/")
    assert "er is niemand aan wie ze terug moeten" in text
    assert "Ontvangen n.v.t." in text
    assert "Verwacht terug te betalen n.v.t." in text
    for section in ("Betaalvoorwaarden", "Nog geen mijlpalen", "Nog geen termijnen"):
        assert section not in text


def test_opinions_keep_their_history(manager, zorgstart):
    milestone = zorgstart.milestones.get(slug="zs-3")
    MilestoneForecastFactory.create(
        milestone=milestone, credit=Decimal("0.25"), reason="Docent weg.", given_on=date(2026, 9, 1)
    )
    MilestoneVerdictFactory.create(milestone=milestone, achieved=False, given_on=date(2026, 9, 10))
    MilestoneVerdictFactory.create(milestone=milestone, achieved=True, given_on=date(2026, 9, 20))
    text = page(manager, ZORGSTART).partition("Derde groep trainees gestart")[2]
    assert "behaald , 20-09-2026 (telt mee vanaf Q3 2026) Eerder gegeven: 1 niet behaald , 10-09-2026" in text
    assert "01-09-2026: Docent weg. (telt mee vanaf Q3 2026) Eerder gegeven: 1 50 % , 15-06-2026" in text


def test_evidence_and_commitments_are_shown(manager, mgn):
    proof = MilestoneEvidenceFactory.create(milestone=mgn.milestones.get())
    CommitmentFactory.create(grant=mgn, label="Inhuur verkenners", amount=Decimal("1330000.00"))
    text = page(manager, MGN)
    assert f"Bewijs: {proof.evidence.label}" in text
    assert "Inhuur verkenners 01-03-2026 € 1.330.000,00" in text
    assert "Samen € 2.500.000,00; € 250.000,00 meer dan toegekend" in text


def test_an_empty_grant_says_what_is_next(client_of, mgn):
    GrantFactory.create(project=mgn.project, slug="leeg", award=Decimal("1000.00"))
    address = f"{MONEY}mgn/leeg/"
    assert "Voeg de mijlpalen uit de overeenkomst toe." in page(client_of("controller"), address)
    text = page(client_of("lezer"), address)
    assert "De controller voegt de mijlpalen uit de overeenkomst toe." in text
    assert "Verwacht terug te betalen onbekend nog niet doorgerekend" in text
    assert "toevoegen" not in text


def test_buttons_follow_the_right(client_of):
    def words(name: str) -> set[str]:
        text = page(client_of(name), ZORGSTART)
        return {word for word in ("Oordeel vastleggen", "Verwachting geven", "Bewerken") if word in text}

    assert words("controller") == {"Oordeel vastleggen", "Bewerken"}
    assert words("programmamanager") == {"Oordeel vastleggen", "Verwachting geven"}
    for name in ("projectleider-mgn", "bestuurder-venray", "lezer"):
        assert words(name) == set()


def test_another_project_hides_the_grant(manager):
    assert manager.get(f"{MONEY}mgn/spuk-zorgstart/").status_code == 404


def test_queries_do_not_grow_with_milestones(manager, mgn):
    mgn.milestones.update(amount=Decimal(1))
    counts = []
    for _ in range(3):
        milestone = GrantMilestoneFactory.create(grant=mgn, amount=Decimal(1))
        MilestoneEvidenceFactory.create(milestone=milestone)
        MilestoneVerdictFactory.create(milestone=milestone)
        MilestoneForecastFactory.create(milestone=milestone)
        with CaptureQueriesContext(connection) as queries:
            manager.get(MGN)
        counts.append(len(queries))
    assert counts[1] == counts[2]
