"""The pages of reports, in the hands of people who mean well and of accidents."""

import json
import re
from datetime import date

import pytest
from django.http import HttpResponse

from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from kpis.models import Indicator, Measurement
from pillars.services.periods import close_period
from tests.reporting.reports import COMPLETE, Q3, mgn, submitted, typed
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
REPORTS = "/programmas/nml-o/projecten/mgn/rapportages/"
REPORT = f"{REPORTS}2026-Q3/"
ZORGSTART = "/programmas/nml-o/projecten/zorgstart/rapportages/2026-Q3/"
NOTE = "voortgang.tekst"
UNMEASURED = {"meting.kpi-1-2.ontbreekt": "Griep.", "oordeel.result.reden": "Het gaat wel."}


def draft() -> QuarterReport:
    return QuarterReport.objects.get(project=mgn(), quarter=Q3)


def posted(changes: dict[str, str], *, seen: dict[str, str] | None = None, **more: str) -> dict[str, str]:
    """As a browser posts the whole form after these changes."""
    texts = Drafted(report_facts(mgn(), Q3), draft().typed).reading.texts
    return {**texts, **changes, "gezien": json.dumps(texts if seen is None else seen), **more}


def test_the_lead_fills_in_with_last_quarter_beside(client_of):
    text = text_of(client_of("projectleider-mgn").get(REPORT))
    assert "Indienen kan tot en met 28 oktober 2026" in text
    assert "Telt vanaf de start, dus nooit lager dan vorig kwartaal. Streefband Q3 2026: 660 tot 990." in text
    assert "Vorig kwartaal (Q2 2026) 540 inwoners" in text
    assert "700 inwoners gemeten, en dat is op koers" in text
    assert "65 is minder dan 70 in Q2 2026, terwijl de telling alleen kan stijgen. Klopt dit?" in text
    assert "2 van 7 klaar 2 van 7 Metingen 1 fout, 2 van 3 klaar Besteding klaar" in text


def anchors(page: HttpResponse) -> set[str]:
    return set(re.findall(r' id="(veld-[^"]+)"', page.content.decode()))


def test_links_to_fields_land_when_it_is_handed_in(client_of, viewer_of):
    """Whoever follows a link of yesterday finds what was written there."""
    places = {"veld-meting-kpi-1-1", "veld-meting-kpi-1-2", "veld-besteding-spuk-mgn", "veld-voortgang-tekst"}
    lead = client_of("projectleider-mgn")
    assert places <= anchors(lead.get(REPORT))
    submitted(viewer_of("projectleider-mgn"), {**UNMEASURED, "meting.kpi-1-2": ""})
    handed_in = lead.get(REPORT)
    assert "Rapportage intrekken" in text_of(handed_in)
    assert places | {"veld-meting-kpi-1-2-ontbreekt"} <= anchors(handed_in)


def test_links_to_an_indicator_of_municipalities_land(client_of, viewer_of):
    Indicator.objects.filter(programme__slug="nml-o", slug="kpi-1-2").update(disaggregated=True)
    lead = client_of("projectleider-mgn")
    assert {"veld-meting-kpi-1-2", "veld-meting-kpi-1-2-GM0984"} <= anchors(lead.get(REPORT))
    submitted(viewer_of("projectleider-mgn"), {**UNMEASURED, "meting.kpi-1-2.GM0984": "9"})
    assert {"veld-meting-kpi-1-2", "veld-meting-kpi-1-2-GM0984"} <= anchors(lead.get(REPORT))


def test_a_plain_form_keeps_the_draft(client_of):
    answer = client_of("projectleider-mgn").post(REPORT, posted({NOTE: "Het gaat goed."}), follow=True)
    assert answer.redirect_chain[-1][0] == REPORT
    assert "Het gaat goed." in text_of(answer)


def test_typing_is_answered_with_what_to_show(client_of):
    data = {"meting.kpi-1-2": "7o", "gezien": json.dumps({"meting.kpi-1-2": "65"})}
    answer = client_of("projectleider-mgn").post(REPORT, data, headers={"accept": "application/json"}).json()
    assert answer["stored"]["meting.kpi-1-2"] == "7o"
    assert "‘7o’ is geen getal. Schrijf bijvoorbeeld 1.234,5." in answer["notes"]["meting.kpi-1-2"]["html"]
    assert "Metingen" in answer["pieces"]["stappen"]
    assert answer["conflicts"] == {}


