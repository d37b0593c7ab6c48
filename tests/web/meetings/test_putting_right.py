"""Pages on which something is put right: a decision replaced, a meeting cancelled, a body closed."""

import io

import pytest
from openpyxl import load_workbook

from izaportal.core.uuid7 import uuid7
from pillars.models import GovernanceBody
from tests.web.meetings.places import LOG, PLACE, coming, past
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_wrong_decision_is_replaced_in_sight(secretary, client_of):
    place = f"{LOG}mgn-2026-02-26/"
    answer = secretary.get(place)
    assert "vervang het besluit dan" in text_of(answer)
    form_place = answer.context["page"].replace_url
    form = secretary.get(form_place).context["form"]
    assert (form.initial["kind"], form.initial["label"][:16]) == ("adjust", "Versneld werven ")
    sent = {
        "row": str(form["row"].value()),
        "kind": "scale_up",
        "label": "Meer verkenners werven",
        "owner_role": "projectleider",
        "deadline": "2026-12-31",
    }
    assert secretary.post(form_place, sent).status_code == 422
    secretary.post(form_place, {**sent, "replaces_why": "Verkeerd opgeschreven"})
    old, log = text_of(secretary.get(place)), text_of(secretary.get(LOG))
    assert "Dit besluit telt niet meer" in old
    assert "Meer verkenners werven (opschalen). Verkeerd opgeschreven" in old
    assert "Opvolgen" not in old
    assert "Vervangen door Meer verkenners werven" in log
    assert secretary.get(form_place).status_code == 404
    assert secretary.get(f"{place}wijzigen/").status_code == 403
    held = text_of(client_of("bestuurder-venray").get(past("2026-02-26")))
    assert "Vervangen besluit: bijsturen." in held
    assert "Vervangt ‘Versneld werven" in held
    rows = load_workbook(io.BytesIO(secretary.get(f"{past('2026-02-26')}besluitenlijst/xlsx/").content))
    kinds = [row[4] for row in rows.worksheets[0].iter_rows(values_only=True)]
    assert "opschalen" in kinds
    assert "bijsturen" not in kinds
    assert "Versneld werven" not in text_of(client_of("projectleider-mgn").get("/"))


def test_a_plan_decision_is_not_replaced(client_of):
    assert "vervang het besluit" not in text_of(client_of("programmamanager").get(f"{LOG}d2/"))


def test_a_meeting_is_cancelled_and_goes_on_after_all(secretary, client_of):
    secretary.post(f"{coming()}afzeggen/", {"reason": "Te weinig aanwezigen"})
    board = client_of("bestuurder-venray")
    text = text_of(board.get(coming()))
    assert "Deze vergadering gaat niet door" in text
    assert "Te weinig aanwezigen" in text
    assert "Toch laten doorgaan" not in text
    assert "gaat niet door" in text_of(board.get(PLACE))
    assert "Bespreekt Q3 2026" not in text_of(board.get("/"))
    secretary.post(f"{coming()}toch-door/")
    assert "Agenda vaststellen" in text_of(secretary.get(coming()))


def test_meetings_are_planned_a_year_ahead(secretary):
    form = secretary.get(f"{PLACE}plannen/").context["form"]
    quarters = [key for key, _ in form.fields["quarter"].choices]
    assert quarters[:5] == ["", "2027-Q4", "2027-Q3", "2027-Q2", "2027-Q1"]
    assert form.initial["quarter"].key == "2026-Q3"
    body = GovernanceBody.objects.get(slug="pho", programme__slug="nml-o")
    row = str(uuid7())
    sent = {"row": row, "body": str(body.pk), "held_on": "2027-05-27", "quarter": "2027-Q1"}
    secretary.post(f"{PLACE}plannen/", sent)
    text = text_of(secretary.get(f"{PLACE}{row}/"))
    assert "Kijkt terug op Q1 2027." in text
    assert "Dashboard Q1 2027" not in text  # there is none yet


def test_a_body_is_added_and_closed(client_of):
    manager = client_of("programmamanager")
    sent = {"row": str(uuid7()), "name": "Stuurgroep Ouderen", "scope": "programma", "has_mandate": "nee"}
    assert manager.post(f"{PLACE}overleggen/nieuw/", {**sent, "name": ""}).status_code == 422
    manager.post(f"{PLACE}overleggen/nieuw/", sent)
    place = f"{PLACE}overleggen/stuurgroep-ouderen/wijzigen/"
    form = manager.get(place).context["form"]
    values = {name: posted[0] for name, posted in form.as_posted().items() if posted}
    values |= {"basis": form.initial["basis"], "closed_on": "2026-10-01", "reason": "Opgegaan in het pho"}
    manager.post(place, values)
    assert "Opgeheven sinds 1 oktober 2026" in text_of(manager.get(f"{PLACE}overleggen/"))
    planned = manager.get(f"{PLACE}plannen/").content.decode()
    assert "Stuurgroep Ouderen" not in planned
