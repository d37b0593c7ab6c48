"""Editing a project the way people do, and everything that can go wrong meanwhile."""

import pytest

from izaportal.core.models import AuditEntry, Draft
from izaportal.core.uuid7 import uuid7
from izaportal.web.start.views import NOT_KEPT
from projects.models import ProjectPartner, Risk
from tests.factories.projects import RiskFactory
from tests.web.project_edit.forms import form_of, send
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MGN = "/programmas/nml-o/projecten/mgn/"
STORY, CORE, RISK, LINK = (
    f"{MGN}bewerken/{place}/" for place in ("verhaal", "kerngegevens", "risicos/nieuw", "bewijs/nieuw")
)
FILE = f"{MGN}bewerken/bestanden/nieuw/"


def test_a_saved_section_leads_back_to_it(lead, mgn):
    answer = send(lead, STORY, goal="Eerder hulp, dichter bij huis", reason="uit het startgesprek")
    assert (answer.status_code, answer["Location"]) == (302, f"{MGN}#waarom")
    shown = lead.get(MGN)
    assert "Mentale gezondheidsnetwerken is opgeslagen." in shown.content.decode()
    page = text_of(shown)
    assert "Doel Eerder hulp, dichter bij huis" in page
    assert "Doel: leeg → Eerder hulp, dichter bij huis Reden: uit het startgesprek" in page


def test_the_last_change_can_be_taken_back(lead, mgn):
    send(lead, STORY, goal="Verkeerd")
    entry = AuditEntry.objects.filter(scope="nml-o/mgn").latest("id")
    address = f"{MGN}wijzigingen/{entry.pk}/terugdraaien/"
    assert address in lead.get(MGN).content.decode()
    lead.post(address)
    mgn.refresh_from_db()
    assert mgn.goal == ""
    assert "de wijziging is teruggedraaid" in lead.get(MGN).content.decode()


def test_readers_see_history_but_no_buttons(lead, client_of):
    send(lead, STORY, goal="Eerder hulp")
    page = client_of("lezer").get(MGN)
    assert "1 wijziging" in text_of(page)
    assert "bewerken/" not in page.content.decode()
    assert "terugdraaien" not in page.content.decode()


def test_a_second_click_stores_once(lead, mgn):
    sent = form_of(lead.get(RISK), label="Te weinig begeleiders", likelihood="3", impact="4")
    assert [lead.post(RISK, sent).status_code for _ in range(2)] == [302, 302]
    added = mgn.risks.filter(label="Te weinig begeleiders")
    assert list(added.values_list("likelihood", "impact")) == [(3, 4)]


def test_a_stale_form_keeps_both_texts(lead, client_of, mgn):
    manager = client_of("programmamanager")
    old = form_of(manager.get(STORY))
    send(lead, STORY, goal="Tekst van de projectleider", urgency="Wachtlijsten")
    answer = manager.post(STORY, old | {"goal": ["Tekst van de manager"]})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Iemand anders wijzigde dit ook" in page
    assert "Tekst van de projectleider" in page
    fields = form_of(answer)
    assert (fields["goal"], fields["urgency"]) == (["Tekst van de manager"], ["Wachtlijsten"])
    assert manager.post(STORY, fields).status_code == 302
    mgn.refresh_from_db()
    assert (mgn.goal, mgn.urgency) == ("Tekst van de manager", "Wachtlijsten")
    assert "Tekst van de projectleider → Tekst van de manager" in text_of(lead.get(MGN))


def test_a_lost_session_keeps_what_was_typed(lead, client_of, mgn):
    sent = form_of(lead.get(STORY), goal="Getypt na de lunch")
    lead.logout()
    answer = lead.post(STORY, sent)
    assert answer.status_code == 401
    assert "Uw tekst is niet weg" in text_of(answer)
    kept = answer.context["kept"]
    signed_in = lead.post(
        "/inloggen/",
        {"username": "projectleider-mgn", "password": "izaportal-demo", "next": STORY, "kept": kept},
    )
    assert signed_in["Location"] == STORY
    form = lead.get(STORY)
    assert "Dit is uw concept" in text_of(form)
    assert form_of(form)["goal"] == ["Getypt na de lunch"]
    assert lead.post(STORY, form_of(form)).status_code == 302
    mgn.refresh_from_db()
    assert mgn.goal == "Getypt na de lunch"
    assert not Draft.objects.exists()


def test_a_sign_in_in_another_tab_loses_nothing(lead, mgn):
    sent = form_of(lead.get(STORY), goal="Getypt na de lunch")
    lead.logout()
    kept = lead.post(STORY, sent).context["kept"]
    name = {"username": "projectleider-mgn", "password": "izaportal-demo", "next": STORY}
    assert lead.post("/inloggen/", name).status_code == 302
    assert lead.post("/inloggen/", name | {"kept": kept})["Location"] == STORY
    assert form_of(lead.get(STORY))["goal"] == ["Getypt na de lunch"]


