"""Handing in values: who, when, what is refused and where, and that nothing is stored twice."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.selectors.facts import indicator_facts
from kpis.services.measurements import approve_measurement
from kpis.services.submissions import NewValue, doubts_about, submit_measurements
from pillars.models import ReportingPeriod
from pillars.selectors.programmes import members_on
from regions.models import Municipality
from tests.factories.kpis import IndicatorFactory, MeasurementFactory
from tests.factories.regions import MunicipalityFactory
from tests.kpis.submitting import submit_measurement

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.select_related("programme", "pillar", "project").get(
        programme=programme, slug="kpi-1-1"
    )


@pytest.fixture
def lead(viewer_of):
    return viewer_of("projectleider-mgn")


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def shares(programme) -> Indicator:
    """Measured per municipality, as a weighted percentage."""
    return IndicatorFactory.create(
        programme=programme,
        pillar=programme.pillars.get(slug="p1"),
        unit="%",
        disaggregated=True,
        is_weighted=True,
    )


def new(value: str | None = None, **more) -> NewValue:
    return NewValue(id=uuid7(), value=None if value is None else Decimal(value), **more)


def fraction(code: str, top: str, bottom: str) -> NewValue:
    return new(municipality=code, numerator=Decimal(top), denominator=Decimal(bottom))


def counts() -> tuple[int, int, int]:
    return Measurement.objects.count(), AuditEntry.objects.count(), Run.objects.count()


def mistakes(caught) -> dict[str, str]:
    return {one.place: one.message for one in caught.value.mistakes}


def test_a_lead_hands_in_a_value(lead, indicator):
    runs = Run.objects.count()
    row = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("710", note=" Geteld. "))
    stored = Measurement.objects.get(pk=row.pk)
    assert (stored.value, stored.state, stored.note) == (Decimal(710), MeasurementState.SUBMITTED, "Geteld.")
    assert (str(stored.submitted_by_id), stored.confirmation) == (lead.id, "")
    assert Run.objects.count() == runs, "wat wacht, telt nog nergens mee"


def test_the_trail_names_old_and_new(lead, indicator):
    row = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("710"))
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert (entry.action, entry.programme, entry.actor_name) == ("ingediend", "nml-o", lead.name)
    assert entry.changes == {"waarde": ["700.000000", "710"]}


def test_a_waiting_value_is_superseded(lead, manager, indicator):
    waiting = Measurement.objects.get(indicator=indicator, quarter=Q3)
    row = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("710"))
    waiting.refresh_from_db()
    assert waiting.superseded_at is not None
    assert row.supersedes == waiting
    with pytest.raises(Refused, match="vervangen door een nieuwere"):
        approve_measurement(actor=manager, measurement_id=waiting.pk)
    assert approve_measurement(actor=manager, measurement_id=row.pk).supersedes == waiting


def test_a_double_click_stores_once(lead, indicator):
    given = new("710")
    first = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=given)
    before = counts()
    assert submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=given) == first
    assert counts() == before


def test_the_same_figures_add_nothing(lead, indicator):
    waiting, before = Measurement.objects.get(indicator=indicator, quarter=Q3), counts()
    assert submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("700")) == waiting
    assert counts() == before


def test_a_used_id_with_another_value_is_told(lead, indicator):
    given = new("710")
    submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=given)
    changed = NewValue(id=given.id, value=Decimal(711))
    with pytest.raises(Invalid, match="al ingediend; ververs"):
        submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=changed)


def test_an_id_of_another_indicator_is_refused(lead, indicator):
    other = MeasurementFactory.create(quarter=Q3, value=710)
    with pytest.raises(Invalid, match="al ingediend"):
        submit_measurement(
            actor=lead, indicator=indicator, quarter=Q3, value=NewValue(id=other.pk, value=Decimal(710))
        )


@pytest.mark.parametrize("person", ["beheerder", "controller", "bestuurder-venray", "lezer", "zl-manager"])
def test_others_hand_in_nothing(viewer_of, indicator, person):
    before = counts()
    with pytest.raises(NotAllowed, match="Alleen de projectleider"):
        submit_measurement(actor=viewer_of(person), indicator=indicator, quarter=Q3, value=new("710"))
    assert counts() == before


@pytest.mark.parametrize(("slug", "may"), [("kpi-1-1", True), ("kpi-4-1", False)])
def test_leads_report_for_their_own_pillar(lead, programme, slug, may):
    asked = programme.indicators.select_related("programme", "pillar", "project").get(slug=slug)
    if may:
        assert submit_measurement(actor=lead, indicator=asked, quarter=Q3, value=new("690"))
    else:
        with pytest.raises(NotAllowed):
            submit_measurement(actor=lead, indicator=asked, quarter=Q3, value=new("690"))


def test_an_indicator_of_another_project_is_its_own(lead, programme):
    other = programme.projects.filter(pillar__slug="p1").exclude(slug="mgn").first()
    asked = IndicatorFactory.create(programme=programme, pillar=other.pillar, project=other)
    with pytest.raises(NotAllowed):
        submit_measurement(actor=lead, indicator=asked, quarter=Q3, value=new("1"))


@pytest.mark.parametrize(
    ("quarter", "reason"),
    [
        (Q2, "Q2 2026 is vastgesteld op 06-08-2026"),
        (Q3.next, "Q4 2026 loopt nog. Rapporteren kan vanaf 01-01-2027"),
        (Quarter(2027, 1), "Q1 2027 is niet geopend"),
        (Quarter(2031, 1), "Q1 2031 is niet geopend"),
    ],
)
def test_a_locked_quarter_says_why(lead, manager, indicator, quarter, reason):
    before = counts()
    for actor in (lead, manager):
        with pytest.raises(Refused, match=reason):
            submit_measurement(actor=actor, indicator=indicator, quarter=quarter, value=new("710"))
    assert counts() == before


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"state": "closed", "closed_on": date(2026, 10, 10)}, "Q3 2026 is gesloten op 10-10-2026"),
        (
            {"submit_until": date(2026, 10, 11)},
            "verlopen: indienen kon tot en met 11-10-2026",
        ),
    ],
)
def test_too_late_for_leads_not_managers(lead, manager, indicator, state, reason):
    ReportingPeriod.objects.filter(programme=indicator.programme, quarter=Q3).update(**state)
    with pytest.raises(Refused, match=reason):
        submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("710"))
    assert submit_measurement(actor=manager, indicator=indicator, quarter=Q3, value=new("710")).pk


@pytest.mark.parametrize(
    ("given", "place", "message"),
    [
        (new(), "value", "Vul een waarde in"),
        (new("NaN"), "value", "te groot"),
        (new("1e14"), "value", "te groot"),
        (new("1.1234567"), "value", "zes decimalen"),
        (new("5", numerator=Decimal(1), denominator=Decimal(2)), "value", "niet allebei"),
        (new(numerator=Decimal(1)), "denominator", "allebei"),
        (new(denominator=Decimal(1)), "numerator", "allebei"),
        (new(numerator=Decimal(1), denominator=Decimal(0)), "denominator", "groter zijn dan 0"),
        (new(numerator=Decimal(1), denominator=Decimal("NaN")), "denominator", "te groot"),
        (new(numerator=Decimal(10**13), denominator=Decimal("0.01")), "numerator", "te groot"),
        (new("7000"), "confirmation", "7.000 is minstens tien keer 540 in Q2 2026"),
        (new("530"), "confirmation", "530 is minder dan 540 in Q2 2026"),
        (new("710", municipality="GM0984"), "GM0984.municipality", "niet per gemeente"),
    ],
)  # fmt: skip
def test_every_mistake_is_at_its_field(lead, indicator, given, place, message):
    before = counts()
    with pytest.raises(Invalid) as caught:
        submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=given)
    assert message in mistakes(caught)[place]
    assert counts() == before


def test_a_confirmed_doubt_is_stored(lead, indicator):
    given = new("530", confirmation=" Dubbelingen eruit gehaald. ")
    row = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=given)
    assert row.confirmation == "Dubbelingen eruit gehaald."
    assert AuditEntry.objects.get(object_id=str(row.pk)).reason == "Dubbelingen eruit gehaald."


def test_a_needless_confirmation_is_not_kept(lead, indicator):
    row = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("710", confirmation="ja"))
    assert row.confirmation == ""


def test_doubts_are_told_beforehand(indicator):
    assert [odd.doubt for odd in doubts_about(indicator, quarter=Q3, value=new("530"))] == ["falls"]
    assert doubts_about(indicator, quarter=Q3, value=new()) == ()


def test_a_returned_value_is_no_last_quarter(lead, programme):
    asked = IndicatorFactory.create(programme=programme, pillar=programme.pillars.get(slug="p1"))
    MeasurementFactory.create(indicator=asked, quarter=Q2, value=5, returned=True)
    assert doubts_about(asked, quarter=Q3, value=new("700")) == ()


def test_fractions_give_value_and_stay(lead, shares):
    (row,) = submit_measurements(
        actor=lead, indicator=shares, quarter=Q3, values=[fraction("GM0984", "1", "3")]
    )
    assert (row.value, row.numerator, row.denominator) == (Decimal("33.333333"), Decimal(1), Decimal(3))
    assert str(row.municipality) == str(Municipality.objects.get(code="GM0984"))


def test_all_members_together_give_the_mean(lead, manager, shares, programme):
    codes = list(members_on(programme, Q3.last_day).values_list("code", flat=True))
    values = [fraction(code, str(10 + n), "100") for n, code in enumerate(codes)]
    for row in submit_measurements(actor=lead, indicator=shares, quarter=Q3, values=values):
        approve_measurement(actor=manager, measurement_id=row.pk)
    (facts,) = indicator_facts(programme, Q3, only=[shares.pk])
    assert str(facts.coverage) == f"{len(codes)} van {len(codes)}"
    assert facts.values[Q3] == Decimal("16.5")


def test_mistakes_of_all_municipalities_at_once(lead, shares):
    stranger = MunicipalityFactory.create()
    values = [
        fraction("GM0984", "1", "0"),
        new("5", municipality="GM0983"),
        fraction(stranger.code, "1", "2"),
        fraction("GM0907", "150", "100"),
        new("5"),
    ]
    before = counts()
    with pytest.raises(Invalid) as caught:
        submit_measurements(actor=lead, indicator=shares, quarter=Q3, values=values)
    assert set(mistakes(caught)) == {
        "GM0984.denominator",
        "GM0983.numerator",
        f"{stranger.code}.municipality",
        "GM0907.confirmation",
        "municipality",
        "numerator",
    }
    assert counts() == before


def test_one_municipality_twice_is_refused(lead, shares):
    values = [fraction("GM0984", "1", "2"), fraction("GM0984", "1", "3")]
    with pytest.raises(Invalid, match="twee keer"):
        submit_measurements(actor=lead, indicator=shares, quarter=Q3, values=values)


def test_a_lead_elsewhere_reports_nothing(indicator):
    stranger = Viewer(
        "1", "Iemand", frozenset({Right(Role.PROJECT_LEAD, ScopeKind.PROJECT, "zuid-limburg/mgn")})
    )
    with pytest.raises(NotAllowed):
        submit_measurement(actor=stranger, indicator=indicator, quarter=Q3, value=new("710"))


def test_a_returned_value_may_be_sent_anew(lead, indicator):
    """The same figure after all: a new row, for the returned one never counts."""
    returned = MeasurementFactory.create(indicator=indicator, quarter=Q3, value=705, returned=True)
    again = submit_measurement(actor=lead, indicator=indicator, quarter=Q3, value=new("705"))
    assert (again.state, again == returned) == (MeasurementState.SUBMITTED, False)