def test_a_submitted_report_waits_for_the_manager(client_of):
    answer = client_of("projectleider-mgn").post(REPORT, posted(COMPLETE, actie="indienen"), follow=True)
    assert "ingediend en wacht op de programmamanager" in text_of(answer)
    assert "Rapportage intrekken" in text_of(answer)


def test_every_mistake_is_told_at_once(client_of):
    data = posted({"meting.kpi-1-1": "", "besteding.spuk-mgn": "veel"}, actie="indienen")
    answer = client_of("projectleider-mgn").post(REPORT, data)
    text = text_of(answer)
    assert answer.status_code == 422
    assert "antwoorden kloppen nog niet" in text
    assert "1-1 Inwoners bereikt met interventies: Vul een waarde in" in text
    assert "SPUK transformatiemiddelen: Besteed dit kwartaal: ‘veel’ is geen getal." in text
    assert 'href="#veld-besteding-spuk-mgn"' in answer.content.decode()
    assert 'value="veel"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("meting.kpi-1-1", "n.v.t.", "Laat het veld leeg en schrijf waarom"),
        ("meting.kpi-1-1", "1,234.5", "is geen getal"),
        ("meting.kpi-1-1", "9" * 20, "is te groot"),
        ("meting.kpi-1-1", "<b>7</b>", "is geen getal"),
        ("besteding.spuk-mgn", "-5", "Een bedrag is nul of meer"),
        ("besteding.spuk-mgn", "9.999.999,00", "meer dan er van de toekenning over is"),
        ("mijlpaal.mgn-veertien.verwacht", "31-02-2027", "is geen datum"),
        ("mijlpaal.mgn-veertien.stand", "weg", "Kies een van de mogelijkheden"),
        ("risico.mgn-start.kans", "9", "Kies een van de mogelijkheden"),
        (NOTE, "x" * 4001, "Dit is 4001 tekens lang"),
        (NOTE, "x" * 16_001, "Deze tekst is te lang om te bewaren"),
    ],
)
def test_bad_input_gets_a_clear_message(client_of, field, text, message):
    answer = client_of("projectleider-mgn").post(REPORT, posted({**COMPLETE, field: text}, actie="indienen"))
    assert answer.status_code in (409, 422)
    assert message in text_of(answer)
    assert not ReportSubmission.objects.filter(report=draft()).exists()


def test_script_is_shown_as_text(client_of):
    evil = "<script>alert('x')</script>"
    client = client_of("projectleider-mgn")
    client.post(REPORT, posted({NOTE: evil}))
    assert evil not in client.get(REPORT).content.decode()
    assert draft().typed[NOTE] == evil


def test_unknown_and_foreign_fields_change_nothing(client_of):
    before = draft().typed
    client_of("projectleider-mgn").post(REPORT, posted({"meting.kpi-3-2": "5", "iets.anders": "x"}))
    assert draft().typed == before


@pytest.mark.parametrize("basis", ["", "geen json", "[]", '"tekst"', "null"])
def test_a_basis_that_is_gone_overwrites_nothing(client_of, basis):
    typed_before = draft().typed["meting.kpi-1-2"]
    data = {"meting.kpi-1-2": "66", "gezien": basis}
    answer = client_of("projectleider-mgn").post(REPORT, data)
    assert answer.status_code == 409
    assert draft().typed["meting.kpi-1-2"] == typed_before


def test_both_texts_of_a_conflict_are_shown(client_of, viewer_of):
    old = posted({})
    typed(viewer_of("programmamanager"), {NOTE: "Van de manager."})
    answer = client_of("projectleider-mgn").post(REPORT, {**old, NOTE: "Van de leider."})
    text = text_of(answer)
    assert answer.status_code == 409
    assert "Iemand anders schreef hier intussen Van de manager." in text
    assert ">Van de leider.</textarea>" in answer.content.decode()


def test_the_text_of_who_saves_again_wins(client_of, viewer_of):
    old = posted({})
    typed(viewer_of("programmamanager"), {NOTE: "Van de manager."})
    client = client_of("projectleider-mgn")
    client.post(REPORT, {**old, NOTE: "Van de leider."})
    client.post(REPORT, posted({NOTE: "Van de leider."}))
    assert draft().typed[NOTE] == "Van de leider."