def test_a_wrong_password_loses_nothing(lead):
    sent = form_of(lead.get(STORY), goal="Getypt")
    lead.logout()
    kept = lead.post(STORY, sent).context["kept"]
    name = {"username": "projectleider-mgn", "next": STORY, "kept": kept}
    again = lead.post("/inloggen/", name | {"password": "fout"})
    assert again.context["kept"] == kept


def test_a_sign_in_of_somebody_else_stores_nothing(lead, mgn):
    """The draft goes to who signs in; the form of a project that is not theirs stays closed."""
    sent = form_of(lead.get(STORY), goal="Getypt")
    lead.logout()
    kept = lead.post(STORY, sent).context["kept"]
    lead.post(
        "/inloggen/", {"username": "zl-manager", "password": "izaportal-demo", "next": STORY, "kept": kept}
    )
    assert lead.get(STORY).status_code == 404
    mgn.refresh_from_db()
    assert mgn.goal == ""


@pytest.mark.parametrize("address", [STORY, MGN, "/"])
def test_no_part_becomes_the_sign_in_page(client, address):
    part = {"hx-request": "true"}
    assert client.get(address, headers=part).status_code == 401
    assert client.post(STORY, {}, headers=part).status_code == 401
    assert client.get(address).status_code == 302


def test_drafts_are_kept_and_thrown_away(lead, client_of):
    sent = form_of(lead.get(STORY), goal="Half af") | {"place": [STORY]}
    kept = lead.post("/concept/", sent)
    assert (kept.status_code, len(kept.json()["at"])) == (200, 5)
    assert form_of(lead.get(STORY))["goal"] == ["Half af"]
    assert form_of(client_of("programmamanager").get(STORY))["goal"] == [""]
    lead.post("/concept/weggooien/", {"place": STORY})
    assert form_of(lead.get(STORY))["goal"] == [""]


@pytest.mark.parametrize("place", ["", "https://elders.example/", "/bestaat/niet/", "//elders.example/"])
def test_drafts_have_a_place_in_the_portal(lead, place):
    assert lead.post("/concept/", {"place": place, "goal": "x"}).status_code == 400
    assert lead.post("/concept/weggooien/", {"place": place}).status_code == 400


def test_drafts_have_a_size(lead):
    assert lead.post("/concept/", {"place": STORY, "goal": "x" * 200_001}).status_code == 413
    assert not Draft.objects.exists()


# Fields that show whatever was typed; a choice that does not exist cannot be shown as chosen.
TEXTS = {"name", "code", "goal", "label", "lower", "upper", "due", "reached_on", "url"}
BAD: list[tuple[str, dict[str, str | list[str]], list[str]]] = [
    (CORE, {"name": ""}, ["name"]),
    (CORE, {"name": "x" * 251, "code": "y" * 41}, ["name", "code"]),
    (CORE, {"stage": "nergens"}, ["stage"]),
    (CORE, {"pillar": str(uuid7())}, ["pillar"]),
    (CORE, {"pillar": "geen-id"}, ["pillar"]),
    (CORE, {"owner_kind": "organisation", "owner": ""}, ["owner"]),
    (CORE, {"other_pillars": [str(uuid7())]}, ["other_pillars"]),
    (STORY, {"goal": "x" * 10_001}, ["goal"]),
    (STORY, {"aims": ["alles"]}, ["aims"]),
    (RISK, {"label": ""}, ["label"]),
    (RISK, {"label": "Risico", "likelihood": "6"}, ["likelihood"]),
    (RISK, {"label": "Risico", "likelihood": "-1", "impact": "veel"}, ["likelihood", "impact"]),
    (RISK, {"label": "Risico", "row": "geen-id"}, ["row"]),
    (f"{MGN}bewerken/mijlpalen/nieuw/", {"label": "M", "due": "31-02-2026"}, ["due"]),
    (f"{MGN}bewerken/mijlpalen/nieuw/", {"label": "M", "reached_on": "01-01-2026"}, ["reached_on"]),
    (
        f"{MGN}bewerken/mijlpalen/nieuw/",
        {"label": "M", "state": "reached", "reached_on": "01-01-2099"},
        ["reached_on"],
    ),
    (f"{MGN}bewerken/bewijs/nieuw/", {"label": "L", "url": "ftp://voorbeeld.nl/verslag"}, ["url"]),
    (f"{MGN}bewerken/bewijs/nieuw/", {"label": "L", "url": "javascript:alert(1)"}, ["url"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"lower": "n.v.t."}, ["lower"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"lower": "1,234.5"}, ["lower"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"lower": ""}, ["lower"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"lower": "2", "upper": "1"}, ["upper"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"knowledge": "to_be_determined", "lower": "2"}, ["knowledge"]),
    (f"{MGN}bewerken/cijfers/nieuw/", {"lower": "1" * 21}, ["lower"]),
    (f"{MGN}bewerken/partners/nieuw/", {"organisation": ""}, ["organisation"]),
    (f"{MGN}bewerken/afhankelijkheden/nieuw/", {"needs": str(uuid7())}, ["needs"]),
    (LINK, {"label": "Verslag", "url": "geen adres"}, ["url"]),
    (LINK, {"label": "Verslag", "url": "javascript:alert(1)"}, ["url"]),
    (LINK, {"label": "", "url": "", "quarter": "2026-Q5"}, ["label", "url", "quarter"]),
    (FILE, {"label": "Zonder bestand"}, ["upload"]),
]


