"""Making and changing an indicator in the browser: bad input, double clicks, conflicts, the way back."""

import json
import re

import pytest

from izaportal.core.models import AuditEntry, Draft
from kpis.models import Indicator
from tests.factories.kpis import IndicatorFactory
from tests.web.indicator_edit.posting import changed, shown

pytestmark = pytest.mark.django_db
NEW = "/programmas/nml-o/indicatoren/nieuw/"
KPI = "/programmas/nml-o/indicatoren/kpi-1-1/"
EDIT = f"{KPI}bewerken/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


@pytest.fixture
def of_mgn(programme) -> Indicator:
    mgn = programme.projects.get(slug="mgn")
    return IndicatorFactory.create(programme=programme, project=mgn, pillar=mgn.pillar, slug="van-mgn")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_new_indicator_leads_to_its_targets(manager):
    answer = manager.post(NEW, changed(manager, NEW, name="Ontmoetingsplekken", unit="plekken"))
    assert answer.status_code == 302
    assert answer["Location"] == "/programmas/nml-o/indicatoren/ontmoetingsplekken/streefwaarden/"
    page = manager.get(answer["Location"])
    assert "Ontmoetingsplekken is toegevoegd" in text_of(page)
    assert "Nog geen streefband" in text_of(page)


def test_a_double_click_adds_one(manager):
    data = changed(manager, NEW, name="Ontmoetingsplekken")
    first, second = manager.post(NEW, data), manager.post(NEW, data)
    assert first["Location"] == second["Location"]
    assert Indicator.objects.filter(name="Ontmoetingsplekken").count() == 1


def test_mistakes_come_at_once_and_keep_the_text(manager):
    before = Indicator.objects.count()
    typed = {"name": SCRIPT, "baseline": "veel", "phasing_4": "90", "decimals": "-1", "unit": "x" * 81}
    answer = manager.post(NEW, changed(manager, NEW, **typed))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "4 antwoorden kloppen nog niet" in page
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for value in ('value="veel"', 'value="90"', 'value="-1"'):
        assert value in page
    assert Indicator.objects.count() == before


def test_rows_of_another_programme_cannot_be_chosen(manager):
    elsewhere = Indicator.objects.filter(programme__slug="zuid-limburg", pillar__isnull=False).earliest("pk")
    answer = manager.post(NEW, changed(manager, NEW, name="Proef", pillar=str(elsewhere.pillar_id)))
    assert answer.status_code == 422
    assert "pillar" in answer.context["form"].errors


def test_an_id_of_elsewhere_is_told(manager):
    foreign = IndicatorFactory.create()
    answer = manager.post(NEW, changed(manager, NEW, name="Proef", row=str(foreign.pk)))
    assert answer.status_code == 422
    assert "Dit hoort niet bij dit programma." in text_of(answer)


@pytest.mark.parametrize("url", [NEW, EDIT])
def test_a_preset_works_without_scripts(manager, url):
    before = AuditEntry.objects.count()
    answer = manager.post(url, changed(manager, url, name="Half getypt", fasering="0 0 0 100"))
    assert answer.status_code == 200
    form = answer.context["form"]
    assert [form[f"phasing_{n}"].value() for n in range(1, 5)] == ["0", "0", "0", "100"]
    assert form["name"].value() == "Half getypt"
    assert AuditEntry.objects.count() == before


def test_a_lost_session_keeps_the_text(client_of, manager):
    data = changed(manager, NEW, name="Getypt zonder sessie")
    answer = client_of().post(NEW, data)
    assert answer.status_code == 401
    assert "Getypt zonder sessie" in json.loads(answer.context["kept"])["name"]


def test_a_change_is_stored_and_can_be_taken_back(manager):
    answer = manager.post(EDIT, changed(manager, EDIT, accumulation="level", reason="Anders geteld"))
    assert (answer.status_code, answer["Location"]) == (302, KPI)
    page = text_of(manager.get(KPI))
    assert "stand aan het eind van het kwartaal" in page
    assert "Wat telt een waarde?: <del>geteld vanaf de start</del>" in page
    assert "Reden: Anders geteld" in page
    entry = AuditEntry.objects.filter(object_type="indicator").latest("id")
    undo = f"{KPI}wijzigingen/{entry.pk}/terugdraaien/"
    assert undo in page
    assert manager.post(undo)["Location"] == KPI
    assert Indicator.objects.get(slug="kpi-1-1").accumulation == "cumulative"


