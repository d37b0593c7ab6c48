"""Editing a grant the way people do: forms, mistakes at their fields, drafts, conflicts and the way back."""

import pytest

from funding.models import Commitment, Grant, MilestoneForecast, MilestoneVerdict
from izaportal.core.models import AuditEntry, Draft
from tests.web.project_edit.forms import form_of, send
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MONEY = "/programmas/nml-o/financien/"
MGN = f"{MONEY}subsidies/mgn/spuk-mgn/"
CORE, MILESTONE, LINK, INSTALMENT, COMMITMENT = (
    f"{MGN}bewerken/{place}/"
    for place in (
        "gegevens", "mijlpalen/nieuw", "indicatoren/nieuw", "termijnen/nieuw", "verplichtingen/nieuw",
    )
)  # fmt: skip


def test_a_saved_section_leads_back_to_it(controller):
    answer = send(controller, CORE, decision_number="1204-IZA", reason="uit de brief")
    assert (answer.status_code, answer["Location"]) == (302, f"{MGN}#gegevens")
    text = text_of(controller.get(MGN))
    assert "Beschikking 1204-IZA" in text
    assert "subsidie gewijzigd Terugdraaien beschikkingsnummer: leeg → 1204-IZA Reden: uit de brief" in text


def test_all_mistakes_stand_at_their_fields(controller):
    answer = send(controller, CORE, award="1,5 ton", starts_on="gisteren", ends_on="")
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Toegekend bedrag: Dit is geen getal. Schrijf bijvoorbeeld 1.234,5." in text
    assert "Vanaf: Dit is geen datum." in text
    assert "Tot en met: Vul een datum in." in text
    assert form_of(answer)["award"] == ["1,5 ton"]


def test_mistakes_of_the_agreement_too(controller):
    answer = send(controller, CORE, award="800.000", reason="verlaagd")
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Toegekend bedrag: De mijlpalen zijn samen € 2.250.000,00; dat is meer." in text
    assert "Toegekend bedrag: Er is al € 900.000,00 geboekt; dat is meer." in text


def test_what_was_typed_waits_as_a_draft(controller):
    send(controller, CORE, award="geen")
    assert form_of(controller.get(CORE))["award"] == ["geen"]
    send(controller, CORE, award="2.250.000")
    assert not Draft.objects.filter(place=CORE).exists()


def test_a_stale_form_keeps_both_texts(controller, mgn):
    old = form_of(controller.get(CORE))
    send(controller, CORE, decision_number="Van de ander")
    answer = controller.post(CORE, old | {"decision_number": ["Van mij"]})
    assert answer.status_code == 409
    assert "Van de ander" in text_of(answer)
    assert controller.post(CORE, form_of(answer)).status_code == 302
    mgn.refresh_from_db()
    assert mgn.decision_number == "Van mij"


def test_the_last_change_can_be_taken_back(controller, mgn):
    send(controller, CORE, decision_number="Verkeerd")
    entry = AuditEntry.objects.filter(scope="nml-o/mgn/spuk-mgn").latest("id")
    address = f"{MGN}wijzigingen/{entry.pk}/terugdraaien/"
    assert address in controller.get(MGN).content.decode()
    assert controller.post(address).status_code == 302
    mgn.refresh_from_db()
    assert mgn.decision_number == ""
    assert "de wijziging is teruggedraaid" in controller.get(MGN).content.decode()


def test_readers_see_history_without_buttons(controller, client_of):
    send(controller, CORE, decision_number="1204-IZA")
    page = client_of("lezer").get(MGN)
    assert "1204-IZA" in text_of(page)
    assert "bewerken/" not in page.content.decode()
    assert "terugdraaien" not in page.content.decode()


def test_rows_are_added_and_removed(controller, mgn):
    given = {"label": "Inhuur verkenners", "amount": "12.500,50", "committed_on": "01-09-2026"}
    assert send(controller, COMMITMENT, **given).status_code == 302
    row = Commitment.objects.get(grant=mgn, label="Inhuur verkenners")
    assert str(row.amount) == "12500.50"
    address = f"{MGN}bewerken/verplichtingen/{row.pk}/"
    send(controller, address, amount="13.000")
    row.refresh_from_db()
    assert row.amount == 13_000
    assert controller.get(f"{address}verwijderen/")["Location"] == address
    controller.post(f"{address}verwijderen/")
    assert not Commitment.objects.filter(pk=row.pk).exists()
    assert "Inhuur verkenners verwijderd Terugdraaien" in text_of(controller.get(MGN))


def test_a_milestone_with_verdict_stays(controller, mgn):
    row = mgn.milestones.get()
    answer = controller.post(f"{MGN}bewerken/mijlpalen/{row.pk}/verwijderen/", follow=True)
    assert "rust nog iets" in text_of(answer) + answer.content.decode()
    assert mgn.milestones.exists()


