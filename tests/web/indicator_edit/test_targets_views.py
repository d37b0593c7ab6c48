"""The table of targets in the browser: what is understood, looking ahead, versions, conflicts."""

import re

import pytest

from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Target
from tests.factories.kpis import IndicatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
KPI = "/programmas/nml-o/indicatoren/kpi-1-1/"
URL = f"{KPI}streefwaarden/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.get(programme=programme, slug="kpi-1-1")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\xa0", " ")


def table(**typed: str) -> dict[str, str]:
    """What the page of 1-1 posts, with these fields typed over."""
    rows = {"text_2025": "600 (±20%)", "text_2026": "900 (±20%)", "text_2027": "1.500 (±20%)"}
    seen = {f"seen_{year}": "1" for year in (2025, 2026, 2027)}
    return {"since": "2026-Q3", "reason": "", **rows, **seen, **typed}


def counts() -> tuple[int, int]:
    return Target.objects.count(), AuditEntry.objects.count()


def test_the_page_shows_what_is_understood(manager):
    page = text_of(manager.get(URL))
    assert 'value="900 (±20%)"' in page
    assert "Van 720 tot en met 1.080 inwoners." in page
    assert "900 met 20 % naar beide kanten." in page
    assert '<option value="2026-Q3" selected>Q3 2026</option>' in page
    assert "2026-Q2" not in page


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("minimaal 3", "3 inwoners of meer."),
        ("9000 (+/- 10% van 89.485)", "géén tolerantie"),
        ("veel", "Niet begrepen: geen getal, bereik of datum herkend."),
        ("100-25", "de ondergrens ligt boven de bovengrens"),
        ("700; later meer", '<mark class="iza-reading__unread">later meer</mark>'),
        ("300", "De ondergrens 300 is lager dan die van 2025 (480), terwijl hoger beter is."),
        ("<b>5</b>", "Niet begrepen"),
        ("monitoringsplan, 01-09-2026", "Leg het vast als mijlpaal"),
        ("800", "Wordt een nieuwe versie. Nu geldt versie 1: 900 (±20%) (van 720 tot en met 1.080"),
    ],
)  # fmt: skip
def test_a_preview_says_what_it_read(manager, typed, understood):
    before = counts()
    answer = manager.post(URL, table(text_2026=typed, bekijk="1"), headers=HTMX)
    page = text_of(answer)
    assert answer.status_code == 200
    assert understood in page
    assert 'id="lezing-2026"' in page
    assert 'hx-swap-oob="outerHTML"' in page
    assert "<html" not in page
    assert "<b>5</b>" not in page
    assert counts() == before


def test_a_preview_is_a_page_without_scripts(manager):
    page = text_of(manager.post(URL, table(text_2026="800 (±20%)", bekijk="1")))
    assert "<html" in page
    assert 'value="800 (±20%)"' in page
    assert "Van 640 tot en met 960 inwoners." in page


def test_effects_are_shown_before_saving(manager, indicator):
    MeasurementFactory.create(indicator=indicator, quarter=Quarter(2026, 3), value=700, approved=True)
    page = text_of(manager.post(URL, table(text_2026="1000 (±20%)", bekijk="1"), headers=HTMX))
    assert "Op koers" in page
    assert "Risico" in page
    assert "Grenzen: 660 tot 990 → 720 tot 1.080" in page


def test_a_new_version_is_shown_with_the_old(manager):
    answer = manager.post(URL, table(text_2026="800 (±20%)", reason="Herijking"))
    assert answer["Location"] == f"{KPI}#streefwaarden"
    page = text_of(manager.get(KPI))
    assert "De streefwaarde is vastgelegd" in page
    for text in ("800 (±20%)", "900 (±20%)", "versie 2", "versie 1, geldt niet meer", "Reden: Herijking"):
        assert text in page
    assert "vastgelegd door Programmamanager NML-O op" in page
    assert "Streefwaarde 2026: <del>900 (±20%)</del> → <ins>800 (±20%)</ins>" in page