@pytest.mark.parametrize(("address", "typed", "fields"), BAD)
def test_mistakes_are_told_at_their_fields(lead, address, typed, fields):
    before = AuditEntry.objects.count()
    answer = send(lead, address, **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == fields
    assert AuditEntry.objects.count() == before
    again = form_of(answer)
    texts = {name: value for name, value in typed.items() if isinstance(value, str) and name in TEXTS}
    assert {name: again[name] for name in texts} == {name: [value] for name, value in texts.items()}
    assert Draft.objects.filter(place=address).exists()


def test_script_in_a_text_is_only_text(lead):
    send(lead, STORY, goal="<script>alert(1)</script> & <b>vet</b>")
    page = lead.get(MGN).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;vet&lt;/b&gt;" in page


def test_a_number_may_be_typed_the_dutch_way(lead, mgn):
    send(lead, f"{MGN}bewerken/cijfers/nieuw/", kind="fte", lower="1.234,5", upper="1.234,5", unit="fte")
    assert "1.234,5" in text_of(lead.get(MGN))


@pytest.mark.parametrize("verb", ["", "verwijderen/"])
def test_a_row_of_elsewhere_is_not_there(lead, verb):
    strange = RiskFactory.create()
    answer = lead.post(f"{MGN}bewerken/risicos/{strange.pk}/{verb}", {})
    assert answer.status_code in (302, 404)
    assert Risk.objects.filter(pk=strange.pk, label=strange.label).exists()


def test_a_new_row_cannot_take_a_strange_id(lead):
    strange = RiskFactory.create()
    answer = send(lead, RISK, label="Gekaapt", row=str(strange.pk))
    assert answer.status_code == 422
    assert "Dit hoort niet bij dit project." in text_of(answer)
    strange.refresh_from_db()
    assert strange.label != "Gekaapt"


def test_a_row_is_removed_and_brought_back(lead, mgn):
    partner = ProjectPartner.objects.filter(project=mgn).earliest("pk")
    address = f"{MGN}bewerken/partners/{partner.pk}/"
    assert lead.post(f"{address}verwijderen/").status_code == 302
    assert lead.get(address).status_code == 404
    entry = AuditEntry.objects.filter(scope="nml-o/mgn").latest("id")
    lead.post(f"{MGN}wijzigingen/{entry.pk}/terugdraaien/")
    assert lead.get(address).status_code == 200


@pytest.mark.parametrize("typed", ["nul\x00teken", "x" * 300_000])
def test_what_cannot_be_kept_is_refused_in_words(lead, mgn, typed):
    """A character no database holds, and more than fits: a mistake at the field, never an error page."""
    answer = send(lead, STORY, goal=typed)
    assert answer.status_code == 422
    assert "goal" in answer.context["form"].errors
    mgn.refresh_from_db()
    assert mgn.goal == ""


UNREADABLE = ["geen json", "[1]", '{"goal": null}']
SPOILT = [*UNREADABLE, '{"goal": ["\\u0000"]}', '{"goal": ["\\ud800"]}']


@pytest.mark.parametrize("kept", SPOILT)
def test_a_spoilt_draft_does_not_stop_the_sign_in(client, db, kept):
    name = {"username": "projectleider-mgn", "password": "izaportal-demo", "next": STORY, "kept": kept}
    answer = client.post("/inloggen/", name)
    assert (answer.status_code, answer["Location"]) == (302, STORY)
    form = client.get(STORY)
    assert form.status_code == 200
    assert (NOT_KEPT in form.content.decode()) == (kept in UNREADABLE)


def test_drafts_of_elsewhere_are_not_kept(client, db):
    elsewhere = f"http://testserver{STORY}"
    name = {"username": "projectleider-mgn", "password": "izaportal-demo", "next": elsewhere}
    assert client.post("/inloggen/", name | {"kept": '{"goal": ["x"]}'}).status_code == 302
    assert not Draft.objects.exists()