def test_saving_untouched_changes_nothing(manager):
    before = AuditEntry.objects.count()
    answer = manager.post(EDIT, changed(manager, EDIT))
    assert answer.status_code == 302
    assert "Er was niets te wijzigen" in text_of(manager.get(KPI))
    assert AuditEntry.objects.count() == before


def test_what_decides_asks_why(manager):
    answer = manager.post(EDIT, changed(manager, EDIT, direction="down"))
    assert answer.status_code == 422
    assert "Schrijf op waarom" in text_of(answer)
    assert answer.context["form"]["direction"].value() == "down"


def test_both_texts_survive_a_conflict(manager):
    mine = changed(manager, EDIT, name="Van mij", phasing_2="60", reason="Mijn reden")
    theirs = changed(manager, EDIT, name="Van een ander", phasing_2="55", reason="Hun reden")
    assert manager.post(EDIT, theirs).status_code == 302
    answer = manager.post(EDIT, mine)
    page = text_of(answer)
    assert answer.status_code == 409
    for text in ("Van mij", "Van een ander", 'value="60"', "Iemand anders wijzigde dit ook"):
        assert text in page
    again = manager.post(EDIT, shown(answer))
    assert again.status_code == 302
    stored = Indicator.objects.get(slug="kpi-1-1")
    assert (stored.name, [int(share) for share in stored.phasing]) == ("Van mij", [25, 60, 75, 100])


def test_looking_ahead_stores_nothing(manager):
    before = AuditEntry.objects.count()
    data = changed(manager, EDIT, phasing_1="100", phasing_2="100", phasing_3="100", bekijk="1")
    whole = manager.post(EDIT, data)
    part = manager.post(EDIT, data, headers={"HX-Request": "true"})
    for answer in (whole, part):
        page = text_of(answer)
        assert answer.status_code == 200
        assert "Grenzen: 660 tot 990 → 720 tot 1.080" in page
        assert "Zoals het nu is" in page
    assert ("<html" in text_of(whole), "<html" in text_of(part)) == (True, False)
    assert AuditEntry.objects.count() == before


def test_a_turned_direction_warns(manager):
    page = text_of(manager.post(EDIT, changed(manager, EDIT, direction="down", bekijk="1")))
    assert "gelezen met de andere richting" in page
    assert "gelezen met de andere richting" not in text_of(manager.get(EDIT))


def test_a_lead_edits_words_only(client_of, of_mgn):
    lead, url = client_of("projectleider-mgn"), "/programmas/nml-o/indicatoren/van-mgn/bewerken/"
    page = lead.get(url)
    assert "Wat het oordeel bepaalt, staat vast" in text_of(page)
    assert 'name="direction"' not in text_of(page)
    data = changed(lead, url, name="Anders", direction="down", phasing_1="100")
    assert lead.post(url, data).status_code == 302
    stored = Indicator.objects.get(pk=of_mgn.pk)
    assert (stored.name, stored.direction, int(stored.phasing[0])) == ("Anders", "up", 25)
    assert lead.get("/programmas/nml-o/indicatoren/van-mgn/streefwaarden/").status_code == 403


def test_what_was_typed_comes_back_as_draft(manager):
    manager.post("/concept/", {"place": NEW, "name": "Half af"})
    page = text_of(manager.get(NEW))
    assert 'value="Half af"' in page
    assert "Dit is uw concept" in page
    manager.post(NEW, changed(manager, NEW, name="Half af", decimals="0", **GOOD))
    assert not Draft.objects.filter(place=NEW).exists()


GOOD = {
    "direction": "up",
    "accumulation": "level",
    "frequency": "kwartaal",
    "phasing_1": "25",
    "phasing_2": "50",
    "phasing_3": "75",
    "phasing_4": "100",
    "row": "019a0000-0000-7000-8000-000000000009",
}


@pytest.mark.parametrize(
    ("person", "manages", "edits"),
    [("programmamanager", True, True), ("projectleider-mgn", False, True), ("lezer", False, False)],
)
def test_buttons_are_for_who_may_use_them(client_of, person, manages, edits):
    client = client_of(person)
    assert (NEW in text_of(client.get("/programmas/nml-o/"))) == manages
    page = text_of(client.get(KPI))
    assert (EDIT in page, f"{KPI}streefwaarden/" in page) == (edits, manages)