def test_a_double_click_submits_once(client_of):
    data = posted(COMPLETE, actie="indienen")
    client = client_of("projectleider-mgn")
    assert [client.post(REPORT, data).status_code for _ in range(2)] == [302, 302]
    assert ReportSubmission.objects.filter(report=draft()).count() == 1
    assert Measurement.objects.filter(indicator__slug="kpi-1-2", quarter=Q3).count() == 1


def test_text_in_a_report_shut_meanwhile_is_given_back(client_of, viewer_of):
    data = posted({NOTE: "Nog snel iets."})
    close_period(actor=viewer_of("controller"), programme=mgn().programme, quarter=Q3, on=date(2026, 10, 12))
    answer = client_of("projectleider-mgn").post(REPORT, data)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "gesloten op 12-10-2026" in text
    assert "Wat u typte is niet bewaard" in text
    assert "Nog snel iets." in text


def test_text_typed_after_the_session_ended_comes_back(client_of):
    stranger = client_of()
    page = stranger.post(REPORT, posted({NOTE: "Getypt na het afmelden."}))
    assert page.status_code == 401
    kept = page.context["kept"]
    stranger.post(
        "/inloggen/",
        {"username": "projectleider-mgn", "password": "izaportal-demo", "next": REPORT, "kept": kept},
    )
    answer = stranger.get(REPORT)
    assert ">Getypt na het afmelden.</textarea>" in answer.content.decode()
    assert "staat weer in de velden" in text_of(answer)
    assert draft().typed.get(NOTE, "") == ""


@pytest.mark.parametrize("person", ["lezer", "bestuurder-venray"])
def test_others_read_only_what_is_approved(client_of, person):
    client = client_of(person)
    assert "U ziet de rapportage zodra de programmamanager haar heeft goedgekeurd" in text_of(
        client.get(REPORT)
    )
    assert "opleidingsplaatsen" not in text_of(client.get(ZORGSTART))
    approved = text_of(client.get(f"{REPORTS}2026-Q2/"))
    assert "Het bereik groeide van 420 naar 540" in approved
    assert "Leg uit waarom" not in approved


@pytest.mark.parametrize("person", ["lezer", "bestuurder-venray"])
def test_others_compare_no_drafts(client_of, person):
    client = client_of(person)
    assert "Twee extra verkenners zijn in juli" not in text_of(client.get(f"{REPORT}verschil/"))
    assert client.get(f"{REPORTS}2026-Q2/verschil/?versie=1").status_code == 404


def test_a_draft_is_held_against_last_quarter(client_of):
    text = text_of(client_of("projectleider-mgn").get(f"{REPORT}verschil/"))
    assert "1-1 Inwoners bereikt met interventies 540 inwoners 700 inwoners" in text
    assert "1-3 Gemeenten met regionale aanpak" not in text


def test_versions_are_held_against_each_other(client_of):
    text = text_of(client_of("projectleider-mgn").get(f"{REPORTS}2026-Q2/verschil/?versie=2"))
    assert "versie 1" in text
    assert "Twee verkenners vielen uit" in text


@pytest.mark.parametrize("version", ["3", "0", "-1", "x", "2' OR 1=1"])
def test_a_version_that_is_not_there_is_not_found(client_of, version):
    client = client_of("projectleider-mgn")
    assert client.get(f"{REPORTS}2026-Q2/verschil/", {"versie": version}).status_code == 404


def test_the_list_tells_how_far_each_quarter_is(client_of):
    text = text_of(client_of("projectleider-mgn").get(REPORTS))
    assert "Q3 2026 Concept" in text.replace("concept", "Concept")
    assert "Verder met rapporteren Q3 2026" in text
    assert text.count("goedgekeurd") == 4


def test_who_did_what_is_on_the_page(client_of):
    text = text_of(client_of("projectleider-mgn").get(f"{REPORTS}2026-Q2/"))
    assert "Programmamanager NML-O" in text
    assert "teruggestuurd: Metingen: Leg uit waarom de groei lager is dan gepland." in text


def test_the_three_facts_stand_side_by_side(client_of, viewer_of):
    client = client_of("programmamanager")
    submission = submitted(viewer_of("projectleider-mgn"))
    client.post(f"{REPORT}goedkeuren/", {"versie": str(submission.pk), "oordeel.money.kleur": "off_track"})
    text = text_of(client.get(REPORT))
    assert "Aspect Berekend Voorgesteld Programmamanager" in text
    assert "Geld Op koers" in text
    assert "Achter" in text