def test_an_agreement_is_built_up(controller, mgn):
    mgn.milestones.update(amount=1_000_000)
    given = {"label": "Netwerk in alle gemeenten", "amount": "1.250.000", "due": "2027-06-30"}
    assert send(controller, MILESTONE, **given, obligation="result").status_code == 302
    added = mgn.milestones.get(slug="netwerk-in-alle-gemeenten")
    options = controller.get(LINK).content.decode()
    indicator = options.partition("1-2 ")[0].rpartition('value="')[2].partition('"')[0]
    sent = send(controller, LINK, milestone=str(added.pk), indicator=indicator, threshold="250")
    assert sent.status_code == 302
    assert added.indicator_links.get().threshold == 250
    text = text_of(controller.get(MGN))
    assert "Mijlpalen samen: € 2.250.000,00 van € 2.250.000,00, precies de toekenning." in text


def test_a_verdict_is_recorded(controller, mgn):
    address = f"{MGN}mijlpalen/{mgn.milestones.get().pk}/oordeel/"
    assert send(controller, address, given_on="30-06-2026").status_code == 422
    answer = send(controller, address, achieved="nee", given_on="2026-06-30")
    assert "Q2 2026 is vastgesteld" in text_of(answer)
    answer = send(controller, address, achieved="nee", given_on="2026-09-30", document="VGZ-12")
    assert (answer.status_code, answer["Location"]) == (302, f"{MGN}#mijlpalen")
    assert MilestoneVerdict.objects.get(milestone__grant=mgn).achieved is False
    assert "niet behaald , 30-09-2026, VGZ-12 (telt mee vanaf Q3 2026)" in text_of(controller.get(MGN))


def test_a_forecast_is_given(manager, mgn):
    address = f"{MGN}mijlpalen/{mgn.milestones.get().pk}/verwachting/"
    answer = send(manager, address, percent="120", because="")
    assert answer.status_code == 422
    assert "Waarop rust deze verwachting? Vul dit in." in text_of(answer)
    assert send(manager, address, percent="62,5", because="Zes van acht gestart.").status_code == 302
    assert str(MilestoneForecast.objects.get(milestone__grant=mgn).credit) == "0.625000"
    assert "12-10-2026: Zes van acht gestart. (telt mee vanaf Q4 2026)" in text_of(manager.get(MGN))
    assert "telt mee vanaf" not in text_of(manager.get(f"{MGN}?kwartaal=2026-Q4"))
    answer = send(manager, address, percent="60", because="Nog een keer.")
    assert "is er al een" in text_of(answer)


def test_a_payment_is_followed(controller, rdg):
    row = rdg.payment_conditions.get(slug="rdg-2")
    page = f"{MONEY}subsidies/rdg/zvw-rdg/"
    address = f"{page}voorwaarden/{row.pk}/stand/"
    assert "Deze stap volgt niet op de vorige." in text_of(send(controller, address, state="paid"))
    assert send(controller, address, state="approved", document="Brief 7").status_code == 302
    assert "goedgekeurd goedgekeurd op 12-10-2026, Brief 7" in text_of(controller.get(page))


def test_a_grant_is_added(controller):
    address = f"{MONEY}subsidies/nieuw/"
    form = controller.get(address).content.decode()
    project = form.partition(">Zorgstart<")[0].rpartition('value="')[2].partition('"')[0]
    given = {"project": project, "source": "own", "award": "40.000", "starts_on": "2026-01-01"}
    answer = send(controller, address, **given, stream="iza", ends_on="2025-12-31")
    assert answer.status_code == 422
    assert "Alleen SPUK heeft een stroom" in text_of(answer)
    answer = send(controller, address, **given, ends_on="2026-12-31", stream="")
    assert answer["Location"] == f"{MONEY}subsidies/zorgstart/own-zorgstart/"
    assert Grant.objects.get(slug="own-zorgstart").award == 40_000
    assert "Subsidie own-zorgstart is toegevoegd" in controller.get(MONEY).content.decode()


def test_a_lost_session_keeps_what_was_typed(controller):
    sent = form_of(controller.get(CORE), decision_number="Na de lunch")
    controller.logout()
    answer = controller.post(CORE, sent)
    assert answer.status_code == 401
    assert "Uw tekst is niet weg" in text_of(answer)


@pytest.mark.parametrize(
    "address",
    [
        f"{MGN}bewerken/onzin/",
        f"{MGN}bewerken/gegevens/nieuw/",
        f"{MGN}bewerken/mijlpalen/",
        f"{MGN}bewerken/mijlpalen/019a0000-0000-7000-8000-000000000000/",
        f"{MGN}mijlpalen/019a0000-0000-7000-8000-000000000000/oordeel/",
    ],
)
def test_what_is_not_there_is_not_found(controller, address):
    assert controller.get(address).status_code == 404


def test_the_trail_leads_to_the_grant(controller):
    send(controller, CORE, decision_number="1204-IZA")
    assert f'href="{MGN}"' in controller.get("/programmas/nml-o/wijzigingen/").content.decode()


def test_a_form_by_its_own_address_shows_the_way_back(controller, mgn):
    row = mgn.milestones.get().pk
    for address in (CORE, f"{MGN}mijlpalen/{row}/oordeel/"):
        text = text_of(controller.get(address))
        assert text.partition("NML-O Financiën SPUK transformatiemiddelen: Mentale")[1], address
    assert "NML-O Financiën Subsidie toevoegen" in text_of(controller.get(f"{MONEY}subsidies/nieuw/"))
