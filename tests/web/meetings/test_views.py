"""The pages of meetings and decisions: what they show, and what their forms store."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from izaportal.core import clock
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.models import Agenda, AgendaItem, FollowUpStep
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.deciding import write_minute
from pillars.models import GovernanceBody, Meeting
from projects.models import Decision
from tests.meetings.agendas import BEHIND, approve, items, next_meeting
from tests.web.meetings.places import LOG, PLACE, coming, past
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


def test_meetings_ahead_come_before_those_held(client_of):
    text = text_of(client_of("lezer").get(PLACE))
    assert text.index("26 november 2026") < text.index("27 augustus 2026") < text.index("26 februari 2026")
    assert "Vergadering plannen" not in text


def test_the_past_shows_what_was_decided(client_of):
    text = text_of(client_of("bestuurder-venray").get(past("2026-02-26")))
    assert "go/no-go, vanzelf op de agenda" in text
    assert "Besluit: bijsturen." in text
    assert "projectleider, uiterlijk 30-06-2026: mee bezig, te laat" in text
    assert "Mogen wij het werven van verkenners versnellen?" in text
    assert "Vastgesteld op 17 februari 2026" in text
    assert "Gevraagd in de rapportage over Q4 2025: bijsturen. Geen besluit vastgelegd." in text


def test_the_coming_agenda_composed_itself(client_of):
    text = text_of(client_of("bestuurder-venray").get(coming()))
    assert "melden aan het Rijk over ‘Derde groep trainees gestart’" in text
    assert "tussenevaluatie" in text
    assert "Punt toevoegen" not in text


def test_only_who_keeps_it_gets_buttons(secretary):
    text = text_of(secretary.get(coming()))
    assert "Punt toevoegen" in text
    assert "Agenda vaststellen" in text


def test_the_dashboard_shows_the_agenda(client_of):
    board = client_of("bestuurder-venray")
    text = text_of(board.get("/programmas/nml-o/kwartaal/2026-Q3/"))
    assert "melden aan het Rijk over ‘Derde groep trainees gestart’" in text
    assert "De agenda kan nog veranderen." in text
    approve(BEHIND)
    answer = board.get("/programmas/nml-o/kwartaal/2026-Q3/").content.decode()
    item = items(ItemKind.GO_NO_GO)[0]
    assert f"{coming()}#punt-{item.pk}" in answer
    frozen = text_of(board.get("/programmas/nml-o/kwartaal/2026-Q2/"))
    assert "doorgaan, bijsturen of stoppen?" in frozen
    assert "Naar de vergadering" not in frozen


@pytest.mark.parametrize(
    ("quarter", "day", "told"),
    [
        ("2026-Q2", "2026-08-27", "Besproken op 27 augustus 2026"),
        ("2025-Q4", "2026-02-26", "Besproken op 26 februari 2026"),
    ],
)
def test_the_dashboard_leads_to_the_meeting_that_was(client_of, quarter, day, told):
    board = client_of("bestuurder-venray")
    answer = board.get(f"/programmas/nml-o/kwartaal/{quarter}/")
    assert told in text_of(answer)
    assert f'href="{past(day)}"' in answer.content.decode()


def test_a_meeting_is_planned_once(secretary):
    body = GovernanceBody.objects.get(slug="pho", programme__slug="nml-o")
    row = str(uuid7())
    sent = {"row": row, "body": str(body.pk), "held_on": "2026-12-17", "quarter": "2026-Q3", "place": "Venlo"}
    for _ in range(2):
        answer = secretary.post(f"{PLACE}plannen/", sent)
        assert answer.url == f"{PLACE}{row}/"
    assert Meeting.objects.filter(body=body, held_on="2026-12-17").count() == 1
    again = secretary.post(f"{PLACE}plannen/", {**sent, "row": str(uuid7())})
    assert answer.status_code == 302
    assert "vergadert Regionaal portefeuillehoudersoverleg IZA al" in text_of(again)
    before = secretary.post(f"{PLACE}plannen/", {**sent, "row": str(uuid7()), "held_on": "2026-10-01"})
    assert "Deze dag is al voorbij" in text_of(before)


def test_planning_begins_without_a_body(client_of, secretary):
    """The first of many is no answer; of one there is nothing to choose."""
    manager = client_of("programmamanager")
    assert "Kies een overleg" in manager.get(f"{PLACE}plannen/").content.decode()
    assert "Kies een overleg" not in secretary.get(f"{PLACE}plannen/").content.decode()
    sent = {"row": str(uuid7()), "body": "", "held_on": "2026-12-17"}
    answer = manager.post(f"{PLACE}plannen/", sent)
    assert answer.status_code == 422
    assert "Maak een keuze." in answer.content.decode()


def test_a_secretary_plans_for_the_own_body_only(secretary):
    other = GovernanceBody.objects.get(slug="roaz", programme__slug="nml-o")
    sent = {"row": str(uuid7()), "body": str(other.pk), "held_on": "2026-12-17"}
    assert secretary.post(f"{PLACE}plannen/", sent).status_code == 422
    assert secretary.get(f"{PLACE}overleggen/roaz/wijzigen/").status_code == 403


def test_a_body_gets_its_mandate(secretary):
    form = secretary.get(f"{PLACE}overleggen/pho/wijzigen/").context["form"]
    sent = {name: values[0] for name, values in form.as_posted().items() if values}
    sent |= {"basis": form.initial["basis"], "reason": "Afgesproken"}
    sent |= {"cadence": "elk kwartaal", "decision_principle": "meerderheid", "has_mandate": "ja"}
    secretary.post(f"{PLACE}overleggen/pho/wijzigen/", sent)
    body = GovernanceBody.objects.get(slug="pho", programme__slug="nml-o")
    assert (body.cadence, body.decision_principle, body.has_mandate) == ("elk kwartaal", "meerderheid", True)
    mine = {**sent, "decision_principle": "consent"}
    conflict = secretary.post(f"{PLACE}overleggen/pho/wijzigen/", mine)
    assert conflict.status_code == 409
    assert "meerderheid" in text_of(conflict)


def test_items_are_added_and_withdrawn(secretary):
    secretary.post(f"{coming()}punten/nieuw/", {"row": str(uuid7()), "title": "Rondvraag"})
    item = AgendaItem.objects.get(title="Rondvraag")
    place = f"{PLACE}punten/{item.pk}/"
    secretary.post(f"{place}verplaatsen/", {"up": "1"})
    assert secretary.post(f"{place}van-de-agenda/", {"reason": ""}).status_code == 422
    secretary.post(f"{place}van-de-agenda/", {"reason": "Geen tijd"})
    assert "Geen tijd" in text_of(secretary.get(coming()))
    secretary.post(f"{place}terug/")
    item.refresh_from_db()
    assert item.withdrawn_at is None


def test_a_fixed_agenda_has_a_list_of_decisions(secretary):
    fix_agenda_of(secretary)
    text = text_of(secretary.get(coming()))
    assert "Agenda vastgesteld" in text
    assert "Besluit vastleggen" not in text  # the meeting is still to come
    assert "Agenda (Word)" in text
    agenda = secretary.get(f"{coming()}besluitenlijst/docx/")
    assert 'filename="agenda-pho-2026-11-26.docx"' in agenda.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(secretary.get(f"{past('2026-02-26')}besluitenlijst/xlsx/").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("Punt", "Onderwerp", "Soort")
    assert {"bijsturen", "geen besluit"} <= {row[4] for row in rows[1:]}
    word = secretary.get(f"{past('2026-02-26')}besluitenlijst/docx/")
    assert word.headers["Content-Disposition"] == 'attachment; filename="besluitenlijst-pho-2026-02-26.docx"'


def test_an_agenda_fixed_after_midnight_says_that_day(client_of):
    agenda = Agenda.objects.filter(fixed_at=None).get(meeting=next_meeting())
    midnight = datetime(2026, 10, 12, 22, 30, tzinfo=UTC)  # half past midnight of the thirteenth, here
    Agenda.objects.filter(pk=agenda.pk).update(fixed_at=midnight, fixed_by="Proef")
    assert "Vastgesteld op 13 oktober 2026" in text_of(client_of("lezer").get(coming()))


def test_what_was_minuted_is_not_offered_to_be_cancelled(secretary):
    fix_agenda_of(secretary)
    assert f"{coming()}afzeggen/" in secretary.get(coming()).content.decode()
    write_minute(actor=Viewer.system("Proef"), item_id=items()[0].pk, text="Besproken", seen=0)
    assert f"{coming()}afzeggen/" not in secretary.get(coming()).content.decode()
    answer = secretary.post(f"{coming()}afzeggen/", {"reason": "Ziek"})
    assert "staat al een verslag" in text_of(answer)
    assert next_meeting().cancelled_at is None


def fix_agenda_of(client) -> None:
    assert client.post(f"{coming()}vaststellen/").status_code == 302
    assert AgendaItem.objects.filter(agenda__meeting=next_meeting(), agenda__fixed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 12),
        ("?q=verkenner", 1),
        ("?q=ggz", 1),  # in a condition
        ("?stand=te-laat", 1),
        ("?stand=afgerond", 1),
        ("?overleg=pho", 2),
        ("?project=mgn&soort=adjust&jaar=2026", 1),
        ("?jaar=1999&soort=onzin", 12),  # what is not offered filters nothing
    ],
)
def test_the_log_finds_what_is_asked(query, found, client_of):
    lezer = client_of("lezer")
    page = lezer.get(f"{LOG}{query}")
    assert page.context["page"].paginator.count == found
    listed = lezer.get(f"{LOG}export/csv/{query}").content.decode("utf-8-sig").splitlines()
    assert len(listed) - 1 == page.context["page"].paginator.count


def test_the_log_says_until_when_and_by_whom(client_of):
    text = text_of(client_of("lezer").get(LOG))
    assert "Mee bezig, te laat projectleider, uiterlijk 30-06-2026 Transformatieplan" in text


def test_what_nobody_agreed_on_is_not_open(client_of):
    board = client_of("bestuurder-venray")
    taken, foreseen = text_of(board.get(f"{LOG}d1/")), text_of(board.get(f"{LOG}dp1/"))
    assert "Het besluit als geheel Niet afgesproken" in taken
    assert "Genomen op niet vermeld" in taken
    assert "Genomen op nog te nemen" in foreseen
    assert "Opvolging" not in foreseen


def test_a_proof_follows_the_state(client_of):
    text = text_of(client_of("lezer").get(f"{LOG}zorgstart-2026-05-28/"))
    assert "Bewijs: Startverslag van de tweede groep" in text
    assert "Afgerond ." not in client_of("lezer").get(f"{LOG}zorgstart-2026-05-28/").content.decode()


def test_paper_says_what_the_log_was_asked(client_of):
    lezer = client_of("lezer")
    assert "Zoeken: verkenner; Project: Mentale" in text_of(lezer.get(f"{LOG}?q=verkenner&project=mgn"))
    assert "Zoeken:" not in text_of(lezer.get(LOG))


def test_colleges_are_asked_about_under_a_mandate_only(secretary):
    place = f"{PLACE}punten/{AgendaItem.objects.get(decided__decision__slug='mgn-2026-02-26').pk}/besluit/"
    without = secretary.get(place).context["form"]
    assert "asks_colleges" not in without.fields
    GovernanceBody.objects.filter(slug="pho", programme__slug="nml-o").update(has_mandate=True)
    assert "asks_colleges" in secretary.get(place).context["form"].fields
    assert "Kies wat er is besloten." in text_of(
        secretary.post(place, {"row": str(uuid7()), "label": "Door"})
    )


def test_a_project_shows_its_decisions(client_of):
    text = text_of(client_of("lezer").get("/programmas/nml-o/projecten/mgn/"))
    assert "Opvolging: mee bezig, te laat" in text
    assert "Projectleider, uiterlijk 30-06-2026" in text


def test_a_lead_follows_up_with_proof(client_of):
    lead = client_of("projectleider-mgn")
    place = f"{LOG}mgn-2026-02-26/opvolging/"
    assert "mee bezig" in text_of(lead.get(place))
    sent = {"state": "done", "seen": "1", "proof": "", "note": ""}
    assert "zonder bewijs" in text_of(lead.post(place, sent))
    lead.post(place, {**sent, "proof": "Verslag"})
    assert FollowUpStep.objects.filter(decision__slug="mgn-2026-02-26").latest("number").proof == "Verslag"
    assert lead.post(place, {**sent, "state": "busy", "note": "Toch niet"}).status_code == 422


def test_colleges_are_recorded_in_one_form(client_of):
    manager = client_of("programmamanager")
    place = f"{LOG}d2/"
    assert "14 onbekend" in text_of(manager.get(place))
    form = manager.get(f"{place}colleges/").context["form"]
    sent = {name: values[0] for name, values in form.as_posted().items() if values}
    sent |= {"basis": form.initial["basis"], "GM0984_stance": "reserved", "GM0984_decided_on": "2026-10-06"}
    wrong = manager.post(f"{place}colleges/", sent)
    assert wrong.status_code == 422
    assert "Venray: schrijf wat het voorbehoud is." in text_of(wrong)
    assert wrong.content.decode().count('name="GM0984_reservation"') == 1
    manager.post(f"{place}colleges/", {**sent, "GM0984_reservation": "Mits gedekt"})
    text = text_of(manager.get(place))
    assert "1 akkoord met voorbehoud, 13 onbekend" in text
    assert "Mits gedekt" in text


def test_a_decision_is_put_right_on_record(secretary):
    place = f"{LOG}mgn-2026-02-26/"
    form = secretary.get(f"{place}wijzigen/").context["form"]
    sent = {name: values[0] for name, values in form.as_posted().items() if values}
    sent |= {"basis": form.initial["basis"], "deadline": "2026-12-31", "reason": "Afgesproken uitstel"}
    secretary.post(f"{place}wijzigen/", sent)
    assert Decision.objects.filter(slug="mgn-2026-02-26", deadline="2026-12-31").exists()


def test_what_is_late_waits_in_mijn_werk(client_of):
    for person in ("projectleider-mgn", "programmamanager", "secretaris-pho"):
        assert "Opvolgen: Versneld werven van verkenners" in text_of(client_of(person).get("/")), person
    assert "Opvolgen:" not in text_of(client_of("lezer").get("/"))


def test_no_page_tells_others_of_a_meeting(client_of):
    fix_agenda(actor=Viewer.system("Proef"), meeting_id=next_meeting().pk)
    outsider = client_of("zl-manager")
    assert "portefeuillehouders" not in text_of(outsider.get("/"))
    assert outsider.get(coming()).status_code == 404
    assert clock.today() < next_meeting().held_on