def test_a_frozen_quarter_shows_what_it_had(manager):
    manager.post(URL, table(text_2026="800 (±20%)", reason="Herijking"))
    page = text_of(manager.get(f"{KPI}?kwartaal=2026-Q2"))
    section = page[page.index('id="streefwaarden"') : page.index('id="definitie"')]
    rows = section[: section.index("</table>")]
    assert "900 (±20%)" in rows
    assert "800 (±20%)" not in rows


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"text_2026": "veel"}, "text_2026", "Niet begrepen"),
        ({"text_2026": ""}, "text_2026", "Een lege regel wist niets"),
        ({"text_2026": "x" * 201}, "text_2026", "200"),
        ({"text_2026": "800"}, "reason", "waarom de streefwaarde wijzigt"),
        ({"text_2026": "800", "since": "2026-Q2"}, "since", "geldige keuze"),
        ({"text_2026": "monitoringsplan, 01-09-2026"}, "text_2026", "een mijlpaal van het project"),
        ({"new_moment": "2026-Q4", "new_text": "veel"}, "new_text", "Niet begrepen"),
        ({"new_moment": "2031-Q4", "new_text": "5"}, "new_text", "buiten de looptijd"),
        ({"new_moment": "ooit", "new_text": "5"}, "new_moment", "Schrijf een kwartaal"),
    ],
)
def test_bad_input_is_told_and_kept(manager, typed, field, message):
    before = counts()
    answer = manager.post(URL, table(**typed))
    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].errors[field])
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value
    assert counts() == before


def test_a_quarter_and_a_day_can_be_added(manager, indicator):
    for moment in ("Q4 2026", "30-09-2027"):
        answer = manager.post(URL, table(new_moment=moment, new_text="minimaal 800"))
        assert answer.status_code == 302, answer.context["form"].errors
    page = text_of(manager.get(URL))
    assert "Q4 2026" in page
    assert "uiterlijk 30-09-2027" in page
    assert indicator.targets.filter(lower=800).count() == 2


def test_a_double_click_adds_one_version(manager, indicator):
    data = table(text_2026="800", reason="Herijking")
    assert manager.post(URL, data).status_code == manager.post(URL, data).status_code == 302
    assert indicator.targets.filter(year=2026).count() == 2


def test_a_stale_page_shows_both_texts(manager, indicator):
    manager.post(URL, table(text_2026="800", reason="Van een ander"))
    answer = manager.post(URL, table(text_2026="850", reason="Van mij"))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "versie 2 vast: “800”" in page
    assert 'value="850"' in page
    again = table(text_2026="850", reason="Van mij", seen_2026=answer.context["form"]["seen_2026"].value())
    assert manager.post(URL, again).status_code == 302
    assert [row.source_text for row in indicator.targets.filter(year=2026).order_by("version")] == [
        "900 (±20%)",
        "800",
        "850",
    ]


def test_a_second_scale_has_its_own_field(manager, programme):
    row = IndicatorFactory.create(programme=programme, slug="twee", second_unit="uur")
    url = "/programmas/nml-o/indicatoren/twee/streefwaarden/"
    assert "Tweede schaal 2026" in text_of(manager.get(url))
    assert "Tweede schaal 2026" not in text_of(manager.get(URL))
    data = {"since": "2026-Q3", "text_2026": "25–30 %", "second_2026": "5.000–10.000", "seen_2026": "0"}
    assert manager.post(url, data).status_code == 302
    stored = row.targets.get()
    assert (str(stored.lower), str(stored.second_upper)) == ("25.000000", "10000.000000")
    assert "5.000–10.000" in text_of(manager.get(url))


def test_a_product_goes_to_its_project(manager, programme):
    mgn = programme.projects.get(slug="mgn")
    IndicatorFactory.create(programme=programme, project=mgn, slug="van-mgn")
    url = "/programmas/nml-o/indicatoren/van-mgn/streefwaarden/"
    data = {"since": "2026-Q3", "text_2026": "monitoringsplan, 01-09-2026", "bekijk": "1"}
    assert "/projecten/mgn/bewerken/mijlpalen/nieuw/" in text_of(manager.post(url, data))


def test_outsiders_learn_nothing(client_of):
    answer = client_of("zl-manager").post(URL, table(bekijk="1"))
    assert answer.status_code == 404
    assert "1.500" not in text_of(answer)
