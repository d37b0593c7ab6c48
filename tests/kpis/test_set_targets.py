"""Versions of targets: what becomes one, what is refused and where, what the rules would make of it."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from kpis.models import Indicator, Target
from kpis.moments import Moment
from kpis.selectors.facts import indicator_facts
from kpis.selectors.targets import (
    bounds_notation,
    effects,
    first_writable,
    latest,
    notation,
    open_quarters,
    versions_of,
)
from kpis.services.targets import TargetText, propose, set_targets
from kpis.targets import Direction
from tests.factories.kpis import IndicatorFactory, MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
Y2026, Y2027 = Moment(year=2026), Moment(year=2027)
WHY = "Herijking na de effectmeting"


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.select_related("programme", "pillar").get(programme=programme, slug="kpi-1-1")


@pytest.fixture
def fresh(programme) -> Indicator:
    """Without any target."""
    return IndicatorFactory.create(programme=programme)


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


def set_one(actor: Viewer, indicator: Indicator, text: str, **more) -> list[Target]:
    since, reason = more.pop("since", Q3), more.pop("reason", WHY)
    given = TargetText(more.pop("moment", Y2026), text, more.pop("seen", 1), **more)
    return set_targets(actor=actor, indicator=indicator, texts=[given], since=since, reason=reason)


def counts() -> tuple[int, int, int]:
    return Target.objects.count(), AuditEntry.objects.count(), Run.objects.count()


def mistakes(caught) -> dict[str, str]:
    return {one.place: one.message for one in caught.value.mistakes}


def test_a_recalibration_is_a_next_version(manager, indicator):
    (row,) = set_one(manager, indicator, "800 (±20%)")
    stored = Target.objects.get(pk=row.pk)
    assert (stored.version, stored.lower, stored.upper) == (2, Decimal(640), Decimal(960))
    assert (stored.source_text, stored.reason, stored.valid_from) == ("800 (±20%)", WHY, date(2026, 7, 1))
    assert (str(stored.set_by_id), stored.set_at is not None) == (manager.id, True)
    assert [old.source_text for old in versions_of(manager, indicator).filter(year=2026)] == [
        "900 (±20%)",
        "800 (±20%)",
    ]


def test_the_trail_keeps_both_texts_and_why(manager, indicator):
    set_one(manager, indicator, "800 (±20%)")
    entry = AuditEntry.objects.filter(object_id=str(indicator.pk)).latest("id")
    assert entry.changes == {"streefwaarde 2026": ["900 (±20%)", "800 (±20%)"]}
    assert (entry.reason, entry.actor_name, entry.programme) == (WHY, manager.name, "nml-o")


def test_only_open_quarters_are_judged_anew(manager, indicator):
    known = set(Run.objects.values_list("pk", flat=True))
    set_one(manager, indicator, "800 (±20%)")
    runs = Run.objects.exclude(pk__in=known)
    assert [run.quarter for run in runs.order_by("quarter")] == open_quarters(indicator)
    assert all(run.payload == {"indicators": [str(indicator.pk)], "grants": []} for run in runs)


def test_a_later_version_leaves_earlier_quarters(manager, indicator, programme):
    set_one(manager, indicator, "800 (±20%)", since=Q4)
    bounds = {
        quarter: {row.lower for row in facts.targets if row.year == 2026}
        for quarter in (Q3, Q4)
        for facts in indicator_facts(programme, quarter, only=[indicator.pk])
    }
    assert bounds == {Q3: {Decimal(720)}, Q4: {Decimal(640)}}


def test_the_same_text_adds_nothing(manager, indicator):
    before = counts()
    assert set_one(manager, indicator, " 900 (±20%) ", reason="") == []
    assert counts() == before


def test_sending_twice_adds_one_version(manager, indicator):
    set_one(manager, indicator, "800 (±20%)")
    before = counts()
    assert set_one(manager, indicator, "800 (±20%)") == []
    assert counts() == before


def test_a_stale_author_sees_the_other_text(manager, indicator):
    set_one(manager, indicator, "800 (±20%)")
    before = counts()
    with pytest.raises(Invalid) as caught:
        set_one(manager, indicator, "700 (±20%)", seen=1)
    assert mistakes(caught) == {
        "2026": "Intussen legde Programmamanager NML-O versie 2 vast: “800 (±20%)”. Kies of voeg samen."
    }
    assert counts() == before
    assert set_one(manager, indicator, "700 (±20%)", seen=2)[0].version == 3


def test_the_first_version_needs_no_reason(manager, fresh):
    (row,) = set_one(manager, fresh, "minimaal 3", seen=0, reason="")
    assert (row.version, row.reason, row.lower, row.upper) == (1, "", Decimal(3), None)


@pytest.mark.parametrize(
    ("text", "state", "lower", "upper"),
    [
        ("25–100", "given", 25, 100),
        ("hoogstens 5", "given", None, 5),
        ("9000 (+/- 10% van 89.485)", "given", 9000, None),
        ("-", "none", None, None),
        ("n.v.t.", "none", None, None),
        ("niet kwantificeerbaar", "none", None, None),
        ("n.t.b.", "to_be_determined", None, None),
    ],
)
@pytest.mark.parametrize("moment", [Y2026, Moment(quarter=Q4), Moment(due=date(2026, 9, 30))])
def test_every_notation_can_be_stored(manager, fresh, programme, moment, text, state, lower, upper):
    (row,) = set_one(manager, fresh, text, moment=moment, seen=0)
    assert (row.state, row.lower, row.upper, row.moment) == (state, lower, upper, moment)
    (facts,) = indicator_facts(programme, Q4, only=[fresh.pk])
    assert facts.plan.targets or state == "none"


def test_the_second_scale_stands_beside(manager, programme):
    indicator = IndicatorFactory.create(programme=programme, second_unit="uur")
    (row,) = set_one(manager, indicator, "25–30", seen=0, second="5.000–10.000")
    assert (row.lower, row.second_lower, row.second_upper) == (Decimal(25), Decimal(5000), Decimal(10000))
    assert set_one(manager, indicator, "25–30", second="5000-10000", seen=1) == []
    (changed,) = set_one(manager, indicator, "25–30", second="6.000", seen=1)
    assert (changed.version, changed.second_lower, changed.second_upper) == (2, Decimal(6000), None)


@pytest.mark.parametrize(
    ("given", "place", "message"),
    [
        ({"text": "veel"}, "2026", "Niet begrepen"),
        ({"text": "<script>alert(1)</script>"}, "2026", "Niet begrepen"),
        ({"text": "100-25"}, "2026", "boven de bovengrens"),
        ({"text": ""}, "2026", "Een lege regel wist niets"),
        ({"text": "monitoringsplan, 01-09-2025"}, "2026", "een mijlpaal van het project"),
        ({"text": "5" + " van de inwoners" * 20}, "2026", "hoogstens 200 tekens"),
        ({"text": "900000000000000"}, "2026", "te groot"),
        ({"text": "5", "second": "7"}, "2026", "geen tweede schaal"),
        ({"text": "5", "moment": Moment(year=2031), "seen": 0}, "2031", "buiten de looptijd"),
        ({"text": "5", "moment": Moment(quarter=Quarter(2024, 4)), "seen": 0}, "2024-Q4", "looptijd"),
        ({"text": "5", "moment": Moment(), "seen": 0}, "", "buiten de looptijd"),
        ({"text": "5", "reason": " "}, "reason", "waarom de streefwaarde wijzigt"),
        ({"text": "5", "reason": "x" * 2001}, "reason", "hoogstens 2000"),
        ({"text": "5", "since": Q2}, "since", "Q2 2026 is vastgesteld op 06-08-2026"),
        ({"text": "5", "since": Quarter(2025, 1)}, "since", "Q3 2025 is vastgesteld"),
    ],
)  # fmt: skip
def test_every_mistake_is_at_its_place(manager, indicator, given, place, message):
    before = counts()
    with pytest.raises(Invalid) as caught:
        set_one(manager, indicator, **given)
    assert message in mistakes(caught)[place]
    assert counts() == before


def test_all_mistakes_come_at_once(manager, indicator):
    texts = [TargetText(Y2026, "veel", 1), TargetText(Y2027, "", 1), TargetText(Moment(quarter=Q4), "7", 0)]
    with pytest.raises(Invalid) as caught:
        set_targets(actor=manager, indicator=indicator, texts=texts, since=Q2, reason="")
    assert set(mistakes(caught)) == {"2026", "2027", "since"}


def test_a_second_scale_must_be_readable(manager, programme):
    indicator = IndicatorFactory.create(programme=programme, second_unit="uur")
    with pytest.raises(Invalid, match="Tweede schaal niet begrepen: “veel”"):
        set_one(manager, indicator, "5", seen=0, second="veel")
    with pytest.raises(Invalid, match="Vul ook de streefwaarde zelf in"):
        set_one(manager, indicator, "", seen=0, second="5")


@pytest.mark.parametrize(
    "person", ["beheerder", "projectleider-mgn", "controller", "bestuurder-venray", "lezer", "zl-manager"]
)
def test_others_set_nothing(viewer_of, indicator, person):
    before = counts()
    with pytest.raises(NotAllowed, match="Alleen de programmamanager legt streefwaarden vast"):
        set_one(viewer_of(person), indicator, "5")
    assert counts() == before


def test_a_manager_of_the_pillar_sets_them(manager, indicator):
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{indicator.pillar.slug}")
    actor = Viewer(manager.id, "Pijlermanager", frozenset({right}))
    assert set_one(actor, indicator, "5")[0].version == 2


def test_words_read_anew_after_a_turn(manager, indicator):
    """With another direction the same words may be other bounds; that is a new version, with a reason."""
    (first,) = set_one(manager, indicator, "5")
    Indicator.objects.filter(pk=indicator.pk).update(direction=Direction.DOWN)
    (second,) = set_one(manager, indicator, "5", seen=2)
    five = Decimal(5)
    assert (first.lower, first.upper, second.lower, second.upper) == (five, None, None, five)


def test_every_stored_target_reads_the_same(db):
    """Whoever opens the editor and saves changes nothing: the words on the screen give the bounds stored."""
    asked, different = 0, []
    for indicator in Indicator.objects.select_related("programme"):
        stored = list(indicator.targets.all())
        texts = [
            TargetText(
                moment, notation(row), row.version, bounds_notation(row.second_lower, row.second_upper)
            )
            for moment, row in latest(stored).items()
        ]
        read = propose(indicator, texts=texts, stored=stored, since=Q3)
        asked += len(read)
        different += [(indicator.slug, one.given) for one in read if one.is_new or one.mistakes]
    assert asked > 80
    assert different == []


@pytest.mark.parametrize(
    ("state", "lower", "upper", "words"),
    [
        ("given", 5, 10, "5–10"),
        ("given", 5000, None, "minimaal 5.000"),
        ("given", None, Decimal("2.5"), "hoogstens 2,5"),
        ("none", None, None, "-"),
        ("to_be_determined", None, None, "n.t.b."),
    ],
)
def test_bounds_without_words_get_some(state, lower, upper, words):
    assert notation(TargetFactory.build(state=state, lower=lower, upper=upper, source_text="")) == words


def test_effects_by_the_real_rules(indicator):
    """700 at Q3 lies in 660–990, and would lie below 720 with a target of 1.000."""
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=700, approved=True)
    stored = list(indicator.targets.all())
    (one,) = propose(indicator, texts=[TargetText(Y2026, "1000 (±20%)", 1)], stored=stored, since=Q3)
    before = counts()
    assert one.row is not None
    effect, *_ = effects(indicator, targets=stored, new=[one.row])
    assert (effect.quarter, effect.before.status, effect.after.status) == (Q3, "on_track", "at_risk")
    assert (effect.before.bounds.lower, effect.after.bounds.lower) == (Decimal(660), Decimal(720))
    assert effect.changes
    assert counts() == before


def test_effects_of_another_phasing(indicator):
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=700, approved=True)
    supposed = Indicator.objects.select_related("programme").get(pk=indicator.pk)
    supposed.phasing = [Decimal(100)] * 4
    effect, *_ = effects(indicator, targets=list(indicator.targets.all()), supposed=supposed)
    assert (effect.before.status, effect.after.status) == ("on_track", "at_risk")


def test_nothing_changes_without_news(indicator):
    found = effects(indicator, targets=list(indicator.targets.all()))
    assert found
    assert not any(effect.changes for effect in found)


def test_versions_begin_after_what_is_frozen(indicator, programme):
    assert first_writable(indicator) == open_quarters(indicator)[0] == Q3
    elsewhere = IndicatorFactory.create()
    assert first_writable(elsewhere) == Quarter(elsewhere.programme.start_year, 1)


def test_outsiders_see_no_version(viewer_of, indicator):
    assert not versions_of(viewer_of("zl-manager"), indicator).exists()
