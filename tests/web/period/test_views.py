"""The page of a quarter: who sees what of it, and what its controller does there."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from izaportal.accounts.models import User
from izaportal.accounts.services import Person, create_user
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.notices.models import Notice
from izaportal.reporting.services.reminding import keep_quarters
from pillars.models import PeriodState, ReportingPeriod
from tests.fixtures.cast import PEOPLE_BACKEND
from tests.reporting.reports import submitted
from tests.web.dashboard.pages import words_of as words_with_hyphens

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)
WHY = "Twee projectleiders waren ziek."


def url(name: str, quarter: str = "2026-Q3", programme: str = "nml-o") -> str:
    return reverse(name, kwargs={"programme": programme, "quarter": Quarter.parse(quarter)})


PAGE, DATES, CLOSE, REOPEN = map(url, ("period", "period-dates", "close-quarter", "reopen-quarter"))


@pytest.fixture
def controller(client_of):
    return client_of("controller")


@pytest.fixture
def stored(programme):
    return lambda: ReportingPeriod.objects.get(programme=programme, quarter=Q3)


def dates_of(client: Client, **changed: str) -> dict[str, str]:
    """What a browser would post of the form, with these fields typed over."""
    form = client.get(DATES).context["form"]
    return {name: values[0] for name, values in form.as_posted().items()} | {
        "basis": form.initial["basis"],
        "reason": WHY,
        **changed,
    }


def words_of(answer) -> str:
    """Without the soft hyphens of long names."""
    return words_with_hyphens(answer).replace("\xad", "")


def row(text: str, name: str) -> str:
    """What the table says of the project of that name."""
    return text[text.index("Wat ontbreekt Wie") :].partition(name)[2][:230]


def test_it_shows_days_state_and_what_lacks(controller):
    text = words_of(controller.get(PAGE))
    assert "3e kwartaal 2026 open voor rapportage" in text
    assert "Observatie, voorbij 01-07 t/m 30-09-2026" in text
    assert "Indienen, nu 01-10 t/m 28-10-2026 nog 16 dagen" in text
    mgn = row(text, "Mentale gezondheidsnetwerken")
    assert "2 van 3" in mgn
    assert "1 meting, 1 mijlpaal, 2 oordelen, voortgang, besluit" in mgn
    assert "Projectleider Mentale gezondheidsnetwerken" in mgn


def test_what_lacks_leads_to_its_field(controller):
    html = controller.get(PAGE).content.decode()
    assert 'href="/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/#veld-meting-kpi-1-2' in html
    assert 'href="/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/#veld-voortgang-tekst"' in html


def test_late_reports_say_so(controller, settings):
    settings.IZAPORTAL_TODAY = date(2026, 10, 29)
    text = words_of(controller.get(PAGE))
    assert "te laat" in row(text, "Mentale gezondheidsnetwerken")
    assert "wordt beoordeeld" in text


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ("stand=te-beoordelen", "Mentale gezondheidsnetwerken", "Reablement"),
        ("stand=ontbreekt", "Reablement", "Mentale gezondheidsnetwerken"),
        ("ontbreekt=metingen", "Regionale digitale gezondheidsvoorziening", "Reablement"),
    ],
)
def test_the_list_is_filtered(controller, viewer_of, query, present, absent):
    submitted(viewer_of("projectleider-mgn"))
    text = words_of(controller.get(f"{PAGE}?{query}"))
    listed = text[text.index("Wat ontbreekt Wie") : text.index("Herinneringen")]
    assert (present in listed, absent in listed) == (True, False)


def test_an_unknown_filter_finds_nothing(controller):
    assert "Geen project voldoet aan dit filter" in words_of(controller.get(f"{PAGE}?stand=%3Cscript%3E"))


def test_readers_see_it_without_details_or_actions(client_of):
    answer = client_of("lezer").get(PAGE)
    text = words_of(answer)
    assert "Wat er nog ontbreekt, zien de projectleider en de programmamanager." in text
    for hidden in ("Sluiten</a>", "Data wijzigen", "Herinneringen", "Projectleider Mentale"):
        assert hidden not in answer.content.decode()
    assert "2 van 3" not in text


def test_a_lead_sees_details_of_the_own_project_only(client_of):
    text = words_of(client_of("projectleider-mgn").get(PAGE))
    assert "2 van 3" in row(text, "Mentale gezondheidsnetwerken")
    assert "zien de projectleider en de programmamanager" in row(text, "Reablement")
    assert "Herinneringen" not in text


def test_a_draft_of_others_is_no_ones_business(client_of):
    """Whether somebody began, is between those who write and judge."""
    text = words_of(client_of("lezer").get(PAGE))
    assert "concept" not in row(text, "Mentale gezondheidsnetwerken")


def test_managers_preview_reminders_without_actions(client_of):
    answer = client_of("programmamanager").get(PAGE)
    text = words_of(answer)
    assert "14 oktober 2026" in text
    assert "Q3 2026: rapportage van Mentale gezondheidsnetwerken indienen, nog 14 dagen" in text
    assert "7 oktober 2026 gaat met de eerstvolgende ronde mee" in text
    assert CLOSE not in answer.content.decode()


def test_sent_reminders_tell_who_read_them(controller):
    keep_quarters()
    assert "nog niet gelezen" in words_of(controller.get(PAGE))
    assert "gaat met de eerstvolgende ronde mee" not in words_of(controller.get(PAGE))
    Notice.objects.filter(user__username="projectleider-mgn").update(read_at="2026-10-12T09:30Z")
    assert "gelezen op 12-10-2026 11:30" in words_of(controller.get(PAGE))


def test_a_running_quarter_says_when_it_opens(controller):
    text = words_of(controller.get(url("period", "2026-Q4")))
    assert "Dit kwartaal loopt nog. Rapporteren kan vanaf 01-01-2027." in text
    assert "Dit kwartaal wordt nog geobserveerd" in text
    assert url("close-quarter", "2026-Q4") not in controller.get(url("period", "2026-Q4")).content.decode()


def test_a_frozen_quarter_can_only_be_read(controller):
    html = controller.get(url("period", "2026-Q2")).content.decode()
    assert "Vastgesteld op 06-08-2026." in html
    for name in ("close-quarter", "reopen-quarter", "period-dates"):
        assert url(name, "2026-Q2") not in html


def test_what_was_never_reported_stays_so(controller):
    """Of a frozen quarter nothing lacks any more, and nothing is late."""
    text = words_of(controller.get(url("period", "2026-Q2")))
    assert text.count("Het kwartaal is vastgesteld; er komt niets meer bij.") == 1
    assert "niet gerapporteerd" in text
    assert "Wat ontbreekt" not in text
    assert "te laat" not in text.replace("Niets is te laat", "")


def test_the_navigation_leads_to_the_quarter_reported_on(client_of):
    assert client_of("lezer").get("/programmas/nml-o/periode/").url == PAGE
    html = client_of("lezer").get(PAGE).content.decode()
    assert html.index('href="/programmas/nml-o/periode/"') < html.index('aria-current="page"')


def test_extending_the_window_is_stored_and_told(controller, stored):
    answer = controller.post(DATES, dates_of(controller, submit_until="2026-11-02"))
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert stored().submit_until == date(2026, 11, 2)
    text = words_of(controller.get(PAGE))
    assert "indienen tot en met 28-10-2026 → 02-11-2026 Twee projectleiders waren ziek." in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"submit_until": "2026-11-05"}, "Dit is eerder dan de laatste dag van indienen."),
        ({"submit_until": "2027-01-01", "approve_until": "2027-01-08"}, "Kies een eerdere dag."),
        ({"submit_until": "morgen"}, "Dit is geen datum."),
        ({"submit_until": ""}, "Vul een datum in."),
        ({"submit_until": "2026-11-02", "reason": ""}, "Vul dit in."),
        ({"submit_until": "2026-11-02", "reason": "x" * 301}, "hoogstens 300 tekens"),
    ],
)
def test_wrong_dates_are_told_at_the_field(controller, stored, changed, said):
    answer = controller.post(DATES, dates_of(controller, **changed))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert stored().submit_until == date(2026, 10, 28)
    assert changed["submit_until"] in answer.content.decode()


def test_two_controllers_keep_both_days(controller, stored, programme):
    late = dates_of(controller, submit_until="2026-11-02")
    controller.post(DATES, dates_of(controller, submit_until="2026-11-03"))
    answer = controller.post(DATES, late)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "2026-11-02" in html
    assert "2026-11-03" in html
    assert stored().submit_until == date(2026, 11, 3)


def test_a_double_click_changes_once(controller):
    posted = dates_of(controller, submit_until="2026-11-02")
    controller.post(DATES, posted)
    before = AuditEntry.objects.count()
    assert controller.post(DATES, posted).status_code == 302
    assert AuditEntry.objects.count() == before


def test_what_was_typed_survives_the_session(client_of, stored):
    """Sent after the session ended: nothing is stored, and signing in brings it back."""
    posted = dates_of(client_of("controller"), submit_until="2026-11-02")
    answer = client_of(None).post(DATES, posted)
    assert answer.status_code == 401
    assert WHY in answer.content.decode()
    assert stored().submit_until == date(2026, 10, 28)


def test_closing_shows_what_stays_out(controller):
    text = words_of(controller.get(CLOSE))
    assert "Er ontbreekt nog iets" in text
    assert "Mentale gezondheidsnetwerken – Projectleider Mentale gezondheidsnetwerken" in text


def test_closing_asks_why(controller, stored):
    answer = controller.post(CLOSE, {"reason": ""})
    assert answer.status_code == 422
    assert "Schrijf waarom het kwartaal toch dicht gaat." in words_of(answer)
    assert stored().state == PeriodState.OPEN


def test_it_closes_and_opens_again(controller, stored):
    assert controller.post(CLOSE, {"reason": WHY}).url == PAGE
    assert (stored().state, stored().closed_on) == (PeriodState.CLOSED, date(2026, 10, 12))
    assert "Q3 2026 is al gesloten." in words_of(controller.post(CLOSE, {"reason": WHY}))
    assert controller.post(REOPEN, {"reason": "Eén rapport was vergeten."}).url == PAGE
    assert (stored().state, stored().closed_on) == (PeriodState.OPEN, None)
    assert "heropend Eén rapport was vergeten." in words_of(controller.get(PAGE))


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_opening_again_needs_a_reason(controller, stored, reason):
    controller.post(CLOSE, {"reason": WHY})
    assert controller.post(REOPEN, {"reason": reason}).status_code == 422
    assert stored().state == PeriodState.CLOSED


def test_a_reason_is_shown_as_text(controller):
    controller.post(CLOSE, {"reason": "<script>alert(1)</script>"})
    assert "<script>alert" not in controller.get(PAGE).content.decode()


@pytest.fixture
def beginner(db) -> Client:
    """Controller of a programme that does not report yet."""
    right = Right(Role.CONTROLLER, ScopeKind.PROGRAMME, "zuid-limburg")
    create_user(actor=Viewer.system("test"), person=Person("nieuw", "Nieuw"), password="x", rights=[right])
    client = Client()
    client.force_login(User.objects.get(username="nieuw"), backend=PEOPLE_BACKEND)
    return client


def test_a_controller_opens_the_first_quarter(beginner):
    place = beginner.get("/programmas/zuid-limburg/periode/").url
    assert place == url("period", "2026-Q4", "zuid-limburg")
    assert "Q4 2026 openen" in words_of(beginner.get(place))
    assert beginner.post(url("open-quarter", "2026-Q4", "zuid-limburg")).url == place
    assert "Rapporteren kan vanaf 01-01-2027." in words_of(beginner.get(place))


def test_a_quarter_to_come_is_refused(beginner):
    answer = beginner.post(url("open-quarter", "2027-Q1", "zuid-limburg"), follow=True)
    assert "Q1 2027 begint op 01-01-2027" in words_of(answer)
    assert not ReportingPeriod.objects.filter(programme__slug="zuid-limburg").exists()


def test_only_a_controller_finds_it_before_the_first_quarter(beginner, client_of):
    """In the navigation; whoever else asks for the page is told who opens it."""
    link = 'href="/programmas/zuid-limburg/periode/"'
    assert link in beginner.get("/programmas/zuid-limburg/").content.decode()
    manager = client_of("zl-manager")
    assert link not in manager.get("/programmas/zuid-limburg/").content.decode()
    text = words_of(manager.get(url("period", "2026-Q4", "zuid-limburg")))
    assert "De controller opent het eerste kwartaal." in text


def test_the_dashboard_of_an_open_quarter_leads_here(client_of):
    reader = client_of("lezer")
    assert PAGE in reader.get(url("dashboard")).content.decode()
    assert url("period", "2026-Q2") not in reader.get(url("dashboard", "2026-Q2")).content.decode()
